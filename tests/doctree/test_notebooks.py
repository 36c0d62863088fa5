"""A notebook as Markdown: its cells, what they gave, what is told, and where it stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extensions.doctree.notebooks import (
    NotebookError,
    Options,
    Translation,
    cell_place,
    loads,
    translated,
)
from tests.support.notebooks import PICTURE, cell, notebook, printed, result
from tests.support.sample import PNG

ERROR = {
    "output_type": "error",
    "ename": "ValueError",
    "evalue": "\x1b[31mtoo small\x1b[0m",
    "traceback": ["\x1b[31m…"],
}


def of(*cells: dict[str, Any], language: str = "python", **metadata: Any) -> Translation:
    return translated(loads(notebook(list(cells), language, **metadata)), Options())


def code(source: str, *outputs: dict[str, Any], tags: tuple[str, ...] = ()) -> dict[str, Any]:
    return cell("code", source, *tags, outputs=list(outputs))


@pytest.mark.parametrize(
    ("given", "text"),
    [
        # What was printed stands directly behind its code, to be compared with it.
        (code("print(2)", printed("2\n")), "```python\nprint(2)\n```\n```output\n2\n```\n"),
        (code("a", result(text_plain="3")), "```python\na\n```\n```output\n3\n```\n"),
        (
            code("w()", printed("1\n"), printed("mind\n", "stderr")),
            "```python\nw()\n```\n```output\n1\nmind\n```\n",
        ),
        # A bar of progress is what it was in the end.
        (code("p()", printed("1%\r99%\r100%\n")), "```python\np()\n```\n```output\n100%\n```\n"),
        # What raises is shown and not run.
        (code("f()", ERROR), "```py\nf()\n```\n\n```text\nValueError: too small\n```\n"),
        (code("%timeit f()", printed("1 ms")), "```py\n%timeit f()\n```\n\n```text\n1 ms\n```\n"),
        (code("!ls -l"), "```text\n!ls -l\n```\n"),
        (code("%%bash\nls -l"), "```bash\n%%bash\nls -l\n```\n"),
        (code("%matplotlib inline\n\nx = 1"), "```python\nx = 1\n```\n"),
        (code('s = "```"'), '````python\ns = "```"\n````\n'),
        (code("", printed("alone")), "```text\nalone\n```\n"),
        (
            code("f", result(text_latex=r"$\displaystyle x^2$", text_plain="x**2")),
            "```python\nf\n```\n\n$$\nx^2\n$$\n",
        ),
        (
            code("m", result(text_markdown="A *word*.", text_plain="<Markdown object>")),
            "```python\nm\n```\n\nA *word*.\n",
        ),
        (
            code("d", result(image_png=PICTURE, text_plain="<Figure size 1x1 with 1 Axes>")),
            "```python\nd\n```\n\n![What the code above draws](cell-1-1.png)\n",
        ),
        # HTML: its tables, and the text around them; nothing of it runs.
        (
            code(
                "t",
                result(
                    text_html="<style>td {}</style><table><tr><th>a_b</th><th>c</th></tr>"
                    "<tr><td>1|2</td><td>$3</td></tr></table><p>1 row</p>",
                    text_plain="a_b",
                ),
            ),
            "```python\nt\n```\n\n| a\\_b | c |\n|---|---|\n| 1\\|2 | \\$3 |\n\n1 row\n",
        ),
        (
            code("h", result(text_html="<b>Bold</b>", text_plain="<IPython.core.HTML object>")),
            "```python\nh\n```\n\nBold\n",
        ),
        (
            code("e", result(text_html="<div>Est</div>", text_plain="Est(1)")),
            "```python\ne\n```\n```output\nEst(1)\n```\n",
        ),
        (cell("raw", "raw $text"), "```text\nraw $text\n```\n"),
        # Tags of Jupyter Book.
        (code("x", printed("1"), tags=("remove-cell",)), "\n"),
        (cell("markdown", "Words.", "remove_cell"), "\n"),
        (code("x", printed("1"), tags=("remove-input",)), "```text\n1\n```\n"),
        (code("x", printed("1"), tags=("remove_output",)), "```python\nx\n```\n"),
        (code("x", printed("1", "stderr"), tags=("remove-stderr",)), "```python\nx\n```\n"),
        (
            code("x", printed("1"), tags=("hide-input",)),
            "::::{dropdown} Code\n```python\nx\n```\n::::\n\n```text\n1\n```\n",
        ),
        (
            code("x", printed("1"), tags=("hide-output",)),
            "```python\nx\n```\n\n::::{dropdown} Output\n```text\n1\n```\n::::\n",
        ),
        (
            code("x", printed("1"), tags=("hide-cell",)),
            ":::::{dropdown} Code\n```python\nx\n```\n\n```text\n1\n```\n\n:::::\n",
        ),
    ],
)
def test_cell_as_markdown(given: dict[str, Any], text: str) -> None:
    made = of(given)
    assert made.text == text
    assert [note for note in made.notes if note.kind == "person"] == []
    assert len(made.places) == len(made.lines)


def test_front_matter_of_either_kind_comes_first() -> None:
    front = "---\ndate: 2026-01-01\n---"
    for first in (cell("raw", front), cell("markdown", f"{front}\n\n# Title")):
        assert of(first, cell("markdown", "Words.")).text.startswith(f"{front}\n\n")


def test_attachments_and_pictures_are_files() -> None:
    made = of(
        cell(
            "markdown",
            "![a](attachment:my dot.png)",
            attachments={"my dot.png": {"image/png": PICTURE}},
        ),
        code("d", {**result(image_png=PICTURE), "metadata": {"image/png": {"alt": "A dot"}}}),
    )
    assert made.text.startswith("![a](cell-1-my-dot.png)\n")
    assert "![A dot](cell-2-1.png)" in made.text
    assert made.pictures == {"cell-1-my-dot.png": PNG, "cell-2-1.png": PNG}


def test_code_of_another_language_has_its_colours() -> None:
    assert of(code("x <- 1", printed("1")), language="R").text == (
        "```r\nx <- 1\n```\n\n```text\n1\n```\n"
    )
    assert of(code("x"), language="Nonsense").text == "```text\nx\n```\n"


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        (
            result(**{"application_vnd.plotly.v1+json": {}}),
            "what this cell showed (application/vnd.plotly.v1+json) needs a program to be seen: "
            "draw it as a picture",
        ),
        (
            result(**{"application_x-atoms": {}, "text_plain": "<mol.View at 0x7f1>"}),
            "what this cell showed (application/x-atoms) has no form here: print or draw it",
        ),
        (
            result(text_html="<iframe src='a'></iframe><script>b()</script>"),
            "<iframe>, <script> in what this cell showed is left out: draw it as a picture",
        ),
        (
            result(image_png="no base 64!"),
            "a picture (image/png) cannot be read: run the cell, and save again",
        ),
    ],
)
def test_what_has_no_form_is_told(shown: dict[str, Any], told: str) -> None:
    [note] = of(cell("markdown", "Words."), code("x", shown)).notes
    assert (note.kind, note.cell, note.text) == ("person", 2, told)


def test_state_of_widgets_is_told_once() -> None:
    state: dict[str, Any] = {"application/vnd.jupyter.widget-state+json": {"state": {}}}
    [note] = of(cell("markdown", "Words."), widgets=state).notes
    assert note.text == "the state of widgets is not shown: save the notebook without it"


@pytest.mark.parametrize(
    ("text", "told", "line"),
    [
        ("", "is no whole notebook: Expecting value", 1),
        ('{\n"cells": [\n}', "is no whole notebook: Expecting value", 3),
        ("[1]", 'is no notebook: it has no "nbformat"', 1),
        (
            '{"nbformat": 4, "nbformat_minor": 4, "metadata": {}}',
            "it has no cells, or no metadata",
            1,
        ),
        (
            '{"nbformat": 4, "metadata": {}, "cells": [{"cell_type": "code"}]}',
            "is no notebook: cell 1 has no type or no text",
            1,
        ),
        ("[" * 100_000, "is no notebook: it is nested too deeply", 1),
    ],
)
def test_broken_notebook_is_told_with_its_line(text: str, told: str, line: int) -> None:
    with pytest.raises(NotebookError, match=r".") as raised:
        loads(text)
    assert told in str(raised.value)
    assert raised.value.line == line


def test_notebook_of_an_old_form_is_read() -> None:
    sheet = {"cells": [{"cell_type": "code", "language": "python", "input": "x", "outputs": []}]}
    old = {"metadata": {"name": ""}, "nbformat": 3, "nbformat_minor": 0, "worksheets": [sheet]}
    assert translated(loads(json.dumps(old)), Options()).text == "```python\nx\n```\n"


def test_line_of_the_file_and_name_of_the_cell(tmp_path: Path) -> None:
    cells = [cell("markdown", "# Title\n\nWords."), code("a = 1\nb = 2\nb", result(text_plain="2"))]
    path = tmp_path / "a.ipynb"
    path.write_text(notebook(cells), "utf-8")
    text = translated(loads(path.read_text("utf-8")), Options()).lines
    lines = path.read_text("utf-8").splitlines()
    for written, name in (("Words.", "cell 1, line 3"), ("b = 2", "cell 2, line 2")):
        line, said = cell_place(path, text.index(written) + 1)
        assert said == name
        assert written in lines[line - 1]
    assert cell_place(path, text.index("2") + 1)[1] == "cell 2"
    # In one line, as a program may write it.
    path.write_text(json.dumps(json.loads(path.read_text("utf-8"))), "utf-8")
    assert cell_place(path, 3) == (1, "cell 1, line 3")
