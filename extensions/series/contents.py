"""``{series-contents}``: every track, its series, their posts, sections and shorts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from extensions import entries
from extensions.catalog.domain import catalog_of
from extensions.folds import fold
from extensions.fragments import thaw
from extensions.sentences import sentences
from extensions.series.sections import Section, sections_of, shorts_of_whole
from extensions.views import ViewDirective, link

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from extensions.catalog.domain import Entry

SERIES, POSTS, SECTIONS = 1, 2, 3
# Of one track, where only series are shown: such a list is a part of the home page, whose size
# does not grow with the site.
MOST = 6


@dataclass(frozen=True)
class SeriesContents:
    """Every track (or one), its series, and their posts in reading order.

    ``depth`` 1 ends with the series, of each track those with the newest posts; 2 with the
    posts, 3 with their sections and the shorts that are drawn from them.
    """

    track: str | None = None
    depth: int = SECTIONS

    def series(self, env: BuildEnvironment) -> list[tuple[str, list[Entry]]]:
        """Return the tracks that have a series, each with its series."""
        shelves = catalog_of(env).series_by_track.items()
        return [
            (track, newest(env, group) if self.depth == SERIES else group)
            for track, group in shelves
            if self.track in (None, track)
        ]

    def hidden(self, env: BuildEnvironment, track: str) -> int:
        """Return of how many series of *track* nothing is shown."""
        every = len(catalog_of(env).series_by_track[track])
        return max(0, every - MOST) if self.depth == SERIES else 0

    def shows(self, env: BuildEnvironment) -> object:
        """Return what the tracks, series, posts and sections show."""
        return [
            (
                entries.track_title(env, track),
                [self._shown(env, one) for one in group],
                self.hidden(env, track),
            )
            for track, group in self.series(env)
        ]

    def _shown(self, env: BuildEnvironment, one: Entry) -> list[object]:
        shown: list[object] = [entries.shows(env, one)]
        for post in catalog_of(env).members(one) if self.depth >= POSTS else ():
            shown.append(entries.shows(env, post))
            if self.depth >= SECTIONS:
                shown += [section.shows(env) for section in sections_of(env, post)]
                shown += [entries.shows(env, short) for short in shorts_of_whole(env, post)]
        return shown

    def names(self) -> list[tuple[str, str]]:
        """Return the track that is asked for."""
        return [("track", self.track)] if self.track else []

    def render(self, env: BuildEnvironment, page: str, level: int) -> list[nodes.Node]:
        """Return a block per track, after the line on which a script says where to go on."""
        found: list[nodes.Node] = []
        if self.depth >= POSTS:
            found.append(nodes.container("", classes=["resume"]))
        return found + [
            nodes.container(
                "",
                entries.heading(level, nodes.Text(entries.track_title(env, track)), "kicker"),
                *(self._series(env, page, one, level + 1) for one in group),
                *self._others(env, page, track),
                classes=["track"],
            )
            for track, group in self.series(env)
        ]

    def _series(self, env: BuildEnvironment, page: str, one: Entry, level: int) -> nodes.container:
        block = nodes.container("", entries.title(env, page, one, level), classes=["series"])
        block += thaw(one.opening, one.docname, page, env)
        members = catalog_of(env).members(one)
        if members and self.depth >= POSTS:
            lines = [self._post(env, page, member) for member in members]
            block += nodes.enumerated_list("", *lines, enumtype="arabic", prefix="", suffix=".")
        return block

    def _others(self, env: BuildEnvironment, page: str, track: str) -> list[nodes.Node]:
        hidden = self.hidden(env, track)
        if not hidden:
            return []
        said = nodes.Text(f"{hidden} more series")
        way = link(env, page, entries.track_page(track), said)
        return [nodes.paragraph("", "", way)]

    def _post(self, env: BuildEnvironment, page: str, post: Entry) -> nodes.list_item:
        line = nodes.paragraph("", "", entries.title_link(env, page, post))
        said = " · ".join(entries.facts(env, post))
        item = nodes.list_item("", line, nodes.paragraph("", said, classes=["facts"]))
        if summary := thaw(post.opening, post.docname, page, env):
            first, *_ = sentences(next(iter(summary[0].findall(nodes.TextElement))))
            item += nodes.paragraph("", "", *first, classes=["one-line"])
        if self.depth >= SECTIONS:
            item += _folded_sections(env, page, post)
        return item


def newest(env: BuildEnvironment, group: list[Entry]) -> list[Entry]:
    """Return the few series of *group* that have the newest posts, in the order of *group*."""
    members = catalog_of(env).members

    def age(one: Entry) -> tuple[int, str]:
        dates = (post.date.toordinal() for post in members(one))
        return -max(dates, default=0), one.docname

    kept = sorted(group, key=age)[:MOST]
    return [one for one in group if one in kept]


def _folded_sections(env: BuildEnvironment, page: str, post: Entry) -> list[nodes.Node]:
    """Return the sections of *post* in a fold, each with the shorts that are drawn from it."""
    sections = sections_of(env, post)
    of_whole = shorts_of_whole(env, post)
    if not sections and not of_whole:
        return []
    count = len(of_whole) + sum(len(section.shorts) for section in sections)
    said = [_counted(len(sections), "section"), _counted(count, "short")]
    listed = nodes.bullet_list("", *(_section(env, page, post, one) for one in sections))
    listed.extend(nodes.list_item("", _short(env, page, short)) for short in of_whole)
    head = nodes.paragraph("", ", ".join(filter(None, said)))
    return [fold("", head, listed, classes=["sections"])]


def _counted(count: int, name: str) -> str:
    return f"{count} {name}{'s' * (count > 1)}" if count else ""


def _section(env: BuildEnvironment, page: str, post: Entry, section: Section) -> nodes.list_item:
    heading = section.heading
    title = thaw(heading.fragment, post.docname, page, env) or [nodes.Text(heading.text)]
    number = [nodes.inline("", f"{section.number} ", classes=["number"])] if section.number else []
    target = f"{post.docname}#{heading.anchor}"
    item = nodes.list_item("", nodes.paragraph("", "", link(env, page, target, *number, *title)))
    if section.shorts:
        shorts = [nodes.list_item("", _short(env, page, short)) for short in section.shorts]
        item += nodes.bullet_list("", *shorts)
    return item


def _short(env: BuildEnvironment, page: str, short: Entry) -> nodes.paragraph:
    kind = nodes.inline("", "Short ", classes=["facts"])
    return nodes.paragraph("", "", kind, entries.title_link(env, page, short))


class SeriesContentsDirective(ViewDirective):
    """``{series-contents}`` with ``:track:`` and ``:depth:``, 1 to 3."""

    option_spec: ClassVar[dict[str, Any]] = {
        "track": directives.unchanged_required,
        "depth": lambda text: int(directives.choice(text, ("1", "2", "3"))),
    }

    def view(self) -> SeriesContents:
        """Return the contents that the options ask for."""
        return SeriesContents(**self.options)
