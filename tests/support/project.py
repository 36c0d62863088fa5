"""The smallest sites: written file by file, built by Sphinx in a process of their own.

    project = Project(tmp_path)
    project.write("posts/a.md", POST)
    result = project.build()
    assert result.warnings == []
    assert result.page("posts/a").h1.text == "A"

A project is laid out as the site is and has the settings of the site's own ``conf.py``,
so that a test shows how the site behaves; ``configure`` changes settings.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bs4 import BeautifulSoup

from extensions.output.ledger import addresses
from tests.support.processes import forked, started

ROOT = Path(__file__).parents[2]

# The templates and the formulas of the site serve every project, as compiled and set, and so do
# the cards of like pages.
MADE = TemporaryDirectory(prefix="made-")
# A site of nobody: the rules are those of a site that asks for everything.
SITE = """\
name = "A site"
tagline = "What a site says of itself"
address = "https://site.example/"
authors = ["An author"]
publisher = "The authors of the site"
copyright = "the authors of the site"
licence = "https://licence.example/"
"""
CONF = f"""\
import runpy
globals().update(runpy.run_path({str(ROOT / "conf.py")!r}))
templates_path = [{str(ROOT / "docs" / "_templates")!r}]
formula_cache = {str(ROOT / ".cache" / "formulas.sqlite")!r}
template_cache = {str(Path(MADE.name, "templates"))!r}
card_cache = {str(Path(MADE.name, "cards.sqlite"))!r}
"""

FILES = {
    "index.md": "# Home\n",
    "vocabulary.yml": (
        "tracks:\n"
        "  learning: {title: Learning, line: How machines learn.}\n"
        "  statistics: {title: Statistics, line: What data can say.}\n"
        "topics:\n"
        "  losses: {title: Losses, line: What a loss asks., track: learning}\n"
        "tags:\n"
        "  attention: {title: Attention, line: Who looks at whom.}\n"
        "  optimisation: {title: Optimisation, line: Downhill.}\n"
        "  probability: {title: Probability, line: Degrees of belief.}\n"
    ),
    "references.bib": "@misc{knuth1984, author={Donald Knuth}, title={The TeXbook}, year={1984}}\n",
    "_static/groundwork.css": "",
    "_static/favicon.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
}

_WARNING = re.compile(r"(^|: )(WARNING|ERROR|CRITICAL): ")
# Variables that Python and the C library look at when a process starts.
_READ_AT_START = re.compile("PYTHON|LC_|LANG|TZ")
_OF_THE_OUTSIDE = ("GROUNDWORK_", "READTHEDOCS", "SPHINX", "SOURCE_DATE_EPOCH")


@dataclass(frozen=True)
class Result:
    """What a build gave.

    ``status`` is Sphinx's exit code, ``warnings`` one line each with the path of the source
    relative to ``docs/``, ``output`` all that was said, ``outdir`` the folder of the result.
    """

    status: int
    warnings: list[str]
    output: str
    outdir: Path

    def text(self, name: str) -> str:
        """Return the text of the file *name* of the output."""
        return (self.outdir / name).read_text("utf-8")

    def page(self, docname: str) -> BeautifulSoup:
        """Return the HTML page of *docname*, parsed."""
        return BeautifulSoup(self.text(f"{docname}.html"), "html5lib")

    def files(self) -> dict[str, bytes]:
        """Return the bytes of every file of the output by its path."""
        paths = sorted(path for path in self.outdir.rglob("*") if path.is_file())
        return {path.relative_to(self.outdir).as_posix(): path.read_bytes() for path in paths}

    def addresses(self) -> str:
        """Return the public addresses of the build."""
        site = addresses.of_last_build(self.outdir.parent / "doctrees")
        return json.dumps(site, default=vars, sort_keys=True)


def differences(one: Result, other: Result) -> list[str]:
    """Return the names of the files that are not the same in two outputs."""
    left, right = one.files(), other.files()
    return sorted(name for name in {*left, *right} if left.get(name) != right.get(name))


class Project:
    """A site of its own in the folder *root*: ``conf.py``, ``docs/`` and ``_build/``."""

    def __init__(self, root: Path, files: Mapping[str, str] | None = None) -> None:
        self.root = root
        self.docs = root / "docs"
        self.configure("")
        for name, text in {**FILES, **(files or {})}.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> Path:
        """Write *text* to ``docs/<name>`` and return the path."""
        path = self.docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def delete(self, name: str) -> None:
        """Delete ``docs/<name>``."""
        (self.docs / name).unlink()

    def configure(self, settings: str) -> None:
        """Let the Python *settings* follow those of the site, instead of earlier ones."""
        self.root.mkdir(parents=True, exist_ok=True)
        (self.root / "conf.py").write_text(CONF + settings + "\n", "utf-8")
        (self.root / "site.toml").write_text(SITE, "utf-8")

    def copy(self, root: Path) -> Project:
        """Return a project in *root* with the same sources and settings, never built."""
        shutil.copytree(self.root, root, ignore=shutil.ignore_patterns("_build"))
        other = Project.__new__(Project)
        other.root, other.docs = root, root / "docs"
        return other

    def build(
        self,
        *options: str,
        builder: str = "html",
        jobs: int = 1,
        env: Mapping[str, str] | None = None,
    ) -> Result:
        """Build what is outdated, with more *options* of ``sphinx-build`` and variables *env*."""
        build = self.root / "_build"
        return build_site(self.root, build, *options, builder=builder, jobs=jobs, env=env)


def build_site(
    root: Path,
    build: Path,
    *options: str,
    builder: str = "html",
    jobs: int | str = 1,
    env: Mapping[str, str] | None = None,
    python: str | None = None,
) -> Result:
    """Build the site whose ``conf.py`` and ``docs/`` are in *root* into the folder *build*.

    With another *python* it is built by what is installed for that one.
    """
    docs, outdir = root / "docs", build / builder
    arguments = ["-q", "-b", builder, "-j", str(jobs), "--no-color"]
    arguments += ["-c", str(root), "-d", str(build / "doctrees"), *options, str(docs), str(outdir)]
    at_start = python or any(map(_READ_AT_START.match, env or {}))
    run = partial(started, python=python or sys.executable) if at_start else forked
    status, said = run(arguments, root, {**_environment(), **(env or {})})
    # Messages give the path from the folder of the project.
    output = re.sub(r"(?m)^docs/", "", said.replace(f"{docs}{os.sep}", ""))
    warnings = [line for line in output.splitlines() if _WARNING.search(line)]
    return Result(status, warnings, output, outdir)


def _environment() -> dict[str, str]:
    """The variables of this process without those that change what a build gives."""
    return {
        name: value for name, value in os.environ.items() if not name.startswith(_OF_THE_OUTSIDE)
    }
