"""Check what only shows when all pages are known.

The checks run at every build, on the catalog alone, so that a warning stays until its
cause is gone, whichever page was read again.
"""

from __future__ import annotations

from collections import defaultdict
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from extensions import vocabulary
from extensions.catalog.domain import Catalog, Entry, catalog_of
from extensions.frontmatter import Kind, Post, Reading, Short, series_of
from extensions.messages import logger, warn

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
    check_equations(entries)
    check_series(catalog, entries)
    check_redirects(catalog, entries)
    for entry in entries:
        check_labels(catalog, entry)
        check_image(env, entry)


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


def check_equations(entries: Iterable[Entry]) -> None:
    """Warn of labels that equations of two pages have."""
    pages: dict[str, str] = {}
    for entry in entries:
        for label in entry.equations:
            other = pages.setdefault(label, entry.docname)
            if other != entry.docname:
                text = f'the label "{label}" is also that of an equation of {other}: change one'
                warn(entry.docname, None, "duplicate-label", text)


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
        elif entry not in catalog.members(series):
            slug_of_post = entry.docname.rpartition("/")[2]
            text = (
                f'the toctree of {series.docname} does not list this post: add "{slug_of_post}" '
                "to it, in its place of the reading order"
            )
            warn(entry.docname, 1, "not-in-series", text)


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
    record = entry.record
    if isinstance(record, Short) and record.distils:
        section = catalog.section_of(record.distils)
        if section is None:
            warn_unknown_label(catalog, entry, "distils", record.distils)
        elif section[0] not in catalog.entries or (
            catalog.entries[section[0]].kind is not Kind.POST
        ):
            warn(
                entry.docname,
                entry.line("distils"),
                "distils-no-post",
                f'distils: "{record.distils}" is on {section[0]}, which is no post: '
                "name a section of a post, or write null",
            )
    if isinstance(record, Post):
        for place, label in enumerate(record.requires):
            if catalog.section_of(label) is None:
                warn_unknown_label(catalog, entry, f"requires[{place}]", label)


def warn_unknown_label(catalog: Catalog, entry: Entry, place: str, label: str) -> None:
    """Warn that *place* of *entry* names the unknown *label*, with the nearest known one."""
    known = catalog.env.domains.standard_domain.labels
    near = get_close_matches(label, known, n=1)
    remedy = f'did you mean "{near[0]}"?' if near else "write (label)= before the section"
    key = place.partition("[")[0]
    text = f'{key}: no section has the label "{label}": {remedy}'
    warn(entry.docname, entry.line(place), "unknown-label", text)


def check_image(env: BuildEnvironment, entry: Entry) -> None:
    """Warn of an ``image`` that is no file."""
    image = getattr(entry.record, "image", None)
    if image is None:
        return
    relative, path = env.relfn2path(image, entry.docname)
    if not Path(path).is_file():
        text = f'image: there is no file "{relative}": give a path relative to this page'
        warn(entry.docname, entry.line("image"), "missing-image", text)
