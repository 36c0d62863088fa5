"""A new interactive figure is a copy of the example, in its place, and can be built at once."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from extensions.tools.new_widget import main
from tests.support.project import ROOT, Project
from tests.support.widgets import Figure

POST = (
    "---\ndate: 2026-02-02\ntags: [attention, optimisation]\nlevel: foundation\nauthors: [Ada]\n"
    "summary: A summary.\n---\n\n(one)=\n# One\n\n"
)


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("alpha/index.md", "alpha/one.md", "alone.md"):
        path = tmp_path / "docs/posts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(POST, "utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return tmp_path / "docs"


def run(docs: Path, *arguments: str) -> int:
    return main([*arguments, "--docs", str(docs)])


def test_folder_knows_the_way_to_the_library_and_its_piece(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(docs, "--series", "alpha", "--post", "one", "--name", "my-figure") == 0
    folder = docs / "posts/alpha/widgets/my-figure"
    said = capsys.readouterr().out
    assert said.startswith(f"{folder}\n")
    assert "```{widget} my-figure\n:label: fig-my-figure\n" in said
    assert '"../../../../_static/widgets/svg.js"' in (folder / "figure.js").read_text("utf-8")
    module = Figure(folder).fixtures
    assert module
    assert module.PIECE == "one.md"
    assert len(list(module.fixtures({}))) == 6


def test_post_may_stand_outside_all_series(docs: Path) -> None:
    assert run(docs, "--post", "alone", "--name", "it") == 0
    text = (docs / "posts/widgets/it/figure.js").read_text("utf-8")
    assert '"../../../_static/widgets/svg.js"' in text


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["--name", "it"], "POST is missing: give it, or run this on a terminal"),
        (["--post", "alone"], "NAME is missing: give it, or run this on a terminal"),
        (["--post", "alon", "--name", "it"], 'unknown post "alon": did you mean "alone"?'),
        (
            ["--series", "alfa", "--post", "one", "--name", "it"],
            'unknown series "alfa": did you mean "alpha"?',
        ),
        (
            ["--post", "alone", "--name", "My figure"],
            '"My figure" is no name of a folder: write small letters, digits and hyphens',
        ),
        (["--post", "alone", "--name", "../it"], '"../it" is no name of a folder'),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(
    docs: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], error: str
) -> None:
    before = sorted(docs.rglob("*"))
    assert run(docs, *arguments) == 2
    assert f"error: {error}" in capsys.readouterr().err
    assert sorted(docs.rglob("*")) == before


def test_folder_that_is_there_stays(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(docs, "--post", "alone", "--name", "it") == 0
    assert run(docs, "--post", "alone", "--name", "it") == 2
    assert "it exists: choose another name" in capsys.readouterr().err


def test_it_builds_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    project = Project(tmp_path, {"posts/one.md": POST})
    library = ROOT / "docs/_static/widgets"
    for path in library.glob("*.js"):
        project.write(f"_static/widgets/{path.name}", path.read_text("utf-8"))
    assert run(project.docs, "--post", "one", "--name", "it") == 0
    said = capsys.readouterr().out
    project.write("posts/one.md", POST + said[said.index("```") :])
    result = project.build()
    assert result.warnings == []
    assert "the chord rises by" in result.text("posts/one.html")
