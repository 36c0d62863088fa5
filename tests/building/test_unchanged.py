"""``make html`` starts Sphinx unless nothing has changed of what the site was made of."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from extensions.building.publish import publish
from tests.support.files import FILES, rewrite, texts
from tests.support.project import ROOT, Project

DAY = datetime.date(2026, 3, 1)
SOURCES = {
    "docs/index.md": "# Home",
    "docs/posts/a.md": "A text.",
    "docs/posts/a.png": "A picture.",
    "conf.py": "language = 'en'",
    "VERSION": "1.0",
    "extensions/__init__.py": "",
    "extensions/output/theme/page.html": "<p>",
    "../packages/furo-1.0.dist-info/RECORD": "furo/base.html,sha256=a",
    "../packages/lxml-1.0.egg-info": "",
    "../elsewhere/a/b.md": "B",
    "../elsewhere/c/b.md": "B",
}


class Site:
    """A project in the present folder, whose builds give always the same files.

    ``started`` counts them, ``status`` is theirs, and ``meanwhile`` is done during each.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.started = self.status = 0
        self.meanwhile: Callable[[], object] = lambda: None
        self.options = ["-W"]
        self.day = DAY
        for name, text in SOURCES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> Path:
        """Write *text* to the file *name*."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def build(self, arguments: list[str]) -> int:
        """Be ``sphinx-build``."""
        self.started += 1
        self.meanwhile()
        for name, text in FILES.items():
            self.write(f"{arguments[-1]}/{name}", text)
        self.write("_build/doctrees/counts-html.txt", "read 9\n")
        return self.status

    def make(self, html: str = "_build/html") -> bool:
        """Do what ``make html`` does; return whether Sphinx was started."""
        # Which pytest sets anew for each phase of a test.
        os.environ["PYTEST_CURRENT_TEST"] = ""
        before = self.started
        build = Path("_build")
        build.mkdir(exist_ok=True)
        assert publish(build, Path(html), self.options, lambda: self.day) == self.status
        return self.started > before


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site that was never built."""
    site = Site(tmp_path / "project")
    monkeypatch.chdir(site.root)
    monkeypatch.setattr("sphinx.cmd.build.main", site.build)
    monkeypatch.setattr("extensions.building.up_to_date.EXTENSIONS", site.root / "extensions")
    monkeypatch.setattr("extensions.building.up_to_date.packages", lambda: [tmp_path / "packages"])
    return site


@pytest.fixture
def built(site: Site) -> Site:
    """A site that was built, with nothing to do since."""
    (site.root / "docs/link").symlink_to("../../elsewhere/a")
    assert site.make()
    assert not site.make()
    return site


def test_nothing_to_do_starts_nothing_and_says_so(built: Site) -> None:
    counts = built.root / "_build/doctrees/counts-html.txt"
    assert counts.read_text() == "read 0, written 0, formulas set 0\n"
    assert texts(built.root / "_build/html") == FILES


def same_size_and_date(site: Site) -> None:
    path = site.root / "docs/posts/a.md"
    date = path.stat().st_mtime_ns
    rewrite(path, "B text.")
    os.utime(path, ns=(date, date))


def all_but_the_environment(site: Site) -> None:
    for name in ("staged", "html"):
        shutil.rmtree(f"_build/{name}")
    Path("_build/published.json").unlink()


def link_leads_elsewhere(site: Site) -> None:
    link = site.root / "docs/link"
    link.unlink()
    link.symlink_to("../../elsewhere/c")


CHANGES: dict[str, Callable[[Site], object]] = {
    "a text of the same size and date": same_size_and_date,
    "a picture": lambda site: site.write("docs/posts/a.png", "Another."),
    "a page more": lambda site: site.write("docs/posts/b.md", ""),
    "a page less": lambda site: (site.root / "docs/posts/a.md").unlink(),
    "a page of another name": lambda site: Path("docs/posts/a.md").rename("docs/posts/b.md"),
    "a folder with the name of a page": lambda site: Path("docs/b.md").mkdir(),
    "a page behind a link": lambda site: site.write("../elsewhere/a/b.md", "C"),
    "a link that leads elsewhere": link_leads_elsewhere,
    "a setting": lambda site: site.write("conf.py", "language = 'de'"),
    "a file that settings may read": lambda site: site.write("VERSION", "1.1"),
    "a template": lambda site: site.write("extensions/output/theme/page.html", "<b>"),
    "a package of another version": lambda site: Path("../packages/lxml-1.0.egg-info").rename(
        "../packages/lxml-1.1.egg-info"
    ),
    "a package of the same version": lambda site: site.write(
        "../packages/furo-1.0.dist-info/RECORD", "furo/base.html,sha256=b"
    ),
    "an option": lambda site: site.options.append("-n"),
    "the day": lambda site: setattr(site, "day", DAY + datetime.timedelta(1)),
    "no environment": lambda site: shutil.rmtree("_build/doctrees"),
    "a damaged record": lambda site: site.write("_build/doctrees/unchanged.json", "{"),
    "no notes": lambda site: Path("_build/published.json").unlink(),
    "nothing but the environment": all_but_the_environment,
    "nothing built": lambda site: shutil.rmtree("_build"),
    "no site": lambda site: shutil.rmtree("_build/html"),
}


def changes_in(folder: str) -> dict[str, Callable[[Site], object]]:
    """Return what may become of the files that a build has left in *folder*."""
    return {
        f"a damaged file in {folder}": lambda site: rewrite(
            site.root / f"_build/{folder}/index.html", "emoh"
        ),
        f"a file less in {folder}": lambda site: Path(f"_build/{folder}/posts/a.html").unlink(),
        f"a file more in {folder}": lambda site: site.write(f"_build/{folder}/more.html", ""),
    }


CHANGES |= changes_in("staged") | changes_in("html")


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_starts_a_build(change: str, built: Site) -> None:
    CHANGES[change](built)
    assert built.make()
    assert FILES.items() <= texts(built.root / "_build/html").items()
    assert not built.make()


def test_a_variable_starts_a_build(built: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROUNDWORK_DRAFTS", "1")
    assert built.make()
    monkeypatch.delenv("GROUNDWORK_DRAFTS")
    assert built.make()


@pytest.mark.parametrize("name", ["SHLVL", "OLDPWD", "_", "MAKEFLAGS", "MAKELEVEL", "COLUMNS"])
def test_what_a_shell_sets_anew_starts_nothing(
    name: str, built: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "another value")
    assert not built.make()


@pytest.mark.parametrize("name", [".cache/a", "extensions/__pycache__/a.pyc", "_build/live/a"])
def test_what_tools_keep_starts_nothing(name: str, built: Site) -> None:
    built.write(name, "")
    assert not built.make()


@pytest.mark.parametrize("option", ["-a", "-E", "-qE", "--fresh-env", "--write-all", "-wfile"])
def test_a_build_that_is_asked_for_is_made(option: str, built: Site) -> None:
    built.options.append(option)
    assert built.make()
    assert built.make()


def test_warnings_that_fail_nothing_are_told_again(built: Site) -> None:
    built.options = ["-q"]
    assert built.make()
    assert built.make()


UNREADABLE: dict[str, Callable[[Path], object]] = {
    "a link to nowhere": lambda path: path.symlink_to("nowhere"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to the folder that it is in": lambda path: path.symlink_to("."),
    "a pipe": os.mkfifo,
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_what_cannot_be_read_is_left_to_sphinx(what: str, built: Site) -> None:
    path = built.root / "docs/b.md"
    UNREADABLE[what](path)
    assert built.make()
    assert built.make()
    path.rename(built.root / "_build/b.md")
    assert built.make()
    assert not built.make()


def test_what_failed_is_built_again(built: Site) -> None:
    built.write("docs/index.md", "# Wrong")
    built.status = 1
    assert built.make()
    assert built.make()
    built.status = 0
    built.write("docs/index.md", SOURCES["docs/index.md"])
    assert built.make()
    assert not built.make()


def test_what_was_broken_off_is_built_again(built: Site) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    built.write("docs/index.md", "# Other")
    built.meanwhile = interrupt
    with pytest.raises(KeyboardInterrupt):
        built.make()
    built.meanwhile = lambda: None
    built.write("docs/index.md", SOURCES["docs/index.md"])
    assert built.make()


def change_and_change_back(site: Site) -> None:
    path = site.root / "docs/index.md"
    date = path.stat().st_mtime_ns
    for text in ("# Other", SOURCES["docs/index.md"]):
        rewrite(path, text)
    os.utime(path, ns=(date, date))


def come_and_go(site: Site) -> None:
    folder = site.root / "docs/posts"
    before = folder.stat().st_ctime_ns
    while folder.stat().st_ctime_ns == before:
        site.write("docs/posts/b.md", "").unlink()


MEANWHILE: dict[str, Callable[[Site], object]] = {
    "a change": CHANGES["a text of the same size and date"],
    "a change and back": change_and_change_back,
    "a page that comes and goes": come_and_go,
}


@pytest.mark.parametrize("what", MEANWHILE)
def test_what_changes_while_sphinx_reads_is_read_again(what: str, built: Site) -> None:
    built.write("docs/posts/a.png", "Another.")
    built.meanwhile = lambda: MEANWHILE[what](built)
    assert built.make()
    built.meanwhile = lambda: None
    assert built.make()
    assert not built.make()


def test_a_site_in_two_places_is_right_in_both(built: Site) -> None:
    assert built.make("public")
    rewrite(built.root / "_build/html/index.html", "emoh")
    assert not built.make("public")
    assert built.make()
    assert texts(built.root / "_build/html") == texts(built.root / "public") == FILES
    assert not built.make()


def test_a_site_behind_a_link_is_known(site: Site) -> None:
    (site.root / "site").mkdir()
    (site.root / "html").symlink_to("site")
    assert site.make("html")
    assert not site.make("html")
    assert texts(site.root / "site") == FILES


def test_a_site_built_among_its_sources_is_always_built(site: Site) -> None:
    site.write("_build/objects.inv", "")
    (site.root / "docs").rename(site.root / "sources")
    (site.root / "docs").symlink_to("_build")
    assert site.make()
    assert site.make()


STARTED = """
import sys
from extensions.building.publish import main
status = main(["_build", "_build/html", "-q", "-c", ".", "-W"])
print(status, "sphinx" in sys.modules)
"""


# A directive that reads a file which only the page that has it is known to be read from.
OUTSIDE = """
from docutils import nodes
from sphinx.util.docutils import SphinxDirective
class Outside(SphinxDirective):
    def run(self):
        self.env.note_dependency(taken)
        with open(taken) as file:
            return [nodes.paragraph("", file.read())]
def setup(app):
    app.add_directive("outside", Outside)
"""


def started(project: Project) -> bool:
    """Do what ``make html`` does with Sphinx itself; return whether it was imported."""
    done = subprocess.run(
        [sys.executable, "-c", STARTED],
        cwd=project.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.stderr == ""
    status, imported = done.stdout.split()
    assert status == "0"
    return imported == "True"


def test_what_pages_and_settings_take_from_elsewhere_starts_a_build(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    # Of the files outside of the project a page may be read from the bibliography alone, which
    # the settings name; a directive of somebody else's may read others.
    cited, module = tmp_path / "cited.bib", tmp_path / "elsewhere_set.py"
    taken = tmp_path / "taken.txt"
    taken.write_text("Before")
    entry = "@misc{{a, author={{A}}, title={{{}}}, year={{1984}}}}\n"
    cited.write_text(entry.format("Before"))
    module.write_text("title = 'Before'\n")
    about = (
        "# About\n\nA book {footcite:p}`a`.\n\n```{outside}\n```\n\n```{footbibliography}\n```\n"
    )
    project.write("about.md", about)
    project.configure(
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "import elsewhere_set; html_title = elsewhere_set.title\n"
        f"bibtex_bibfiles = [{str(cited)!r}]\n{OUTSIDE}taken = {str(taken)!r}\n"
    )
    page = project.root / "_build/html/about.html"
    # What the first build has read elsewhere is known to the second.
    assert [started(project) for _ in range(3)] == [True, True, False]
    changes = (
        (cited, entry.format("Afterwards")),
        (module, "title = 'Afterwards'\n"),
        (taken, "Seen afterwards"),
    )
    for path, text in changes:
        path.write_text(text)
        assert started(project)
        assert {cited: "Afterwards.", module: "Afterwards</title>", taken: "Seen afterwards"}[
            path
        ] in page.read_text("utf-8")
        assert not started(project)
    # Another builder, with other settings, uses the environment.
    assert project.build(builder="text", env={"GROUNDWORK_DRAFTS": "1"}).status == 0
    assert started(project)
