"""Odd titles, summaries, claims and bodies: no builder gives up, every message helps."""

from __future__ import annotations

import json
import random
import re

import pytest

from tests.support.project import Project
from tests.support.sample import post, sample, short
from tests.support.sampling import Some

# What authors have written, or may write, where a title, a summary or a claim is expected.
ODD = [
    *(
        "",
        "#",
        "# of parts",
        "## x",
        "$ $",
        "$\\quad$",
        "$x^2$",
        "$$x$$",
        "$\\foo$",
        "$",
        "$5 and $6",
    ),
    *("![](photo.png)", "![A cat](photo.png)", "![x](nope.png)", "{octicon}`x`", "{nope}`x`", "{x"),
    *("- a", "* a", "1. b", "2019. A year", "> a", "> [!NOTE]", "---", "===", "+++", "% a", "(a)="),
    *(
        "```python",
        "```",
        "~~~",
        ":::{note}",
        ":::",
        "|a|b|",
        "[x]: http://a",
        "[^1]",
        "A[^1] b[^b]",
    ),
    *("{footcite:p}`knuth1984`", "{footcite:t}`nope`", "{ref}`nope`", "[](#first)", "[](nope)"),
    *("{eq}`eq-first`", "{prf:ref}`thm-first`", "{numref}`fig-first`", "{download}`x`", "[x]()"),
    *(
        "<b>x</b>",
        "<!-- x -->",
        "{{x}}",
        "&amp;",
        "a & b < c",
        "\\",
        "`",
        "*",
        "**",
        "~~x~~",
        "[",
        "!",
    ),
    *(
        "\u200b",
        "\u202ex",
        "🙂",
        "定義",
        "قضية",
        "\ufeff",
        "\u2028",
        "a\tb",
        "x" * 400,
        "C#",
        "C++",
        "`x`",
    ),
]
WORDS = [
    "a",
    "$x$",
    "*b*",
    "[c](#first)",
    "`d`",
    "\\e",
    "{f}",
    "<g>",
    "#",
    "- ",
    "![](photo.png)",
    "|",
]
NUMBER = 300
# So many of a sample are put together by chance.
OTHERS = 30
IN_LINE = re.compile(
    r"[^\s:]+:\d+: (?:WARNING|ERROR|CRITICAL): .*: \S.*|[^\s:]+:\d+: .*did you mean.*"
)


def texts() -> list[str]:
    """Return the texts of the list and such as chance puts together, always the same."""
    chance = random.Random(7)
    made = [
        "".join(chance.choices(WORDS, k=chance.randint(1, 6))) for _ in range(NUMBER - len(ODD))
    ]
    return [*ODD, *made]


def with_key(source: str, key: str, text: str) -> str:
    """Return *source* with *text* as the value of *key*."""
    return re.sub(f"{key}: .*", lambda _: f"{key}: {json.dumps(text)}", source)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory, some: Some) -> Project:
    """A site in which each text is a title, a summary, a claim or a body.

    In a sample it has the texts of the list, and few of the others.
    """
    files = {}
    every = texts()
    for number, text in enumerate([*ODD, *some(every[len(ODD) :], OTHERS)]):
        name = f"n{number}"
        if number % 4 == 0:
            files[f"posts/alpha/{name}.md"] = post(name).replace(f"# The {name} post", f"# {text}")
        elif number % 4 == 1:
            files[f"posts/alpha/{name}.md"] = with_key(post(name), "summary", text)
        elif number % 4 == 2:
            files[f"shorts/{name}.md"] = with_key(short(name), "claim", text)
        else:
            files[f"{name}.md"] = f"# Page {name}\n\n{text}\n\n{text}\n"
    project = sample(tmp_path_factory.mktemp("odd"), files)
    (project.docs / "photo.png").write_bytes((project.docs / "posts/alpha/photo.png").read_bytes())
    return project


# Sources are read once; an EPUB is made as HTML is.
@pytest.mark.many(1)
@pytest.mark.parametrize("builder", ["html", "text", "latex", "man", "texinfo"])
def test_no_builder_gives_up_and_every_message_helps(odd: Project, builder: str) -> None:
    result = odd.build(builder=builder)
    assert result.status == 0, result.output[-2000:]
    assert [line for line in result.output.splitlines() if not IN_LINE.fullmatch(line)] == []


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A site without a mistake."""
    return sample(tmp_path_factory.mktemp("good"))


@pytest.mark.parametrize("builder", ["man", "texinfo", "epub"])
def test_every_builder_is_silent_where_nothing_is_wrong(good: Project, builder: str) -> None:
    result = good.build(builder=builder)
    assert (result.status, result.output) == (0, "")
