"""The tables of front matter: each row holds what reading, messages and new pages need of it."""

from __future__ import annotations

import datetime

import pytest
import yaml

from extensions.model.catalog.domain import Entry
from extensions.model.frontmatter import Kind, Page, Post, Series, Short, read
from extensions.model.frontmatter.schema import PLACES, RECORDS, TABLES, rows, skeleton
from extensions.tools.new_page import drafts

DOCNAMES = {
    Kind.POST: "posts/s/p",
    Kind.SHORT: "shorts/x",
    Kind.SERIES: "posts/s/index",
    Kind.PAGE: "about",
}
ROWS = [(kind, name) for kind, table in TABLES.items() for name in table]
kinds = pytest.mark.parametrize("kind", Kind)
each_row = pytest.mark.parametrize(
    ("kind", "name"), ROWS, ids=[f"{kind}-{name}" for kind, name in ROWS]
)


def block(kind: Kind, *left_out: str) -> str:
    """Return front matter of *kind* with the example of every key but those *left_out*."""
    keys = {name: row for name, row in TABLES[kind].items() if name not in left_out}
    return "---\n" + "".join(f"{name}: {row.example}\n" for name, row in keys.items()) + "---\n"


@kinds
def test_examples_are_read_without_a_message(kind: Kind) -> None:
    reading = read(block(kind), DOCNAMES[kind])
    assert reading.messages == ()
    assert type(reading.record) is RECORDS[kind]


@each_row
def test_value_of_a_key_that_is_missing_is_its_default(kind: Kind, name: str) -> None:
    record = read(block(kind, name), DOCNAMES[kind]).record
    assert getattr(record, name) == TABLES[kind][name].default == getattr(RECORDS[kind](), name)


@each_row
def test_key_with_advice_is_required_and_no_other(kind: Kind, name: str) -> None:
    row = TABLES[kind][name]
    found = [message.text for message in read(block(kind, name), DOCNAMES[kind]).messages]
    missing = [text for text in found if text.startswith("missing key")]
    assert missing == ([f'missing key "{name}": {row.advice}'] if row.advice else [])


@each_row
def test_row_says_what_the_key_is_for_and_where_it_shows(kind: Kind, name: str) -> None:
    row = TABLES[kind][name]
    assert row.meaning.endswith(".")
    assert row.shown.endswith(".")


def test_keys_of_each_kind_with_the_required_ones_first() -> None:
    assert {kind: [name for name, _ in rows(kind)] for kind in Kind} == {
        Kind.POST: [
            *("date", "tags", "summary", "level"),
            *("redirect_from", "aliases", "updated", "authors", "draft", "unlisted"),
            *("comments", "cover", "cover_alt", "pinned"),
            *("image", "image_alt", "requires", "symbols", "strict_symbols"),
        ],
        Kind.SHORT: [
            *("date", "tags", "topic", "claim", "distils"),
            *("redirect_from", "aliases", "updated", "authors", "draft", "unlisted"),
            *("comments", "cover", "cover_alt", "question", "answer"),
        ],
        Kind.SERIES: ["track", "summary", "redirect_from", "aliases", "open", "symbols"],
        Kind.PAGE: ["redirect_from", "aliases", "summary", "unlisted"],
    }


def test_every_kind_has_a_place() -> None:
    assert PLACES.keys() == RECORDS.keys() == set(Kind)


def test_new_page_begins_with_answers_and_examples() -> None:
    day = datetime.date(2026, 5, 10)
    assert skeleton(Kind.POST, {"date": day, "tags": ["a", "b"]}) == {
        "date": day,
        "tags": ["a", "b"],
        "summary": "Say here in one sentence what the reader will know at the end of this post.",
        "level": "foundation",
        "authors": ["Ada Lovelace"],
        "draft": True,
    }
    assert list(skeleton(Kind.SHORT, {"topic": "t"}).items())[2:5] == [
        ("topic", "t"),
        (
            "claim",
            "Say here the one idea of this short in one sentence that can be true or false.",
        ),
        ("distils", None),
    ]


@kinds
def test_new_page_is_read_without_a_message(kind: Kind) -> None:
    text = f"---\n{yaml.safe_dump(skeleton(kind, {}))}---\n"
    assert read(text, DOCNAMES[kind]).messages == ()


def entry_of(record: Post | Short | Series | Page, kind: Kind) -> Entry:
    """Return the entry of a page that says *record* of itself and has nothing else."""
    nothing: tuple[()] = ()
    return Entry(
        "x", kind, record, (), None, {}, b"", *(nothing,) * 4, (), nothing, {}, 1, "digest"
    )


def test_entry_has_every_key_as_of_its_kind_or_with_its_default() -> None:
    post = entry_of(Post(level="advanced", authors=("Ada",)), Kind.POST)
    assert (post.as_post.level, post.as_piece.authors, post.authors) == (
        "advanced",
        ("Ada",),
        ("Ada",),
    )
    assert post.as_short == Short()
    short = entry_of(Short(topic="losses", draft=True), Kind.SHORT)
    assert (short.as_short.topic, short.as_piece.draft, short.as_post.level) == (
        "losses",
        True,
        None,
    )
    series = entry_of(Series(track="llm"), Kind.SERIES)
    assert (series.tags, series.as_piece.updated, series.date) == ((), None, datetime.date.min)


CUSTOMS = drafts.Customs(("Ada Lovelace",))


def test_front_matter_of_a_new_page_has_a_key_a_line() -> None:
    assert drafts.series("T", "t", "llm", CUSTOMS).splitlines()[:4] == [
        "---",
        "track: llm",
        "summary: Say here in one sentence what the posts of this series lead to.",
        "---",
    ]
    text = drafts.short("T", "t", datetime.date(2026, 5, 10), ["a", "b"], "losses", CUSTOMS)
    assert text.splitlines()[1:4] == ["date: 2026-05-10", "tags: [a, b]", "topic: losses"]
    assert "\ndistils: null\nauthors: [Ada Lovelace]\ndraft: true\n---\n" in text
