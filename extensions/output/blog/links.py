"""Give templates the listings, the feeds and the pages that the sidebar leads to.

Templates may not ask about other pages themselves (``hasdoc``), as the incremental build would not
know of it: they are given values, which are part of what pages depend on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from extensions.doctree.fragments import is_site
from extensions.doctree.translation import _
from extensions.features.errata import PAGE as ERRATA
from extensions.features.recall import PAGE as RECALL
from extensions.lib.messages import logger
from extensions.model.views import Part, rendered
from extensions.output.blog.feeds import PAGE, feeds
from extensions.output.blog.pages import present

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from extensions.doctree.links import Links
    from extensions.output.blog.feeds import Feed

# The pages that Furo 2025.12.19 and Sphinx 9.0 ask about, to name them in the head of each.
ASKED_ABOUT = ("about", "copyright", "genindex", "search")
# And those that the foot of each leads to.
LED_TO = (*ASKED_ABOUT, ERRATA, RECALL)


def check_templates(app: Sphinx) -> None:
    """Warn of templates of the project that ask about a page (answers ``builder-inited``)."""
    for folder in app.config.templates_path:
        for path in sorted((app.confdir / folder).rglob("*.html")):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                if "hasdoc(" in line:
                    logger.warning(
                        "hasdoc(): a rebuild would not notice when there is another answer: ask "
                        "'map' in ways, or give the template a value",
                        type="groundwork",
                        subtype="asks",
                        location=f"{path}:{number}",
                    )


@dataclass(frozen=True)
class WaysData:
    """Pages by name and title: the listings, and those that the sidebar leads to.

    ``feeds`` are title, media type and path of those to name on the page, ``present`` those of
    the pages in :data:`LED_TO` that there are.
    """

    listings: tuple[tuple[str, str], ...]
    ways: tuple[tuple[str, str], ...]
    feeds: tuple[tuple[str, str, str], ...]
    present: tuple[str, ...]


class Ways(Part[WaysData, dict[str, Any]]):
    """The ways into the site, one object per application, rendered as variables of templates."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app

    def data(self, env: BuildEnvironment, page: str) -> WaysData:
        """Return them; ask when all sources are read."""
        return WaysData(self.listings, self.ways, self.of(page), self.present)

    def render(self, data: WaysData, links: Links) -> dict[str, Any]:
        """Return them as the templates, Furo's among them, ask for them."""
        return {
            "listings": data.listings,
            "ways": dict(data.ways),
            "feeds": data.feeds,
            "hasdoc": data.present.__contains__,
            "errata": ERRATA if ERRATA in data.present else "",
            "recall": RECALL if RECALL in data.present else "",
        }

    @cached_property
    def listings(self) -> tuple[tuple[str, str], ...]:
        """Page and title of the listings that exist, and of the list of feeds."""
        return (*present(self.app), *([(PAGE, _("Feeds"))] if self.feeds else ()))

    @cached_property
    def ways(self) -> tuple[tuple[str, str], ...]:
        """Name and title of each page that the sidebar leads to: those that there are."""
        pages = self.app.env.found_docs | {page for page, _title in self.listings}
        titles = {
            "series": _("Series"),
            "map": _("Map"),
            "shorts/index": _("Shorts"),
            "archive": _("Archive"),
            "tags": _("Tags"),
            "about": _("About"),
        }
        return tuple((page, title) for page, title in titles.items() if page in pages)

    @cached_property
    def present(self) -> tuple[str, ...]:
        """The pages that are asked about and that there are."""
        made = {"genindex"} if self.app.config.html_use_index else set()
        return tuple(page for page in LED_TO if page in self.app.env.found_docs | made)

    @cached_property
    def feeds(self) -> dict[str, Feed]:
        """The feed of each page that has one; of two the wider one."""
        by_page: dict[str, Feed] = {}
        for feed, _pieces in feeds(self.app) if is_site(self.app) else ():
            by_page.setdefault(feed.page, feed)
        return by_page

    def of(self, page: str) -> tuple[tuple[str, str, str], ...]:
        """Return title, media type and path of the feeds to name on *page*: the site's, its own."""
        root = self.app.config.root_doc
        feeds = [self.feeds[name] for name in dict.fromkeys((root, page)) if name in self.feeds]
        return tuple((feed.title, kind, path) for feed in feeds for kind, path in feed.files)

    def add_context(
        self,
        app: Sphinx,
        page: str,
        template: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Give them to the templates (answers ``html-page-context``)."""
        context.update(rendered(app.env, self, page))
