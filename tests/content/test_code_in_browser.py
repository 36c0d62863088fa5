"""The code of every piece prints what the piece says in the Python that readers have, too.

It is that of ``.cache/runtime``, in Node: the same WebAssembly as in a browser.  Where it, or a
package, is not in the cache, the pieces that need it are skipped.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extensions.doctree.notebooks import SUFFIX
from extensions.lib.node import NODE
from extensions.lib.python_runtime import APART, FOLDER, RECORD, VERSION, RuntimeRecord
from extensions.output.run_code.code_blocks import read_block
from extensions.output.run_code.files_beside import Beside, archive
from tests.content.pieces import RULES, Code, Piece, all_sources
from tests.content.running import stripped
from tests.support.project import ROOT
from tests.support.runtime import CORE, NO_CORE

PROGRAM = ROOT / "tests/js/run_blocks.mjs"
HARNESS = ROOT / "docs/_static/run_block.py"
SECONDS = 1800


@dataclass(frozen=True)
class Runtime:
    """The folder of a Python in WebAssembly, and what it has."""

    folder: Path
    record: RuntimeRecord

    def run(self, blocks: list[str], **more: Any) -> dict[str, Any]:
        """Run *blocks* one after another; return what each gave, by ``results``."""
        asked = {
            "runtime": str(self.folder),
            "harness": HARNESS.read_text("utf-8"),
            "blocks": blocks,
            **{"packages": [], "archive": "", "isCell": False, "modules": []},
            **more,
        }
        done = subprocess.run(
            [NODE, PROGRAM],
            input=json.dumps(asked),
            capture_output=True,
            encoding="utf-8",
            timeout=SECONDS,
        )
        assert done.returncode == 0, done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        return found


@cache
def runtime() -> Runtime:
    """Return the Python of the cache, else its core alone, as the tests have it."""
    folder = ROOT / FOLDER
    record = RuntimeRecord.load(folder / RECORD)
    if record.version == VERSION:
        return Runtime(folder, record)
    return Runtime(CORE, RuntimeRecord())


needs_core = pytest.mark.skipif(not (CORE / "pyodide.mjs").is_file(), reason=NO_CORE)


def code_of(piece: Piece) -> list[Code]:
    """Return the blocks of Python of *piece*."""
    return [block for block in piece.code if block.language == "python"]


def differences(piece: Piece, results: list[dict[str, Any]]) -> list[str]:
    """Return how the *results* of the blocks of *piece* differ from what it says."""
    outputs = {block.follows: block for block in piece.code if block.language == "output"}
    found = []
    for block, result in zip(code_of(piece), results, strict=True):
        if result["error"]:
            error = result["error"]
            found.append(f"{piece.name}:{block.line + error['line']}: raises {error['text']}")
            continue
        output = outputs.get(block)
        told = stripped(output.source) if output else []
        printed = stripped(result["printed"])
        if told not in (printed, [*printed, *stripped(result["value"])]):
            found.append(f"{piece.name}:{block.line}: says {told}, and there it prints {printed}")
        if result["warned"]:
            found.append(f"{piece.name}:{block.line}: warns: {result['warned']}")
    return found


@needs_core
@pytest.mark.many(4)
@pytest.mark.slow
@pytest.mark.skipif(not RULES.code, reason="the rules of the site ask for no tested code")
@pytest.mark.parametrize(
    "piece",
    [pytest.param(piece, id=piece.name) for piece in all_sources() if code_of(piece)],
)
def test_piece_prints_what_it_says(piece: Piece) -> None:
    blocks = [block.source for block in code_of(piece)]
    python, beside = runtime(), Beside(piece.path.parent)
    for source in blocks:
        beside.add(read_block(source))
    if lacks := sorted(one for one in beside.others if not python.record.has_module(one)):
        pytest.skip(f"{', '.join(lacks)} is not in {FOLDER}: run make runtime")
    packages = {python.record.package_of(one) for one in beside.others} - {""}
    files = archive(beside.folder, beside.files) if beside.files else b""
    answer = python.run(
        blocks,
        packages=list(python.record.with_depends(packages)),
        archive=base64.b64encode(files).decode(),
        isCell=piece.path.suffix == SUFFIX,
    )
    assert differences(piece, answer["results"]) == []


@needs_core
def test_modules_that_the_core_is_said_to_lack_cannot_be_imported_and_others_can() -> None:
    python = Runtime(CORE, RuntimeRecord())
    names = sorted(sys.stdlib_module_names - {"antigravity", "this", "idlelib", "test"})
    public = [name for name in names if not name.startswith("_")]
    absent = set(python.run([], modules=public)["absent"])
    assert absent == APART & set(public)


@needs_core
def test_blocks_share_their_names_and_errors_name_block_and_line() -> None:
    blocks = [
        "def f(x):\n    return 1 / x\n\nprint('a')",
        "print('b')\nf(0)",
        "x = (",
        "import sys\nprint('c', file=sys.stderr)\nsys.exit(3)",
        "from dataclasses import dataclass\nimport pickle\n"
        "@dataclass\nclass A:\n    n: int\n\npickle.loads(pickle.dumps(A(1)))",
    ]
    answer = Runtime(CORE, RuntimeRecord()).run(blocks, isCell=True)["results"]
    assert [one["printed"] for one in answer] == ["a\n", "b\n", "", "", ""]
    assert answer[4]["value"] == "A(n=1)"
    zero = {"text": "ZeroDivisionError: division by zero", "block": 1, "line": 2}
    assert answer[1]["error"] == {**zero, "code": "return 1 / x"}
    syntax = answer[2]["error"]
    assert (syntax["text"], syntax["line"]) == ("SyntaxError: '(' was never closed", 1)
    assert (answer[3]["warned"], answer[3]["error"]["text"]) == ("c\n", "SystemExit: 3")
