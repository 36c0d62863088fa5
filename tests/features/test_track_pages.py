"""The contents of all series and the map of a large site: a page of bounded size for each track."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from extensions.features.track_pages import runs_of
from tests.bench.ours import Groundwork
from tests.bench.sites import TRACKS, Site, Speech, make_series, make_site
from tests.support.pages import links
from tests.support.project import Project, Result

# Posts: of a page, of a series, and of two sites, whose tracks have more series than are named.
MOST, SERIES = 4, 2
FEW, MANY = 52, 100
OVERVIEWS = ("series", "map")
# As many posts as a page shows where nobody says otherwise, and some more.
FULL, MOST_BYTES = 84, 250_000
FILES = {
    "index.md": "# Home\n",
    "series.md": "# Series\n\n```{series-contents}\n```\n",
    "map.md": "# Map\n\n```{map}\n```\n",
    "posts/alone.md": (
        "---\ndate: 2020-01-01\ntags: [tag-1, tag-2]\nlevel: foundation\nauthors: [Ada]\n"
        "summary: It stands alone.\n---\n\n# Alone\n\nA text.\n"
    ),
}


def full() -> Site:
    """Return a site of one track whose first page is full, its posts of a few words."""
    site = make_site(FULL)
    posts = (
        replace(post, sections=tuple(replace(one, text="Some words.") for one in post.sections))
        for post in site.posts
    )
    shorts = (replace(short, text="Some words.") for short in site.shorts)
    series = (replace(one, track=TRACKS[0]) for one in site.series)
    return replace(site, series=tuple(series), posts=tuple(posts), shorts=tuple(shorts))


def small(posts: int) -> Site:
    """Return a site of *posts* posts of a few words, in small series."""
    site, speech = make_site(posts), Speech()
    shortened = (
        replace(
            post,
            series=f"series-{number // SERIES}",
            sections=tuple(replace(one, text="Some words.") for one in post.sections),
        )
        for number, post in enumerate(site.posts)
    )
    series = (make_series(speech, number) for number in range(posts // SERIES))
    return replace(site, series=tuple(series), posts=tuple(shortened), shorts=())


def built(root: Path, shown: Site, most: int = MOST) -> Result:
    """Return the site that is *shown*, whose pages show *most* posts."""
    files = Groundwork().files(shown)
    sources = {name.removeprefix("docs/"): text for name, text in files.items()}
    project = Project(root, {**sources, **FILES})
    project.configure(f"posts_per_overview = {most}")
    result = project.build(jobs=2)
    assert (result.status, result.warnings) == (0, [])
    return result


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A site that is too large for one page."""
    return built(tmp_path_factory.mktemp("few"), small(FEW))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The same site, much larger."""
    return built(tmp_path_factory.mktemp("many"), small(MANY))


def pages(result: Result, overview: str) -> Iterator[tuple[str, BeautifulSoup]]:
    """Yield the pages of the tracks of *overview*, by name."""
    for path in sorted((result.outdir / overview).rglob("*.html")):
        name = path.relative_to(result.outdir).with_suffix("").as_posix()
        yield name, result.page(name)


def followed(name: str, tag: Tag, selector: str = "a") -> list[str]:
    """Return the pages that the links below *tag*, on the page *name*, lead to."""
    paths = (href.partition("#")[0] for href in links(tag, selector))
    found = (posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) for path in paths)
    return [path.removesuffix(".html") for path in found]


def posts_on(name: str, page: BeautifulSoup) -> set[str]:
    """Return the posts that *page* leads to, but for those of the sidebar."""
    article = page.select_one("article")
    assert article is not None
    return {
        target
        for target in followed(name, article)
        if target.startswith("posts/") and not target.endswith("/index")
    }


@pytest.mark.parametrize("overview", OVERVIEWS)
def test_bytes_do_not_grow_with_the_posts(few: Result, many: Result, overview: str) -> None:
    smaller, larger = (
        (result.outdir / f"{overview}.html").stat().st_size for result in (few, many)
    )
    # A number has one digit more, a summary a few words.
    assert larger < 1.25 * smaller
    most = max(len(page.encode()) for _, page in pages(many, overview))
    assert most < 1.25 * max(len(page.encode()) for _, page in pages(few, overview))


def test_a_page_that_is_full_is_small_enough(tmp_path: Path) -> None:
    """What holds of it holds of each, however many there are: see the test before."""
    result = built(tmp_path, full(), most=80)
    for overview in OVERVIEWS:
        found = dict(pages(result, overview))
        assert max(len(posts_on(name, page)) for name, page in found.items()) > 70
        for name in (overview, *found):
            assert (result.outdir / f"{name}.html").stat().st_size < MOST_BYTES, name


@pytest.mark.parametrize("overview", OVERVIEWS)
def test_every_post_is_on_the_page_of_its_track(many: Result, overview: str) -> None:
    found: list[str] = []
    for name, page in pages(many, overview):
        shown = posts_on(name, page)
        assert 0 < len(shown) <= MOST, name
        found += shown
    posts = {name for name in many.files() if name.startswith("posts/") and "index" not in name}
    assert len(found) == len({*found})
    expected = {name.removesuffix(".html") for name in posts if name.endswith(".html")}
    assert {*found} == (expected if overview == "map" else expected - {"posts/alone"})


@pytest.mark.parametrize("overview", OVERVIEWS)
def test_the_page_leads_to_each_track_and_on_within_it(many: Result, overview: str) -> None:
    article = many.page(overview).select_one("article")
    assert article is not None
    firsts = {target for target in followed(overview, article) if f"{overview}/" in target}
    assert {f"{overview}/{track}" for track in TRACKS} <= firsts
    for track in TRACKS:
        reached, page = set(), f"{overview}/{track}"
        while page not in reached:
            reached.add(page)
            page, *_ = followed(page, many.page(page), 'nav.pages a[rel="next"]') or [page]
        assert reached == {name for name, _ in pages(many, overview) if f"/{track}" in name}


def test_a_small_site_has_one_page(tmp_path: Path) -> None:
    result = built(tmp_path, small(SERIES))
    for overview in OVERVIEWS:
        assert [*pages(result, overview)] == []
        assert len(posts_on(overview, result.page(overview))) >= SERIES


@pytest.mark.parametrize(
    ("sizes", "runs"),
    [([], []), ([1, 2, 3], [(1, 2, 3)]), ([4, 3, 9, 1], [(4,), (3,), (9,), (1,)])],
)
def test_runs_are_as_long_as_there_is_room(sizes: list[int], runs: list[tuple[int, ...]]) -> None:
    assert [*runs_of(sizes, lambda size: size, 6)] == runs
