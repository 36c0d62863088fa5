"""Edits of what one piece says: its text and its front matter."""

from __future__ import annotations

from tests.edits.choose import (
    pick,
    piece_at,
    post_at,
    section_at,
    short_at,
    some_label,
    toggle,
)
from tests.edits.site import FORMULAS, WORDS, Erratum, Post, Site, labels_of, reference

DATES = ("2024-05-05", "2026-01-01", "2026-03-03", "2026-05-31", "2026-06-20", "2026-12-01", "soon")
SYMBOLS = ("x", "y_1", "a_i", "n", "a + b")
TITLES = tuple(f"{start} {word}" for start in ("The", "About $x^2$ and a") for word in WORDS)


def body(site: Site, a: int, b: int, c: int) -> None:
    section_at(
        site, a, b
    ).body = f"About {{checked}}`{c % 7} = {c % 7}` of a {pick(WORDS, c)} and $y_1$. It has no end."


def formula(site: Site, a: int, b: int, c: int) -> None:
    section_at(site, a, b).formula = pick(("", *FORMULAS), c)


def theorem(site: Site, a: int, b: int, c: int) -> None:
    section_at(site, a, b).theorem = pick(("", "A fact", "A bound on $x^2$"), c)


def refs(site: Site, a: int, b: int, c: int) -> None:
    toggle(section_at(site, a, b).refs, some_label(site, c))


def title(site: Site, a: int, b: int, c: int) -> None:
    piece_at(site, a).title = pick(TITLES, b)


def section_title(site: Site, a: int, b: int, c: int) -> None:
    section_at(site, a, b).title = pick(TITLES, c)


def opening(site: Site, a: int, b: int, c: int) -> None:
    about = f"All {{checked}}`{b % 5} = n` about a {pick(WORDS, b)}"
    text = f"{about}, see {reference(some_label(site, c))}."
    piece = piece_at(site, a)
    if isinstance(piece, Post):
        piece.summary = text
    else:
        piece.claim = text


def short_body(site: Site, a: int, b: int, c: int) -> None:
    there = reference(some_label(site, c))
    short_at(site, a).body = f"A {pick(WORDS, b)}, as in {there}, is one idea."


def date(site: Site, a: int, b: int, c: int) -> None:
    piece_at(site, a).date = pick(DATES, b)


def updated(site: Site, a: int, b: int, c: int) -> None:
    post_at(site, a).updated = pick(("", "2027-02-02", "2026-04-04"), b)


def tags(site: Site, a: int, b: int, c: int) -> None:
    toggle(piece_at(site, a).tags, pick([*site.tags, "meta"], b))


def topic(site: Site, a: int, b: int, c: int) -> None:
    short_at(site, a).topic = pick(["", *site.topics], b)


def distils(site: Site, a: int, b: int, c: int) -> None:
    short_at(site, a).distils = pick(["", pick([*site.labels(), "nowhere"], c)], b)


def level(site: Site, a: int, b: int, c: int) -> None:
    post_at(site, a).level = pick(("", "foundation", "advanced", "hard"), b)


def authors(site: Site, a: int, b: int, c: int) -> None:
    post_at(site, a).authors = pick((["Ada"], ["Emmy"], ["Ada", "Grace"], []), b)


def requires(site: Site, a: int, b: int, c: int) -> None:
    toggle(post_at(site, a).requires, pick([*site.labels(), "nowhere"], b))


def draft(site: Site, a: int, b: int, c: int) -> None:
    piece = piece_at(site, a)
    piece.draft = not piece.draft


def unlisted(site: Site, a: int, b: int, c: int) -> None:
    piece = piece_at(site, a)
    piece.unlisted = not piece.unlisted


def pinned(site: Site, a: int, b: int, c: int) -> None:
    post = post_at(site, a)
    post.pinned = not post.pinned


def image(site: Site, a: int, b: int, c: int) -> None:
    post_at(site, a).image = pick(["", *site.pictures], b)


def cover(site: Site, a: int, b: int, c: int) -> None:
    post_at(site, a).cover = pick(["", *site.pictures, "none.png"], b)


def cites(site: Site, a: int, b: int, c: int) -> None:
    post = post_at(site, a)
    post.cites = not post.cites


def code(site: Site, a: int, b: int, c: int) -> None:
    post = post_at(site, a)
    post.code = not post.code


def widget(site: Site, a: int, b: int, c: int) -> None:
    """Show a figure that moves, in another state, or none; now and then in one that it has not."""
    post_at(site, a).widget = pick(("", "1", "3", "9"), b)


def errata(site: Site, a: int, b: int, c: int) -> None:
    """Tell of a correction, or no more; now and then of one on no day, or of nothing."""
    post = post_at(site, a)
    place = pick([*labels_of(post), some_label(site, c)], c)
    toggle(post.errata, Erratum(pick(DATES, b), place, some_label(site, b + c)))


def question(site: Site, a: int, b: int, c: int) -> None:
    """Ask something of a post, with an answer that refers to something, or no more."""
    post = post_at(site, a)
    post.question, post.answer_ref = pick(("", *WORDS), b), some_label(site, c)


def short_question(site: Site, a: int, b: int, c: int) -> None:
    short_at(site, a).question = pick(("", *WORDS), b)


def asks(site: Site, a: int, b: int, c: int) -> None:
    """Ask in one post what another piece has, now and then what none has."""
    pieces = [f"q-{pick(site.posts, b).slug}", f"short-{pick(site.shorts, b).slug}"]
    toggle(post_at(site, a).asks, pick(pieces, c))


def detour(site: Site, a: int, b: int, c: int) -> None:
    post_at(site, a).detour = pick((None, "", "The way of $x^2$.", *WORDS), b)


def as_notebook(site: Site, a: int, b: int, c: int) -> None:
    """Make a notebook of a post, or Markdown again."""
    post = post_at(site, a)
    post.notebook = not post.notebook


def symbols(site: Site, a: int, b: int, c: int) -> None:
    """Declare a symbol of a post, or no more, and be strict in it, or no longer."""
    post = post_at(site, a)
    toggle(post.symbols, (pick(SYMBOLS, b), pick(WORDS, c)))
    post.strict = bool(c % 2)


def series_symbols(site: Site, a: int, b: int, c: int) -> None:
    """Declare a symbol of a series, or no more."""
    toggle(pick(site.series, a).symbols, (pick(SYMBOLS, b), pick(WORDS, c)))


EDITS = (
    *(body, formula, theorem, refs, title, section_title, opening, short_body),
    *(date, updated, tags, topic, distils, level, authors, requires, draft),
    *(unlisted, pinned, cover),
    *(image, cites, code, widget, errata, symbols, series_symbols, as_notebook),
    *(question, short_question, asks, detour),
)
