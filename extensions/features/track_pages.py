"""Pages of their own for the tracks of a large site, where one page would show too many posts.

What shows all posts of the site (the contents of all series, the map) shows on a large site the
tracks, and of each leads to pages with at most ``posts_per_overview`` posts: a page that readers
open does not grow with the site.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from extensions.doctree.compat import app_of
from extensions.doctree.fragments import is_site
from extensions.doctree.translation import _
from extensions.model.frontmatter import slugify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

T = TypeVar("T")
# Text, page and relation of each step through the pages of a track, as the template has them.
Steps = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class TrackPage(Generic[T]):
    """A page of the track *key*, the first being ``page``: ``number`` counts from 1 to ``last``."""

    key: str
    page: str
    track: str
    number: int
    last: int
    items: tuple[T, ...]

    @property
    def name(self) -> str:
        """The name of the page."""
        return self.name_of(self.number)

    def name_of(self, number: int) -> str:
        """Return the name of the page *number* of the track."""
        return self.page if number == 1 else f"{self.page}/page-{number}"

    @property
    def title(self) -> str:
        """The title of the page."""
        if self.number == 1:
            return self.track
        return _("{title}, page {number}").format(title=self.track, number=self.number)

    def steps(self) -> Steps:
        """Return the way through the pages of the track; empty where there is but one."""
        relations = {self.number - 1: "prev", self.number: "current", self.number + 1: "next"}
        return tuple(
            (_("Page {number}").format(number=number), self.name_of(number), relation)
            for number in range(1, self.last + 1 if self.last > 1 else 1)
            for relation in (relations.get(number, ""),)
        )


def track_pages(
    env: BuildEnvironment,
    folder: str,
    tracks: Iterable[tuple[str, str, Sequence[T]]],
    posts_of: Callable[[T], int],
) -> list[TrackPage[T]]:
    """Return the pages below *folder* of *tracks*: key, title, and what is shown of each.

    *posts_of* tells how many posts are shown with one thing.  There are no pages where all is
    shown on one page: on a small site, and in what is not the site.
    """
    most, tracks = env.config.posts_per_overview, list(tracks)
    count = sum(posts_of(one) for *_names, shown in tracks for one in shown)
    if count <= most or not is_site(app_of(env)):
        return []
    found: list[TrackPage[T]] = []
    for key, title, shown in tracks:
        runs, page = list(runs_of(shown, posts_of, most)), f"{folder}/{slugify(key) or 'other'}"
        found += [TrackPage(key, page, title, at, len(runs), run) for at, run in enumerate(runs, 1)]
    return found


def runs_of(items: Iterable[T], posts_of: Callable[[T], int], most: int) -> Iterator[tuple[T, ...]]:
    """Yield *items* in runs with at most *most* posts each; none is divided."""
    run: list[T] = []
    posts = 0
    for one in items:
        if run and posts + posts_of(one) > most:
            yield tuple(run)
            run, posts = [], 0
        run.append(one)
        posts += posts_of(one)
    if run:
        yield tuple(run)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the number of posts that one page shows."""
    app.add_config_value(
        "posts_per_overview",
        80,
        "env",
        types=(int,),
        description=(
            "How many posts the contents of all series, and the map, show on one page. Where there "
            "are more, each track has pages of its own."
        ),
    )
    return {"parallel_read_safe": True, "parallel_write_safe": True}
