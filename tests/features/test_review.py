"""``make reviewed`` without a short says so, and writes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from extensions.features.review import NOTED, main


def test_no_short_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / NOTED).write_text("{}", "utf-8")
    assert main(["done", "--docs", str(tmp_path), "--", str(tmp_path)]) == 2
    assert capsys.readouterr().err == "error: no short is named: make reviewed SHORT=slug\n"
    assert [path.name for path in tmp_path.iterdir()] == [NOTED]
