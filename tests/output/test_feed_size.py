"""No file of a feed is large: the newest pieces are whole, of others it has the summary."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from extensions.output.blog.feed_content import Content
from extensions.output.blog.feed_size import cost, within
from tests.support.sample import post, sample

ROOM = 20_000
# Of a file of the whole site or of a kind, and of one of a tag or a series.
MOST, MOST_OF_PART = 512 * 1024, 96 * 1024


def content(size: int) -> Content:
    """Return the content of a piece of *size* letters, some of which are written longer."""
    return Content("<p>" + "ä&" * (size // 2) + "</p>", "<p>Short.</p>", "Short.")


def urls(contents: list[Content]) -> list[str]:
    """Return an address for each of *contents*."""
    return [f"https://example.org/{place}?a&b" for place in range(len(contents))]


def test_pieces_are_whole_as_long_as_there_is_room() -> None:
    contents = [content(100), content(500)]
    assert within(contents, urls(contents)) == contents


@pytest.mark.parametrize("sizes", [[9000], [4000, 4000, 100], [100] * 6, [3000, 1000, 3000, 50]])
def test_what_has_no_room_is_its_summary_and_a_link(sizes: list[int]) -> None:
    contents = list(map(content, sizes))
    kept = within(contents, urls(contents), ROOM)
    assert sum(map(cost, kept)) <= ROOM
    for place, (before, after) in enumerate(zip(contents, kept, strict=True)):
        if after != before:
            [link] = BeautifulSoup(after.html, "html5lib").select("a")
            assert link["href"] == f"https://example.org/{place}?a&b"
            assert "Short." in after.html
            assert (after.summary, after.text) == (before.summary, before.text)
    # A small piece finds room where a large one before it has none.
    assert kept[-1] == contents[-1] or len(contents) == 1


def test_files_of_feeds_are_small_and_agree(tmp_path: Path) -> None:
    filling = "\n\n".join(f"Words & more, {number}. " + "word " * 300 for number in range(120))
    dates = {f"large-{day}": f"2026-03-0{day}" for day in (1, 2, 3, 4)}
    files = {
        f"posts/{name}.md": post(name, date=date, image="alpha/picture.svg") + filling
        for name, date in dates.items()
    }
    result = sample(tmp_path, files).build()
    assert result.warnings == []
    for name in ("atom.xml", "feed.json"):
        sizes = [path.stat().st_size for path in result.outdir.rglob(name)]
        assert MOST / 2 < max(sizes) < MOST
        parts = [path.stat().st_size for path in result.outdir.rglob(f"*/*/{name}")]
        assert 0 < max(parts) < MOST_OF_PART
    items = json.loads(result.text("feed.json"))["items"]
    whole = [len(item["content_html"]) > 100_000 for item in items]
    assert whole[:4] == [True, True, False, False]
    assert "Read the whole piece on the site" in items[2]["content_html"]
    # Nothing of the others is lost.
    assert len(items) == len({item["id"] for item in items}) > 6
    assert "Opening words" in items[-1]["content_html"]
