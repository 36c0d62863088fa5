"""The code of a piece, run block by block, and compared with what the piece says it prints."""

from __future__ import annotations

import ast
import io
import shutil
import tempfile
import warnings
import weakref
from collections.abc import Callable, Iterator
from contextlib import chdir, redirect_stdout
from functools import cache, cached_property, partial
from pathlib import Path
from types import CodeType
from typing import Any

import numpy as np
from sybil import Document, Example, Region
from sybil.example import SybilFailure

from extensions.doctree.notebooks import SUFFIX
from tests.content.claims import Claim, NotPrintedError, claims_of, difference, evaluate
from tests.content.derived import Derivation, derivations_of, faults
from tests.content.pieces import Code, Piece, at
from tests.content.sql import run_sql

RUN = {"python", "sql"}
# What stands for the checked numbers of a piece among its examples.
CLAIMS = "claims"


class Run:
    """The blocks of one piece that run, each once and after those before it."""

    def __init__(self, document: Document, blocks: list[Code], piece: Piece) -> None:
        self.path = document.path
        self.piece = piece
        self.claims: list[Claim | Derivation] = [*claims_of(piece), *derivations_of(piece)]
        self.faults: list[tuple[int, str]] = []
        self.lines: list[str] = []
        self.namespace = document.namespace
        # As in a script, so that dataclasses and pickle find their module.
        self.namespace["__name__"] = "__main__"
        self.waiting = list(blocks)
        self.printed: dict[Code, str] = {}
        # The value of the last line of a cell of a notebook, which it may show in another form.
        self.shown: dict[Code, str] = {}
        self.raised: tuple[Code, BaseException] | None = None
        self.options: dict[str, Any] = dict(np.get_printoptions())

    @cached_property
    def folder(self) -> Path:
        """Where the blocks run, with the folders beside the piece; it goes with this object."""
        made = Path(tempfile.mkdtemp(prefix="piece-"))
        weakref.finalize(self, shutil.rmtree, made, ignore_errors=True)
        for beside in Path(self.path).resolve().parent.iterdir():
            if beside.is_dir():
                (made / beside.name).symlink_to(beside)
        return made

    def up_to(self, block: Code) -> str:
        """Return what *block* prints, once all blocks before it have run."""
        __tracebackhide__ = True
        while block not in self.printed:
            if self.raised:
                broken, error = self.raised
                raise RuntimeError(f"the block at line {broken.line} raises {error!r}") from error
            self._go_on()
        return self.printed[block]

    def all_faults(self) -> list[tuple[int, str]]:
        """Return line and text of each claim that the code does not bear out."""
        __tracebackhide__ = True
        while self.waiting and not self.raised:
            self._go_on()
        if self.raised:
            broken, error = self.raised
            raise RuntimeError(f"the block at line {broken.line} raises {error!r}") from error
        self._compare()
        return sorted(self.faults)

    def _go_on(self) -> None:
        """Compare the claims before the next block, and run it."""
        __tracebackhide__ = True
        self._compare()
        block = self.waiting.pop(0)
        self._run(block)
        self.lines += self.printed[block].splitlines()

    def _compare(self) -> None:
        """Compare the claims that stand before the next block with the code so far.

        One whose names are still to come waits for them.
        """
        last = not self.waiting
        for claim in list(self.claims):
            is_due = claim.line < self.waiting[0].line if self.waiting else True
            if not (last or (is_due and not getattr(claim, "in_front", False))):
                continue
            try:
                found = self._told(claim)
            except (NameError, NotPrintedError) as error:
                if not last:
                    continue
                found = [(claim.line, f"{told(claim)} raises {type(error).__name__}: {error}")]
            except Exception as error:
                found = [(claim.line, f"{told(claim)} raises {type(error).__name__}: {error}")]
            self.faults += found
            self.claims.remove(claim)

    def _told(self, claim: Claim | Derivation) -> list[tuple[int, str]]:
        with redirect_stdout(io.StringIO()), chdir(self.folder), np.errstate():
            if isinstance(claim, Derivation):
                return list(faults(claim, self.namespace, self.lines))
            text = difference(claim, evaluate(claim.expression, self.namespace, self.lines))
            return [(claim.line, text)] if text else []

    def _run(self, block: Code) -> None:
        __tracebackhide__ = True
        try:
            if block.language == "sql":
                self.printed[block] = run_sql(block.source, self.folder)
            else:
                self.printed[block] = self._run_python(block)
        except BaseException as error:
            self.raised = block, error
            raise

    def _run_python(self, block: Code) -> str:
        __tracebackhide__ = True
        out = io.StringIO()
        # Options of NumPy that one piece sets are not another's; a warning would stand
        # on the reader's screen and not in the piece.
        with (
            redirect_stdout(out),
            chdir(self.folder),
            np.printoptions(**self.options),
            np.errstate(),
            warnings.catch_warnings(action="error"),
        ):
            if self.piece.path.suffix == SUFFIX:
                self.shown[block] = self._run_cell(block)
            else:
                exec(self._compiled(block), self.namespace)
            self.options = dict(np.get_printoptions())
        return out.getvalue()

    def _run_cell(self, block: Code) -> str:
        """Run *block* as a notebook does, and return how it shows the value of its last line."""
        tree = ast.parse("\n" * block.line + block.source, self.path)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, self.path, "exec"), self.namespace)
        if not isinstance(last, ast.Expr):
            return ""
        value = eval(compile(ast.Expression(last.value), self.path, "eval"), self.namespace)
        return "" if value is None or block.source.rstrip().endswith(";") else repr(value)

    def _compiled(self, block: Code) -> CodeType:
        # Empty lines before it make a traceback name the line of the piece.
        return compile("\n" * block.line + block.source, self.path, "exec")


def blocks_of(document: Document) -> Iterator[Region]:
    """Parse *document* for Sybil: a region for each block that runs, with its output.

    The lexers of Sybil itself would also run a block that a piece only shows, inside a
    longer fence.
    """
    piece = Piece.of(Path(document.path), document.text)
    code = piece.code
    run = Run(document, [block for block in code if block.language in RUN], piece)
    outputs = {
        block.follows: block for block in code if block.language == "output" and block.follows
    }
    for block in code:
        evaluator: Callable[[Example], str | None]
        if block.language in RUN:
            evaluator = partial(compare, run, block, outputs.get(block))
        elif block.language == "output" and getattr(block.follows, "language", "") not in RUN:
            evaluator = orphan
        else:
            continue
        yield Region(*span(document, block), parsed=block.source, evaluator=evaluator)
    if run.claims and document.text:
        # Behind all blocks, also one with which the text ends.
        end = len(document.text)
        yield Region(end, end, parsed=CLAIMS, evaluator=partial(claimed, run))


def told(claim: Claim | Derivation) -> str:
    """Return what names *claim* in a message."""
    if isinstance(claim, Derivation):
        return "a line of the derivation"
    return f'"{claim.shown} = {claim.expression}"'


def claimed(run: Run, example: Example) -> str | None:
    """Tell which checked numbers, and which lines of derivations, are not what the code gives."""
    __tracebackhide__ = True
    return "\n".join(at(run.piece, run.all_faults())) or None


def span(document: Document, block: Code) -> tuple[int, int]:
    """Return where *block* begins and ends in the text of *document*."""
    lines = document.text.splitlines(keepends=True)
    start = sum(map(len, lines[: block.line - 1]))
    return start, start + sum(map(len, lines[block.line - 1 : block.end]))


def compare(run: Run, block: Code, output: Code | None, example: Example) -> str | None:
    """Run *block* and tell how what it prints differs from its *output*."""
    __tracebackhide__ = True
    printed = stripped(run.up_to(block))
    if output is None:
        if not printed:
            return None
        return "prints, but no output block follows directly:\n" + "\n".join(printed)
    told = stripped(output.source)
    with_value = [*printed, *stripped(run.shown.get(block, ""))]
    if told in (printed, with_value):
        return None
    printed = with_value
    if not printed:
        return f"prints nothing, but the output block at line {output.line} follows"
    return "\n".join(
        [f"the output block at line {output.line} says", *told, "the code prints", *printed]
    )


def orphan(example: Example) -> str:
    """Tell of an output block without the code that it is the output of."""
    return "an output block, but no python or sql block ends directly before it"


def stripped(text: str) -> list[str]:
    """Return the lines of *text* without trailing spaces."""
    return [line.rstrip() for line in text.splitlines()]


def examples(path: Path) -> list[Example]:
    """Return the blocks of the piece at *path*."""
    document = Document(Piece.read(path).text, str(path))
    for region in blocks_of(document):
        document.add(region)
    return list(document)


@cache
def shared_examples(path: Path) -> list[Example]:
    """Return the blocks of the piece at *path*, of which each runs once for all who ask."""
    return examples(path)


def failures(path: Path, text: str) -> list[str]:
    """Return what is told of the blocks of a piece that holds *text*."""
    path.write_text(text, encoding="utf-8")
    found = []
    for example in examples(path):
        try:
            example.evaluate()
        except SybilFailure as failure:
            found.append(f"{example.line}: {failure.result}")
        except Exception as error:
            found.append(f"{example.line}: {type(error).__name__}: {error}")
    return found
