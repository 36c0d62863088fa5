"""The commands of the Makefile, as an author types them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.checkout import checkout, small_checkout
from tests.support.project import ROOT, build_site

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TITLES = ["It's", 'Say "yes"', "Cost of $5 and $(HOME)", "C# in depth", "a; b & `c` \\ d", "--x, y"]


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run make in *folder* with the Python of the tests and all its packages."""
    # Nothing is installed into the environment that runs the tests.
    ready = ["-o", "venv", "-o", "venv-dev", f"VENV={sys.prefix}"]
    return _make(folder, *ready, *arguments)


def _make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["make", "--no-print-directory", *arguments]
    return subprocess.run(
        command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8"
    )


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A folder with the Makefile and a list of no packages."""
    return bare_folder(tmp_path)


def bare_folder(folder: Path) -> Path:
    """Write the Makefile and a list of no packages into *folder*."""
    shutil.copy(ROOT / "Makefile", folder)
    (folder / "requirements.txt").write_text("# none\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, in which pages are begun."""
    return checkout(tmp_path_factory.mktemp("copy") / "checkout")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the project with a small site."""
    return small_checkout(tmp_path / "checkout")


def test_make_alone_lists_every_target(bare: Path) -> None:
    listed = [line.split()[0] for line in _make(bare).stdout.splitlines()]
    assert listed == re.findall(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)


SAID = "Installing requirements.txt into .venv\n"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Such a folder, in which all that is on the list is installed."""
    folder = bare_folder(tmp_path_factory.mktemp("installed"))
    assert _make(folder, "venv").stderr == SAID
    return folder


@pytest.fixture
def again(installed: Path, tmp_path: Path) -> Path:
    """A copy of that folder."""
    return Path(shutil.copytree(installed, tmp_path / "again", symlinks=True))


def test_installs_once_and_again_when_the_list_changes(again: Path) -> None:
    assert _make(again, "venv").stderr == ""
    (again / "requirements.txt").write_text("# none, still\n", "utf-8")
    done = _make(again, "venv")
    # An editor that runs make lsp reads what comes on standard output.
    assert (done.stderr, done.stdout) == (SAID, "")


def test_an_install_that_failed_is_tried_again(again: Path) -> None:
    (again / "requirements.txt").write_text("no such package\n", "utf-8")
    for _ in range(2):
        done = _make(again, "venv")
        assert done.returncode != 0
        assert done.stderr.startswith("Installing")


@pytest.mark.parametrize("python", ["false", "no-such-python"])
def test_says_which_python_it_needs(bare: Path, python: str) -> None:
    done = _make(bare, "html", f"PYTHON={python}")
    assert done.returncode != 0
    assert done.stderr.splitlines()[0] == (
        f"error: {python} is not Python 3.11 or newer: name one that is, make PYTHON=..."
    )


def test_html_gives_the_site_and_says_where(small: Path, tmp_path: Path) -> None:
    done = make(small, "html", "JOBS=1")
    counts, place = done.stdout.splitlines()
    assert (place, done.stderr) == ("The site is in _build/html", "")
    assert re.match(r"read (\d+), written \1, formulas set \d+", counts)
    built = build_site(small, tmp_path / "built")
    assert {path.name for path in (small / "_build" / "html").iterdir()} >= {
        name for name in built.files() if "/" not in name and name != ".buildinfo"
    }
    # Nothing has changed: Sphinx, which would read everything again, is not started.
    (small / "_build/doctrees/environment.pickle").write_bytes(b"")
    assert make(small, "html", "JOBS=1").stdout.splitlines() == [
        "read 0, written 0, formulas set 0",
        place,
    ]


def test_html_of_a_broken_site_tells_every_fault_and_fails(small: Path) -> None:
    for name in ("about", "map"):
        with (small / "docs" / f"{name}.md").open("a", encoding="utf-8") as page:
            page.write(f"\nSee [](#nowhere-{name}).\n")
    done = make(small, "html")
    assert done.returncode != 0
    assert "The site is in" not in done.stdout
    assert "what was built, with its faults, is in _build/staged" in done.stderr.splitlines()
    assert not (small / "_build/html").exists()
    for name in ("about", "map"):
        faults = [line for line in done.stderr.splitlines() if f'"nowhere-{name}"' in line]
        assert len(faults) == 1
        assert re.match(rf".*docs/{name}\.md:\d+: WARNING: ", faults[0])


def test_html_needs_no_node_of_the_machine(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tools = small / "tools"
    tools.mkdir()
    for name in ("sh", "make", "cat", "echo"):
        (tools / name).symlink_to(shutil.which(name) or name)
    monkeypatch.setenv("PATH", str(tools))
    done = make(small, "html")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.many(3)
@pytest.mark.parametrize("title", TITLES)
def test_new_post_takes_any_title(copy: Path, title: str) -> None:
    done = make(copy, "new-post", f"TITLE={title}", "SERIES=", "TAGS=probability,sampling")
    assert (done.returncode, done.stderr) == (0, "")
    text = (copy / done.stdout.strip()).read_text("utf-8")
    shown = re.search(r"^# (.*)$", text, re.MULTILINE)
    assert shown
    assert re.sub(r"\\(?=[^\w\s])", "", shown[1]) == title


def test_new_short_hands_on_its_topic(copy: Path) -> None:
    done = make(copy, "new-short", "TITLE=One idea", "TOPIC=losses", "TAGS=probability,sampling")
    assert (done.returncode, done.stderr) == (0, "")
    assert "topic: losses" in (copy / done.stdout.strip()).read_text("utf-8")


def test_new_post_asks_for_what_is_not_given(copy: Path) -> None:
    done = make(copy, "new-post")
    assert done.returncode != 0
    assert "error: TITLE is missing: give it, or run this on a terminal" in done.stderr


def test_clean_keeps_set_formulas_and_packages(bare: Path) -> None:
    for name in ("_build/html", ".cache", ".venv"):
        (bare / name).mkdir(parents=True)
    assert make(bare, "clean").returncode == 0
    assert sorted(path.name for path in bare.iterdir() if path.is_dir()) == [".cache", ".venv"]
