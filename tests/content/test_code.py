"""The Python and the SQL of every piece run, and print what the piece says they print.

The ``python`` blocks of a piece run in order in one namespace, its ``sql`` blocks on one set of
tables, all of them in a folder of the piece's own, where one can leave files for the other. The
``output`` block that directly follows one is what it prints, trailing spaces aside.  The numbers
of interactive figures are those of the code of their pieces.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sybil import Example

from extensions.doctree.notebooks import SUFFIX
from tests.content.pieces import RULES, Piece, all_sources
from tests.content.running import CLAIMS, RUN, examples, failures, shared_examples
from tests.support.widgets import Figure, answers, differences, figures

TOLERANCE = 1e-9
WITH_NUMBERS = [figure for figure in figures() if (figure.path / "model.js").is_file()]
# In letters; docs/_static/type.css has the size of code that goes with it.
WIDEST = 76


def name_of(example: Example) -> str:
    """Return what stands for *example* in the name of a test."""
    return CLAIMS if example.parsed == CLAIMS else str(example.line)


@pytest.mark.digits
@pytest.mark.slow
@pytest.mark.skipif(not RULES.code, reason="the rules of the site ask for no tested code")
@pytest.mark.parametrize(
    "example",
    [
        pytest.param(example, id=f"{piece.name}:{name_of(example)}")
        for piece in all_sources()
        for example in shared_examples(piece.path)
    ],
)
def test_block(example: Example) -> None:
    example.evaluate()


def names_of(path: Path) -> dict[str, Any]:
    """Return what the code of the piece at *path* defines."""
    blocks = shared_examples(path)
    for block in blocks:
        block.evaluate()
    return dict(blocks[0].document.namespace) if blocks else {}


def plain(value: Any) -> Any:
    """Return *value* of NumPy as a value of JSON."""
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    return json.loads(json.dumps(value, default=plain))


@pytest.mark.digits
@pytest.mark.slow
@pytest.mark.parametrize("figure", WITH_NUMBERS, ids=lambda figure: figure.id)
def test_model_of_a_figure_gives_what_its_piece_computes(figure: Figure) -> None:
    """Beside the blocks, for they have run by then."""
    module = figure.fixtures
    assert module, f"{figure.id}/fixtures.py is missing: yield calls of model.js and their results"
    piece = getattr(module, "PIECE", "")
    names = names_of(figure.path.parents[1] / piece) if piece else {}
    calls = [(name, given, plain(told)) for name, given, told in module.fixtures(names)]
    assert calls, f"{figure.id}/fixtures.py yields no call"
    found = answers(figure.path / "model.js", [(name, plain(given)) for name, given, _ in calls])
    wrong = [
        difference
        for value, (name, given, told) in zip(found, calls, strict=True)
        for difference in differences(value, told, f"{name}({given or ''})", TOLERANCE)
    ]
    assert not wrong, "\n".join(wrong[:10])


def test_a_number_that_is_another_is_told() -> None:
    assert list(differences([1.0, 2.0], [1.0, 2.1], "f()", TOLERANCE)) == ["f()[1] is 2.0, not 2.1"]
    assert list(differences(None, 1.0, "f()", TOLERANCE)) == ["f() is None, not 1.0"]
    assert list(differences({"a": 1}, {"a": 1 + 1e-12}, "f()", TOLERANCE)) == []


@pytest.mark.skipif(not RULES.code, reason="the rules of the site ask for no tested code")
def test_no_code_escapes_the_run() -> None:
    escapes = [
        f"docs/{piece.name}:{line}: write ```{kind}, or the block is not run"
        for piece in all_sources()
        # A cell that raises, or speaks to IPython, is shown.
        if piece.path.suffix != SUFFIX
        for line, language in [
            *((block.line, block.language) for block in piece.code if block.language not in RUN),
            *((told.line, told.argument) for told in piece.directives if "code" in told.name),
        ]
        for kind, begins in (("python", ("py", "ipython")), ("sql", ("sql", "clickhouse")))
        if language.lower().startswith(begins)
    ]
    assert not escapes, "\n".join(escapes)


def too_wide(pieces: Iterable[Piece]) -> list[str]:
    """Return the lines of code in *pieces* that a column has no room for."""
    return [
        f"docs/{piece.name}:{block.line + number}: {len(line)} letters of code, "
        f"not {WIDEST} at the most"
        for piece in pieces
        for block in piece.code
        if block.language in RUN
        for number, line in enumerate(block.source.splitlines(), 1)
        if len(line) > WIDEST
    ]


def test_code_is_no_wider_than_the_column() -> None:
    assert not (lines := too_wide(all_sources())), "\n".join(lines)


def test_what_is_told_of_wide_code(tmp_path: Path) -> None:
    wide = "x" * (WIDEST + 1)
    text = f"```python\ny = 1\n{wide}\n```\n\n```text\n{wide}\n```\n"
    assert too_wide([Piece(tmp_path / "piece.md", text)]) == [
        "docs/?:3: 77 letters of code, not 76 at the most"
    ]


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
                "9: an output block, but no python or sql block ends directly before it",
            ],
        ),
        (
            "```python\nprint(1)\n```\n(label)=\n```output\n1\n```\n",
            [
                "1: prints, but no output block follows directly:\n1",
                "5: an output block, but no python or sql block ends directly before it",
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
                "7: an output block, but no python or sql block ends directly before it",
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
            "```sql\nCREATE TABLE t (a UInt8) ENGINE = MergeTree ORDER BY a;\n"
            "INSERT INTO t VALUES (1), (40);\n```\ntext\n"
            "```python\nfrom pathlib import Path\n\n_ = Path('b.tsv').write_text('7\\n')\n```\n"
            "```sql\nSELECT sum(a) AS total FROM t\n```\n```output\n total\n\n    41\n```\n"
            "```sql\nSELECT b FROM file('b.tsv', TSV, 'b UInt8')\n```\n"
            "```output\n b\n\n 8\n```\n",
            ["19: the output block at line 22 says\n b\n\n 8\nthe code prints\n b\n\n 7"],
        ),
        (
            "```sql\nSELECT a FROM nowhere\n```\n",
            [
                "1: SqlError: Code: 60. DB::Exception: Unknown table expression identifier "
                "'nowhere'. In scope SELECT a FROM nowhere. (UNKNOWN_TABLE)"
            ],
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
