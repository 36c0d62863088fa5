"""The handbook's recipe for a new key of front matter, carried out in a copy of the code."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from bs4 import BeautifulSoup

from tests.support.project import CONF, ROOT, Project, Result
from tests.support.sample import sample

RECIPE = ROOT / "docs/handbook/new-key.md"
REFERENCE = "# Reference\n\n```{reference} short\n```\n\n```{reference} make\n```\n"
ONE, FIRST, SECOND = "shorts/one.md", "posts/alpha/first.md", "posts/alpha/second.md"
# With a variable of its own a build is a Python of its own: it has imported no code yet.
ALONE = {"PYTHONDONTWRITEBYTECODE": "1"}


def steps(recipe: str) -> list[tuple[str, str, str]]:
    """Return of each diff in *recipe* the path, the lines that it finds, and those it leaves."""
    found = []
    for block in re.findall(r"```diff\n(.*?)```", recipe, re.DOTALL):
        head, *lines = block.splitlines(keepends=True)
        before = "".join(line[1:] for line in lines if line.startswith(" "))
        after = "".join(line[1:] for line in lines)
        found.append((head.removeprefix("+++ ").strip(), before, after))
    return found


def carried_out(folder: Path) -> Path:
    """Return a copy of the code in *folder* with the recipe carried out."""
    # The cards of pages are drawn with the fonts of the site.
    for name in ("extensions", "docs/_static"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("conf.py", "Makefile"):
        shutil.copy(ROOT / name, folder)
    for path, before, after in steps(RECIPE.read_text("utf-8")):
        text = (folder / path).read_text("utf-8")
        assert text.count(before) == 1, f"{path} has {before!r} {text.count(before)} times"
        (folder / path).write_text(text.replace(before, after), "utf-8")
    return folder


def say(project: Project, page: str, line: str) -> None:
    """Put *line* at the end of the front matter of *page*, in place of the same key."""
    path = project.docs / page
    text = re.sub(r"^reviewed_by:.*\n", "", path.read_text("utf-8"), flags=re.M)
    project.write(page, text.replace("\n---\n", f"\n{line}\n---\n", 1))


class Builds(NamedTuple):
    """The site with the key, and what became of it after edits."""

    first: Result
    files: dict[str, bytes]
    second: Result


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    code = carried_out(tmp_path_factory.mktemp("code"))
    project = sample(tmp_path_factory.mktemp("site"), {"reference.md": REFERENCE})
    conf = CONF.replace(str(ROOT / "conf.py"), str(code / "conf.py"))
    (project.root / "conf.py").write_text(conf, "utf-8")
    say(project, ONE, "reviewed_by: [Hedy]")
    say(project, FIRST, "reviewed_by: [Emmy, Alan]")
    first = project.build(env=ALONE)
    files = first.files()
    say(project, ONE, "reviewed_by: [Rosalind]")
    say(project, SECOND, "reviewed_by: Alan")
    makefile = code / "Makefile"
    makefile.write_text(makefile.read_text("utf-8") + "\nnew-target:  ## Do more\n", "utf-8")
    return Builds(first, files, project.build(env=ALONE))


def test_every_step_is_one_row_or_one_line() -> None:
    row, *lines = steps(RECIPE.read_text("utf-8"))
    assert row[0] == "extensions/model/frontmatter/schema.py"
    assert [len(after.splitlines()) - len(before.splitlines()) for _, before, after in lines] == [
        1 for _ in lines
    ]


def test_key_is_shown_on_cards_and_in_heads(builds: Builds) -> None:
    assert (builds.first.status, builds.first.warnings) == (0, [])
    pages = {
        name: BeautifulSoup(builds.files[f"{name}.html"], "html5lib").get_text()
        for name in ("index", "posts/alpha/first")
    }
    assert "· checked by Hedy" in pages["index"]
    assert "· checked by Emmy · checked by Alan" in pages["posts/alpha/first"]


def test_key_is_in_feeds_and_for_machines(builds: Builds) -> None:
    assert b"<contributor>\n      <name>Hedy</name>" in builds.files["shorts/atom.xml"]
    feed = json.loads(builds.files["feed.json"])
    assert [one["_reviewed_by"] for one in feed["items"] if "_reviewed_by" in one] == [
        ["Hedy"],
        ["Emmy", "Alan"],
    ]
    page = builds.files["posts/alpha/first.html"].decode()
    assert '"contributor": [{"@type": "Person", "name": "Emmy"}' in page


def test_reference_lists_the_key(builds: Builds) -> None:
    page = builds.first.page("reference").get_text()
    assert "Who has checked the page." in page
    assert "reviewed_by: [Grace]" in page


def test_bad_value_of_the_key_is_told(builds: Builds) -> None:
    line = (builds.first.outdir.parents[1] / "docs" / SECOND).read_text("utf-8")
    number = line.splitlines().index("reviewed_by: Alan") + 1
    assert builds.second.warnings == [
        f'{SECOND}:{number}: WARNING: "reviewed_by" is text: make it a list, as in '
        "reviewed_by: [one, two] [groundwork.not-a-list]"
    ]


def test_edit_of_the_key_reaches_every_page_and_feed_that_shows_it(builds: Builds) -> None:
    now = builds.second.files()
    for name in ("index.html", "shorts/one.html", "shorts/atom.xml", "feed.json"):
        assert b"Rosalind" in now[name], name
        assert b"Hedy" not in now[name], name


def test_command_that_the_makefile_has_gained_is_in_the_reference(builds: Builds) -> None:
    assert "make new-target" in builds.second.page("reference").get_text()
