"""The sites that are measured are what they are said to be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.bench.ours import Groundwork
from tests.bench.rivals.plain import Plain
from tests.bench.rivals.zensical import Zensical
from tests.bench.sites import EDITS, REFERENCE, Site, make_site
from tests.bench.tools import sync

NOT_WORDS = r"\$\$.*?\$\$|\$[^$]*\$|```.*?```|⟦.*?⟧"
TOOLS = [Groundwork, Plain, Zensical]


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
    assert changed if tool is Zensical else 1 <= len(changed) <= 4


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
