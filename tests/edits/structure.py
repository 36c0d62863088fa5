"""Edits of what there is, where it stands and what it is called."""

from __future__ import annotations

from dataclasses import replace

from tests.edits.choose import new_section, pick, piece_at, post_at, section_at, short_at, toggle
from tests.edits.site import WORDS, Post, Short, Site, labels_of


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


EDITS = (
    *(section_added, section_moved, section_removed, label, order, unlisted),
    *(moved, renamed, redirects, deleted, post_added, short_added),
)
