"""sitemap.xml, by the rules of sitemaps.org, and robots.txt, which names it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from extensions.doctree.urls import address, address_of_file

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from extensions.output.sitewide.page_list import Dated

MOST = 50_000


def sitemap(app: Sphinx, pages: Dated) -> str:
    """Return the map of *pages*, days by page; more than a map may name are left out."""
    lines = []
    for page in sorted(pages)[:MOST]:
        day = pages[page]
        lastmod = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
        lines.append(f"<url><loc>{escape(address(app, page))}</loc>{lastmod}</url>\n")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{''.join(lines)}</urlset>\n"
    )


def robots(app: Sphinx) -> str:
    """Return robots.txt, which allows everything and names the sitemap."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {address_of_file(app, 'sitemap.xml')}\n"
