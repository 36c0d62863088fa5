"""The keys of front matter: one table for each kind of page, and a row for each key.

A table is a class and a row is one of its fields.  Reading, messages, defaults, the front
matter of new pages (``make new-post`` and its like) and the reference page of the site all
come from here: a new key is one row, in the class of the pages that may have it.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from extensions.model.frontmatter.fields import Fields
from extensions.model.frontmatter.keys import Key, key
from extensions.model.frontmatter.kinds import EVERYTHING, Kind, Standard
from extensions.model.frontmatter.readers import beside, not_before
from extensions.model.frontmatter.symbols import Symbol, read_symbols


def _summary(
    *,
    meaning: str,
    example: str,
    shown: str,
    advice: str = "write in one sentence what the page shows",
) -> str:
    """Return the row of a summary, which each kind of page but a short has in its own words."""
    return key(Fields.text, "", meaning=meaning, example=example, shown=shown, advice=advice)


def _symbols(*, meaning: str, shown: str) -> tuple[Symbol, ...]:
    """Return the row of symbols, which a series declares as well as a post."""
    example = '{"$d_k$": width of a key}'
    return key(read_symbols, (), meaning=meaning, example=example, shown=shown)


# The first two are no tables of their own, and have no slots: else a kind's would be but some.
@dataclass(frozen=True)
class AnyPage:
    """The keys that every page may have."""

    redirect_from: tuple[str, ...] = key(
        Fields.redirects,
        (),
        meaning="The addresses that the page had before, all of them, the first one first.",
        example="[posts/old-name]",
        shown="Each leads to the page; the first stays its id in feeds.",
    )
    aliases: tuple[str, ...] = key(
        Fields.names,
        (),
        meaning="Other names of what the page is about, by which readers search for it.",
        example="[MQA]",
        shown="Search, where they count as much as the title.",
    )


@dataclass(frozen=True)
class Piece(AnyPage):
    """The keys of all that is published with a date: posts and shorts."""

    date: datetime.date | None = key(
        Fields.date,
        None,
        meaning="The day of publication; before it, the page is not on the site.",
        example="2026-05-10",
        shown='Lists, cards, the head of the page, feeds, "Cite this"; orders what is listed.',
        advice="write the day of publication, as in date: 2026-05-10",
    )
    updated: datetime.date | None = key(
        not_before("date"),
        None,
        meaning="The day on which the meaning of the page last changed; a later erratum counts.",
        example="2026-06-01",
        shown='Lists, cards, the head of the page, feeds, the sitemap, "Cite this".',
    )
    tags: tuple[str, ...] = key(
        Fields.tags,
        (),
        meaning="What the page is about, in words that docs/vocabulary.yml has under tags.",
        example="[attention, memory]",
        shown="Lists, cards, the head of the page, pages and feeds of tags, search.",
        advice="write two to five, as in tags: [attention, memory]",
    )
    authors: tuple[str, ...] = key(
        Fields.texts,
        (),
        meaning="Who wrote the page.",
        example="[Ada Lovelace]",
        shown='The head of the page, pages of authors, feeds, "Cite this".',
        in_skeleton=True,
    )
    draft: bool = key(
        Fields.flag,
        False,
        meaning="Whether the page is still being written: then it is not on the site.",
        example="true",
        shown='Only where drafts are shown: make live says "Draft" beside the date.',
        in_skeleton=True,
    )
    unlisted: bool = key(
        Fields.flag,
        False,
        meaning="Whether the page is to be found by nobody who has not got its address.",
        example="true",
        shown="In no list, feed, sitemap or search; search engines are told not to keep the page.",
    )
    comments: bool = key(
        Fields.flag,
        True,
        meaning="Whether the page has a discussion, where the site has discussions.",
        example="false",
        shown="At the foot of the page.",
    )
    cover: str | None = key(
        Fields.optional_text,
        None,
        meaning="The file of a picture that stands for the piece, as a path from its folder.",
        example="figures/falling.png",
        shown="The head of the page, lists, cards; where a network shows a link, unless image is.",
    )
    cover_alt: str | None = key(
        beside("cover", "alt-without-cover", "name the picture, or delete the key"),
        None,
        meaning="What the cover shows, in words.",
        example="A curve that falls.",
        shown="To readers who do not see the picture.",
    )


@dataclass(frozen=True, slots=True)
class Post(Piece):
    """A long piece."""

    summary: str = _summary(
        meaning="What the page shows, in one paragraph of Markdown that stands alone.",
        example="Say here in one sentence what the reader will know at the end of this post.",
        shown="Below the title, in lists, in feeds, in the description for machines.",
    )
    level: str | None = key(
        Fields.level,
        None,
        meaning="How much the reader has to know; not below the level of what is required.",
        example="foundation",
        shown="Lists, the head of the page, search.",
        advice="write foundation, intermediate or advanced",
    )
    pinned: bool = key(
        Fields.flag,
        False,
        meaning="Whether lists of posts begin with this one, however old it is.",
        example="true",
        shown='Home and other lists of posts, where it stands first, marked "Pinned".',
    )
    image: str | None = key(
        beside("image_alt", "image-without-alt", "say in words what the image shows"),
        None,
        meaning="The file of a picture, as a path from the folder of the page.",
        example="figures/falling.png",
        shown="Where a network shows a link to the page; else a card is drawn.",
    )
    image_alt: str | None = key(
        beside("image", "alt-without-image", "name the image, or delete the key"),
        None,
        meaning="What the picture shows, in words.",
        example="A curve that falls.",
        shown="To readers who do not see the picture.",
    )
    requires: tuple[str, ...] = key(
        Fields.texts,
        (),
        meaning="The labels of posts, or of their sections, that this post cannot do without.",
        example="[what-comes-first]",
        shown='"Before you read" in the head of the page, the map.',
    )
    symbols: tuple[Symbol, ...] = _symbols(
        meaning="The symbols of the formulas, each with its meaning.",
        shown="In every formula under the pointer, in the table of symbols, search.",
    )
    strict_symbols: bool = key(
        Fields.flag,
        False,
        meaning="Whether every symbol must be declared, and every declared one used.",
        example="true",
        shown="Nowhere: the build tells what is not.",
    )


@dataclass(frozen=True, slots=True)
class Short(Piece):
    """A piece of one idea."""

    topic: str | None = key(
        Fields.optional_text,
        None,
        meaning="What the idea belongs to, by a key that docs/vocabulary.yml has under topics.",
        example="losses",
        shown="Cards, the wall of shorts, the page of the topic; gives its neighbours.",
        advice="write the key of one topic",
    )
    claim: str = key(
        Fields.text,
        "",
        meaning="The one idea, as a sentence of Markdown that can be true or false.",
        example="Say here the one idea of this short in one sentence that can be true or false.",
        shown="Below the title, on cards, in lists and feeds.",
        advice="write the one idea in one sentence",
    )
    distils: str | None = key(
        Fields.nullable_text,
        None,
        meaning="The label of the section of a post that the short is drawn from.",
        example="null",
        shown='"Drawn from" below the claim; the short stands beside that section.',
        advice="write the label of the section it distils, or null if there is none",
    )
    question: str | None = key(
        beside("answer", "question-without-answer", "write the answer as well"),
        None,
        meaning="What a reader should still know later, asked in a sentence of Markdown.",
        example="Why does the step have to be below $2/L$?",
        shown="At the foot of the short, on pages that ask it, in the Anki deck of its series.",
    )
    answer: str | None = key(
        beside("question", "answer-without-question", "write the question as well"),
        None,
        meaning="The answer to the question, in one to three sentences of Markdown.",
        example="Beyond it the error in the steepest direction grows with each step.",
        shown="Behind the question.",
    )


@dataclass(frozen=True, slots=True)
class Series(AnyPage):
    """The page of a series."""

    track: str | None = key(
        Fields.optional_text,
        None,
        meaning="What the series belongs to, by a key that docs/vocabulary.yml has under tracks.",
        example="learning",
        shown="Lists of series, the page of the track, search.",
        advice="write the key of one track",
    )
    summary: str = _summary(
        meaning="What the posts of the series lead to, in one sentence of Markdown.",
        example="Say here in one sentence what the posts of this series lead to.",
        shown="Below the title, in lists of series, in the description for machines.",
    )
    open: bool = key(
        Fields.flag,
        False,
        meaning="Whether posts go on coming, without an end: no post is told how many there are.",
        example="true",
        shown='Above a post ("Part 3" in place of "3 of 7"), on its card, beside the length.',
    )
    symbols: tuple[Symbol, ...] = _symbols(
        meaning="The symbols that mean the same in all posts of the series.",
        shown="As those of a post, in all of them; with theirs on the page of the series.",
    )


@dataclass(frozen=True, slots=True)
class Page(AnyPage):
    """Any other page."""

    summary: str = _summary(
        meaning="What the page shows, in one sentence of Markdown.",
        example="What this site is, and how it is made.",
        shown="Below the title, in the description for machines.",
        advice="",
    )
    unlisted: bool = key(
        Fields.flag,
        False,
        meaning="Whether the page is to be found by nobody who has not got its address.",
        example="true",
        shown="In no list, feed, sitemap or search; search engines are told not to keep the page.",
    )


Record = Post | Short | Series | Page

RECORDS: Mapping[Kind, type[Post] | type[Short] | type[Series] | type[Page]] = {
    Kind.POST: Post,
    Kind.SHORT: Short,
    Kind.SERIES: Series,
    Kind.PAGE: Page,
}

# Where the files of a kind stand.
PLACES: Mapping[Kind, str] = {
    Kind.POST: "docs/posts, or a folder in it",
    Kind.SHORT: "docs/shorts",
    Kind.SERIES: "docs/posts/<series>/index.md",
    Kind.PAGE: "docs",
}

TABLES: Mapping[Kind, Mapping[str, Key]] = {
    kind: {field.name: field.metadata["key"] for field in dataclasses.fields(record)}
    for kind, record in RECORDS.items()
}


def required_keys(kind: Kind) -> tuple[str, ...]:
    """Return the keys that front matter of a page of *kind* must have."""
    return tuple(name for name, row in TABLES[kind].items() if row.is_required)


def known_keys(kind: Kind) -> tuple[str, ...]:
    """Return the keys that front matter of a page of *kind* may have, in the order of letters."""
    return tuple(sorted(TABLES[kind]))


def rows(kind: Kind) -> list[tuple[str, Key]]:
    """Return the keys of *kind* and their rows as they are shown: the required ones first."""
    return sorted(TABLES[kind].items(), key=lambda row: not row[1].is_required)


def skeleton(
    kind: Kind, answers: Mapping[str, object], standard: Standard = EVERYTHING
) -> dict[str, object]:
    """Return the front matter of a new page of *kind*: *answers*, and examples for the rest.

    Of the keys that *standard* does not ask for it has those that are answered.
    """
    return {
        name: answers[name] if name in answers else yaml.safe_load(row.example)
        for name, row in rows(kind)
        if row.in_skeleton or (row.is_required and standard.asks_for(name)) or answers.get(name)
    }


def record_of(fields: Fields, kind: Kind) -> Record:
    """Return the record of a page of *kind*, made of *fields*, which note what is wrong."""
    for name, row in TABLES[kind].items():
        fields.values[name] = row.read(fields, name) if name in fields.nodes else row.default
    values: dict[str, Any] = fields.values
    return RECORDS[kind](**values)
