"""What the script of the wall knows of all shorts: files, fetched when they are asked for.

One has what shorts can be chosen and sorted by; the others have their words, one file for
each sign that words begin with.  In all of them a short is its place in the list of all,
the newest first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.features.shorts.choices import FACETS, terms_of
from extensions.features.shorts.pagination import FOLDER, pagination_of
from extensions.features.shorts.tokens import words, words_in
from extensions.features.terms import term_title
from extensions.model.frontmatter import slugify

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.environment import BuildEnvironment

    from extensions.model.catalog.domain import Entry

FACTS_FILE = f"{FOLDER}/shorts.json"
WORDS_FILE = f"{FOLDER}/_words/{{}}.json"

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def facts(env: BuildEnvironment, initials: Iterable[str]) -> dict[str, object]:
    """Return the terms of each facet, the slug, title and terms of each short, and *initials*.

    The terms of a short are lists of places in the lists of terms, one for each facet.  The
    initials are the signs for which there is a file of words.
    """
    shorts = pagination_of(env).shorts
    terms = {facet: terms_used(env, facet, shorts) for facet in FACETS}
    places = {facet: {key: at for at, key in enumerate(keys)} for facet, keys in terms.items()}
    return {
        "facets": {
            facet: [[slugify(key), term_title(env, facet, key)] for key in keys]
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
        "initials": "".join(initials),
    }


def terms_used(env: BuildEnvironment, facet: str, shorts: Iterable[Entry]) -> list[str]:
    """Return the keys of *facet* that *shorts* have, sorted."""
    return sorted({key for short in shorts for key in terms_of(env, short, facet)})


def word_lists(env: BuildEnvironment) -> dict[str, dict[str, str]]:
    """Return for each initial its words, sorted, and the places of the shorts with each word."""
    found: dict[str, list[int]] = {}
    for place, short in enumerate(pagination_of(env).shorts):
        titles = (
            term_title(env, facet, key) for facet in FACETS for key in terms_of(env, short, facet)
        )
        for word in words(" ".join(titles)).union(words_in(env).get(short.docname, "").split()):
            found.setdefault(word, []).append(place)
    lists: dict[str, list[str]] = {}
    for word in sorted(found):
        lists.setdefault(initial(word), []).append(word)
    return {
        sign: {
            "words": " ".join(listed),
            "places": " ".join(packed(found[word]) for word in listed),
        }
        for sign, listed in sorted(lists.items())
    }


def initial(word: str) -> str:
    """Return the sign under which *word* is filed; what is not ASCII shares one."""
    return word[0] if word[0].isascii() else "_"


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
