"""The public addresses of a build: its pages, and on each the anchors that readers link to.

They come from the environment and not from the HTML, which has more ids than are public
(those inside drawings, of the theme, of notes) and does not know the lines of the sources.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes

from extensions.catalog.domain import catalog_of
from extensions.notfound import PAGE as NOT_FOUND
from extensions.rebuild.record import Record

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.domains.math import MathDomain
    from sphinx.environment import BuildEnvironment

FILE = "addresses.json"
# Files that are no page and that readers have noted down.
FEEDS = {"atom.xml", "feed.json"}


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

    @classmethod
    def load(cls, path: Path) -> Site:
        """Return the site that is noted at *path*; OSError if there is none."""
        noted = json.loads(path.read_text(encoding="utf-8"))
        pages = {name: Page(**page) for name, page in noted["pages"].items()}
        return cls(pages, noted["redirects"], tuple(noted["left_out"]))


def save(app: Sphinx, exception: Exception | None) -> None:
    """Note the addresses of the public site beside the environment, or that there are none."""
    if app.builder.name != "html":
        return
    path = Path(app.doctreedir) / FILE
    if exception is not None or app.config.show_drafts:
        path.unlink(missing_ok=True)
        return
    written = Record.load(Path(app.doctreedir) / f"written-{app.builder.name}.json")
    feeds = [name for name in written.made if name.rpartition("/")[2] in FEEDS]
    site = site_of(app.env, [*written.shown, *feeds])
    path.write_text(json.dumps(site, default=vars, sort_keys=True), encoding="utf-8")


def site_of(env: BuildEnvironment, written: Iterable[str]) -> Site:
    """Return the addresses of the pages that were *written*."""
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
    left_out = [path for path in env.config.exclude_patterns if path.endswith(".md")]
    return Site(pages, redirects, tuple(sorted(left_out)))


def public_anchors(env: BuildEnvironment) -> Mapping[str, set[str]]:
    """Return, for each page, the anchors that readers are given or that have a label.

    A heading's permalink is its label if it has one; the anchor made from its text then
    stands beside it, but nobody is led there, and its title may change.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for entry in catalog_of(env).entries.values():
        found[entry.docname].update(heading.anchor for heading in entry.headings)
    for domain in env.domains.sorted():
        for _, _, _, docname, anchor, _ in domain.get_objects():
            found[docname].add(anchor)
    equations = cast("MathDomain", env.get_domain("math")).equations
    for label, (docname, _) in equations.items():
        found[docname].add(nodes.make_id(f"equation-{label}"))
    return found
