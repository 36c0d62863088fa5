"""``make try``: one line for each block of a piece, and what the text must say instead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.content import trial
from tests.content.named import MISSING, UnknownPieceError, piece_named
from tests.support.notebooks import PICTURE, cell, notebook, printed, result

ERROR = {"output_type": "error", "ename": "NameError", "evalue": "none", "traceback": []}

PIECE = """\
```python
print("a")
```
```output
a
```

```python
print("b", "c", sep="\\n")
```

```output
b
d
```

```python
print("e", "f", sep="\\n")
```
```output
e
```

```python
print("g")
```

```python
x = 1
raise ValueError("two\\nlines")
```

```python
x
```
"""
TOLD = """\
1: as the text says
14: the text says "d", the code prints "c"
22: the text says nothing more, the code prints "f"
24: prints, but no output block follows directly: "g"
30: raises ValueError: two lines
33: not run, as the block at line 28 raises
"""


def test_each_block_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "piece.md"
    path.write_text(PIECE, "utf-8")
    assert trial.tried(path) == 5
    said = capsys.readouterr().out
    assert (
        re.sub(r"; \d+\.\d s$", "", said, flags=re.MULTILINE)
        == re.sub("^", "piece.md:", TOLD.rstrip(), flags=re.MULTILINE) + "\n"
    )


def test_piece_without_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "piece.md"
    path.write_text("Words.\n", "utf-8")
    assert trial.tried(path) == 0
    assert capsys.readouterr().out == f"{path}: no block that is run: fence one as python\n"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    for name in ("posts/a/one.md", "posts/b/one.md", "posts/b/two.md", "shorts/three.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


@pytest.mark.parametrize(
    "given", ["two", "b/two", "posts/b/two", "docs/posts/b/two.md", "/posts/b/two.html", " two "]
)
def test_ways_to_name_a_piece(docs: Path, given: str) -> None:
    assert piece_named(given, docs) == docs / "posts/b/two.md"
    assert piece_named(str(docs / "posts/b/two.md"), docs) == docs / "posts/b/two.md"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", MISSING),
        ("one", '"one" may be posts/a/one or posts/b/one: name one'),
        ("tow", 'no piece is "tow": did you mean "posts/b/two"?'),
        ("zzz", 'no piece is "zzz": name its file below docs/'),
        ("../../etc/passwd", 'no piece is "../../etc/passwd": name its file below docs/'),
    ],
)
def test_what_is_no_name_of_a_piece(docs: Path, given: str, said: str) -> None:
    with pytest.raises(UnknownPieceError) as told:
        piece_named(given, docs)
    assert str(told.value) == said


def test_checked_numbers_have_a_line_for_each_that_differs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "piece.md"
    text = (
        "# P\n\n```python\nn = 3\n```\n\n{checked}`3 = n`, {checked}`4 = n`\n\n{checked}`5 = n`\n"
    )
    path.write_text(text, encoding="utf-8")
    assert trial.tried(path) == 2
    told = capsys.readouterr().out.splitlines()[1:]
    assert told == [
        'docs/?:7: "4" must be "3", as n gives',
        'docs/?:9: "5" must be "3", as n gives',
    ]
    path.write_text(text.replace("4 =", "3 =").replace("5 =", "3 ="), encoding="utf-8")
    assert trial.tried(path) == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["checked numbers: as the text says"]
    path.write_text(text.replace("n = 3", "1 / 0"), encoding="utf-8")
    assert trial.tried(path) == 1
    assert capsys.readouterr().out.splitlines()[1:] == [
        "checked numbers: not compared, as the block at line 3 raises"
    ]


def test_code_of_a_notebook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "piece.ipynb"
    cells = [
        cell("markdown", "# A notebook"),
        cell("code", "secret = 2", "remove-cell"),
        # What a cell prints, and the value of its last line.
        cell("code", "print(1)\nsecret", outputs=[printed("1\n"), result(text_plain="2")]),
        cell("code", "print(secret)", "remove-input", outputs=[printed("3\n")]),
        cell("code", "secret", outputs=[result(image_png=PICTURE, text_plain="<Figure>")]),
        cell("code", "none", outputs=[ERROR]),
    ]
    path.write_text(notebook(cells), "utf-8")
    assert trial.tried(path) == 1
    said = [re.sub(r"; .*", "", line) for line in capsys.readouterr().out.splitlines()]
    assert [line.partition(": ")[2] for line in said] == [
        "cell 2, line 1: as the text says",
        "cell 3, line 1: as the text says",
        'cell 4: the text says "3", the code prints "2"',
        "cell 5, line 1: as the text says",
    ]
