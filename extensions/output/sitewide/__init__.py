"""Write files of the whole site with fixed names, each only when it changes.

``sitemap`` (with robots.txt), ``llms`` (the Markdown copies by subject), ``known_addresses`` (what
the page 404 searches), and here OpenSearch and the headers for servers.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from extensions.building.incremental import file_is_taken, is_same_elsewhere
from extensions.doctree.fragments import is_site
from extensions.doctree.urls import address, address_of_file
from extensions.lib.files import write
from extensions.lib.phases import BuildFinished
from extensions.markup.guard.hosts import for_servers
from extensions.output import services
from extensions.output.security_policy import headers
from extensions.output.sitewide.known_addresses import addresses
from extensions.output.sitewide.llms import llms
from extensions.output.sitewide.page_list import Generated
from extensions.output.sitewide.sitemap import robots, sitemap

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class Writer:
    """Writes the files at the end of a build."""

    def __init__(self, generated: Generated) -> None:
        self.generated = generated

    def write(self, app: Sphinx, exception: Exception | None) -> None:
        """Write what has changed (answers ``build-finished``)."""
        if exception is not None or not is_site(app) or is_same_elsewhere(app):
            return
        for name in names(app):
            if not file_is_taken(app, name):
                text_of = FILES.get(name, self._map)
                write(Path(app.outdir) / name, text_of(app))

    def _map(self, app: Sphinx) -> str:
        return sitemap(app, self.generated.dated(app))


def names(app: Sphinx) -> list[str]:
    """Return the names of the files (answers ``site-files``)."""
    return [SITEMAP, *FILES] if is_site(app) else []


def server_headers(app: Sphinx) -> str:
    """Return the file of the headers that a server is to send."""
    allowed = frozenset(app.config.allowed_hosts)
    policy = for_servers(app.config.security_policy, allowed)
    return headers(services.widened(policy, services.on_any_page(app.config)))


def opensearch(app: Sphinx) -> str:
    """Return how a browser searches the site (OpenSearch 1.1)."""
    title = app.config.html_title
    # A name of OpenSearch has 16 characters at most.
    short, name = escape(title[:16]), escape(title)
    search = escape(address(app, "search"))
    icon = escape(address_of_file(app, f"_static/{Path(app.config.html_favicon or '').name}"))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{short}</ShortName>\n"
        f"<Description>Search {name}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Image type="image/svg+xml">{icon}</Image>\n'
        f'<Url type="text/html" template="{search}?q={{searchTerms}}"/>\n'
        "</OpenSearchDescription>\n"
    )


SITEMAP = "sitemap.xml"
FILES: dict[str, Callable[[Sphinx], str]] = {
    "robots.txt": robots,
    "llms.txt": llms,
    "addresses.json": addresses,
    "opensearch.xml": opensearch,
    "_headers": server_headers,
}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the list of pages and the writer of the files."""
    generated = Generated()
    # The answer is the recorder's; here it is only heard.
    app.connect("page-is-current", generated.note)
    app.connect("site-files", names)
    app.connect("build-finished", Writer(generated).write, priority=BuildFinished.SITEWIDE)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
