"""The standard input of a program that a person answers."""

from __future__ import annotations

import io


class Terminal(io.StringIO):
    """Lines that were typed at a terminal."""

    def isatty(self) -> bool:
        return True
