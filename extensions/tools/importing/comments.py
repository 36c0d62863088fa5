"""Comments: those of HTML that stand alone become lines that begin with %."""

from __future__ import annotations

import re

from extensions.tools.importing.stash import Stash

ALONE = re.compile(r"^[ ]{0,3}<!--(?P<text>.*?)-->[ \t]*$", re.DOTALL | re.MULTILINE)
WITHIN = re.compile(r"<!--.*?-->", re.DOTALL)
# What tells another program where a summary ends.
MARKS = re.compile(
    r"[ \t]*<!--\s*(?:more|excerpt|truncate|summary|readmore|toc|\.\.\.|end[_-]?excerpt)\s*-->[ "
    r"\t]*",
    re.I,
)


def hold(text: str, stash: Stash, is_myst: bool) -> str:
    """Return *text* with its comments in our form, out of reach.

    A line that begins with % is a comment in MyST alone.
    """
    text = MARKS.sub("", text)
    if is_myst:
        text = re.sub(r"^%.*$", lambda line: stash.hold(line[0]), text, flags=re.M)
    else:
        text = re.sub(r"^(?=%)", r"\\", text, flags=re.M)

    def alone(comment: re.Match[str]) -> str:
        lines = [f"% {line.strip()}".rstrip() for line in comment["text"].strip().split("\n")]
        # An empty line before and after: else it cuts a paragraph.
        return f"\n{stash.hold(chr(10).join(lines))}\n"

    text = ALONE.sub(alone, text)
    return WITHIN.sub(lambda comment: stash.hold(comment[0]), text)
