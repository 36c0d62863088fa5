"""The pure parts of the scripts, under Node's own test runner."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from extensions.lib.node import NODE

TESTS = sorted(Path(__file__).parent.glob("*.test.mjs"))


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.name)
def test_script(path: Path) -> None:
    done = subprocess.run([NODE, "--test", path], capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
