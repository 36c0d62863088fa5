"""The public addresses of a build: its pages, and on each the anchors that readers link to.

They come from the environment that the build has left and not from the HTML, which has more ids
than are public (those inside drawings, of the theme, of notes) and does not know the lines of the
sources.
"""

from __future__ import annotations

import errno
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

from extensions.building.compat.builds import stored_environment
from extensions.building.incremental.record import Record
from extensions.building.incremental.unfinished import MARK
from extensions.doctree.heading_ids import equation_id
from extensions.doctree.urls import ATOM, JSON_FEED, NOT_FOUND
from extensions.markup.theorems import TheoremDomain
from extensions.model.catalog.domain import Catalog, catalog_of
from extensions.model.catalog.publication import Publication, today
from extensions.model.scheduled import FILE

if TYPE_CHECKING:
    from sphinx.domains.math import MathDomain
    from sphinx.environment import BuildEnvironment

# The record of the builder that makes the site.
WRITTEN = "written-html.json"
# Our domains that are asked for addresses, beside those of Sphinx.
DOMAINS = (Catalog, TheoremDomain)
# Files that are no page and that readers have noted down.
FEEDS = {ATOM, JSON_FEED}


@dataclass(frozen=True)
class Page:
    """A page that stands.

    ``source`` is the path of its source below the folder of the sources (empty for
    listings, which have none), ``redirects_line`` the line of its ``redirect_from`` (0
    without one).  ``anchors`` are its public anchors: those of its headings' permalinks,
    and all labels.  ``ids`` gives the line of each id that stands on it, public or not.
    """

    source: str = ""
    redirects_line: int = 0
    anchors: tuple[str, ...] = ()
    ids: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Site:
    """The pages of a site by name, and the page that each former name leads to.

    ``left_out`` are the sources that no reader may see: drafts, and pieces of a day to come.
    """

    pages: Mapping[str, Page]
    redirects: Mapping[str, str]
    left_out: tuple[str, ...] = ()


def of_last_build(doctrees: Path) -> Site:
    """Return the addresses of the build whose environment is in *doctrees*.

    Raises:
        OSError: there is none, or none that came to its end, or it showed drafts.
    """
    # Whatever a build that was broken off has left is deleted by the next one.
    if (doctrees / MARK).exists() or not (doctrees / WRITTEN).is_file():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(doctrees))
    env = stored_environment(doctrees, DOMAINS)
    if env.config.show_drafts:
        raise FileNotFoundError(errno.ENOENT, "it showed drafts", str(doctrees))
    written = Record.load(doctrees / WRITTEN)
    feeds = [name for name in written.made if name.rpartition("/")[2] in FEEDS]
    # The environment is stored after a page was read, and no page is read for a new draft.
    hidden = Publication.load(doctrees / FILE).hidden(today(env.config))
    return site_of(env, [*written.shown, *feeds], hidden)


def site_of(env: BuildEnvironment, written: Iterable[str], left_out: Iterable[str]) -> Site:
    """Return the addresses of the pages that were *written*, without the sources *left_out*."""
    entries, anchors = catalog_of(env).entries, public_anchors(env)
    redirects = {old: entry.docname for old, entry in catalog_of(env).redirects.items()}
    # The page for lost readers is shown where nothing is, and nobody is led to it.
    pages = {name: Page() for name in written if name not in {NOT_FOUND, *redirects}}
    for name, entry in entries.items():
        pages[name] = Page(
            source=env.doc2path(name, base=False).as_posix(),
            redirects_line=entry.lines.get("redirect_from", 0),
            anchors=tuple(sorted(anchors[name] & entry.ids.keys())),
            ids=entry.ids,
        )
    return Site(pages, redirects, tuple(sorted(left_out)))


def public_anchors(env: BuildEnvironment) -> Mapping[str, set[str]]:
    """Return, for each page, the anchors that readers are given or that have a label.

    A heading's permalink is its label if it has one; the anchor made from its text then
    stands beside it, but nobody is led there, and its title may change.
    """
    anchors: dict[str, set[str]] = defaultdict(set)
    for entry in catalog_of(env).entries.values():
        anchors[entry.docname].update(heading.anchor for heading in entry.headings)
        anchors[entry.docname].update(one.anchor for one in entry.errata)
    for domain in env.domains.sorted():
        for _, _, _, docname, anchor, _ in domain.get_objects():
            anchors[docname].add(anchor)
    equations = cast("MathDomain", env.get_domain("math")).equations
    for label, (docname, _) in equations.items():
        anchors[docname].add(equation_id(label))
    return anchors
