"""Faults in Markdown, carried by tokens from the rule that finds them to the renderer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

# The key of ``Token.meta`` and the type of inline tokens that only carry text and a finding.
KEY = "finding"
SHOWN_AS_WRITTEN = "shown_as_written"
LONGEST = 40


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault: ``line`` is counted from the first line of its block, which is 0."""

    line: int
    subtype: str
    text: str


def put(token: Token, finding: Finding) -> None:
    """Let *token* carry *finding*."""
    token.meta.setdefault(KEY, []).append(finding)


def findings_of(token: Token) -> list[Finding]:
    """Return what *token* carries."""
    findings: list[Finding] = (token.meta or {}).get(KEY, [])
    return findings


def clipped(text: str) -> str:
    """Return *text* on one line, of at most some forty characters."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"
