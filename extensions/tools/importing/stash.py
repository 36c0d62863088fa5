"""Keep code, formulas and comments out of reach while the text around them is changed."""

from __future__ import annotations

import re

OPEN, CLOSE = "\ue000", "\ue001"
HELD = re.compile(f"{OPEN}(\\d+){CLOSE}")
SPAN = re.compile(
    r"(?:\{[\w:.+-]+\})?(?<![`\\])(`+)(?!`)((?:(?!\n[ \t>]*\n).)+?)(?<!`)\1(?!`)", re.S
)


class Stash:
    """Texts that were taken out, each behind a mark that no author writes."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def hold(self, text: str) -> str:
        """Take *text* out and return the mark that stands for it."""
        self.texts.append(text)
        return f"{OPEN}{len(self.texts) - 1}{CLOSE}"

    def restore(self, text: str) -> str:
        """Put what was taken out of *text* back, the last first."""
        while HELD.search(text):
            text = HELD.sub(lambda mark: self.texts[int(mark[1])], text)
        return text

    def hold_block(self, lines: list[str], prefix: str) -> str:
        """Take a block of *lines* out, whose first has *prefix*, which stays."""
        lines = [lines[0].removeprefix(prefix), *lines[1:]]
        return prefix + self.hold("\n".join(lines))

    def spans(self, text: str) -> str:
        """Return *text* with its spans of code taken out."""
        return SPAN.sub(lambda span: self.hold(span[0]), text)
