"""The messages of a build as an editor shows them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from lsprotocol.types import Diagnostic, DiagnosticSeverity, Position, Range

MESSAGE = re.compile(
    r"(?P<path>[^\s:][^:]*?)(?::(?P<line>\d+))?: (?:(?P<level>[A-Z]+): )?(?P<text>.+?)"
    r"(?: \[(?P<code>[\w.-]+)\])?"
)
SOURCE = "groundwork"
# Where a message stands that names no file.
SETTINGS = Path("conf.py")


def diagnostics_of(said: Iterable[str], root: Path) -> Mapping[Path, Sequence[Diagnostic]]:
    """Return the diagnostics of each file below *root* that the lines *said* by a build name."""
    found: dict[Path, list[Diagnostic]] = defaultdict(list)
    for line in said:
        match = MESSAGE.fullmatch(line.strip())
        path = root / match["path"] if match else root
        if match and path.is_file():
            number, text, code = int(match["line"] or 1), match["text"], match["code"]
            level = match["level"]
        else:
            path, number, text, code, level = root / SETTINGS, 1, line.strip(), None, "ERROR"
        found[path].append(
            Diagnostic(
                range=_whole_line(max(number - 1, 0)),
                message=text,
                severity=severity(level),
                code=code,
                source=SOURCE,
            )
        )
    return found


def severity(level: str | None) -> DiagnosticSeverity:
    """Return how severe a message of *level* is; one without has stopped the build."""
    return DiagnosticSeverity.Warning if level == "WARNING" else DiagnosticSeverity.Error


def _whole_line(number: int) -> Range:
    # An editor takes the end of the line for a column that is behind it.
    return Range(Position(number, 0), Position(number, 10_000))
