"""What an import writes builds without a warning, is written once, and leaves its source alone."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from extensions.tools.importing import proof
from extensions.tools.importing.__main__ import main
from extensions.tools.importing.sources import FORMATS
from tests.support.processes import forked
from tests.support.project import Project
from tests.tools.importing.samples import ODD, OTHER, OWN, SITES
from tests.tools.importing.sites import Files, write


@pytest.fixture
def forks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the builds of an import be forked: a Python of their own takes most of their time."""

    def run(arguments: list[str], folder: Path) -> str:
        return forked(arguments, folder, os.environ)[1]

    monkeypatch.setattr(proof, "run_sphinx", run)


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below *folder*."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.mark.usefixtures("forks")
@pytest.mark.slow
@pytest.mark.many(3)
@pytest.mark.parametrize("format_", sorted(SITES))
def test_import_builds_and_is_done_once(
    tmp_path: Path, format_: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write(tmp_path / "source", SITES[format_])
    project = Project(tmp_path / "site")
    before, there = contents(source), contents(project.docs)
    asked = ["--from", str(source), "--into", str(project.docs)]
    assert main(asked) == 0
    assert "Nothing is written: add WRITE=yes to write it" in capsys.readouterr().out
    assert contents(project.docs) == there
    assert main([*asked, "--write", "yes"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"Import of {source} as {format_}\n")
    written = contents(project.docs)
    # The marks behind which things are held while a text is changed are no signs of a page.
    texts = "".join(text.decode() for name, text in written.items() if name.endswith(".md"))
    assert not [sign for sign in texts if "\ue000" <= sign <= "\uf8ff"]
    result = project.build("-W", "--keep-going", env={"GROUNDWORK_DRAFTS": "1"})
    assert (result.status, result.warnings) == (0, [])
    assert main([*asked, "--write", "yes"]) == 0
    again = capsys.readouterr().out
    assert [line for line in again.splitlines() if line.startswith(("  new", "  changed"))] == []
    assert again.partition("\n\n")[2] == said.partition("\n\n")[2]
    assert contents(project.docs) == written
    assert contents(source) == before


@pytest.mark.usefixtures("forks")
def test_what_the_build_refuses_is_shown_as_it_was_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write(tmp_path / "source", {"hugo.toml": "", "content/posts/odd.md": ODD})
    docs = Project(tmp_path / "site").docs
    assert main(["--from", str(source), "--into", str(docs), "--write", "yes"]) == 0
    said = capsys.readouterr().out
    text = (docs / "posts/odd.md").read_text("utf-8")
    assert "```tex\n\\unheard{x}\n```\n" in text
    assert "content/posts/odd.md:8: the formula cannot be set and is shown as its source" in said
    assert "`````text\n> \\[^9\\] and {nothing}`x`\n`````\n" in text
    assert "content/posts/odd.md:14: refused by the build, and shown as it was written: " in said


@pytest.mark.usefixtures("forks")
def test_file_that_a_person_has_changed_is_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write(tmp_path / "source", {"hugo.toml": "", "content/posts/a.md": OTHER})
    docs = Project(tmp_path / "site").docs
    asked = ["--from", str(source), "--into", str(docs), "--write", "yes"]
    assert main(asked) == 0
    page = docs / "posts/a.md"
    page.write_text(page.read_text("utf-8").replace("End.", "The end."), "utf-8")
    (source / "content/posts/a.md").write_text(OTHER.replace("End", "Fin"), "utf-8")
    capsys.readouterr()
    assert main(asked) == 0
    assert f"{page}:1: stands there already with another text" in capsys.readouterr().out
    assert "The end." in page.read_text("utf-8")
    shutil.rmtree(docs / "posts")
    assert main(asked) == 0
    assert "Fin." in page.read_text("utf-8")


def test_what_stands_there_has_its_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files: Files = {"hugo.toml": "", "content/posts/a.md": OTHER}
    source = write(tmp_path / "source", files)
    project = Project(tmp_path / "site")
    mine = project.write("posts/a.md", OWN)
    assert main(["--from", str(source), "--into", str(project.docs), "--write", "yes"]) == 0
    assert capsys.readouterr().out.endswith("1 pages, 0 pictures; 0 notes for you to look at\n")
    assert mine.read_text("utf-8") == OWN
    text = (project.docs / "posts/a-2.md").read_text("utf-8")
    assert "(a-2)=\n# Other (2020)\n" in text
    assert "redirect_from" not in text


def test_refusals(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    formats = ", ".join(FORMATS)
    for arguments, error in (
        ([tmp_path / "no"], f"{tmp_path}/no is no folder: give the folder of a site, FROM=folder"),
        ([empty], f"no format is known for {empty}: give one of {formats}, as FORMAT=hugo"),
        (
            [empty, "--format", "hugo", "--into", tmp_path],
            f"{empty} has no page of hugo: give another format, FORMAT=",
        ),
    ):
        assert main(["--from", *map(str, arguments)]) == 2
        assert capsys.readouterr().err == f"error: {error}\n"


@pytest.mark.usefixtures("forks")
def test_title_that_the_build_refuses_is_made_plain(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    front = 'title: "Of {nothing}`x`"\ndate: 2020-01-01\ndescription: See {nothing}`y`.'
    page = f"---\n{front}\n---\nWords.\n"
    source = write(tmp_path / "source", {"hugo.toml": "", "content/posts/odd.md": page})
    project = Project(tmp_path / "site")
    assert main(["--from", str(source), "--into", str(project.docs), "--write", "yes"]) == 0
    text = (project.docs / "posts/odd.md").read_text("utf-8")
    assert "summary: See \\{nothing}`y`.\n" in text
    assert "# Of nothing x\n" in text
    assert "content/posts/odd.md:2: refused by the build" in capsys.readouterr().out
