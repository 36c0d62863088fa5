"""A field more in what each view and part shows: the authors of a page, as a change would add it.

A project whose ``conf.py`` has ``from tests.support.more_fields import setup`` is built with these
changes.  Each is of two lines: ``data`` has a field more, and ``render`` shows it.  A view or part
is changed on one page alone, where nothing else is, so that nothing else makes the page be written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, make_dataclass, replace
from importlib import import_module
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from extensions.model.catalog.domain import catalog_of
from extensions.model.frontmatter import Symbol

# The page whose authors are shown.
OTHER = "posts/alone"
Show = Callable[[Any, str], Any]


@dataclass(frozen=True)
class Change:
    """The class ``name`` of ``module`` shows more on ``page``, which is written to ``file``."""

    module: str
    name: str
    page: str
    show: Show
    file: str = ""

    @property
    def kind(self) -> Any:
        """The class."""
        return getattr(import_module(self.module), self.name)

    @property
    def path(self) -> str:
        """The file in which the field is to be seen."""
        return self.file or f"{self.page}.html"


def as_node(made: list[nodes.Node], text: str) -> list[nodes.Node]:
    """Show *text* below the nodes *made*."""
    return [*made, nodes.paragraph("", text)]


def in_body(made: dict[str, Any], text: str) -> dict[str, Any]:
    """Show *text* at the end of the body of a page."""
    return {**made, "body": as_node(made["body"], text)}


def as_symbol(made: tuple[Symbol, ...], text: str) -> tuple[Symbol, ...]:
    """Show *text* as the meaning of a symbol that the page has."""
    return (*made, Symbol("x", (), False, (), "", text, 0))


def in_title(made: dict[str, Any], text: str) -> dict[str, Any]:
    """Show *text* in the title of a page."""
    return {**made, "title": text}


def in_sidebar(made: dict[str, Any], text: str) -> dict[str, Any]:
    """Show *text* at the foot of the sidebar."""
    return {**made, "shelves": (*made["shelves"], (text, "index", ()))}


def as_feed(made: dict[str, Any], text: str) -> dict[str, Any]:
    """Show *text* as the title of a feed in the head of the page."""
    return {**made, "feeds": (*made["feeds"], (text, "text/plain", "feed.txt"))}


def on_way(made: dict[str, Any], text: str) -> dict[str, Any]:
    """Show *text* as the title of the next page in the head of the page."""
    return {**made, "next": {**made["next"], "title": text}}


def for_machines(made: Any, text: str) -> Any:
    """Show *text* among what networks show of the page."""
    return lambda *own: {**made(*own), "properties": [("x", text)]}


def in_margin(made: dict[str, list[nodes.Node]], text: str) -> dict[str, list[nodes.Node]]:
    """Show *text* below the cards in the margin."""
    return {anchor: as_node(cards, text) for anchor, cards in made.items()}


def quoted(made: Any, text: str) -> Any:
    """Show *text* after the sentences that refer to something."""
    anchors, items = made
    return anchors, lambda some: [*items(some), nodes.list_item("", nodes.paragraph("", text))]


def below_foot(made: Any, text: str) -> Any:
    """Show *text* below the errata of the page."""
    marks, foot = made
    return marks, as_node(foot, text)


def at_end(made: str, text: str) -> str:
    """Show *text* after what is HTML already."""
    return f"{made}<p>{text}</p>"


def at_block(made: list[dict[str, str]], text: str) -> list[dict[str, str]]:
    """Show *text* to the script of the page, at its first block of code."""
    return [*made, {"run": text}]


def on_card(made: Any, text: str) -> Any:
    """Show *text* on the card."""
    return replace(made, kicker=text)


def as_preview(made: list[tuple[str, str]], text: str) -> list[tuple[str, str]]:
    """Write the preview of the page to one more file."""
    return [*made, ("", f"_previews/{text}.html")]


FEATURES, OUTPUT = "extensions.features", "extensions.output"
CHANGES = [
    Change(f"{FEATURES}.posts", "PostList", "list-of-posts", as_node),
    Change(f"{FEATURES}.doors", "Doors", "doors", as_node),
    Change(f"{FEATURES}.series.series_page", "SeriesPosts", "posts/beta/index", as_node),
    Change(f"{FEATURES}.series.symbol_sheet", "SymbolSheet", "posts/alpha/index", as_node),
    Change("extensions.markup.symbols.marking", "SymbolsOfSeries", "posts/alpha/second", as_symbol),
    Change(f"{FEATURES}.series.toc", "SeriesContents", "contents", as_node),
    Change(f"{FEATURES}.series.contents_pages", "ContentsPage", "series/learning", in_body),
    Change(f"{FEATURES}.embedded_shorts", "Reminder", "reminder", as_node),
    Change(f"{FEATURES}.prerequisites.directive", "Map", "map", as_node),
    Change(f"{FEATURES}.prerequisites.map_pages", "MapPage", "map/learning", in_body),
    Change(f"{FEATURES}.shorts.cards", "ShortCards", "cards", as_node),
    Change(f"{FEATURES}.shorts.wall", "ShortsWall", "wall", as_node),
    Change(f"{FEATURES}.shorts.wall", "WallHead", "shorts/index", on_way),
    Change(f"{FEATURES}.shorts.pages", "NumberedPage", "shorts/page/1", in_body),
    Change(f"{FEATURES}.margin_shorts", "MarginShorts", "posts/alpha/first", in_margin),
    Change(f"{FEATURES}.errata.foot", "Errata", "posts/corrected", below_foot),
    Change(f"{FEATURES}.errata.all_errata", "AllErrata", "errata", as_node),
    Change(f"{FEATURES}.recall.asked", "Recall", "recall", as_node),
    Change(f"{FEATURES}.recall.decks", "DeckLink", "posts/alpha/index", as_node),
    Change(f"{FEATURES}.backlinks.placement", "Backlinks", "posts/alpha/second", quoted),
    Change(
        f"{FEATURES}.previews.marks", "Previews", "about", as_preview, "_previews/{authors}.html"
    ),
    Change(f"{FEATURES}.cite_this", "Citation", "posts/cited", as_node),
    Change(f"{OUTPUT}.books.offer", "Offer", "posts/books", as_node),
    Change(f"{OUTPUT}.run_code.runnable", "RunCode", "runs", at_block),
    Change(f"{OUTPUT}.services.comments", "Comments", "posts/discussed", at_end),
    Change(f"{OUTPUT}.theme.head", "Head", "posts/beta/third", as_node),
    Change(f"{OUTPUT}.theme.navigation", "Navigation", "posts/alpha/index", in_sidebar),
    Change(f"{OUTPUT}.blog.links", "Ways", "feeds-of-page", as_feed),
    Change(f"{OUTPUT}.blog.listing", "Listing", "tags/attention", in_body),
    Change(f"{OUTPUT}.blog.listing", "Overview", "tags", in_body),
    Change(f"{OUTPUT}.blog.listing", "Everything", "all", in_body),
    Change(f"{OUTPUT}.blog.pages", "Redirect", "posts/old", in_title),
    Change(f"{OUTPUT}.metadata", "Metadata", "shorts/one", for_machines),
    Change(f"{OUTPUT}.social_cards.publish", "PageCard", "index", on_card, "_cards/index.png"),
    Change(f"{OUTPUT}.blog.table", "Table", "table", in_body),
    Change("extensions.model.views", "Variables", "feeds", in_title),
]
# The label of the page that a reference shows more of, and the page with the reference.
LABEL, REFERS = "lonely", "refers"


def widened(data: Any, names: tuple[str, ...]) -> Any:
    """Return the dataclass *data* with one field more."""
    name = type(data).__name__
    more = ("authors_of_other", tuple, field(kw_only=True))
    kind = make_dataclass(name, [more], bases=(type(data),), frozen=True)
    values = {one.name: getattr(data, one.name) for one in fields(data)}
    return kind(**values, authors_of_other=names)


def said(data: Any) -> str:
    """Return what is shown of the field; empty where there is none."""
    return " and ".join(getattr(data, "authors_of_other", ()))


def carry_out(change: Change) -> None:
    """Change the class for as long as the process lives."""
    kind, data, render = change.kind, change.kind.data, change.kind.render

    def wider_data(self: Any, env: Any, page: str) -> Any:
        given = data(self, env, page)
        if page != change.page:
            return given
        return widened(given, catalog_of(env).entries[OTHER].authors)

    def wider_render(self: Any, given: Any, links: Any, *level: int) -> Any:
        made, text = render(self, given, links, *level), said(given)
        return change.show(made, text) if text else made

    kind.data, kind.render = wider_data, wider_render


def change_references() -> None:
    """Let references to one label show more: what they print is that of a domain of Sphinx."""
    targets = import_module("extensions.markup.label_targets")
    references = import_module("extensions.markup.references")
    find, text_of = targets._find, references.reference_text

    def wider_find(env: Any, label: str) -> Any:
        found = find(env, label)
        is_changed = label == LABEL and found
        return widened(found, catalog_of(env).entries[OTHER].authors) if is_changed else found

    def wider_text(target: Any, page: str) -> Any:
        text = text_of(target, page)
        text += nodes.Text(said(target))
        return text

    targets._find, references.reference_text = wider_find, wider_text  # type: ignore[attr-defined]


def setup(app: Sphinx) -> None:
    """Carry out all changes in the process of a build."""
    for change in CHANGES:
        carry_out(change)
    change_references()
