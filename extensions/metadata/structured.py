"""What a page is, in the words of schema.org, as JSON-LD."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from extensions.addresses import address, address_of_file
from extensions.catalog.domain import catalog_of
from extensions.entries import tag_title
from extensions.frontmatter import PIECES, Kind
from extensions.social_cards.publish import picture_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from extensions.catalog.domain import Entry

Data = dict[str, Any]
# JSON is put into a page of HTML: nothing in it may look like markup or end a line of script.
UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def script(data: Data) -> Markup:
    """Return *data* as JSON that can stand in a ``<script>`` whatever its texts are."""
    return Markup(json.dumps(data, ensure_ascii=False).translate(UNSAFE))


def graph(app: Sphinx, page: str, description: str) -> Data | None:
    """Return what *page* is, or ``None`` where there is nothing to say but its title."""
    env = app.env
    entry = catalog_of(env).entries.get(page)
    things: list[Data] = []
    if page == env.config.root_doc:
        things.append(website(app, description))
    elif entry and entry.kind is Kind.SERIES:
        things.append({**series(app, entry), "description": description})
    elif entry and entry.kind in PIECES:
        things.append(article(app, entry, description))
    if entry and (trail := crumbs(app, entry)):
        things.append(breadcrumbs(app, trail))
    if not things:
        return None
    return {"@context": "https://schema.org", "@graph": [without_gaps(one) for one in things]}


def without_gaps(thing: Data) -> Data:
    """Return *thing* without the properties that nothing is known of."""
    return {key: value for key, value in thing.items() if value not in (None, "", [])}


def website(app: Sphinx, description: str) -> Data:
    """Return the site as a whole."""
    return {
        "@type": "WebSite",
        "name": app.config.html_title,
        "url": address(app, app.config.root_doc),
        "description": description or app.config.blog_feed_subtitle,
        "inLanguage": app.config.language,
        "license": app.config.license_url,
        "publisher": organisation(app),
    }


def organisation(app: Sphinx) -> Data:
    """Return who stands behind the site, and behind what names no author."""
    return {"@type": "Organization", "name": app.config.author}


def series(app: Sphinx, entry: Entry) -> Data:
    """Return the series whose page is *entry*."""
    return {
        "@type": "CreativeWorkSeries",
        "name": entry.title,
        "url": address(app, entry.docname),
        "inLanguage": app.config.language,
    }


def article(app: Sphinx, entry: Entry, description: str) -> Data:
    """Return the post or short *entry*."""
    catalog, record = catalog_of(app.env), entry.record
    home = catalog.series_of(entry.docname)
    source = catalog.source_of(entry)
    place = catalog.place_of(entry.docname)
    return {
        "@type": "TechArticle",
        "headline": entry.title,
        "url": address(app, entry.docname),
        "mainEntityOfPage": address(app, entry.docname),
        "datePublished": day(entry.date),
        "dateModified": day(entry.updated),
        "author": [person(name) for name in entry.authors] or [organisation(app)],
        "publisher": organisation(app),
        "isPartOf": series(app, home) if home else None,
        "position": place[0] if place else None,
        "isBasedOn": address(app, source[0]) if source else None,
        "keywords": [tag_title(app.env, tag) for tag in entry.tags],
        "proficiencyLevel": (getattr(record, "level", None) or "").capitalize(),
        "description": description,
        "inLanguage": app.config.language,
        "license": app.config.license_url,
        "image": address_of_file(app, picture_of(app.env, entry.docname).name),
    }


def day(date: datetime.date) -> str:
    """Return *date* as machines read it; empty for that of a piece without one."""
    return "" if date == datetime.date.min else date.isoformat()


def person(name: str) -> Data:
    """Return an author."""
    return {"@type": "Person", "name": name}


def crumbs(app: Sphinx, entry: Entry) -> list[Entry]:
    """Return the pages from the home page to *entry*; empty where there is none between."""
    entries = catalog_of(app.env).entries
    above = {
        Kind.POST: catalog_of(app.env).series_of(entry.docname),
        Kind.SHORT: entries.get("shorts/index"),
        Kind.SERIES: entries.get("series"),
        Kind.PAGE: None,
    }[entry.kind]
    home = entries.get(app.config.root_doc)
    return [home, above, entry] if home and above else []


def breadcrumbs(app: Sphinx, trail: list[Entry]) -> Data:
    """Return *trail* as the way to its last page."""
    steps = [
        {
            "@type": "ListItem",
            "position": place,
            "name": one.title,
            "item": address(app, one.docname),
        }
        for place, one in enumerate(trail, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}
