"""Check what only shows when all pages are known.

The checks run at every build, on the catalog alone, so that a warning stays until its
cause is gone, whichever page was read again.
"""

from __future__ import annotations

from collections import defaultdict
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from extensions.doctree.compat import app_of
from extensions.doctree.heading_ids import equation_id
from extensions.lib.messages import logger, warn
from extensions.model import vocabulary
from extensions.model.catalog.domain import Catalog, Entry, catalog_of
from extensions.model.catalog.places import check_places
from extensions.model.catalog.unpublished import not_yet, unpublished_with
from extensions.model.frontmatter import Kind, Reading, series_of, slugify

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def check(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of everything that is wrong between pages."""
    catalog = catalog_of(env)
    entries = [catalog.entries[name] for name in sorted(catalog.entries)]
    check_vocabulary(catalog, entries)
    check_titles(entries)
    check_equations(env, entries)
    check_series(catalog, entries)
    check_redirects(catalog, entries)
    check_places(env)
    people = [one.name for one in env.config.people]
    for entry in entries:
        check_authors(people, entry)
        check_labels(catalog, entry)
        check_images(env, entry)


def check_vocabulary(catalog: Catalog, entries: Iterable[Entry]) -> None:
    """Warn of unknown tags, topics and tracks, and of faults in the vocabulary itself."""
    file = Path(catalog.env.srcdir) / catalog.env.config.vocabulary
    for message in catalog.vocabulary_messages:
        logger.warning(
            "%s",
            message.text,
            type="groundwork",
            subtype=message.subtype,
            location=f"{file}:{message.line}",
        )
    for entry in entries:
        reading = Reading(entry.kind, entry.record, (), entry.lines, 1)
        for message in vocabulary.check(reading, catalog.vocabulary):
            warn(entry.docname, message.line, message.subtype, message.text)
    if catalog.env.config.open_vocabulary:
        check_spellings(entries)


def check_spellings(entries: Iterable[Entry]) -> None:
    """Warn of terms that pages write in two ways, and that would have one page."""
    first: dict[tuple[str, str], tuple[str, str]] = {}
    for entry in entries:
        for what, key, place in vocabulary.named(entry.record):
            other, where = first.setdefault((what, slugify(key)), (key, entry.docname))
            if other != key:
                text = (
                    f'the {what} "{key}" has the address of "{other}", which {where} has: '
                    "write it in one way"
                )
                warn(entry.docname, entry.line(place), f"same-slug-{what}s", text)


def check_titles(entries: Iterable[Entry]) -> None:
    """Warn of two pages of one title: no reader could tell them apart in a listing."""
    pages: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        pages[entry.title.casefold()].append(entry)
    for first, *others in pages.values():
        for other in others:
            warn(
                other.docname,
                other.title_line,
                "duplicate-title",
                f'"{other.title}" is also the title of {first.docname}: change one of the two',
            )


def check_equations(env: BuildEnvironment, entries: Iterable[Entry]) -> None:
    """Warn of labels that equations of two pages have, or an equation and something else."""
    pages: dict[str, str] = {}
    others = env.domains.standard_domain.anonlabels
    for entry in entries:
        for label in entry.equations:
            anchor = equation_id(label)
            other = pages.setdefault(label, entry.docname)
            if other != entry.docname:
                text = f'the label "{label}" is also that of an equation of {other}: change one'
                warn_at(entry, anchor, "duplicate-label", text)
            elif label in others and others[label][1] != anchor:
                where = others[label][0]
                place = "this page" if where == entry.docname else where
                text = (
                    f'the label "{label}" of an equation is also that of something else on '
                    f"{place}: change one of the two"
                )
                warn_at(entry, anchor, "duplicate-label", text)


def warn_at(entry: Entry, anchor: str, subtype: str, text: str) -> None:
    """Warn about *text* where the id *anchor* stands on the page of *entry*."""
    line = entry.ids.get(anchor, 1)
    if path := entry.included.get(anchor):
        warn(f"{path}:{line}", None, subtype, text)
    else:
        warn(entry.docname, line, subtype, text)


def check_series(catalog: Catalog, entries: Iterable[Entry]) -> None:
    """Warn of posts in the folder of a series that its reading order leaves out."""
    for entry in entries:
        slug = series_of(entry.docname)
        if entry.kind is not Kind.POST or slug is None:
            continue
        series = catalog.series_of(entry.docname)
        if series is None:
            text = f'the series "{slug}" has no page: write posts/{slug}/index.md'
            warn(entry.docname, 1, "series-without-page", text)
        elif entry.unlisted:
            check_unlisted(catalog, entry, series)
        elif entry not in catalog.members(series):
            slug_of_post = entry.docname.rpartition("/")[2]
            text = (
                f'the toctree of {series.docname} does not list this post: add "{slug_of_post}" '
                "to it, in its place of the reading order"
            )
            warn(entry.docname, 1, "not-in-series", text)


def check_unlisted(catalog: Catalog, entry: Entry, series: Entry) -> None:
    """Warn of an unlisted post in the reading order of its series, which leaves it out."""
    if entry.docname in catalog.env.toctree_includes.get(series.docname, []):
        slug = entry.docname.rpartition("/")[2]
        text = (
            f'unlisted: the toctree of {series.docname} lists this post: delete "{slug}" there, '
            "or this key here"
        )
        warn(entry.docname, entry.line("unlisted"), "unlisted-in-series", text)


def check_redirects(catalog: Catalog, entries: Iterable[Entry]) -> None:
    """Warn of old addresses that are a page's own, or that two pages claim."""
    claimed: dict[str, str] = {}
    for entry in entries:
        for old in entry.record.redirect_from:
            other = claimed.setdefault(old, entry.docname)
            if old in catalog.entries:
                text = "is the address of a page: delete it here"
            elif other != entry.docname:
                text = f"leads to {other} already: delete it from one of the two"
            else:
                continue
            text = f'redirect_from: "{old}" {text}'
            warn(entry.docname, entry.line("redirect_from"), "redirect-taken", text)


def check_labels(catalog: Catalog, entry: Entry) -> None:
    """Warn of ``distils`` and ``requires`` that name nothing."""
    if label := entry.as_short.distils:
        section = catalog.section_of(label)
        if section is None:
            warn_unknown_label(catalog, entry, "distils", label)
        elif section[0] not in catalog.entries or (
            catalog.entries[section[0]].kind is not Kind.POST
        ):
            warn(
                entry.docname,
                entry.line("distils"),
                "distils-no-post",
                f'distils: "{label}" is on {section[0]}, which is no post: '
                "name a section of a post, or write null",
            )
    for place, label in enumerate(entry.as_post.requires):
        if catalog.section_of(label) is None:
            warn_unknown_label(catalog, entry, f"requires[{place}]", label)


def warn_unknown_label(catalog: Catalog, entry: Entry, place: str, label: str) -> None:
    """Warn that *place* of *entry* names the unknown *label*, with the nearest known one."""
    key = place.partition("[")[0]
    if found := unpublished_with(app_of(catalog.env), label):
        text = f'{key}: the label "{label}" is on {not_yet(*found)}'
        warn(entry.docname, entry.line(place), "unknown-label", text)
        return
    known = catalog.env.domains.standard_domain.labels
    near = get_close_matches(label, known, n=1)
    remedy = f'did you mean "{near[0]}"?' if near else "write (label)= before the section"
    text = f'{key}: no section has the label "{label}": {remedy}'
    warn(entry.docname, entry.line(place), "unknown-label", text)


def check_authors(people: list[str], entry: Entry) -> None:
    """Warn of authors that are none of the *people* whom the site names, if it names any."""
    for place, name in enumerate(entry.authors if people else ()):
        if name not in people:
            near = get_close_matches(name, people, n=1)
            remedy = f'did you mean "{near[0]}"?' if near else "add them there"
            text = f'authors: "{name}" is none of the [[people]] in site.toml: {remedy}'
            warn(entry.docname, entry.line(f"authors[{place}]"), "unknown-author", text)


def check_images(env: BuildEnvironment, entry: Entry) -> None:
    """Warn of an ``image`` or ``cover`` that is no file, and of a cover without words."""
    for key, image in (("image", entry.as_post.image), ("cover", entry.as_piece.cover)):
        if image is None:
            continue
        relative, path = env.relfn2path(image, entry.docname)
        if not Path(path).is_file():
            text = f'{key}: there is no file "{relative}": give a path relative to this page'
            warn(entry.docname, entry.line(key), f"missing-{key}", text)
    if entry.as_piece.cover and env.config.alt_required and not entry.as_piece.cover_alt:
        text = '"cover" without "cover_alt": say in words what the picture shows'
        warn(entry.docname, entry.line("cover"), "cover-without-alt", text)
