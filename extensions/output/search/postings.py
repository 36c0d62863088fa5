r"""The words of one page: in which of its parts each stands, how much it weighs there, and where.

A posting is four signs: two for the number of the part, one for the weight, one for the sixths of
the part in which the word stands, so that a browser can tell which words are near to each other.

``$`` begins the words of formulas, so that ``$x`` is not the letter.  Two words that stand side by
side in a name, in a summary, or more than once on the page, are a word as well: "chain rule".  A
whole name has ``=`` behind it: who asks for it wants what is called so.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from extensions.output.search.page_text import EQUATIONS, MOST_PARTS, STATEMENTS, Form
from extensions.output.search.terms import terms
from extensions.output.search.tokens import acronyms, names_in, pairs, parts_of, words, words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from extensions.output.search.page_text import Equation, PageText, Passage, Statement
    from extensions.output.search.records import Page

SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
FORMULA, WHOLE = "$", "="
CLAUSE = re.compile("[:,;?!(–—]")
# "Theorem 3 (Novikoff's bound)" is asked for as "Novikoff's bound".
NUMBERED = re.compile(r"^[^(]*\((.*)\)$")

# How much a word weighs in a field, once.
TITLE, HEADING, OPENING, SUBJECT = 3.0, 2.2, 0.7, 0.5
IN_CODE, IN_FORMULA, SET_APART = 0.4, 0.8, 2.6
# A name of so many words, and a text, count as they are; longer ones less, shorter names more.
NAME_LENGTH, TEXT_LENGTH = 3, 250
BEGINNING = 0.4
SATURATION = 1.2
# A weight is one of 63.
STEPS = 12
SIXTHS = 6
# A pair of words that a page has but once is chance.
CHANCE = 1


@dataclass(frozen=True)
class PageIndex:
    """The postings of a page by word, and the words of its names."""

    words: dict[str, str]
    names: list[str]


class Part:
    """A part of a page while its words, but those *skipped*, are counted."""

    def __init__(self, skipped: frozenset[str]) -> None:
        self.skipped = skipped
        self.weights: dict[str, float] = {}
        self.places: dict[str, int] = {}
        # Pairs of words that are kept if the page has them elsewhere as well.
        self.pairs: Counter[str] = Counter()
        self.half = SATURATION

    def add(self, found: Iterable[str], weight: float) -> None:
        """Add *weight* to each word *found*."""
        for word in set(found) - self.skipped:
            self.weights[word] = self.weights.get(word, 0) + weight

    def place(self, found: Iterable[str], at: int, blocks: int) -> None:
        """Note that words *found* stand in the block *at* of so many *blocks*."""
        sixth = 1 << at * SIXTHS // blocks
        for word in set(found):
            self.places[word] = self.places.get(word, 0) | sixth

    def name(self, text: str, weight: float) -> None:
        """Add a name, of which each word weighs less the more it has.

        What stands before a colon or comma is nearly a name of its own.
        """
        first = CLAUSE.split(text, maxsplit=1)[0]
        for name, share in ((first, BEGINNING), (text, 1 - BEGINNING)):
            names = names_in(name)
            found = parts_of(names, self.skipped)
            length = max(1, len(found)) / NAME_LENGTH
            together = [*pairs(names, self.skipped), f"{' '.join(found)}{WHOLE}"]
            self.add([*words(name), *together], share * weight / length**0.5)

    def label(self, text: str) -> None:
        """Add a label, which is asked for as a whole."""
        whole = words(text)[-1:]
        self.add([*whole, *(f"{word}{WHOLE}" for word in whole)], TITLE)

    def text(self, texts: Sequence[str], weight: float = 1) -> None:
        """Add the words of *texts*, the blocks of a part, in their order."""
        counts: Counter[str] = Counter()
        for at, line in enumerate(texts):
            names = names_in(line)
            found = [word for name in names for word in words_of(name)]
            counts.update(found)
            self.place(found, at, len(texts))
            self.pairs.update(pairs(names, self.skipped))
        self.half = SATURATION * (0.4 + 0.6 * counts.total() / TEXT_LENGTH)
        for word, count in counts.items():
            if word not in self.skipped:
                self.weights[word] = self.weights.get(word, 0) + weight * count / (
                    count + self.half
                )

    def keep_pairs(self, kept: Collection[str]) -> None:
        """Add of the pairs of words in the text those *kept*."""
        for pair, count in self.pairs.items():
            if pair in kept:
                self.add([pair], count / (count + self.half))


def index_of(page: Page, text: PageText, skipped: frozenset[str]) -> PageIndex:
    """Return the words of *page* and its *text* but those *skipped*."""
    parts: dict[int, Part] = {0: Part(skipped)}
    for number, passage in enumerate(text.passages[:MOST_PARTS]):
        part = parts.setdefault(number, Part(skipped))
        add_passage(part, passage, text)
        if number:
            part.name(passage.title, HEADING)
    add_page(parts[0], page, text)
    for number, statement in enumerate(text.statements[:MOST_PARTS], STATEMENTS):
        parts[number] = Part(skipped)
        add_statement(parts[number], statement, text)
        # It is about what its page is about.
        parts[number].add(words(page.title), SUBJECT)
    for number, equation in enumerate(text.equations[:MOST_PARTS], EQUATIONS):
        parts[number] = Part(skipped)
        add_equation(parts[number], equation, text)
    count: Counter[str] = Counter()
    for part in parts.values():
        count.update(part.pairs)
    kept = {pair for pair, number in count.items() if number > CHANCE}
    for part in parts.values():
        part.keep_pairs(kept)
    names = {word for name in names_of(page, text) for word in words(name)} - skipped
    return PageIndex(written(parts), sorted(names))


def written(parts: dict[int, Part]) -> dict[str, str]:
    """Return the postings of all words in *parts* as they are written."""
    found: dict[str, list[str]] = {}
    for number, part in parts.items():
        place = SIGNS[number >> 6] + SIGNS[number & 63]
        for word, weight in part.weights.items():
            steps = min(63, max(1, round(weight * STEPS)))
            sixths = SIGNS[part.places.get(word, 0)]
            found.setdefault(word, []).append(f"{place}{SIGNS[steps]}{sixths}")
    return {word: "".join(found[word]) for word in sorted(found)}


def names_of(page: Page, text: PageText) -> list[str]:
    """Return the names on *page*: its own, those of its sections and statements."""
    sections = [passage.title for passage in text.passages]
    return [page.title, *page.aliases, *sections, *(one.name for one in text.statements)]


def add_page(part: Part, page: Page, text: PageText) -> None:
    """Add what names *page*: its title, its other names, acronyms that its first words say."""
    part.name(page.title, TITLE)
    first = [line for passage in text.passages[:1] for line, _ in passage.blocks[:2]]
    said = {acronym for line in (page.title, *first) for acronym in acronyms(line)}
    for name in (*page.aliases, *sorted(said)):
        part.name(name, TITLE)
    part.add(words(" ".join(page.subjects)), SUBJECT)


def add_passage(part: Part, passage: Passage, text: PageText) -> None:
    """Add the text of a section."""
    lines = [(text.spelled(line), form) for line, form in passage.blocks]
    part.text([line for line, form in lines if form == Form.CODE], IN_CODE)
    part.text([line for line, form in lines if form != Form.CODE])
    for line, form in lines:
        if form == Form.OPENING:
            part.add([*words(line), *pairs(names_in(line), part.skipped)], OPENING)
        elif form == Form.TEXT:
            part.add(acronyms(line), HEADING)
    for at, (line, _) in enumerate(passage.blocks):
        found = [word for tex in text.tex_in(line) for word in formula_words(tex)]
        part.place(found, at, len(passage.blocks))
        part.weights |= dict.fromkeys(found, IN_FORMULA)


def add_statement(part: Part, statement: Statement, text: PageText) -> None:
    """Add a theorem, definition, …"""
    part.name(NUMBERED.sub(r"\1", statement.name), HEADING)
    part.text([text.spelled(statement.text)])
    part.label(statement.anchor)


def add_equation(part: Part, equation: Equation, text: PageText) -> None:
    """Add an equation: its formula, and what leads up to it."""
    part.text([text.spelled(line) for line in (equation.formula, equation.before)], 0.5)
    part.label(equation.label)
    found = {word for tex in text.tex_in(equation.formula) for word in formula_words(tex)}
    part.add(found, SET_APART / max(1, len(found) / NAME_LENGTH) ** 0.5)


@lru_cache(maxsize=1 << 12)
def formula_words(tex: str) -> tuple[str, ...]:
    """Return the words of a formula as the index has them."""
    return tuple(f"{FORMULA}{term}" for term in terms(tex))
