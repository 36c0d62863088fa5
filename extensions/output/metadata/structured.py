"""Structured data of a page: schema.org, as JSON-LD."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from extensions.doctree.urls import address, address_of_file
from extensions.features.terms import tag_title
from extensions.model.catalog.domain import catalog_of
from extensions.model.frontmatter import PIECES, Kind
from extensions.output.blog import byline
from extensions.output.social_cards import picture_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from extensions.model.catalog.domain import Entry

Data = dict[str, Any]
DESCRIPTION = "{description}"
# JSON is put into a page of HTML: nothing in it may look like markup or end a line of script.
UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@dataclass(frozen=True)
class Graph:
    """What a page is, as JSON in which :data:`DESCRIPTION` stands for its own words.

    Empty where there is nothing to say but its title; ``tagline`` is for a page without words.
    """

    json: str = ""
    tagline: str = ""


def script(graph: Graph, description: str) -> Markup | str:
    """Return *graph* with *description* as JSON that can stand in a ``<script>``."""
    if not graph.json:
        return ""
    data = json.loads(graph.json)
    for thing in data["@graph"]:
        if thing.get("description") == DESCRIPTION:
            thing["description"] = description or graph.tagline
    data["@graph"] = [without_gaps(thing) for thing in data["@graph"]]
    return Markup(json.dumps(data, ensure_ascii=False).translate(UNSAFE))


def graph(app: Sphinx, page: str) -> Graph:
    """Return what *page* is."""
    env = app.env
    entry = catalog_of(env).entries.get(page)
    things: list[Data] = []
    if page == env.config.root_doc:
        things.append(website(app))
    elif entry and entry.kind is Kind.SERIES:
        things.append({**series(app, entry), "description": DESCRIPTION})
    elif entry and entry.kind in PIECES:
        things.append(article(app, entry))
    if entry and (trail := crumbs(app, entry)):
        things.append(breadcrumbs(app, trail))
    if not things:
        return Graph()
    whole = {"@context": "https://schema.org", "@graph": [without_gaps(one) for one in things]}
    tagline = app.config.blog_feed_subtitle if page == env.config.root_doc else ""
    return Graph(json.dumps(whole), tagline)


def without_gaps(thing: Data) -> Data:
    """Return *thing* without the properties that nothing is known of."""
    return {key: value for key, value in thing.items() if value not in (None, "", [])}


def website(app: Sphinx) -> Data:
    """Return the site as a whole."""
    return {
        "@type": "WebSite",
        "name": app.config.html_title,
        "url": address(app, app.config.root_doc),
        "description": DESCRIPTION,
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


def article(app: Sphinx, entry: Entry) -> Data:
    """Return the post or short *entry*."""
    catalog = catalog_of(app.env)
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
        "correction": [f"{address(app, entry.docname)}#{one.anchor}" for one in entry.errata],
        "author": [person(app, name) for name in entry.authors] or [organisation(app)],
        "publisher": organisation(app),
        "isPartOf": series(app, home) if home else None,
        "position": place[0] if place else None,
        "isBasedOn": address(app, source[0]) if source else None,
        "keywords": [tag_title(app.env, tag) for tag in entry.tags],
        "proficiencyLevel": (entry.as_post.level or "").capitalize(),
        "description": DESCRIPTION,
        "inLanguage": app.config.language,
        "license": app.config.license_url,
        "image": address_of_file(app, picture_of(app.env, entry.docname).name),
    }


def day(date: datetime.date) -> str:
    """Return *date* as machines read it; empty for that of a piece without one."""
    return "" if date == datetime.date.min else date.isoformat()


def person(app: Sphinx, name: str) -> Data:
    """Return an author, with page, picture and pages elsewhere where they are known."""
    known = byline(app, name)
    return without_gaps(
        {
            "@type": "Person",
            "name": name,
            "url": known.page,
            "image": known.picture,
            "sameAs": list(known.links),
        }
    )


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
            "name": crumb.title,
            "item": address(app, crumb.docname),
        }
        for place, crumb in enumerate(trail, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}
