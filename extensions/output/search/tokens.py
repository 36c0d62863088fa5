"""Words of a text as the index has them; ``docs/_static/search-words.js`` takes them of a query.

In lower case and without accents; ``ℓ²`` is ``l2``.  Of names joined by a dash or a slash, and of
``NumericIndexedVector``, each part is a word and so is the whole.  Chinese and Japanese, written
without spaces, are taken two signs at a time.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING
from unicodedata import category, normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SIGN = "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
RUN = re.compile(rf"({SIGN}+)")
WORD = re.compile(r"[^\W_]+(?:[-‐‑–/][^\W_]+)*")
PART = re.compile(r"[^\W_]+")
HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
POSSESSIVE = re.compile(r"['’]s\b")
ACRONYM = re.compile(r"[A-Z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*")
MOST_PARTS = 4
# Longer ones are no words that anybody types: digests, numbers.
LONGEST = 40

# What says nothing of a text: left out of the index, and of queries that have other words.
_ENGLISH = """
a about again all also am an and any are as at be because been before being both but by can cannot
could did do does doing done each either else ever every for from had has have having he her here
him his how i if in into is it its itself just may me might more most must my neither no nor not now
of off on only or other our out own per rather same she should since so some still such than that
the their them then there these they this those though through thus to too under until up upon us
very was we were what when where whether which while who whom whose why will with within without
would yet you your"""
_GERMAN = """
aber als am an auch auf aus bei bin bis das dass dem den der des die doch du durch ein eine einem
einen einer eines er es hat ich ihr im in ist ja kein mit nach nicht noch nur oder sein sich sie
sind so um und uns vom von vor war was wenn wer wie wir wird wo zu zum zur fur uber"""
FUNCTION_WORDS = {"en": frozenset(_ENGLISH.split()), "de": frozenset(_GERMAN.split())}


def function_words(language: str) -> frozenset[str]:
    """Return the words of *language* that say nothing of a text; none where they are not known."""
    return FUNCTION_WORDS.get(re.split("[-_]", language)[0], frozenset())


def plain(text: str) -> str:
    """Return *text* without accents, raised and lowered signs as plain ones."""
    if text.isascii():
        return text
    text = normalize("NFKD", text)
    for sign in set(text):
        if category(sign).startswith("M"):
            text = text.replace(sign, "")
    return text.replace("ß", "ss")


def words(text: str) -> list[str]:
    """Return the words of *text* in their order, those that are parts before the whole."""
    return [word for name in names_in(text) for word in words_of(name)]


def names_in(text: str) -> list[str]:
    """Return the names in *text*, without accents: words, and words joined by a dash or slash."""
    return WORD.findall(POSSESSIVE.sub("", plain(text)))


def pairs(names: Iterable[str], skipped: frozenset[str]) -> list[str]:
    """Return each two words of *names*, as of :func:`names_in`, that stand side by side as one.

    Words *skipped* are not between them.
    """
    return [f"{one} {other}" for one, other in pairwise(parts_of(names, skipped))]


def parts_of(names: Iterable[str], skipped: frozenset[str]) -> list[str]:
    """Return the words of *names* but those *skipped*, of joined ones the parts."""
    return [part for name in names for part in _parts(name) if part not in skipped]


@lru_cache(maxsize=1 << 16)
def _parts(name: str) -> tuple[str, ...]:
    return tuple(PART.findall(name.lower()))


@lru_cache(maxsize=1 << 16)
def words_of(name: str) -> tuple[str, ...]:
    """Return the words of *name*, those that are parts of it before the whole."""
    low = name.lower()
    if low.isalnum() and low.isascii() and not HUMP.search(name):
        return (low,) if len(low) <= LONGEST else ()
    if RUN.search(name):
        return tuple(_of_signs(low))
    parts = PART.findall(low)
    humps = [hump.lower() for part in PART.findall(name) for hump in HUMP.split(part)]
    found = list(dict.fromkeys([*humps, *parts])) if len(humps) > len(parts) else parts
    whole = "".join(parts)
    if 1 < len(parts) <= MOST_PARTS and not whole.isdecimal():
        found.append(whole)
    return tuple(word for word in found if word and len(word) <= LONGEST)


def _of_signs(text: str) -> Iterator[str]:
    for run in RUN.split(text):
        if not RUN.match(run):
            yield from PART.findall(run)
        elif len(run) == 1:
            yield run
        else:
            yield from (run[at : at + 2] for at in range(len(run) - 1))


def acronyms(text: str) -> set[str]:
    """Return the acronyms that *text* spells out before or after them, in lower case.

    "Multi-query attention (MQA)", "HNSW, the hierarchical navigable small world".
    """
    names = PART.findall(text)
    found = set()
    for at, name in enumerate(names):
        if not ACRONYM.fullmatch(name):
            continue
        letters = name.lower().removesuffix("s") if name[-1] == "s" else name.lower()
        before = names[max(0, at - len(letters)) : at]
        after = names[at + 1 : at + 2 + len(letters)]
        if letters in (initials(before), initials(after[1:]), initials(after[:-1])):
            found.add(letters)
    return found


def initials(names: list[str]) -> str:
    """Return the first letters of *names*."""
    return "".join(name[0] for name in names).lower()
