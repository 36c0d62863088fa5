"""Run the blocks of a page one after another, as a script would, and say what each prints.

It runs in the Python that a reader's browser has (``run-worker.js``), and in that of the tests.
"""

from __future__ import annotations

import ast
import base64
import io
import json
import linecache
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

# So often, in seconds, is told what a block has printed meanwhile.
EVERY = 0.1
# More than a page can show: what is printed then is counted as cut.
MOST = 200_000
WIDTH_OF_PICTURE = 100


class Printed(io.TextIOBase):
    """Keeps what is printed, up to ``MOST`` letters, and tells of it now and then."""

    def __init__(self, tell: Callable[[str], object]) -> None:
        self.tell = tell
        self.parts: list[str] = []
        self.waiting: list[str] = []
        self.size = 0
        self.told = time.monotonic()

    def writable(self) -> bool:
        """Return that it can be written to."""
        return True

    def write(self, text: str) -> int:
        """Keep *text*."""
        if self.size < MOST:
            kept = text[: MOST - self.size]
            self.parts.append(kept)
            self.waiting.append(kept)
        self.size += len(text)
        if time.monotonic() - self.told > EVERY:
            self.told = time.monotonic()
            self.tell("".join(self.waiting))
            self.waiting.clear()
        return len(text)

    @property
    def text(self) -> str:
        """All that was kept."""
        return "".join(self.parts)


class Blocks:
    """The blocks of one page: they share their names, as in a script."""

    def __init__(self, tell: Callable[[str], object], names: dict[str, Any]) -> None:
        self.tell, self.names = tell, names

    def run(self, source: str, number: int, is_cell: bool = False) -> dict[str, Any]:
        """Run the block *source*, the one of *number* from 1; a *cell* shows its last value.

        Returns what it has ``printed``, the ``value`` of its last line, what it has ``warned`` of,
        its ``pictures`` (PNG in base 64), whether what it printed was ``cut``, the ``seconds`` it
        took, and the ``error`` that ended it, if one did.
        """
        printed, warned = Printed(self.tell), io.StringIO()
        name = f"<block {number}>"
        # A traceback shows the lines of the block, and ``inspect`` finds them.
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        began = time.monotonic()
        value, error = "", None
        with redirect_stdout(printed), redirect_stderr(warned):
            try:
                value = self._run(source, name, is_cell)
            except BaseException as raised:
                error = told(raised)
        return {
            "printed": printed.text,
            "value": value,
            "warned": warned.getvalue()[:MOST],
            "pictures": pictures(),
            "cut": printed.size > MOST,
            "seconds": time.monotonic() - began,
            "error": error,
        }

    def _run(self, source: str, name: str, is_cell: bool) -> str:
        tree = ast.parse(source, name)
        last = (
            tree.body.pop()
            if is_cell and tree.body and isinstance(tree.body[-1], ast.Expr)
            else None
        )
        exec(compile(tree, name, "exec"), self.names)
        if not isinstance(last, ast.Expr):
            return ""
        value = eval(compile(ast.Expression(last.value), name, "eval"), self.names)
        return "" if value is None or source.rstrip().endswith(";") else repr(value)


def runner(tell: Callable[[str], object]) -> Callable[[str, int, bool], str]:
    """Return what runs a block and returns, as JSON, what `Blocks.run` does.

    Its names are those of ``__main__``, where dataclasses and pickle look for them.
    """
    blocks = Blocks(tell, sys.modules["__main__"].__dict__)
    return lambda source, number, is_cell: json.dumps(blocks.run(source, number, is_cell))


def told(error: BaseException) -> dict[str, Any]:
    """Return the last line of the traceback of *error*, and where in which block it was raised."""
    text = traceback.format_exception_only(error)[-1].strip()
    places = [
        (frame.filename, frame.lineno)
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.startswith("<block ")
    ]
    if isinstance(error, SyntaxError) and (error.filename or "").startswith("<block "):
        places.append((error.filename or "", error.lineno))
    if not places:
        return {"text": text, "block": 0, "line": 0, "code": ""}
    file, line = places[-1]
    return {
        "text": text,
        "block": int(file.removeprefix("<block ").removesuffix(">")),
        "line": line or 0,
        "code": linecache.getline(file, line or 0).strip(),
    }


def pictures() -> list[str]:
    """Return the figures of Matplotlib that are open, as PNG in base 64, and close them."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    found = []
    for number in pyplot.get_fignums() if pyplot else []:
        content = io.BytesIO()
        pyplot.figure(number).savefig(content, format="png", dpi=WIDTH_OF_PICTURE)
        found.append(base64.b64encode(content.getvalue()).decode())
    if pyplot:
        pyplot.close("all")
    return found
