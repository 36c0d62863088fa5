"""A message of a build as plain values, between Sphinx's logger and the author."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


@dataclass(frozen=True, slots=True)
class BuildMessage:
    """A warning about ``line`` (from 1; 0 where unknown) of the source at ``path``.

    ``kind`` is type and subtype of the warning, as in "ref.ref".
    """

    text: str
    kind: str
    path: str
    line: int

    def saying(self, text: str, line: int = 0) -> BuildMessage:
        """Return the same place, or another *line* of it, with *text*."""
        return replace(self, text=text, line=line or self.line)


# What replaces a message: see ``texts``.
Instead = str | Callable[["Sphinx", BuildMessage, re.Match[str]], BuildMessage | str | None] | None
