"""``make figures``: what is stale is drawn, what is the same picture stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.content import redraw

# Draws without Matplotlib: what is tested is what becomes of a drawing.
SCRIPT = """\
from pathlib import Path

SVG = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M {x} 1"/></svg>'
for name in {names!r}:
    Path(__file__).with_name(f"{{Path(__file__).stem}}-{{name}}.svg").write_text(SVG)
"""


@pytest.fixture
def figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of figures in a project of its own, which is under no control of Git."""
    monkeypatch.setattr(redraw, "NOTED", tmp_path / ".cache/figures.json")
    monkeypatch.setattr(redraw, "ROOT", tmp_path)
    monkeypatch.setattr(redraw, "DRAWS", [])
    monkeypatch.setattr(redraw, "name", lambda path: path.name)
    folder = tmp_path / "docs/posts/figures"
    folder.mkdir(parents=True)
    return folder


def script(figures: Path, slug: str, *names: str, x: str = "1") -> Path:
    path = figures / f"{slug}.py"
    path.write_text(SCRIPT.format(names=names, x=x), "utf-8")
    return path


def drawn(figures: Path, *scripts: Path) -> int:
    """Draw those of *scripts*, or of all, that are stale."""
    every = sorted(figures.glob("*.py"))
    return redraw.redraw(redraw.stale(scripts or every, named=bool(scripts)), jobs=2)


def said(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return sorted(
        re.sub(r"\[.*?\] |; \d+ s$", "", one) for one in capsys.readouterr().out.split("\n") if one
    )


def test_only_what_has_changed_is_drawn(figures: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script(figures, "a", "one", "two")
    script(figures, "b", "one")
    assert drawn(figures) == 0
    assert said(capsys) == ["a.py: a-one.svg, a-two.svg drawn", "b.py: b-one.svg drawn"]
    assert drawn(figures) == 0
    assert said(capsys) == ["every figure is as its script draws it"]
    script(figures, "b", "one", x="2")
    assert drawn(figures) == 0
    assert said(capsys) == ["b.py: b-one.svg drawn"]
    (figures / "a-two.svg").unlink()
    assert drawn(figures) == 0
    assert said(capsys) == ["a.py: a-two.svg drawn"]


def test_progress_counts_what_is_drawn(figures: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for slug in "abc":
        script(figures, slug, "one")
    drawn(figures)
    told = [
        re.match(r"\[(\d)/3\] .\.py: .*; \d+ s$", one)
        for one in capsys.readouterr().out.splitlines()
    ]
    assert [one and one[1] for one in told] == ["1", "2", "3"]


def test_a_last_digit_is_no_other_picture(
    figures: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = script(figures, "a", "one", x="1.02")
    drawn(figures)
    before = (figures / "a-one.svg").read_bytes()
    script(figures, "a", "one", x="1.03")
    capsys.readouterr()
    assert drawn(figures, one) == 0
    assert said(capsys) == ["a.py: the same pictures"]
    assert (figures / "a-one.svg").read_bytes() == before


def test_a_script_that_fails_is_one_line_and_stays_stale(
    figures: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script(figures, "a", "one")
    (figures / "b.py").write_text("x = 0\n1 / x\n", "utf-8")
    assert drawn(figures) == 1
    assert said(capsys) == ["a.py: a-one.svg drawn", "b.py:2: ZeroDivisionError: division by zero"]
    assert drawn(figures) == 1
    assert said(capsys) == ["b.py:2: ZeroDivisionError: division by zero"]


def test_what_is_drawn_no_more_is_told(figures: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script(figures, "a", "one", "two")
    drawn(figures)
    capsys.readouterr()
    script(figures, "a", "two")
    drawn(figures)
    assert said(capsys) == ["a.py: the same pictures; a-one.svg is drawn no more: delete it"]
    assert (figures / "a-one.svg").is_file()


@pytest.mark.parametrize(("jobs", "number"), [("1", 1), ("16", 16)])
def test_number_of_processes(jobs: str, number: int) -> None:
    assert redraw.number_of(jobs) == number
    assert redraw.number_of("auto") >= 1


@pytest.mark.parametrize("jobs", ["0", "-1", "many", "", "²", "$(touch x)"])
def test_what_is_no_number_of_processes(jobs: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert redraw.main([f"--jobs={jobs}"]) == 2
    assert capsys.readouterr().err == (
        f'error: "{jobs}" is no number of processes: write JOBS=2, or JOBS=auto\n'
    )
