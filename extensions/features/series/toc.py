"""``{series-contents}``: every track, its series, their posts, sections and shorts.

On a large site it shows of each track what the home page shows, and leads to pages with the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from extensions.doctree.folds import fold
from extensions.doctree.separators import point
from extensions.doctree.translation import _, ngettext
from extensions.features import briefly, entries
from extensions.features.series.sections import Section, sections_of, shorts_of_whole
from extensions.features.terms import track_page, track_title
from extensions.features.track_pages import TrackPage, track_pages
from extensions.model.catalog.domain import catalog_of
from extensions.model.views import View, ViewDirective

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.environment import BuildEnvironment

    from extensions.doctree.links import Links
    from extensions.markup.label_targets import Title
    from extensions.model.catalog.domain import Entry

SERIES, POSTS, SECTIONS = 1, 2, 3
FOLDER = "series"
# At most so many series of a track where series alone are shown, as on the home page, whose size
# must not grow with the site.
MOST_SERIES = 6


@dataclass(frozen=True)
class PostLine:
    """A post, its sections, and the shorts that are drawn from it as a whole."""

    shown: entries.Shown
    sections: tuple[Section, ...] = ()
    shorts: tuple[entries.Shown, ...] = ()


@dataclass(frozen=True)
class SeriesBlock:
    """A series and its posts; where these are left out, its ``length`` and what it begins with."""

    shown: entries.Shown
    posts: tuple[PostLine, ...]
    length: str = ""
    first: Title | None = None
    is_brief: bool = False


@dataclass(frozen=True)
class Track:
    """A track, its page, the series that are shown, and the number of those that are hidden.

    On ``contents`` are the posts of all of them, where these are left out here.
    """

    title: str
    page: str
    series: tuple[SeriesBlock, ...]
    hidden: int
    contents: str = ""


@dataclass(frozen=True)
class SeriesContentsData:
    """The tracks; ``resumes`` says that a script puts above them where to go on."""

    tracks: tuple[Track, ...]
    resumes: bool


@dataclass(frozen=True)
class SeriesContents(View[SeriesContentsData]):
    """Every track (or one), its series, and their posts in reading order.

    ``depth`` 1 ends with the series, their lengths and what they begin with, of each track those
    with the newest posts; 2 with the posts, 3 with their sections and the shorts drawn from them.
    Where there are too many posts for one page, it ends with the series.
    """

    track: str | None = None
    depth: int = SECTIONS

    def data(self, env: BuildEnvironment, page: str) -> SeriesContentsData:
        """Return the tracks that have a series, each with its series."""
        pages = {page.key: page for page in reversed(self.pages(env))}
        tracks = (
            track_of(env, track, group, SERIES if pages else self.depth, pages)
            for track, group in catalog_of(env).series_by_track.items()
            if self.track in (None, track)
        )
        return SeriesContentsData(tuple(tracks), self.depth >= POSTS)

    def pages(self, env: BuildEnvironment) -> list[TrackPage[Entry]]:
        """Return the pages with the posts of all series, where there are too many for this one."""
        return contents_pages(env, self.track) if self.depth >= POSTS else []

    def names(self) -> list[tuple[str, str]]:
        """Return the track that is asked for."""
        return [("track", self.track)] if self.track else []

    def render(self, data: SeriesContentsData, links: Links, level: int) -> list[nodes.Node]:
        """Return a block per track, after the line on which a script says where to go on."""
        found: list[nodes.Node] = []
        if data.resumes:
            found.append(nodes.container("", classes=["resume"]))
        return found + [
            nodes.container(
                "",
                entries.heading(level, nodes.Text(track.title), "kicker"),
                *(series_block(series, links, level + 1) for series in track.series),
                *link_to_hidden(track, links),
                classes=["track"],
            )
            for track in data.tracks
        ]


def contents_pages(env: BuildEnvironment, track: str | None = None) -> list[TrackPage[Entry]]:
    """Return the pages with the contents of all series (of one *track*), if one is too small."""
    by_track = catalog_of(env).series_by_track.items()
    tracks = [(key, track_title(env, key), some) for key, some in by_track if track in (None, key)]
    return track_pages(env, FOLDER, tracks, lambda one: len(catalog_of(env).members(one)))


def track_of(
    env: BuildEnvironment,
    track: str,
    group: list[Entry],
    depth: int,
    pages: Mapping[str, TrackPage[Entry]],
) -> Track:
    """Return what is shown of *track*, whose series are *group*; *pages* are those of all."""
    few = newest(env, group) if depth == SERIES else group
    blocks = tuple(block_of(env, series, depth) for series in few)
    contents = pages[track].name if track in pages else ""
    hidden = len(group) - len(few)
    return Track(track_title(env, track), track_page(track), blocks, hidden, contents)


def block_of(env: BuildEnvironment, series: Entry, depth: int) -> SeriesBlock:
    """Return what is shown of *series* down to *depth*."""
    posts, shown = catalog_of(env).members(series), entries.shown(env, series)
    if depth >= POSTS:
        return SeriesBlock(shown, tuple(line_of(env, one, depth) for one in posts))
    if not posts:
        return SeriesBlock(shown, (), is_brief=True)
    first = entries.title_of(env, posts[0])
    length = briefly.extent(posts)
    if series.is_open:
        length = _("{length} so far").format(length=length)
    return SeriesBlock(shown, (), length, first, is_brief=True)


def line_of(env: BuildEnvironment, post: Entry, depth: int) -> PostLine:
    """Return what is shown of *post* down to *depth*."""
    shown = entries.shown(env, post)
    if depth < SECTIONS:
        return PostLine(shown)
    return PostLine(shown, sections_of(env, post), shorts_of_whole(env, post))


def newest(env: BuildEnvironment, group: list[Entry]) -> list[Entry]:
    """Return the few series of *group* that have the newest posts, in the order of *group*."""
    members = catalog_of(env).members

    def age(one: Entry) -> tuple[int, str]:
        dates = (post.date.toordinal() for post in members(one))
        return -max(dates, default=0), one.docname

    kept = sorted(group, key=age)[:MOST_SERIES]
    return [one for one in group if one in kept]


def series_block(series: SeriesBlock, links: Links, level: int) -> nodes.container:
    """Return the title of *series*, its summary, and its posts as a numbered list."""
    title = entries.title(series.shown.title, links, level)
    block = nodes.container("", title, classes=["series"])
    if series.is_brief:
        block += briefly.one_line(series.shown.opening, links)
        block += beginning(series, links)
        return block
    block += series.shown.opening.load(links)
    if series.posts:
        lines = [post_line(post, links) for post in series.posts]
        block += nodes.enumerated_list("", *lines, enumtype="arabic", prefix="", suffix=".")
    return block


def beginning(series: SeriesBlock, links: Links) -> list[nodes.Node]:
    """Return how long *series* is, and what it begins with."""
    if series.first is None:
        return []
    line = nodes.paragraph("", "", classes=["facts"])
    line += entries.separated_facts(series.length)
    first = entries.title_link(series.first, links)
    line += [point(), *entries.with_node(_("begins with {title}"), "{title}", first)]
    return [line]


def link_to_hidden(track: Track, links: Links) -> list[nodes.Node]:
    """Return a link to the series of *track* that are hidden here, or to their posts."""
    if track.contents:
        text = _("All series of this track, with their posts and sections")
        return [nodes.paragraph("", "", links.link(track.contents, text))]
    if not track.hidden:
        return []
    more = ngettext("{count} more series", "{count} more series", track.hidden)
    return [nodes.paragraph("", "", links.link(track.page, more))]


def post_line(post: PostLine, links: Links) -> nodes.list_item:
    """Return the title of *post*, its facts, the first sentence of its summary, its sections."""
    line = nodes.paragraph("", "", entries.title_link(post.shown.title, links))
    facts = entries.separated_facts(*post.shown.facts)
    item = nodes.list_item("", line, nodes.paragraph("", "", *facts, classes=["facts"]))
    item += briefly.one_line(post.shown.opening, links)
    item += folded_sections(post, links)
    return item


def folded_sections(post: PostLine, links: Links) -> list[nodes.Node]:
    """Return the sections of *post* in a fold, each with the shorts that are drawn from it."""
    if not post.sections and not post.shorts:
        return []
    count = len(post.shorts) + sum(len(section.shorts) for section in post.sections)
    parts = len(post.sections)
    counts = [
        ngettext("{count} section", "{count} sections", parts) if parts else "",
        ngettext("{count} short", "{count} shorts", count) if count else "",
    ]
    page = post.shown.title.docname
    listed = nodes.bullet_list("", *(section_line(page, one, links) for one in post.sections))
    listed.extend(nodes.list_item("", short_line(short, links)) for short in post.shorts)
    head = nodes.paragraph("", ", ".join(filter(None, counts)))
    return [fold("", head, listed, classes=["sections"])]


def section_line(page: str, section: Section, links: Links) -> nodes.list_item:
    """Return *section* of *page*, a link, with the shorts that are drawn from it."""
    number = [nodes.inline("", f"{section.number} ", classes=["number"])] if section.number else []
    place = links.link(page, *number, *section.title.content(), anchor=section.anchor)
    item = nodes.list_item("", nodes.paragraph("", "", place))
    if section.shorts:
        shorts = [nodes.list_item("", short_line(short, links)) for short in section.shorts]
        item += nodes.bullet_list("", *shorts)
    return item


def short_line(short: entries.Shown, links: Links) -> nodes.paragraph:
    """Return the title of *short*, a link, with the word for what it is."""
    kind = nodes.inline("", _("Short") + " ", classes=["facts"])
    return nodes.paragraph("", "", kind, entries.title_link(short.title, links))


class SeriesContentsDirective(ViewDirective):
    """``{series-contents}``: all tracks, or the one of ``:track:``, with their series.

    ``:depth:`` is 1 for series alone, 2 for their posts as well, and 3, as without it, for
    the sections of these and the shorts that are drawn from them.
    """

    option_spec: ClassVar[dict[str, Any]] = {
        "track": directives.unchanged_required,
        "depth": lambda text: int(directives.choice(text, ("1", "2", "3"))),
    }

    def view(self) -> SeriesContents:
        """Return the contents that the options ask for."""
        return SeriesContents(**self.options)
