"""Pinned posts: lists of posts begin with them."""

from __future__ import annotations

from pathlib import Path

from tests.support.pages import texts
from tests.support.sample import FILES, sample

THIRD = FILES["posts/beta/third.md"].replace("level:", "pinned: true\nlevel:")


def test_home_begins_with_the_pinned_post_and_shows_it_once(tmp_path: Path) -> None:
    result = sample(tmp_path, {"posts/beta/third.md": THIRD}).build()
    assert result.warnings == []
    home = result.page("index")
    assert texts(home, ".entry-post .entry-title") == [
        "The third post",
        "The alone post",
        "The second post",
        "The first post",
    ]
    facts = texts(home, ".entry-post .facts")
    assert facts[0].startswith("Pinned")
    assert not any("Pinned" in line for line in facts[1:])


def test_archive_and_feeds_stay_in_the_order_of_dates(tmp_path: Path) -> None:
    plain = sample(tmp_path / "plain").build()
    pinned = sample(tmp_path / "pinned", {"posts/beta/third.md": THIRD}).build()
    for name in ("archive.html", "atom.xml", "posts/beta/third.html"):
        assert plain.text(name) == pinned.text(name)
