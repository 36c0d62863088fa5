"""A site of one's own: what is written, and what is refused."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from extensions.lib.palette import site_palette
from extensions.lib.site_file import read_site
from extensions.tools.new_page import main as new_page
from extensions.tools.new_site import ENGINE, main
from extensions.tools.new_site.accent import LEAST, colours_of, contrast
from tests.support.project import build_site
from tests.tools.new_site.engines import small_engine
from tests.tools.terminal import Terminal

TITLE = 'Notes & "more" <of> it'
NAMED = ["--dir", "NEW", "--title", "T", "--author", "A"]


@pytest.fixture(autouse=True)
def no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new") / "notes"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", io.StringIO())
        arguments = ["--title", TITLE, "--author", "Ada Lovelace", "--accent", "#FFCC00"]
        assert main(["--dir", str(folder), *arguments]) == 0
    return folder


def test_site_says_what_was_answered(made: Path) -> None:
    site = read_site(made / "site.toml")
    assert (site.name, site.authors, site.language) == (TITLE, ("Ada Lovelace",), "en")
    assert site.address == "https://notes-more-of-it.example/"
    assert site.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert (site.rules.vocabulary, site.rules.required) == ("open", ())


def test_what_hosts_need_is_there(made: Path) -> None:
    for name in (
        ".readthedocs.yaml",
        ".github/workflows/pages.yml",
        ".github/workflows/tests.yml",
        ".gitlab-ci.yml",
        "netlify.toml",
        ".gitignore",
        "LICENSE",
        "README.md",
        "docs/_static/favicon.svg",
    ):
        text = (made / name).read_text("utf-8")
        assert text
        assert "@TITLE" not in text
        assert "@AUTHOR" not in text


def test_nothing_of_this_site_goes_along(made: Path) -> None:
    docs = {path.relative_to(made).as_posix() for path in (made / "docs").rglob("*.md")}
    assert docs == {
        "docs/index.md",
        "docs/about.md",
        "docs/shorts/index.md",
        "docs/shorts/twenty-three-people.md",
        "docs/posts/a-shared-birthday.md",
        "docs/posts/what-a-page-can-do.md",
    }
    assert not (made / "tests/content/own").exists()
    assert not (made / "engine.mk").exists()


@pytest.mark.skipif(not shutil.which("git"), reason="Git is not installed")
def test_all_is_committed(made: Path) -> None:
    def git(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=made, capture_output=True, encoding="utf-8")
        return done.stdout

    assert git("log", "--format=%s") == "A site of one's own\n"
    assert git("status", "--short") == ""


def test_site_builds_without_a_warning(made: Path) -> None:
    result = build_site(made, made / "_build")
    assert result.warnings == []
    home = result.page("index")
    assert home.h1
    assert home.h1.get_text().startswith("Notes & “more” <of> it")
    assert [link.get_text() for link in home.select(".entry .entry-title a")][:2] == [
        "A shared birthday",
        "What a page can do",
    ]


# What make test and make check run without a browser; all of it is run by .ci/stranger.
QUICK = [
    *("tests/content/test_pieces.py", "tests/content/test_code.py", "tests/site/test_links.py"),
    *("tests/site/test_text.py", "tests/site/test_excerpts.py", "tests/site/test_twins.py"),
    *("tests/site/test_validity.py", "tests/site/test_ledger.py"),
]


@pytest.mark.slow
def test_stranger_with_five_pieces_passes_what_is_run_there(made: Path) -> None:
    for kind, title in (("post", "On my own"), ("short", "One of mine")):
        assert new_page([kind, "--title", title, "--docs", str(made / "docs")]) == 0
    for path in (made / "docs/posts/on-my-own.md", made / "docs/shorts/one-of-mine.md"):
        path.write_text(path.read_text("utf-8").replace("draft: true\n", ""), "utf-8")
    result = build_site(made, made / "_build")
    assert result.warnings == []
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, f"--site={result.outdir}", *QUICK],
        cwd=made,
        env={**os.environ, "PYTEST_ADDOPTS": "", "PYTHONPATH": ""},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ([], "DIR is missing: name the folder of the site, make new-site DIR=../notes"),
        (NAMED[:2], "TITLE is missing: give it, or run this on a terminal"),
        (NAMED[:4], "AUTHOR is missing: give it, or run this on a terminal"),
        (["--dir", "FULL"], "FULL is not empty: name a folder that is new, DIR=../notes"),
        (["--dir", str(ENGINE / "x")], f"{ENGINE / 'x'} is within the engine: name a folder"),
        (
            [*NAMED, "--address", "notes.example.org"],
            'the address is "notes.example.org": write the whole address, as in',
        ),
        (
            [*NAMED, "--language", "english"],
            'the language is "english": write the code of a language',
        ),
        ([*NAMED, "--accent", "red"], 'the colour is "red": write it as #rrggbb'),
        ([*NAMED, "--licence", "mit"], 'unknown licence "mit": choose from cc-by-4.0, cc-by-sa'),
        ([*NAMED[:5], " "], "the name is empty: write who signs the site"),
    ],
)
def test_refusals_write_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], error: str
) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine").write_text("mine", "utf-8")
    names = {"NEW": str(tmp_path / "new"), "FULL": str(full)}
    assert main([names.get(one, one) for one in arguments]) == 2
    assert capsys.readouterr().err.startswith(f"error: {error.replace('FULL', str(full))}")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["full", "mine"]


def test_asks_on_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = ["Notizen", "Ada", "nowhere", "https://ada.example.org", "de", "", "none", ""]
    monkeypatch.setattr("sys.stdin", Terminal("\n".join(answers)))
    monkeypatch.setattr("extensions.tools.new_site.ENGINE", small_engine(tmp_path / "engine"))
    assert main(["--dir", str(tmp_path / "new")]) == 0
    site = read_site(tmp_path / "new/site.toml")
    assert (site.name, site.address, site.language) == ("Notizen", "https://ada.example.org/", "de")
    assert (site.licence, site.colours) == ("", {})


def test_no_git_costs_the_history_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("extensions.tools.new_site.ENGINE", small_engine(tmp_path / "engine"))
    assert main(["--dir", str(tmp_path / "new"), "--title", "T", "--author", "A"]) == 0
    assert "Git is not installed: the site has no history yet" in capsys.readouterr().out
    assert (tmp_path / "new/docs/index.md").is_file()


@pytest.mark.parametrize("accent", ["ffcc00", "000000", "ffffff", "808080", "1a5a86"])
def test_accent_can_be_read_on_every_paper(accent: str) -> None:
    palette = site_palette()
    light, dark = colours_of(f"#{accent}", palette)["accent"]
    for paper in ("paper", "paper-raised"):
        assert contrast(light, palette.light[paper]) >= LEAST
        assert contrast(dark, palette.dark[paper]) >= LEAST


def test_contrast_is_that_of_wcag() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
