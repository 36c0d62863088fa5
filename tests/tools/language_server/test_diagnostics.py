"""Diagnostics are the messages of the build, each at its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol.types import DiagnosticSeverity

from extensions.tools.language_server.diagnostics import diagnostics_of

WARNING, ERROR = DiagnosticSeverity.Warning, DiagnosticSeverity.Error


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            'docs/a.md:7: WARNING: unknown label "b": did you mean "c"? [groundwork.label]',
            ("docs/a.md", 6, WARNING, 'unknown label "b": did you mean "c"?', "groundwork.label"),
        ),
        ("docs/a.md: WARNING: no line", ("docs/a.md", 0, WARNING, "no line", None)),
        ("docs/a.md:3: ERROR: worse: [x] y", ("docs/a.md", 2, ERROR, "worse: [x] y", None)),
        (
            "conf.py:3: the name x is not defined",
            ("conf.py", 2, ERROR, "the name x is not defined", None),
        ),
        ("docs/gone.md:2: WARNING: x", ("conf.py", 0, ERROR, "docs/gone.md:2: WARNING: x", None)),
        ("Something else", ("conf.py", 0, ERROR, "Something else", None)),
    ],
)
def test_message(tmp_path: Path, said: str, expected: tuple[object, ...]) -> None:
    for name in ("docs/a.md", "conf.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    ((path, (found,)),) = diagnostics_of([said], tmp_path).items()
    place = path.relative_to(tmp_path).as_posix(), found.range.start.line
    assert (*place, found.severity, found.message, found.code) == expected


def test_messages_of_a_file_stand_together(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("")
    said = [f"a.md:{line}: WARNING: x" for line in (3, 1)]
    found = diagnostics_of(said, tmp_path)
    assert [one.range.start.line for one in found[tmp_path / "a.md"]] == [2, 0]
