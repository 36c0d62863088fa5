"""The sites that are measured are what they are said to be."""

from __future__ import annotations

import re
from math import inf
from pathlib import Path
from typing import NoReturn

import pytest

from tests.bench import growth, handbook, table
from tests.bench.kinds import by_kind
from tests.bench.measured import Measured
from tests.bench.ours import Groundwork
from tests.bench.process import run
from tests.bench.rivals.astro import Astro
from tests.bench.rivals.hugo import Hugo
from tests.bench.rivals.plain import Plain, PlainWithTree
from tests.bench.rivals.zensical import Zensical
from tests.bench.sites import EDITS, REFERENCE, Site, make_site
from tests.bench.tools import sync

NOT_WORDS = r"\$\$.*?\$\$|\$[^$]*\$|```.*?```|⟦.*?⟧"
TOOLS = [Groundwork, Plain, PlainWithTree, Hugo, Astro, Zensical]
# Their links quote titles.
QUOTING = (Hugo, Astro, Zensical)


@pytest.fixture(scope="module")
def site() -> Site:
    """A site of two series."""
    return make_site(8)


def test_a_post_has_the_length_of_a_real_one(site: Site) -> None:
    for post in site.posts:
        text = "\n".join(section.text for section in post.sections)
        formulas = re.findall(r"\$\$\n(.+?)\n\$\$|\$([^$\n]+)\$", text)
        assert len([shown for shown, _ in formulas if shown]) == 15
        assert len(set(formulas)) == len(formulas) == 55
        words = re.findall(r"\b[A-Za-z]+\b", re.sub(NOT_WORDS, "", text, flags=re.S))
        assert 1900 < len(words) < 2200


def test_references_lead_to_other_posts_of_the_site(site: Site) -> None:
    for post in site.posts[1:]:
        labels = [label for one in post.sections for label in REFERENCE.findall(one.text)]
        assert len(labels) == 5
        assert all(label in site.places and not is_of(label, post.slug) for label in labels)


def is_of(label: str, slug: str) -> bool:
    """Whether *label* stands in the post *slug*."""
    return label == slug or label.startswith(f"{slug}-")


def test_a_larger_site_has_the_same_posts(site: Site) -> None:
    assert make_site(3).posts == site.posts[:3]


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("name", EDITS)
def test_an_edit_changes_few_sources(site: Site, name: str, tool: type) -> None:
    before, after = tool().files(site), tool().files(EDITS[name](site, 0))
    changed = [path for path in {*before, *after} if before.get(path) != after.get(path)]
    # Where links quote titles, what refers to a post is edited with it.
    assert changed if tool in QUOTING else 1 <= len(changed) <= 4


def test_a_post_more_and_less_is_the_same_site(site: Site) -> None:
    assert EDITS["a post less"](EDITS["a post more"](site, 0), 0) == site


def test_sources_on_disk_follow_the_edits(tmp_path: Path) -> None:
    before, after = {"a.md": "1", "b/c.md": "2"}, {"a.md": "3", "d.md": "4"}
    sync(tmp_path, {}, before)
    sync(tmp_path, before, after)
    found = {
        path.relative_to(tmp_path).as_posix(): path.read_text("utf-8")
        for path in tmp_path.rglob("*.md")
    }
    assert found == after


def test_the_project_builds_its_site(site: Site, tmp_path: Path) -> None:
    place, tool = tmp_path / "site", Groundwork()
    place.mkdir()
    tool.prepare(place)
    sync(place, {}, tool.files(site))
    run(tool.command(place), place, tmp_path / "said.txt")
    assert (place / tool.built / tool.wall).is_file()


class Small:
    """A tool that builds one page at once."""

    name, note, built, more = "small", "no formulas", "built", False
    state: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    post = home = wall = "page.html"
    readable = False

    def prepare(self, folder: Path) -> None:
        """Need nothing."""

    def files(self, site: Site) -> dict[str, str]:
        """Return a source for each post."""
        return {f"sources/{post.slug}": post.title for post in site.posts}

    def command(self, folder: Path) -> list[str]:
        """Return the command."""
        return ["sh", "-c", "mkdir -p built && cat sources/* > built/page.html"]


def interrupted(site: Site, turn: int) -> NoReturn:
    """Be stopped by who measures."""
    raise KeyboardInterrupt


def test_bench_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growth, "KEPT", tmp_path)
    first = growth.Bench(Small(), posts=8, runs=1, until=-inf)
    assert first.measure().done == 0
    assert not first.is_complete
    whole = growth.Bench(Small(), posts=8, runs=1, until=inf)
    # As if it were killed in the middle.
    monkeypatch.setitem(EDITS, "a tag", interrupted)
    with pytest.raises(KeyboardInterrupt):
        whole.measure()
    monkeypatch.undo()
    monkeypatch.setattr(growth, "KEPT", tmp_path)
    on = growth.Bench(Small(), posts=8, runs=1, until=inf)
    measured = on.measure()
    assert on.is_complete
    assert {what: len(costs) for what, costs in measured.costs.items()} == dict.fromkeys(
        ["all, without caches", "nothing to do", *EDITS], 1
    )
    assert measured.files == 1
    sources = {path.name for path in on.place.glob("sources/*")}
    assert sources == {post.slug for post in on.site.posts}


def test_bytes_are_told_by_what_they_are_for(capsys: pytest.CaptureFixture[str]) -> None:
    sizes = {
        "posts/a/one.html": 40_000_000,
        "posts/a/index.html": 1_000_000,
        "tags/one/atom.xml": 300_000,
        "posts/atom.xml": 200_000,
        "_search/texts/0.json": 2_000_000,
        "posts/a/one.md": 100_000,
        "objects.inv": 100_000,
    }
    ours = Measured("Groundwork", "", 200, kinds=by_kind(sizes))
    table.show([ours], {200: (1, 1)})
    said = capsys.readouterr().out
    rows = [
        "| MB; files | 200 posts |",
        "|---|--:|",
        "| posts | 40.0; 1 |",
        "| the search | 2.0; 1 |",
        "| lists and other pages | 1.0; 1 |",
        "| feeds, Atom | 0.5; 2 |",
        "| copies, Markdown | 0.1; 1 |",
        "| the rest | 0.1; 1 |",
    ]
    assert "\n".join(rows) in said


def test_numbers_are_written_at_their_place() -> None:
    place = "a\n<!-- bench x: written by make bench -->\nold\n<!-- end of bench x -->\nb\n"
    page = handbook.replaced(place, "x", "| new |")
    assert page == place.replace("old", "\n| new |\n")
    assert handbook.replaced(page, "x", "| new |") == page
    with pytest.raises(ValueError, match="no place for the bench y"):
        handbook.replaced(place, "y", "")


def test_the_handbook_has_a_place_for_what_is_measured() -> None:
    handbook.replaced(handbook.PAGE.read_text("utf-8"), "growth", "")


def test_tables_of_the_handbook_have_a_cell_for_each_column() -> None:
    visited = Measured("Groundwork", "", 8, reader=[1.0, 2.0, 3.0, 0.0, 5.0, 6.0, 7.0])
    for rows in table.summary([visited]).split("\n\n"):
        assert len({row.count("|") for row in rows.splitlines()}) == 1
