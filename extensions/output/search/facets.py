"""Facets that narrow search results: kind, series, track, tag, level."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from extensions.doctree.translation import _, level_title
from extensions.features.terms import tag_title, track_title
from extensions.model.catalog.domain import catalog_of
from extensions.model.frontmatter import LEVELS, Kind, series_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.environment import BuildEnvironment

    from extensions.model.catalog.domain import Entry
    from extensions.output.search.page_text import PageText


def kinds() -> dict[str, str]:
    """Return what is found, as it is called, in the order in which it is offered.

    A "section" is what stands in a page.
    """
    return {
        "post": _("Posts"),
        "short": _("Shorts"),
        "section": _("Sections"),
        "theorem": _("Theorems and definitions"),
        "equation": _("Equations"),
        "series": _("Series"),
        "page": _("Pages"),
    }


@dataclass(frozen=True)
class Facets:
    """What a page can be found by: values by group."""

    kind: tuple[str, ...]
    series: tuple[str, ...]
    track: tuple[str, ...]
    tag: tuple[str, ...]
    level: tuple[str, ...]


def facets_of(env: BuildEnvironment, entry: Entry) -> Facets:
    """Return what *entry* can be found by."""
    own = entry.docname.split("/")[1] if entry.kind is Kind.SERIES else None
    return Facets(
        kind=(str(entry.kind),),
        series=known(own or series_of(entry.docname)),
        track=known(catalog_of(env).track_of(entry)),
        tag=entry.tags,
        level=known(entry.as_post.level),
    )


def facets_with(facets: Facets, text: PageText) -> dict[str, list[str]]:
    """Return *facets* by group, with the kinds of what is found in *text* behind its own."""
    has = {
        "section": len(text.passages) > 1,
        "theorem": bool(text.statements),
        "equation": bool(text.equations),
    }
    groups = {group: list(values) for group, values in asdict(facets).items()}
    groups["kind"] += [kind for kind in has if has[kind]]
    return groups


def known(value: str | None) -> tuple[str, ...]:
    """Return *value* if there is one."""
    return (value,) if value else ()


def titles(env: BuildEnvironment) -> dict[str, dict[str, str]]:
    """Return the title of each value of each group, in the order in which they are offered."""
    catalog = catalog_of(env)
    return {
        "kind": kinds(),
        "series": {series.docname.split("/")[1]: series.title for series in catalog.all_series()},
        "track": {key: track_title(env, key) for key in catalog.vocabulary.tracks},
        "tag": {key: tag_title(env, key) for key in sorted(catalog.vocabulary.tags)},
        "level": {level: level_title(level) for level in LEVELS},
    }


def numbered(
    titles: Mapping[str, Mapping[str, str]], found: Sequence[Mapping[str, Sequence[str]]]
) -> tuple[dict[str, list[list[str]]], list[str]]:
    """Return value and title of each facet that pages have, by group, and the facets of each.

    *found* are those of the pages by group.  Those of a page are given, for each group, as the
    places of its values in that list, with points between them, and spaces between the groups.
    """
    used = {group: {value for page in found for value in page[group]} for group in titles}
    offered = {
        group: [[value, title] for value, title in named.items() if value in used[group]]
        for group, named in titles.items()
    }
    places = {
        group: {value: str(place) for place, (value, _) in enumerate(values)}
        for group, values in offered.items()
    }
    return offered, [
        " ".join(
            ".".join(places[group][value] for value in page[group] if value in places[group])
            for group in titles
        )
        for page in found
    ]
