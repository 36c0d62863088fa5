"""The Python of every piece runs, and prints what the piece says it prints.

The ``python`` blocks of a piece run in order in one namespace; the ``output`` block that
directly follows one is what it prints, trailing spaces aside.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from functools import partial
from pathlib import Path
from types import CodeType
from typing import Any

import numpy as np
import pytest
from sybil import Document, Example, Region
from sybil.example import SybilFailure

from tests.content.pieces import DOCS, Code, Piece, all_sources


class Run:
    """The Python blocks of one piece, each run once and after those before it."""

    def __init__(self, document: Document, blocks: list[Code]) -> None:
        self.path = document.path
        self.namespace = document.namespace
        # As in a script, so that dataclasses and pickle find their module.
        self.namespace["__name__"] = "__main__"
        self.waiting = list(blocks)
        self.printed: dict[Code, str] = {}
        self.raised: tuple[Code, BaseException] | None = None
        self.options: dict[str, Any] = dict(np.get_printoptions())

    def up_to(self, block: Code) -> str:
        """Return what *block* prints, once all blocks before it have run."""
        __tracebackhide__ = True
        while block not in self.printed:
            if self.raised:
                broken, error = self.raised
                raise RuntimeError(f"the block at line {broken.line} raises {error!r}") from error
            self._run(self.waiting.pop(0))
        return self.printed[block]

    def _run(self, block: Code) -> None:
        __tracebackhide__ = True
        out = io.StringIO()
        try:
            # Options of NumPy that one piece sets are not another's; a warning would stand
            # on the reader's screen and not in the piece.
            with (
                redirect_stdout(out),
                np.printoptions(**self.options),
                np.errstate(),
                warnings.catch_warnings(action="error"),
            ):
                exec(self._compiled(block), self.namespace)
                self.options = dict(np.get_printoptions())
        except BaseException as error:
            self.raised = block, error
            raise
        self.printed[block] = out.getvalue()

    def _compiled(self, block: Code) -> CodeType:
        # Empty lines before it make a traceback name the line of the piece.
        return compile("\n" * block.line + block.source, self.path, "exec")


def blocks_of(document: Document) -> Iterator[Region]:
    """Parse *document* for Sybil: a region for each Python block with its output.

    The lexers of Sybil itself would also run a block that a piece only shows, inside a
    longer fence.
    """
    code = Piece(Path(document.path), document.text).code
    run = Run(document, [block for block in code if block.language == "python"])
    outputs = {
        block.follows: block for block in code if block.language == "output" and block.follows
    }
    for block in code:
        evaluator: Callable[[Example], str | None]
        if block.language == "python":
            evaluator = partial(compare, run, block, outputs.get(block))
        elif block.language == "output" and getattr(block.follows, "language", "") != "python":
            evaluator = orphan
        else:
            continue
        yield Region(*span(document, block), parsed=block.source, evaluator=evaluator)


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
    if printed == told:
        return None
    if not printed:
        return f"prints nothing, but the output block at line {output.line} follows"
    return "\n".join(
        [f"the output block at line {output.line} says", *told, "the code prints", *printed]
    )


def orphan(example: Example) -> str:
    """Tell of an output block without the code that it is the output of."""
    return "an output block, but no python block ends directly before it"


def stripped(text: str) -> list[str]:
    """Return the lines of *text* without trailing spaces."""
    return [line.rstrip() for line in text.splitlines()]


def examples(path: Path) -> list[Example]:
    """Return the blocks of the piece at *path*."""
    return list(Document.parse(str(path), blocks_of))


@pytest.mark.parametrize(
    "example",
    [
        pytest.param(example, id=f"{piece.name}:{example.line}")
        for piece in all_sources()
        for example in examples(piece.path)
    ],
)
def test_block(example: Example) -> None:
    example.evaluate()


def test_no_python_escapes_the_run() -> None:
    escapes = [
        f"docs/{piece.name}:{line}: write ```python, or the block is not run"
        for piece in all_sources()
        for line, language in [
            *((block.line, block.language) for block in piece.code if block.language != "python"),
            *((told.line, told.argument) for told in piece.directives if "code" in told.name),
        ]
        if language.lower().startswith(("py", "ipython"))
    ]
    assert not escapes, "\n".join(escapes)


def failures(path: Path, text: str) -> list[str]:
    """Return what is told of the blocks of a piece that holds *text*."""
    path.write_text(text, encoding="utf-8")
    told = []
    for example in examples(path):
        try:
            example.evaluate()
        except SybilFailure as failure:
            told.append(f"{example.line}: {failure.result}")
        except Exception as error:
            told.append(f"{example.line}: {type(error).__name__}: {error}")
    return told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```python\nprint('a  ')\nprint()\n```\n\n```output\na\n\n```\n", []),
        ("```python\nx = 1\n```\ntext\n```python\nprint(x)\n```\n```output\n1\n```\n", []),
        (
            "```python\nprint(1)\n```\n",
            ["1: prints, but no output block follows directly:\n1"],
        ),
        (
            "text\n\n```python\nprint(1)\n```\n\ntext\n\n```output\n1\n```\n",
            [
                "3: prints, but no output block follows directly:\n1",
                "9: an output block, but no python block ends directly before it",
            ],
        ),
        (
            "```python\nprint(1)\n```\n(label)=\n```output\n1\n```\n",
            [
                "1: prints, but no output block follows directly:\n1",
                "5: an output block, but no python block ends directly before it",
            ],
        ),
        (
            "```python\nx = 1\n```\n```output\n1\n```\n",
            ["1: prints nothing, but the output block at line 4 follows"],
        ),
        (
            "```python\nprint(1)\n```\n```output\n2\n```\n```output\n1\n```\n",
            [
                "1: the output block at line 4 says\n2\nthe code prints\n1",
                "7: an output block, but no python block ends directly before it",
            ],
        ),
        (
            "```python\n1 / 0\n```\n\n```python\nprint(1)\n```\n```output\n1\n```\n",
            [
                "1: ZeroDivisionError: division by zero",
                "5: RuntimeError: the block at line 1 raises ZeroDivisionError('division by zero')",
            ],
        ),
        ("````markdown\n```python\nprint(1)\n```\n````\n\n```text\n1 / 0\n```\n", []),
        (
            ":::{prf:example} Name\n:label: ex-a\n\n```python\nprint(1)\n```\n:::\n",
            ["4: prints, but no output block follows directly:\n1"],
        ),
        (
            "```python\nimport warnings\n\nwarnings.warn('a')\n```\n",
            ["1: UserWarning: a"],
        ),
        (
            "```python\nfrom dataclasses import dataclass\n\n\n"
            "@dataclass\nclass A:\n    x: 'int'\n```\n",
            [],
        ),
    ],
)
def test_what_is_told(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert failures(tmp_path / "piece.md", text) == expected


def test_a_later_block_alone_runs_those_before_it(tmp_path: Path) -> None:
    path = tmp_path / "piece.md"
    path.write_text("```python\nx = 1\n```\n\n```python\nassert x\n```\n", encoding="utf-8")
    examples(path)[-1].evaluate()


def test_options_of_numpy_stay_in_their_piece(tmp_path: Path) -> None:
    before = np.get_printoptions()
    text = (
        "```python\nimport numpy as np\n\nnp.set_printoptions(precision=2)\n```\n"
        "```python\nprint(np.pi * np.ones(1))\n```\n```output\n[3.14]\n```\n"
    )
    assert failures(tmp_path / "piece.md", text) == []
    assert np.get_printoptions() == before


def test_a_traceback_names_the_line_of_the_piece(tmp_path: Path) -> None:
    path = tmp_path / "piece.md"
    path.write_text("text\n\n```python\nx = 1\nx / 0\n```\n", encoding="utf-8")
    (example,) = examples(path)
    with pytest.raises(ZeroDivisionError) as raised:
        example.evaluate()
    assert raised.traceback[-1].lineno + 1 == 5
    assert Path(raised.traceback[-1].path) == path


def test_there_is_code_to_run() -> None:
    assert sum(len(examples(piece.path)) for piece in all_sources()) > 20, f"none below {DOCS}"
