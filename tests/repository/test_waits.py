"""Tests wait in the browser for functions, which a page's policy lets be asked again.

A bare expression is evaluated anew at each turn.  The policy of the site forbids that, so such
a wait fails where its condition does not hold at once, on a busy machine say.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.project import ROOT

FUNCTION = re.compile(r"(\w+|\([\w, ]*\)) => ")
MODULES = [
    path
    for path in sorted((ROOT / "tests").rglob("*.py"))
    if ".wait_for_function(" in path.read_text("utf-8") and path != Path(__file__)
]


def beginning(given: ast.expr, module: ast.Module) -> str:
    """Return how the text *given* begins; a name stands for what *module* assigns to it."""
    if isinstance(given, ast.Name):
        for line in module.body:
            if isinstance(line, ast.Assign) and ast.unparse(line.targets[0]) == given.id:
                return beginning(line.value, module)
    if isinstance(given, ast.JoinedStr):
        return beginning(given.values[0], module)
    return given.value if isinstance(given, ast.Constant) and isinstance(given.value, str) else ""


def waits(path: Path) -> Iterator[str]:
    module = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".wait_for_function"):
            yield beginning(node.args[0], module)


def test_there_are_waits() -> None:
    assert MODULES


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_what_is_waited_for_is_a_function(path: Path) -> None:
    assert [text for text in waits(path) if not FUNCTION.match(text)] == []
