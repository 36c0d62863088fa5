"""Which picture a page has, and its file in the output."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import PIL
from docutils import nodes

from extensions.doctree.fragments import is_site
from extensions.doctree.translation import _
from extensions.features import terms
from extensions.lib.cache import Cache
from extensions.lib.files import write
from extensions.markup.cleantext.unicode_math import mathml
from extensions.markup.guard.paths import is_outside
from extensions.model.catalog.domain import catalog_of
from extensions.model.frontmatter import Kind
from extensions.model.views import Part, rendered
from extensions.output.social_cards.draw import SIZE, Card, Drawer, palette

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from extensions.doctree.links import Links
    from extensions.model.catalog.domain import Entry

FOLDER = "_cards"
# About 25 KB an entry: 500 MB at most.
MAX_ENTRIES = 20_000
# Raise it when a card looks different for the same content.
FORMAT = 4


@dataclass(frozen=True)
class Picture:
    """A picture: its file in the output, what it shows, and its size in pixels if known."""

    name: str
    alt: str
    size: tuple[int, int] | None = None


def note_image(app: Sphinx, doctree: nodes.document) -> None:
    """Count the image that the front matter of the page names among its images."""
    env = app.env
    entry = catalog_of(env).entries.get(env.docname)
    image = entry.as_post.image if entry else None
    # A cover stands in the text, among its images.
    if image:
        relative, path = env.relfn2path(image, env.docname)
        env.note_dependency(relative)
        if Path(path).is_file() and not is_outside(app.confdir, path):
            env.images.add_file(env.docname, relative)


def picture_of(env: BuildEnvironment, page: str) -> Picture:
    """Return the picture of *page*; a page that has none is shown by that of the home page."""
    entry = catalog_of(env).entries.get(page)
    if entry and (own := own_image(env, entry)):
        return own
    if not has_card(env, entry):
        page = env.config.root_doc
        entry = catalog_of(env).entries.get(page)
    card = card_of(env, entry, "")
    return Picture(f"{FOLDER}/{quote(page)}.png", alt_of(card), SIZE)


def own_image(env: BuildEnvironment, entry: Entry) -> Picture | None:
    """Return the image or cover that the front matter of *entry* names, if there is one."""
    image, alt = named_image(entry)
    known = env.images.get(env.relfn2path(image, entry.docname)[0]) if image else None
    if known is None:
        return None
    return Picture(f"_images/{quote(known[1])}", alt)


def named_image(entry: Entry) -> tuple[str, str]:
    """Return the picture that the front matter of *entry* names for networks, and its words.

    Those show no SVG: such a cover leaves the page its card.
    """
    if entry.as_post.image:
        return entry.as_post.image, entry.as_post.image_alt or ""
    cover = entry.as_piece.cover or ""
    is_shown = not cover.lower().endswith(".svg")
    return (cover, entry.as_piece.cover_alt or "") if is_shown else ("", "")


def has_card(env: BuildEnvironment, entry: Entry | None) -> bool:
    """Whether a card is drawn for the page *entry*."""
    if entry is None or own_image(env, entry):
        return False
    return entry.kind is not Kind.PAGE or entry.docname == env.config.root_doc


def card_of(env: BuildEnvironment, entry: Entry | None, formula: str) -> Card:
    """Return the card of *entry* with *formula*."""
    site = env.config.html_title
    if entry is None or entry.kind is Kind.PAGE:
        return Card("", site, env.config.blog_feed_subtitle, formula)
    return Card(kicker(env, entry), entry.title, site, formula)


def kicker(env: BuildEnvironment, entry: Entry) -> str:
    """Return where the page belongs: the series and the place in it, the topic of a short."""
    catalog = catalog_of(env)
    series = catalog.series_of(entry.docname)
    if series is None:
        return terms.kicker(env, entry)
    place = catalog.place_of(entry.docname)
    if place is None:
        return series.title
    number, count = place
    said = f"{number} of {count}" if count else _("Part {place}").format(place=number)
    return f"{series.title} · {said}"


def alt_of(card: Card) -> str:
    """Return what *card* says, for readers who cannot see it."""
    return ". ".join(part.rstrip(".") for part in (card.title, card.kicker, card.site) if part)


class PageCard(Part[Card | None, Card | None]):
    """The card that is drawn for a page, without the formula, which is of its own text."""

    def data(self, env: BuildEnvironment, page: str) -> Card | None:
        """Return the card of *page*, if one is drawn for it."""
        entry = catalog_of(env).entries.get(page)
        return card_of(env, entry, "") if has_card(env, entry) else None

    def render(self, data: Card | None, links: Links) -> Card | None:
        """Return what is drawn."""
        return data


def card_files(app: Sphinx, env: BuildEnvironment, page: str) -> list[str]:
    """Return the card of *page* as a file of the output (answers ``page-files``)."""
    return [f"{FOLDER}/{page}.png"] if has_card(env, catalog_of(env).entries.get(page)) else []


def first_formula(doctree: nodes.document | None) -> str:
    """Return the first displayed formula of the page as MathML; empty where there is none."""
    for block in doctree.findall(nodes.math_block) if doctree else ():
        if block.get("katex"):
            return mathml(block["katex"])
    return ""


class Publisher:
    """Writes the pictures of pages into the output, each with its page."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app

    @cached_property
    def _drawer(self) -> Drawer:
        return Drawer()

    @cached_property
    def _cache(self) -> Cache[str]:
        return Cache[str](Path(self.app.confdir) / self.app.config.card_cache, MAX_ENTRIES)

    def publish(
        self,
        app: Sphinx,
        page: str,
        template: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Write the picture of *page* (answers ``html-page-context``)."""
        env = app.env
        if not is_site(app):
            return
        entry = catalog_of(env).entries.get(page)
        if card := rendered(env, PageCard(), page):
            drawn = self._drawn(replace(card, formula=first_formula(doctree)))
            write(Path(app.outdir) / FOLDER / f"{page}.png", drawn)
        elif entry and own_image(env, entry):
            relative, source = env.relfn2path(named_image(entry)[0], page)
            target = Path(app.outdir) / "_images" / env.images[relative][1]
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)

    @cached_property
    def _palette(self) -> list[int]:
        return palette()

    def _drawn(self, card: Card) -> bytes:
        key = key_of(card, self._palette)
        known = self._cache.get([key]).get(key)
        if known is not None:
            return base64.b64decode(known)
        drawn = self._drawer.draw(card)
        self._cache.put({key: base64.b64encode(drawn).decode()})
        return drawn

    def close(self, app: Sphinx, exception: Exception | None) -> None:
        """Close the cache."""
        self._cache.close()


def key_of(card: Card, colours: list[int]) -> str:
    """Return the cache key of *card* in *colours*: all that its picture depends on."""
    parts = [FORMAT, PIL.__version__, colours, asdict(card)]
    return hashlib.blake2b(json.dumps(parts).encode(), digest_size=20).hexdigest()
