"""Public addresses of pages and files, in one form for feeds, sitemap and metadata."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LINK = re.compile(r' (href|src)="(?![a-z]+:|[/#])')
SRCSET = re.compile(r' srcset="(?![a-z]+:|/)([^"]*)"')
INDEX = "index.html"
# Feeds of the site, and of each tag and series, in their folders.
ATOM, JSON_FEED = "atom.xml", "feed.json"
# What is no place to arrive at: no search engine keeps it, no list of addresses names it.
NOT_FOUND = "404"
NOT_INDEXED = frozenset({NOT_FOUND, "search"})


def base_of(app: Sphinx) -> str:
    """Return the address of the site, with a slash at its end."""
    return f"{app.config.html_baseurl.rstrip('/')}/"


def path_of(app: Sphinx) -> str:
    """Return the path of the site on its host, with a slash at its end: "/", "/en/latest/"."""
    return urlsplit(base_of(app)).path


def address(app: Sphinx, page: str) -> str:
    """Return the one public address of *page*; that of a folder stands for its index."""
    path = app.builder.get_target_uri(page)
    # ``urljoin`` would say the same: there are no dots and no schemes in these paths.
    return base_of(app) + (path.removesuffix(INDEX) if f"/{path}".endswith(f"/{INDEX}") else path)


def address_of_file(app: Sphinx, name: str) -> str:
    """Return the public address of the file *name* of the output."""
    return base_of(app) + name


def led_from(start: str, html: str) -> str:
    """Return *html* with its relative links beginning at *start*, which ends in a slash."""
    if "srcset=" in html:
        html = SRCSET.sub(lambda found: _set_from(start, found[1]), html)
    return LINK.sub(rf' \1="{start}', html)


def _set_from(start: str, files: str) -> str:
    return f' srcset="{", ".join(start + one for one in files.split(", "))}"'
