"""Who signs pieces: what pages, feeds and machines are told of them, and their pictures."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from docutils import nodes

from extensions.building.incremental import file_is_current
from extensions.doctree.fragments import is_site
from extensions.doctree.separators import separated
from extensions.doctree.urls import address, address_of_file
from extensions.features.terms import author_page, person_of, picture_of_person
from extensions.lib.files import write
from extensions.model.catalog.domain import catalog_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from extensions.building.incremental import Made
    from extensions.doctree.links import Links


@dataclass(frozen=True)
class Byline:
    """An author as feeds and machines are told of one; what is not known is empty.

    ``page`` and ``picture`` are addresses, ``links`` those of their pages elsewhere.
    """

    name: str
    page: str = ""
    picture: str = ""
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class Portrait:
    """What the page of an author says of them: ``picture`` is its file in the output."""

    line: str
    picture: str
    links: tuple[tuple[str, str], ...]


def byline(app: Sphinx, name: str) -> Byline:
    """Return what is told of the author *name*: the name alone, where site.toml has no more."""
    person = person_of(app.env, name)
    if person is None:
        return Byline(name)
    picture = picture_of_person(person)
    return Byline(
        name,
        address(app, author_page(name)) if name in catalog_of(app.env).by_author else "",
        address_of_file(app, quote(picture)) if picture else "",
        tuple(link for _, link in person.links if not link.startswith("mailto:")),
    )


def portrait(env: BuildEnvironment, name: str) -> Portrait | None:
    """Return what the page of the author *name* says of them."""
    person = person_of(env, name)
    if person is None:
        return None
    return Portrait(person.line, picture_of_person(person), person.links)


def portrayed(data: Portrait, links: Links) -> nodes.container:
    """Return what stands at the top of the page of an author."""
    block = nodes.container("", classes=["person"])
    if data.picture:
        # Their name is the title of the page.
        block += nodes.image("", uri=links.file(quote(data.picture)), alt="")
    words = nodes.container("", classes=["person-words"])
    if data.line:
        words += nodes.paragraph("", data.line, classes=["lead"])
    if data.links:
        ways = (nodes.reference("", text, refuri=link) for text, link in data.links)
        words += nodes.paragraph("", "", *separated(ways), classes=["facts"])
    block += words
    return block


def write_pictures(app: Sphinx) -> Iterator[Made]:
    """Write the pictures of those who have a page; there are no pages (``html-collect-pages``)."""
    if is_site(app):
        known = catalog_of(app.env).by_author
        for person in app.config.people:
            source = Path(app.confdir) / person.picture
            if person.picture and person.name in known and source.is_file():
                content = source.read_bytes()
                file = picture_of_person(person)
                if not file_is_current(app, file, hashlib.sha256(content).hexdigest()):
                    write(Path(app.outdir) / file, content)
    return iter(())
