"""Files of the whole site that machines ask for by name, each written only when it changes.

``sitemap`` (with robots.txt), ``llms`` (the twins by subject), ``addresses`` (what the page
for a lost reader searches), and here OpenSearch and the headers of servers.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from extensions.addresses import address, address_of_file
from extensions.files import write
from extensions.fragments import is_site
from extensions.policy import headers
from extensions.sitewide.addresses import addresses
from extensions.sitewide.llms import llms
from extensions.sitewide.pages import Generated
from extensions.sitewide.sitemap import robots, sitemap

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class Writer:
    """Writes the files at the end of a build."""

    def __init__(self, generated: Generated) -> None:
        self.generated = generated

    def write(self, app: Sphinx, exception: Exception | None) -> None:
        """Write what has changed (answers ``build-finished``)."""
        if exception is not None or not is_site(app):
            return
        pages = self.generated.dated(app)
        files = {
            "sitemap.xml": sitemap(app, pages),
            "robots.txt": robots(app),
            "llms.txt": llms(app),
            "addresses.json": addresses(app),
            "opensearch.xml": opensearch(app),
            "_headers": headers(app.config.security_policy),
        }
        for name, text in files.items():
            write(Path(app.outdir) / name, text)


def opensearch(app: Sphinx) -> str:
    """Return how a browser searches the site (OpenSearch 1.1)."""
    name = escape(app.config.html_title)
    search = escape(address(app, "search"))
    icon = escape(address_of_file(app, f"_static/{Path(app.config.html_favicon or '').name}"))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{name[:16]}</ShortName>\n"
        f"<Description>Search {name}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Image type="image/svg+xml">{icon}</Image>\n'
        f'<Url type="text/html" template="{search}?q={{searchTerms}}"/>\n'
        "</OpenSearchDescription>\n"
    )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what notes the pages and what writes the files."""
    generated = Generated()
    # The answer is the recorder's; here it is only heard.
    app.connect("page-is-current", generated.note)
    app.connect("build-finished", Writer(generated).write, priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
