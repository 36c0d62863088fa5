"""What an author answers wrong is asked again, and loses nothing; a series is begun too."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from extensions.model.frontmatter import read, slugify
from extensions.tools.new_page import main
from tests.support.pages import select_first
from tests.support.project import Project
from tests.tools.terminal import Terminal

TAGS = "attention, probability"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    project = Project(tmp_path)
    project.write(
        "posts/basics/index.md",
        "---\ntrack: learning\nsummary: All.\n---\n\n# Basics\n\n```{toctree}\n```\n",
    )
    return project.docs


def ask(docs: Path, monkeypatch: pytest.MonkeyPatch, kind: str, *answers: str) -> int:
    """Begin a page of *kind* on a terminal on which *answers* are typed."""
    monkeypatch.setattr("sys.stdin", Terminal("".join(f"{answer}\n" for answer in answers)))
    return main([kind, "--docs", str(docs)])


def test_wrong_answers_are_asked_again_and_lose_nothing(
    docs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (docs / "posts/basics/taken.md").write_text("mine", "utf-8")
    answers = ["", "Taken", "atention, probability", "probability", TAGS, "basic", "basics", "Free"]
    assert ask(docs, monkeypatch, "post", *answers) == 0
    assert capsys.readouterr().err.splitlines() == [
        "error: the title is empty: write one",
        'error: unknown tag "atention": did you mean "attention"?',
        "error: 1 tag is too few: write 2 to 5",
        'error: unknown series "basic": did you mean "basics"?',
        f"error: {docs}/posts/basics/taken.md exists: choose another title",
    ]
    record = read((docs / "posts/basics/free.md").read_text("utf-8"), "posts/basics/free").record
    assert getattr(record, "tags", None) == ("attention", "probability")
    assert "\n\nfree\n```" in (docs / "posts/basics/index.md").read_text("utf-8")
    assert (docs / "posts/basics/taken.md").read_text("utf-8") == "mine"


def test_a_wrong_argument_is_asked_again_on_a_terminal(
    docs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("losses\n"))
    given = ["--title", "One", "--tags", TAGS, "--topic", "loses", "--docs", str(docs)]
    assert main(["short", *given]) == 0
    assert capsys.readouterr().err == 'error: unknown topic "loses": did you mean "losses"?\n'
    assert (docs / "shorts/one.md").is_file()


def test_interruption_is_one_line(
    docs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(question: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", interrupt)
    assert ask(docs, monkeypatch, "post") == 2
    assert capsys.readouterr().err == "\ninterrupted: nothing is written\n"


@pytest.mark.parametrize(
    "title",
    ["word " * 80, "x" * 300, "語" * 200, "two\nlines\nof a title", "tab\there"],
    ids=["words", "letters", "script", "lines", "tab"],
)
def test_any_title_has_a_file(docs: Path, title: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["post", "--title", title, "--tags", TAGS, "--docs", str(docs)]) == 0
    path = Path(capsys.readouterr().out.strip())
    assert len(path.stem.encode()) <= 100
    assert slugify(title).startswith(path.stem)
    assert f"\n# {' '.join(title.split())}\n" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("title", "error"),
    [
        ("a\x07b", "the title holds the control character U+0007: leave it out"),
        ("a\udcffb", "the title is not UTF-8: write it in UTF-8"),
    ],
)
def test_what_no_page_can_hold(
    docs: Path, title: str, error: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["post", "--title", title, "--tags", TAGS, "--docs", str(docs)]) == 2
    assert capsys.readouterr().err == f"error: {error}\n"


def test_a_folder_that_cannot_be_written_is_one_line(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (docs / "shorts").write_text("no folder", "utf-8")
    given = ["--title", "One", "--tags", TAGS, "--topic", "losses", "--docs", str(docs)]
    assert main(["short", *given]) == 2
    assert capsys.readouterr().err == (
        f"error: {docs}/shorts: File exists: mend that and begin again\n"
    )


def test_series_and_its_first_post_build_at_once(docs: Path, tmp_path: Path) -> None:
    project = Project(tmp_path / "site")
    given = ["--docs", str(project.docs)]
    assert main(["series", "--title", "Trees & forests", "--track", "learning", *given]) == 0
    result = project.build()
    assert (result.status, result.warnings) == (0, [])
    assert (
        select_first(result.page("posts/trees-forests/index"), "h1").text.rstrip("#")
        == "Trees & forests"
    )
    post = ["--title", "Roots", "--series", "trees-forests", "--tags", TAGS]
    assert main(["post", *post, *given]) == 0
    project.configure("show_drafts = True")
    result = project.build()
    assert (result.status, result.warnings) == (0, [])
    assert "Roots" in result.page("posts/trees-forests/index").text


def test_series_of_an_unknown_track(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--title", "Trees", "--track", "lerning", "--docs", str(docs)]
    assert main(["series", *given]) == 2
    assert capsys.readouterr().err == 'error: unknown track "lerning": did you mean "learning"?\n'
    assert not (docs / "posts/trees").exists()


@pytest.fixture(autouse=True)
def no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
