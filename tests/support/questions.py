"""Sources with questions: of a theorem, of a short, and one in its place."""

from __future__ import annotations

from tests.support.sample import FILES

FIRST, SHORT = "posts/alpha/first.md", "shorts/one.md"
OF_THEOREM = (
    ":label: thm-first\n:question: When does it *hold*?\n:answer: Always, by $x^2 \\ge 0$.\n"
)
OF_SHORT = "question: Why is $x < 1$?\nanswer: Because of [the first](#first-section).\n"
IN_PLACE = """
:::{question} What is left?
:label: q-left

As many as before, see [](#second-section).
:::
"""
RECALL = "\n```{recall}\n```\n"
OTHERS = "\n```{recall} thm-first, short-one\n```\n"


def asking(text: str = IN_PLACE + RECALL) -> dict[str, str]:
    """Return the sources of a post and a short with questions, *text* at the end of the post."""
    post = FILES[FIRST].replace(":label: thm-first\n", OF_THEOREM)
    short = FILES[SHORT].replace("distils:", f"{OF_SHORT}distils:")
    return {FIRST: post + text, SHORT: short}
