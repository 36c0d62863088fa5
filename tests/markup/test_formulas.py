"""Formulas: set once, each in its place, and every fault with its line."""

from __future__ import annotations

import os
import random
import re
import select
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from extensions.markup.math.katex import VERSION, Fault, Formula, KatexProcess
from extensions.markup.math.setter import key_of
from tests.support.pages import select_first
from tests.support.project import Project

CACHE = "formula_cache = '.cache/formulas.sqlite'"
SQUARE = Formula("x^2", False)

BROKEN = [
    r"\frac{1}{",
    r"\nope",
    r"x^2^3",
    r"\left( x",
    r"\begin{pmatrix} 1",
    r"\begin{nothing} 1 \end{nothing}",
    r"}",
    r"a & b",
    r"\sqrt[3",
    r"\text{a",
    r"\begin{aligned} x",
    r"x_1_2",
    r"\right)",
    r"\hline",
    r"\def",
    r"\limits x",
    r"\mathbb",
    r"\frac12{",
    r"\unknowncommand{x}",
    r"é",
]


@pytest.fixture
def node() -> Iterator[KatexProcess]:
    """A Node process, ended at the end."""
    process = KatexProcess({r"\R": r"\mathbb{R}"})
    yield process
    process.close()


def test_answers_come_in_the_order_of_the_questions(node: KatexProcess) -> None:
    formulas = [Formula(f"x_{{{number}}}", number % 2 == 0) for number in range(200)]
    for formula, html in zip(formulas, node.set(formulas), strict=True):
        assert isinstance(html, str)
        assert f'<annotation encoding="application/x-tex">{formula.tex}</annotation>' in html
        assert ("katex-display" in html) == formula.display


def test_macros_are_expanded_and_definitions_do_not_leak(node: KatexProcess) -> None:
    real, defining, using = node.set(
        [Formula(r"\R", False), Formula(r"\gdef\Q{q}\Q", False), Formula(r"\Q", False)]
    )
    assert isinstance(real, str)
    assert 'mathvariant="double-struck">R' in real
    assert isinstance(defining, str)
    assert using == Fault(r"Undefined control sequence: \Q", r"\Q", 0)


def test_process_ends_when_its_build_is_killed() -> None:
    code = (
        "import sys; from extensions.markup.math.katex import *\n"
        "p = KatexProcess({}); p.set([Formula('x', False)])\n"
        "print(p.node.process.pid, flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    ) as build:
        assert build.stdout is not None
        pid = int(build.stdout.readline())
        watched = os.pidfd_open(pid)
        build.send_signal(signal.SIGKILL)
    assert select.select([watched], [], [], 30)[0]
    os.close(watched)


def test_key_depends_on_all_that_the_html_depends_on() -> None:
    keys = {
        key_of(SQUARE, {}),
        key_of(Formula("x^2", True), {}),
        key_of(Formula("x^3", False), {}),
        key_of(SQUARE, {r"\R": "R"}),
    }
    assert len(keys) == 4


def test_katex_is_the_one_whose_style_sheet_is_served() -> None:
    style = Path("extensions/markup/math/static/katex/katex.css").read_text("utf-8")
    assert re.findall(r'content:"(\d[^"]*)"', style) == [VERSION]


def test_formula_is_set_once_in_its_life(tmp_path: Path) -> None:
    project = Project(tmp_path, {"index.md": "# Home\n\n$x^2$, $x^2$ and $y$.\n"})
    project.configure(CACHE)
    first = project.build().page("index")
    with closing(sqlite3.connect(tmp_path / ".cache/formulas.sqlite")) as cache:
        rows = cache.execute("SELECT rowid, * FROM entries ORDER BY rowid").fetchall()
        assert len(rows) == 2
        project.write("index.md", "# Home\n\n$y$ and $x^2$, again.\n")
        assert project.build().page("index").select(".katex")
        assert cache.execute("SELECT rowid, * FROM entries ORDER BY rowid").fetchall() == rows
    assert select_first(first, "annotation").text == "x^2"


def test_every_broken_formula_is_told_at_its_line(tmp_path: Path) -> None:
    """Inline, displayed and in a fold, on a later line of its paragraph: 60 faults."""
    text, expected = ["# Broken", ""], []
    for tex in BROKEN:
        text += ["Words before", f"and ${tex}$ after.", ""]
        expected.append(len(text) - 1)
        text += ["$$", "x +", tex, "$$", ""]
        expected.append(len(text) - 2)
        text += [":::{prf:proof}", f"As ${tex}$ shows.", ":::", ""]
        expected.append(len(text) - 2)
    project = Project(tmp_path, {"broken.md": "\n".join(text), "good.md": "# Good\n\n$x$\n"})
    result = project.build(jobs=2)
    told = [line for line in result.warnings if line.endswith("[groundwork.formula]")]
    places = [int(line.split(":")[1]) for line in told]
    assert len(told) == len(expected) == 60
    near = [place for place, line in zip(places, expected, strict=True) if place != line]
    assert near == []
    assert result.page("good").select(".katex")


def test_formulas_stay_in_their_pages_whatever_the_order(tmp_path: Path) -> None:
    rounds = 4
    for turn in range(rounds):
        shuffled = random.Random(turn)
        files = {}
        for number in range(24):
            own = [f"p_{{{number}}}^{{{place}}}" for place in range(6)]
            body = " ".join(f"${tex}$" for tex in own)
            files[f"{shuffled.random()}-{number}.md"] = f"# Page {number}\n\n{body}\n"
        project = Project(tmp_path / str(turn), files)
        project.configure(CACHE)
        result = project.build(jobs=4)
        for name in files:
            docname = name.removesuffix(".md")
            own_number = docname.rpartition("-")[2]
            found = [one.text for one in result.page(docname).select("annotation")]
            assert found == [f"p_{{{own_number}}}^{{{place}}}" for place in range(6)]


def test_macros_of_the_settings_reach_every_formula(tmp_path: Path) -> None:
    project = Project(tmp_path, {"about.md": "# In $\\R$\n\n$\\R$\n"})
    project.configure(CACHE + "\n" + r'katex_macros = {"\\R": r"\mathbb{R}"}')
    result = project.build()
    assert result.warnings == []
    assert select_first(result.page("about"), "title").text.startswith("In ℝ")
