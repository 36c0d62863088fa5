"""A slip in conf.py is told in one line, with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from extensions.building.conf_errors import settings_fault


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a = 1\nb = \n", "conf.py:2: syntax error, invalid syntax"),
        ("a = (\n", "conf.py:1: syntax error, '(' was never closed"),
        ("a = 1\n  b = 2\n", "conf.py:2: syntax error, unexpected indent"),
        ("\n\nlanguage = en\n", "conf.py:3: NameError, name 'en' is not defined"),
        (
            "def f():\n    raise ValueError('two\\nlines')\n\nf()\n",
            "conf.py:2: ValueError, two lines",
        ),
        ("\nimport nowhere\n", "conf.py:2: ModuleNotFoundError, No module named 'nowhere'"),
        ("import sys\nsys.exit()\n", "conf.py:2: it ends the build, sys.exit()"),
        ("\nopen('nowhere')\n", "conf.py:2: FileNotFoundError, [Errno 2] No such file"),
    ],
)
def test_what_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, fault: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("conf.py").write_text(text, "utf-8")
    told = settings_fault(Path("conf.py"))
    assert told
    assert told.startswith(fault)
    assert told.endswith(": mend that and build again")
    assert "\n" not in told


def test_fault_of_a_module_that_settings_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    Path("broken_settings.py").write_text("a = 1\nb = (\n", "utf-8")
    Path("conf.py").write_text("\nimport broken_settings\n", "utf-8")
    assert settings_fault(Path("conf.py")) == (
        "conf.py:2: syntax error, '(' was never closed (broken_settings.py, line 2): "
        "mend that and build again"
    )


def test_settings_that_are_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert settings_fault(Path("conf.py")) == (
        "conf.py: No such file or directory: mend that and build again"
    )
    Path("conf.py").write_text("language = 'en'\n", "utf-8")
    assert settings_fault(Path("conf.py")) is None
