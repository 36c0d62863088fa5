"""What the script of the wall knows of all shorts: two files, fetched when they are asked for.

The first has what shorts can be chosen and sorted by, the second their words.  In both a
short is its place in the list of all, the newest first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions import entries
from extensions.frontmatter import slugify
from extensions.shorts.choices import FACETS, terms_of
from extensions.shorts.shelf import FOLDER, shelf_of
from extensions.shorts.words import words, words_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.environment import BuildEnvironment

    from extensions.catalog.domain import Entry

FACTS_FILE = f"{FOLDER}/shorts.json"
WORDS_FILE = f"{FOLDER}/words.json"

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def facts(env: BuildEnvironment) -> dict[str, object]:
    """Return the terms of each facet, and of each short its slug, its title and its terms.

    The terms of a short are lists of places in the lists of terms, one for each facet.
    """
    shorts = shelf_of(env).shorts
    terms = {facet: terms_used(env, facet, shorts) for facet in FACETS}
    places = {facet: {key: at for at, key in enumerate(keys)} for facet, keys in terms.items()}
    return {
        "facets": {
            facet: [[slugify(key), entries.term_title(env, facet, key)] for key in keys]
            for facet, keys in terms.items()
        },
        "shorts": [
            [
                short.docname.removeprefix(f"{FOLDER}/"),
                short.title,
                *([places[facet][key] for key in terms_of(env, short, facet)] for facet in FACETS),
            ]
            for short in shorts
        ],
    }


def terms_used(env: BuildEnvironment, facet: str, shorts: Iterable[Entry]) -> list[str]:
    """Return the keys of *facet* that *shorts* have, sorted."""
    return sorted({key for short in shorts for key in terms_of(env, short, facet)})


def word_list(env: BuildEnvironment) -> dict[str, str]:
    """Return all words, sorted, and for each of them the places of the shorts that have it."""
    found: dict[str, list[int]] = {}
    for place, short in enumerate(shelf_of(env).shorts):
        titles = (
            entries.term_title(env, facet, key)
            for facet in FACETS
            for key in terms_of(env, short, facet)
        )
        for word in words(" ".join(titles)).union(words_in(env).get(short.docname, "").split()):
            found.setdefault(word, []).append(place)
    listed = sorted(found)
    return {"words": " ".join(listed), "places": " ".join(packed(found[word]) for word in listed)}


def packed(places: Iterable[int]) -> str:
    """Return rising *places* as the steps between them, in base 36, with points between."""
    steps, last = [], 0
    for place in places:
        steps.append(base36(place - last))
        last = place
    return ".".join(steps)


def base36(number: int) -> str:
    """Return the natural *number* as JavaScript's ``parseInt(…, 36)`` reads it."""
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
        if not number:
            return digits
