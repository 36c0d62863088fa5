"""Edits of the site: each a name and three numbers, which choose among what is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from tests.edits.site import (
    FORMULAS,
    TEMPLATE,
    WORDS,
    Post,
    Section,
    Short,
    Site,
    labels_of,
    reference,
)

Thing = TypeVar("Thing")

DATES = ("2024-05-05", "2026-01-01", "2026-03-03", "2026-05-31", "2026-06-20", "2026-12-01", "soon")
TITLES = tuple(f"{start} {word}" for start in ("The", "About $x^2$ and a") for word in WORDS)
SETTINGS = {
    "html_title": ('"A name"', '"Another name"'),
    "blog_title": ('"A blog"', '"Another blog"'),
    "html_baseurl": ('"https://b.example/"', '"https://c.example/sub/"'),
    "blog_feed_length": ("2", "5"),
    "shorts_per_page": ("1", "2"),
    "katex_macros": (r'{"\\R": r"\mathbf{R}"}', r'{"\\R": r"\mathcal{R}"}'),
    "build_day": ('"2026-06-01"', '"2026-06-21"', '"2027-01-01"', '"2026-03-01"'),
    "language": ('"de"', '"en"'),
    "bibtex_default_style": ('"plain"', '"alpha"'),
}


@dataclass(frozen=True)
class Edit:
    """One change: the function ``name`` of this module, and what it chooses by."""

    name: str
    a: int = 0
    b: int = 0
    c: int = 0

    def make(self, site: Site) -> None:
        """Change *site*."""
        EDITS[self.name](site, self.a, self.b, self.c)


def pick(things: list[Thing] | tuple[Thing, ...], number: int) -> Thing:
    """Return one of *things*."""
    return things[number % len(things)]


def post_at(site: Site, number: int) -> Post:
    """Return a post."""
    return pick(site.posts, number)


def short_at(site: Site, number: int) -> Short:
    """Return a short."""
    return pick(site.shorts, number)


def piece_at(site: Site, number: int) -> Post | Short:
    """Return a post or a short."""
    pieces: list[Post | Short] = [*site.posts, *site.shorts]
    return pick(pieces, number)


def section_at(site: Site, a: int, b: int) -> Section:
    """Return a section of a post."""
    post = post_at(site, a)
    if not post.sections:
        post.sections.append(new_section(site, b))
    return pick(post.sections, b)


def new_section(site: Site, number: int) -> Section:
    """Return a section of a label of its own."""
    site.fresh += 1
    return Section(f"new-{site.fresh}", f"New {pick(WORDS, number)}", "Something new.")


def toggle(items: list[str], item: str) -> None:
    """Add *item*, or take it away."""
    if item in items:
        items.remove(item)
    else:
        items.append(item)


def some_label(site: Site, number: int) -> str:
    """Return a label, now and then one that nothing has."""
    shorts = [f"short-{short.slug}" for short in site.shorts]
    pages = [f"/{piece.docname}" for piece in (*site.posts, *site.shorts)]
    return pick([*site.labels(), *shorts, *pages, "about", "nowhere"], number)


def body(site: Site, a: int, b: int, c: int) -> None:
    section_at(site, a, b).body = f"About a {pick(WORDS, c)} and $y_1$. It has no end."


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
    text = f"All about a {pick(WORDS, b)}, see {reference(some_label(site, c))}."
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


def image(site: Site, a: int, b: int, c: int) -> None:
    post_at(site, a).image = pick(["", *site.pictures], b)


def picture(site: Site, a: int, b: int, c: int) -> None:
    site.pictures[pick(list(site.pictures), a)] = b


def cites(site: Site, a: int, b: int, c: int) -> None:
    post = post_at(site, a)
    post.cites = not post.cites


def code(site: Site, a: int, b: int, c: int) -> None:
    post = post_at(site, a)
    post.code = not post.code


def asset(site: Site, a: int, b: int, c: int) -> None:
    site.assets[pick(list(site.assets), a)] = b


def optional_asset(site: Site, a: int, b: int, c: int) -> None:
    name = pick((TEMPLATE, "_static/more.css"), a)
    if b % 3 and name in site.assets:
        del site.assets[name]
    else:
        site.assets[name] = c


def section_added(site: Site, a: int, b: int, c: int) -> None:
    post = post_at(site, a)
    post.sections.insert(b % (len(post.sections) + 1), new_section(site, c))


def section_moved(site: Site, a: int, b: int, c: int) -> None:
    section = section_at(site, a, b)
    next(post for post in site.posts if section in post.sections).sections.remove(section)
    home = post_at(site, c)
    home.sections.insert(c % (len(home.sections) + 1), section)


def section_removed(site: Site, a: int, b: int, c: int) -> None:
    post_at(site, a).sections.remove(section_at(site, a, b))


def label(site: Site, a: int, b: int, c: int) -> None:
    section = section_at(site, a, b)
    site.fresh += 1
    old, section.label = section.label, f"renamed-{site.fresh}"
    if c % 7 == 0:
        # That of another place.
        section.label = pick(site.labels(), c // 7)
    elif c % 3:
        _follow(site, old, section.label)


def _follow(site: Site, old: str, new: str) -> None:
    names = {f"{start}{old}": f"{start}{new}" for start in ("", "thm-", "eq-")}
    for post in site.posts:
        post.requires = [names.get(one, one) for one in post.requires]
        post.summary = post.summary.replace(f"#{old})", f"#{new})")
        for section in post.sections:
            section.refs = [names.get(one, one) for one in section.refs]
    for short in site.shorts:
        short.distils = names.get(short.distils, short.distils)
        short.body = short.body.replace(f"#{old})", f"#{new})")
    site.about = [names.get(one, one) for one in site.about]


def order(site: Site, a: int, b: int, c: int) -> None:
    slugs = pick(site.series, a).order
    if slugs:
        slugs.insert(c % len(slugs), slugs.pop(b % len(slugs)))


def unlisted(site: Site, a: int, b: int, c: int) -> None:
    post = post_at(site, a)
    for series in site.series:
        if series.slug == post.series:
            toggle(series.order, post.slug)


def moved(site: Site, a: int, b: int, c: int) -> None:
    post = post_at(site, a)
    old, home = post.docname, pick(["", *(series.slug for series in site.series)], b)
    _unlist(site, post)
    post.series = home
    _list(site, post)
    _redirect(post, old, c)


def renamed(site: Site, a: int, b: int, c: int) -> None:
    piece = piece_at(site, a)
    site.fresh += 1
    old, slug = piece.docname, f"{pick(('a', 'z'), b)}-{site.fresh}"
    for series in site.series:
        if isinstance(piece, Post) and series.slug == piece.series:
            series.order = [slug if one == piece.slug else one for one in series.order]
    if isinstance(piece, Post):
        _follow(site, piece.slug, slug)
    piece.slug = slug
    _redirect(piece, old, c)


def _redirect(piece: Post | Short, old: str, number: int) -> None:
    if number % 2 and old != piece.docname:
        toggle(piece.redirects, old)


def _unlist(site: Site, post: Post) -> None:
    for series in site.series:
        if series.slug == post.series and post.slug in series.order:
            series.order.remove(post.slug)


def _list(site: Site, post: Post) -> None:
    for series in site.series:
        if series.slug == post.series:
            series.order.append(post.slug)


def redirects(site: Site, a: int, b: int, c: int) -> None:
    toggle(piece_at(site, a).redirects, pick(("posts/former", "old/place", "about", "tags/x"), b))


def deleted(site: Site, a: int, b: int, c: int) -> None:
    piece = piece_at(site, a)
    if isinstance(piece, Short):
        if len(site.shorts) > 1:
            site.shorts.remove(piece)
            site.reminds_of = site.reminds_of if c % 4 else ""
    elif len(site.posts) > 1:
        site.posts.remove(piece)
        if c % 4:
            _unlist(site, piece)
            _forget(site, piece)


def _forget(site: Site, post: Post) -> None:
    gone = set(labels_of(post))
    for other in site.posts:
        other.requires = [one for one in other.requires if one not in gone]
        for section in other.sections:
            section.refs = [one for one in section.refs if one not in gone]
    for short in site.shorts:
        short.distils = "" if short.distils in gone else short.distils
    site.about = [one for one in site.about if one not in gone]


def post_added(site: Site, a: int, b: int, c: int) -> None:
    model = post_at(site, a)
    site.fresh += 1
    slug = f"{pick(('a', 'n'), c)}-{site.fresh}"
    sections = [new_section(site, c)]
    post = replace(model, slug=slug, title=f"{pick(WORDS, b)} {site.fresh}", sections=sections)
    for name in ("tags", "authors", "requires"):
        setattr(post, name, list(getattr(model, name)))
    post.redirects = []
    site.posts.append(post)
    if c % 4:
        _list(site, post)


def short_added(site: Site, a: int, b: int, c: int) -> None:
    model = short_at(site, a)
    site.fresh += 1
    slug = f"{pick(('a', 'z'), c)}-{site.fresh}"
    short = replace(model, slug=slug, title=f"What is {site.fresh}?", tags=list(model.tags))
    site.shorts.append(replace(short, redirects=[]))


def series_title(site: Site, a: int, b: int, c: int) -> None:
    pick(site.series, a).title = f"The {pick(WORDS, b)} series"


def series_track(site: Site, a: int, b: int, c: int) -> None:
    pick(site.series, a).track = pick([*site.tracks, "nowhere"], b)


def series_removed(site: Site, a: int, b: int, c: int) -> None:
    if len(site.series) > 1:
        site.series.remove(pick(site.series, a))


def term_title(site: Site, a: int, b: int, c: int) -> None:
    new = f"{pick(WORDS, c).capitalize()}"
    terms = pick((site.tracks, site.tags), a)
    if terms:
        terms[pick(list(terms), b)] = new


def topic_term(site: Site, a: int, b: int, c: int) -> None:
    if site.topics:
        name = pick(list(site.topics), a)
        site.topics[name] = (pick(WORDS, b), pick([*site.tracks, "nowhere"], c))


def term_added(site: Site, a: int, b: int, c: int) -> None:
    if a % 2:
        site.tags[f"tag-{pick(WORDS, b)}"] = pick(WORDS, c)
    else:
        site.topics[f"topic-{pick(WORDS, b)}"] = (pick(WORDS, c), "learning")


def term_removed(site: Site, a: int, b: int, c: int) -> None:
    terms: dict[str, object] = pick((site.tracks, site.topics, site.tags), a)  # type: ignore
    if len(terms) > 1:
        del terms[pick(list(terms), b)]


def term_order(site: Site, a: int, b: int, c: int) -> None:
    site.tracks = dict(reversed(site.tracks.items()))
    site.topics = dict(reversed(site.topics.items()))


def setting(site: Site, a: int, b: int, c: int) -> None:
    name = pick(list(SETTINGS), a)
    if b % 3 == 0 and name != "build_day":
        site.settings.pop(name, None)
    else:
        site.settings[name] = pick(SETTINGS[name], c)


def about(site: Site, a: int, b: int, c: int) -> None:
    toggle(site.about, some_label(site, a))


def reminder(site: Site, a: int, b: int, c: int) -> None:
    site.reminds_of = pick(("", *(short.slug for short in site.shorts)), a)


def limit(site: Site, a: int, b: int, c: int) -> None:
    site.limit = 1 + a % 4


def touch(site: Site, a: int, b: int, c: int) -> None:
    """Change nothing: what is written is written again."""


EDITS: dict[str, Callable[[Site, int, int, int], None]] = {
    edit.__name__: edit
    for edit in (
        *(body, formula, theorem, refs, title, section_title, opening, short_body),
        *(date, updated, tags, topic, distils, level, authors, requires, draft),
        *(image, picture, cites, code, asset, optional_asset),
        *(section_added, section_moved, section_removed, label, order, unlisted),
        *(moved, renamed, redirects, deleted, post_added, short_added),
        *(series_title, series_track, series_removed),
        *(term_title, topic_term, term_added, term_removed, term_order),
        *(setting, about, reminder, limit, touch),
    )
}
