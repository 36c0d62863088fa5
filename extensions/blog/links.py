"""What each page says of the listings and feeds that there are."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from extensions.blog.feeds import PAGE, feeds
from extensions.blog.pages import present
from extensions.fragments import is_site

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from extensions.blog.feeds import Feed


class Links:
    """The ways into the site, one per Sphinx application; ask when all sources are read."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app

    @cached_property
    def listings(self) -> list[tuple[str, str]]:
        """Page and title of the listings that exist, and of the list of feeds."""
        found = present(self.app)
        return [*found, (PAGE, "Feeds")] if self.feeds else found

    @cached_property
    def feeds(self) -> dict[str, Feed]:
        """The feed of each page that has one; of two the wider one."""
        found: dict[str, Feed] = {}
        for feed in feeds(self.app) if is_site(self.app) else ():
            found.setdefault(feed.page, feed)
        return found

    def of(self, page: str) -> list[tuple[str, str, str]]:
        """Return title, media type and path of the feeds to name on *page*: the site's, its own."""
        root = self.app.config.root_doc
        found = [self.feeds[one] for one in dict.fromkeys((root, page)) if one in self.feeds]
        return [(feed.title, kind, path) for feed in found for kind, path in feed.files]

    def add_context(
        self,
        app: Sphinx,
        page: str,
        template: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Give them to the templates (answers ``html-page-context``)."""
        context["listings"] = self.listings
        context["feeds"] = self.of(page)

    def shown_everywhere(self, app: Sphinx, env: BuildEnvironment) -> object:
        """Return what every page shows of them (answers ``site-shows``)."""
        return [self.listings, self.of(app.config.root_doc)]

    def shown(self, app: Sphinx, env: BuildEnvironment, page: str) -> object:
        """Return what *page* shows of them (answers ``page-shows``)."""
        return self.of(page)
