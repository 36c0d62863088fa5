"""The standard of a piece, as far as a machine can tell.

Each check takes a piece and gives what is wrong with it, as (line, what).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from pybtex.database import Entry, parse_file

from extensions.lib.site_file import Rules
from extensions.lib.site_values import Range
from tests.content.pieces import (
    DOCS,
    RULES,
    Piece,
    all_sources,
    at,
    line_of,
    long_pieces,
    parse_inline,
    prose,
    shorts,
    words,
)

Problems = Iterator[tuple[int, str]]
Check = Callable[[Piece, Rules], Problems]

QUOTED = re.compile(r'"[^"]*"|“[^”]*”')
BY_POSITION = re.compile(
    r"\b(previous|next|last|preceding|following) (post|piece|article|chapter)\b"
    r"|\b(sections?|chapters?|sec\.|§) ?\d",
    re.IGNORECASE,
)
HAND_NUMBER = re.compile(
    r"(\d+(\.\d+)*[.):]|\d+(\.\d+)+|[IVX]+[.)]|(section|chapter|part|step) \d+\b|§)", re.IGNORECASE
)
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b50-\u2b55\ufe0f]")
ABBREVIATION = re.compile(r"\b(e\.g|i\.e|etc|vs|cf|et al|Dr)\.")
SENTENCE_END = re.compile(r"""[.?!]["'”)]*(?=\s|$)""")


def outside(value: int, bounds: Range | None, what: str) -> Problems:
    """Tell when *value* is not within *bounds*, of which there may be none."""
    if bounds and not bounds[0] <= value <= bounds[1]:
        yield 1, f"{value:,} {what}, not {bounds[0]:,} to {bounds[1]:,}"


def runs(piece: Piece) -> Iterator[tuple[int, str]]:
    """Give (line, text) of everything in *piece* that is read as prose."""
    for key in ("summary", "claim"):
        yield 1, prose(parse_inline(str(piece.front.get(key, ""))))
    for token in piece.tokens:
        if token.type == "inline":
            yield line_of(token), prose(token)
        elif "directive" in token.meta:
            directive = token.meta["directive"]
            if directive.name.startswith("prf:"):
                yield directive.line, directive.argument
            yield directive.line, directive.options.get("alt", "")


# Checks of every piece


def one_title(piece: Piece, rules: Rules) -> Problems:
    titles = [line for level, line, _ in piece.headings if level == 1]
    if len(titles) != 1:
        yield 1, f"{len(titles)} headings of the first level, not 1"


def headings_without_numbers(piece: Piece, rules: Rules) -> Problems:
    if not rules.plain_tone:
        return
    for _, line, text in piece.headings:
        if HAND_NUMBER.match(text):
            yield line, f'heading "{text}" is numbered by hand: leave that to the build'


def no_reference_by_position(piece: Piece, rules: Rules) -> Problems:
    if not rules.plain_tone:
        return
    for line, text in runs(piece):
        # Words in quotation marks are spoken of, not used.
        for found in BY_POSITION.finditer(QUOTED.sub('""', text)):
            yield line, f'"{found[0]}": link to it, for its place changes'


def no_exclamations_or_emoji(piece: Piece, rules: Rules) -> Problems:
    if not rules.plain_tone:
        return
    for line, text in runs(piece):
        if "!" in text:
            yield line, f'exclamation mark in "{text}"'
        for found in EMOJI.findall(text):
            yield line, f"emoji U+{ord(found):04X}"


def some_tags(piece: Piece, rules: Rules) -> Problems:
    yield from outside(len(piece.front.get("tags", [])), rules.tags, "tags")


def references_for_citations(piece: Piece, rules: Rules) -> Problems:
    if piece.citations and not ends_with_references(piece):
        yield piece.citations[0][0], "cites, but does not end with {footbibliography}"


def ends_with_references(piece: Piece) -> bool:
    """Tell whether the last block of *piece*, but for its errata, is its list of references."""
    told = (token.meta.get("directive") for token in reversed(piece.tokens))
    names = (one.name if one else "" for one in told)
    return next(name for name in names if name != "erratum") == "footbibliography"


# Checks of a long piece


def summary_of_some_length(piece: Piece, rules: Rules) -> Problems:
    if not ("summary" in rules.required or piece.front.get("summary")):
        return
    summary = prose(parse_inline(str(piece.front.get("summary", ""))), formula="x")
    yield from outside(words(summary), rules.summary_words, "words of summary")


def long_of_some_length(piece: Piece, rules: Rules) -> Problems:
    yield from outside(piece.words, rules.words, "words of prose")


def some_sections(piece: Piece, rules: Rules) -> Problems:
    sections = sum(level == 2 for level, _, _ in piece.headings)
    yield from outside(sections, rules.sections, "sections")


def figure_or_widget(piece: Piece, rules: Rules) -> Problems:
    if not rules.picture:
        return
    if not any(told.name in {"figure", "widget"} for told in piece.directives):
        yield 1, "no figure and no widget"


def worked_example(piece: Piece, rules: Rules) -> Problems:
    if not rules.worked_example:
        return
    if not any(
        block.language == "output" and block.follows and block.follows.language == "python"
        for block in piece.code
    ):
        yield 1, "no python block with its output"


def references(piece: Piece, rules: Rules) -> Problems:
    if not rules.references or str(Path(piece.name).with_suffix("")) in rules.without_references:
        return
    if not ends_with_references(piece):
        yield len(piece.text.splitlines()), "does not end with {footbibliography}"


def link_to_another_piece(piece: Piece, rules: Rules) -> Problems:
    if not rules.neighbours:
        return
    neighbours = {
        label.lower()
        for other in (*long_pieces(), *shorts())
        if other.name != piece.name
        for _, label in other.labels
    }
    if not any(address.removeprefix("#").lower() in neighbours for address in piece.links):
        yield 1, "no link to another piece"


# Checks of a short


def short_of_some_length(piece: Piece, rules: Rules) -> Problems:
    yield from outside(piece.words, rules.short_words, "words of prose")


def few_formulas(piece: Piece, rules: Rules) -> Problems:
    yield from outside(piece.formulas, rules.short_formulas, "formulas")


def claim_of_few_sentences(piece: Piece, rules: Rules) -> Problems:
    if not ("claim" in rules.required or piece.front.get("claim")):
        return
    claim = prose(parse_inline(str(piece.front.get("claim", ""))), formula="x").strip()
    sentences = len(SENTENCE_END.findall(ABBREVIATION.sub(r"\1", claim)))
    yield from outside(sentences, rules.claim_sentences, "sentences of claim")


EVERY: list[Check] = [
    one_title,
    headings_without_numbers,
    no_reference_by_position,
    no_exclamations_or_emoji,
    some_tags,
    references_for_citations,
]
LONG: list[Check] = [
    *EVERY,
    summary_of_some_length,
    long_of_some_length,
    some_sections,
    figure_or_widget,
    worked_example,
    references,
    link_to_another_piece,
]
SHORT: list[Check] = [
    *EVERY,
    short_of_some_length,
    few_formulas,
    claim_of_few_sentences,
]


@pytest.mark.parametrize("piece", long_pieces(), ids=lambda piece: piece.name)
@pytest.mark.parametrize("check", LONG, ids=lambda check: check.__name__)
def test_long_piece(piece: Piece, check: Check) -> None:
    problems = at(piece, check(piece, RULES))
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("piece", shorts(), ids=lambda piece: piece.name)
@pytest.mark.parametrize("check", SHORT, ids=lambda check: check.__name__)
def test_short(piece: Piece, check: Check) -> None:
    problems = at(piece, check(piece, RULES))
    assert not problems, "\n".join(problems)


# What holds across the site


def test_labels_are_unique() -> None:
    places = defaultdict(list)
    for piece in all_sources():
        for line, label in piece.labels:
            places[label.lower()].append(f"docs/{piece.name}:{line}")
    twice = [f"{label}: {', '.join(found)}" for label, found in places.items() if len(found) > 1]
    assert not twice, "\n".join(twice)


@cache
def works() -> dict[str, Entry]:
    """Return the bibliography by key."""
    file = DOCS / "references.bib"
    return dict(parse_file(file, "bibtex").entries) if file.is_file() else {}


PLACES = ("doi", "url", "publisher", "school", "institution")


def lacks(entry: Entry) -> Iterator[str]:
    """Give what a reader needs to find the work and *entry* does not tell."""
    if not entry.persons.get("author"):
        yield "author"
    yield from (name for name in ("title", "year") if not entry.fields.get(name, "").strip())
    if not any(entry.fields.get(name, "").strip() for name in PLACES) and not all(
        entry.fields.get(name, "").strip() for name in ("journal", "volume", "pages")
    ):
        yield "place: doi, url, publisher, school, institution, or journal with volume and pages"


def test_every_citation_is_in_the_bibliography() -> None:
    unknown = [
        f"docs/{piece.name}:{line}: {key} is not in references.bib"
        for piece in all_sources()
        for line, key in piece.citations
        if key not in works()
    ]
    assert not unknown, "\n".join(unknown)


def test_every_entry_is_cited() -> None:
    cited = {key for piece in all_sources() for _, key in piece.citations}
    assert sorted(works().keys() - cited) == []


def test_every_entry_can_be_found_by_a_reader() -> None:
    faults = [f"{key}: no {what}" for key, entry in works().items() for what in lacks(entry)]
    assert not faults, "\n".join(faults)


def test_an_incomplete_entry_is_told() -> None:
    assert list(lacks(Entry("misc", fields={"title": "A", "year": " "}))) == [
        "author",
        "year",
        "place: doi, url, publisher, school, institution, or journal with volume and pages",
    ]


# The checks themselves

BROKEN = """\
---
tags: [attention]
summary: Too short, and loud!
claim: One. Two, e.g. this. Three? Four.
---

# First title

# Second title

## 3. Numbered

As the previous post and section 4 show, but "the next post" and "section 4" are spoken of.

### II. Roman

A factorial $n!$ and `a != b` are quiet 🎉.

:::{prf:theorem} Euler!
:label: thm-a

See chapter 2 of $x$.
:::

````markdown
## 4. Shown, not used! See section 5.
```{figure} a.svg
```
````

```{figure} b.svg
:alt: What a shock!

A caption. {footcite:p}`nobody2020nothing`
```

$$
a \\\\ b
$$ (eq-a)

Last words, $a$, $b$, $c$ and $d$.
"""

TOLD = """\
1 2 headings of the first level, not 1
11 heading "3. Numbered" is numbered by hand: leave that to the build
15 heading "II. Roman" is numbered by hand: leave that to the build
13 "previous post": link to it, for its place changes
13 "section 4": link to it, for its place changes
22 "chapter 2": link to it, for its place changes
1 exclamation mark in "Too short, and loud!"
17 emoji U+1F389
19 exclamation mark in "Euler!"
31 exclamation mark in "What a shock!"
1 1 tags, not 2 to 5
34 cites, but does not end with {footbibliography}
1 4 words of summary, not 60 to 110
1 40 words of prose, not 1,800 to 4,000
1 1 sections, not 5 to 9
1 no python block with its output
41 does not end with {footbibliography}
1 no link to another piece
1 40 words of prose, not 120 to 300
1 7 formulas, not 0 to 4
1 4 sentences of claim, not 1 to 3
"""


def test_what_is_told() -> None:
    piece = Piece(Path("broken.md"), BROKEN)
    checks = dict.fromkeys([*LONG, *SHORT])
    told = [f"{line} {what}" for check in checks for line, what in check(piece, Rules())]
    assert told == TOLD.splitlines()


def test_what_is_parsed() -> None:
    piece = Piece(Path("broken.md"), BROKEN)
    assert piece.labels == [(19, "thm-a"), (37, "eq-a")]
    assert piece.citations == [(34, "nobody2020nothing")]
    assert [told.name for told in piece.directives] == ["prf:theorem", "figure"]
    assert [block.language for block in piece.code] == ["markdown"]
