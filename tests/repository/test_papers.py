"""README, CONTRIBUTING and the handbook: short where they are to be, and true of the code."""

from __future__ import annotations

import re
from pathlib import Path
from struct import unpack

import pytest

from tests.support.project import ROOT

HANDBOOK = sorted((ROOT / "docs/handbook").glob("*.md"))
PAPERS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "docs/about.md", *HANDBOOK]
WINGS = sorted(path for path in (ROOT / "extensions").iterdir() if (path / "__init__.py").is_file())
NO_MODULES = {"__init__.py", "__pycache__"}

PATH = re.compile(r"(?<![\w/.])(?:extensions|tests|docs)(?:/[\w.*<>-]+)+/?")
DOTTED = re.compile(r"(?<![\w/.])(?:extensions|tests)(?:\.\w+)+")
# What is only shown, in a block of text, need not be there.
SHOWN = re.compile(r"^(`{3,})text\n.*?^\1$", re.DOTALL | re.MULTILINE)
SECTION = re.compile(r"^### `extensions/(\w+)`\n(.*?)(?=^##|^\(|\Z)", re.DOTALL | re.MULTILINE)
ROW = re.compile(r"^\| `(\w+)/?` \| (.*) \|$", re.MULTILINE)


def missing(text: str) -> list[str]:
    """Return the paths and the names of modules in *text* that the project does not have."""
    text = SHOWN.sub("", text)
    paths = [found.rstrip("./") for found in PATH.findall(text) if not re.search("[*<]", found)]
    names = [name for name in DOTTED.findall(text) if not name.endswith((".md", ".py"))]
    return [
        *(path for path in paths if not (ROOT / path).exists()),
        *(name for name in names if not is_module(name)),
    ]


def is_module(name: str) -> bool:
    """Tell whether *name* is a package or a module, or something that a module defines."""
    path = ROOT.joinpath(*name.split("."))
    home, _, last = name.rpartition(".")
    module = ROOT.joinpath(*home.split(".")).with_suffix(".py")
    defined = module.is_file() and re.search(rf"\b{last}\b", module.read_text("utf-8"))
    return path.is_dir() or path.with_suffix(".py").is_file() or bool(defined)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.relative_to(ROOT).as_posix())
def test_paths_and_modules_that_a_paper_names_are_there(paper: Path) -> None:
    assert missing(paper.read_text("utf-8")) == []


def test_a_path_or_module_that_has_gone_is_found() -> None:
    text = (
        "`extensions/old.py`, `extensions/lib`, `tests/repository/test_papers.py`, "
        "extensions.model.views, extensions.gone, extensions.lib.files.write, "
        "extensions.lib.files.wrote, docs/posts/*.md\n"
        "```text\nextensions/shown.py\n```\n"
    )
    gone = ["extensions/old.py", "extensions.gone", "extensions.lib.files.wrote"]
    assert missing(text) == gone


@pytest.mark.parametrize(("name", "most"), [("README.md", 3_000), ("CONTRIBUTING.md", 6_000)])
def test_paper_is_read_in_minutes(name: str, most: int) -> None:
    assert len((ROOT / name).read_bytes()) <= most


def test_readme_shows_a_small_picture_that_is_there() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    [(described, path)] = re.findall(r"!\[([^]]+)\]\(([^)]+)\)", text)
    picture = (ROOT / path).read_bytes()
    assert len(described) > 40
    assert len(picture) < 150_000
    assert unpack(">I", picture[16:20]) == (1200,)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_links_of_a_paper_lead_to_files_and_labels(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    for path, label in re.findall(r"\]\(([\w./-]+)(?:#([\w-]+))?\)", text):
        assert (ROOT / path).is_file(), path
        assert not label or f"({label})=" in (ROOT / path).read_text("utf-8"), label


def test_handbook_has_every_module_of_every_wing() -> None:
    text = (ROOT / "docs/handbook/architecture.md").read_text("utf-8")
    listed = {wing: {name for name, _ in ROW.findall(rows)} for wing, rows in SECTION.findall(text)}
    there = {
        wing.name: {path.stem for path in wing.iterdir() if path.name not in NO_MODULES}
        for wing in WINGS
    }
    assert listed == there


def test_modules_that_a_row_names_are_in_its_package() -> None:
    text = (ROOT / "docs/handbook/architecture.md").read_text("utf-8")
    for wing, rows in SECTION.findall(text):
        for package, concern in ROW.findall(rows):
            home = ROOT / "extensions" / wing / package
            for name in re.findall(r"`([a-z][a-z_]*)`", concern):
                assert (home / f"{name}.py").is_file(), f"{wing}/{package} has no {name}"
