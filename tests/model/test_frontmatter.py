"""Front matter: every message by its line, subtype and text, and what survives beside it."""

from __future__ import annotations

import dataclasses
import datetime
import random
import re

import pytest
import yaml

from extensions.model.frontmatter import (
    Kind,
    Page,
    Post,
    Series,
    Short,
    duplicate_slugs,
    kind_of,
    publication,
    read,
    series_of,
    slugify,
)
from extensions.model.frontmatter import nodes as yaml_nodes
from tests.model.cases import CASES

POST = """\
---
date: 2026-05-10
updated: 2026-06-01
tags: [attention, "yes"]
summary: >
  What is shown,
  on two lines.
authors:
- Ada
- Zoë
level: advanced
image: figures/f.png
image_alt: A curve that falls.
draft: true
requires: [norms, posts/a/b]
redirect_from:
- posts/old
---
# Title
"""
FIELDS = [field.name for field in dataclasses.fields(Post)]
SHORT = """\
---
date: "2026-05-10"
tags: [attention, memory]
topic: losses
claim: 'It holds: always.'
distils: null
---
"""


def _messages(text: str, docname: str) -> list[str]:
    return [
        f"{message.line} {message.subtype}: {message.text}"
        for message in read(text, docname).messages
    ]


@pytest.mark.parametrize(
    ("docname", "text", "expected"),
    [(docname, text, expected) for docname, _, text, expected in CASES],
    ids=[f"{docname}: {name}" for docname, name, _, _ in CASES],
)
@pytest.mark.parametrize("loader", [yaml_nodes.LOADER, yaml.SafeLoader], ids=["default", "pure"])
def test_bad_front_matter(
    monkeypatch: pytest.MonkeyPatch, loader: object, docname: str, text: str, expected: list[str]
) -> None:
    if loader is not yaml_nodes.LOADER and r"\UFFFFFFFF" in text:
        pytest.skip("the pure loader has its own message")
    monkeypatch.setattr(yaml_nodes, "LOADER", loader)
    found = _messages(text, docname)
    # The one message that ends in the loader's own words.
    assert [re.sub(r"handle '.*?'", "handle", message) for message in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "---\nsummary: a\x07b\n---\n",
            "2 control-character: the character U+0007 cannot stand in front matter: delete it",
        ),
        (
            "---\nredirect_from:\n- a\nsummary: a\u2028b\n---\n",
            "4 control-character: the character U+2028 cannot stand in front matter: delete it",
        ),
        (
            "---\nsummary: \ud800\n---\n",
            "2 control-character: the character U+D800 cannot stand in front matter: delete it",
        ),
        (
            "\ufeff---\r\nredirect_from: []\r\nsummary: ''\r\n---\r\n",
            '3 empty-value: "summary" is empty: write text',
        ),
    ],
)
def test_characters_that_a_fixture_cannot_hold(text: str, expected: str) -> None:
    assert expected in _messages(text, "about")


def test_pure_loader_on_an_escape_of_no_character(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_nodes, "LOADER", yaml.SafeLoader)
    assert _messages('---\nsummary: "\\UFFFFFFFF"\n---\n', "about") == [
        "2 yaml-syntax: an escape after a backslash names no character: use single quotes"
    ]


def test_whole_post() -> None:
    reading = read(POST, "posts/s/p")
    assert reading.messages == ()
    assert reading.record == Post(
        date=datetime.date(2026, 5, 10),
        updated=datetime.date(2026, 6, 1),
        tags=("attention", "yes"),
        summary="What is shown, on two lines.",
        authors=("Ada", "Zoë"),
        level="advanced",
        image="figures/f.png",
        image_alt="A curve that falls.",
        draft=True,
        requires=("norms", "posts/a/b"),
        redirect_from=("posts/old",),
    )
    assert reading.body_line == 19
    assert reading.lines["tags"] == 4
    assert reading.lines["authors"] == 8
    assert reading.lines["authors[1]"] == 10


def test_whole_short() -> None:
    reading = read(SHORT, "shorts/x")
    assert reading.messages == ()
    assert reading.record == Short(
        date=datetime.date(2026, 5, 10),
        updated=None,
        tags=("attention", "memory"),
        topic="losses",
        claim="It holds: always.",
        distils=None,
        draft=False,
        authors=(),
        redirect_from=(),
    )


def test_series_and_pages() -> None:
    series = read("---\ntrack: llm\nsummary: مقدمة 🙂\n---\n", "posts/s/index")
    assert (series.kind, series.messages) == (Kind.SERIES, ())
    assert series.record == Series(track="llm", summary="مقدمة 🙂", redirect_from=())
    page = read("# About\n", "about")
    assert (page.kind, page.record, page.messages, page.body_line) == (Kind.PAGE, Page(), (), 1)


@pytest.mark.parametrize("label", ["a-label", "~", "null"])
def test_distils(label: str) -> None:
    record = read(SHORT.replace("null", label), "shorts/x").record
    assert isinstance(record, Short)
    assert record.distils == ("a-label" if label == "a-label" else None)


@pytest.mark.parametrize(
    ("text", "body_line"),
    [
        ("---\nsummary: x\n---\n# T\n", 4),
        ("---\nsummary: x\n...  \n# T\n", 4),
        ("-----\nsummary: x\n-----\n", 4),
        ("---\nsummary: x\n  ------\t\n", 4),
        ("---\r\nsummary: x\r\n---\r\n", 4),
        ("\ufeff---\nsummary: x\n---", 4),
        ("---\nsummary: |\n    ---\n---\n", 5),
    ],
)
def test_ends_where_the_parser_ends_it(text: str, body_line: int) -> None:
    reading = read(text, "about")
    assert (reading.messages, reading.body_line) == ((), body_line)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("date: 2026-05-10", "date: 2026"),
        ("updated: 2026-06-01", "updated: 2026-01-01"),
        ('"yes"', "yes"),
        ("level: advanced", "level: hard"),
        ("draft: true", "draft: yes"),
        ("[norms, posts/a/b]", "norms"),
        ("- posts/old", "- /posts/old"),
        ("image_alt: A curve that falls.", "image_alt: 3"),
    ],
)
def test_good_fields_survive_beside_a_bad_one(good: str, bad: str) -> None:
    whole, partial = (read(text, "posts/s/p").record for text in (POST, POST.replace(good, bad, 1)))
    assert isinstance(whole, Post)
    assert isinstance(partial, Post)
    changed = [name for name in FIELDS if getattr(whole, name) != getattr(partial, name)]
    assert len(changed) == 1
    assert getattr(partial, changed[0]) in (None, "", (), False, ("attention",))


def test_fields_before_a_syntax_error_survive() -> None:
    record = read("---\ndate: 2026-05-10\ntags: [a, b]\nsummary: a: b\n---\n", "posts/p").record
    assert isinstance(record, Post)
    assert (record.date, record.tags) == (datetime.date(2026, 5, 10), ("a", "b"))


def test_lines_of_items_are_those_of_the_record() -> None:
    reading = read(POST.replace('[attention, "yes"]', "\n- a\n- yes\n- c"), "posts/s/p")
    assert isinstance(reading.record, Post)
    assert reading.record.tags == ("a", "c")
    assert (reading.lines["tags[0]"], reading.lines["tags[1]"]) == (5, 7)
    assert "tags[2]" not in reading.lines


@pytest.mark.parametrize("loader", [yaml_nodes.LOADER, yaml.SafeLoader], ids=["default", "pure"])
def test_never_raises(monkeypatch: pytest.MonkeyPatch, loader: object) -> None:
    monkeypatch.setattr(yaml_nodes, "LOADER", loader)
    chance = random.Random(20260510)
    pieces = "\n \t\x00\r\ufeff\u2028\ud800é🙂-:[]{},&*!|>'\"%@`#\\~?<=0"
    for _ in range(300):
        text = list(chance.choice([POST, SHORT]))
        for _ in range(chance.randint(1, 12)):
            place = chance.randrange(len(text))
            text[place : place + chance.choice([0, 0, 1, 5])] = chance.choice(pieces)
        docname = chance.choice(["posts/s/p", "shorts/x", "posts/s/index", "about"])
        reading = read("".join(text), docname)
        assert isinstance(reading.record, Post | Short | Series | Page)
        assert all(len(message.text.splitlines()) == 1 for message in reading.messages)
        assert all(message.line >= 1 for message in reading.messages)


@pytest.mark.parametrize("text", ["", "-", "---", "---\n", "---\n---", "...", "\x00", "\ud800"])
def test_tiny_texts(text: str) -> None:
    assert isinstance(read(text, "posts/p").record, Post)


def test_deep_nesting_is_skipped_without_recursion() -> None:
    text = "---\nsummary: x\nredirect_from:\n" + "- " * 5000 + "a\n---\n"
    expected = "4 yaml-nesting: lists in lists go too deep: flatten them"
    assert _messages(text, "about")[0] == expected


@pytest.mark.parametrize(
    ("docname", "kind", "series"),
    [
        ("posts/s/p", Kind.POST, "s"),
        ("posts/p", Kind.POST, None),
        ("posts/s/index", Kind.SERIES, None),
        ("posts/index", Kind.PAGE, None),
        ("posts/s/t/p", Kind.POST, None),
        ("shorts/x", Kind.SHORT, None),
        ("shorts/index", Kind.PAGE, None),
        ("index", Kind.PAGE, None),
    ],
)
def test_kind_and_series(docname: str, kind: Kind, series: str | None) -> None:
    assert (kind_of(docname), series_of(docname)) == (kind, series)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("C", "c"),
        ("C++", "cpp"),
        ("C#", "c-sharp"),
        ("F#/C#", "f-sharp-c-sharp"),
        ("a + b", "a-b"),
        ("Café  Zoë", "cafe-zoe"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("تعلم عميق", "تعلم-عميق"),
        ("हिन्दी", "हिन्दी"),
        ("snake_case", "snake-case"),
        ("❤️", "16e81418"),
        ("", "e3b0c442"),
    ],
)
def test_slugify(text: str, slug: str) -> None:
    assert slugify(text) == slug
    assert slugify(slug) == slug


def test_duplicate_slugs() -> None:
    assert duplicate_slugs(["C++", "c", "cpp", "C++", "C"]) == [("C++", "cpp"), ("c", "C")]


def test_publication() -> None:
    assert publication(POST, "posts/s/p") == (True, datetime.date(2026, 5, 10))
    assert publication(SHORT, "shorts/x") == (False, datetime.date(2026, 5, 10))
    assert publication(POST.replace("draft: true", "draft: yes"), "posts/s/p")[0] is False
    assert publication("# About\n", "about") == (False, None)


POST_KEYS = "---\ndate: 2026-01-01\ntags: [a, b]\nlevel: foundation\nsummary: S.\n---\n"
SHORT_KEYS = "---\ndate: 2026-01-01\ntags: [a, b]\ntopic: t\nclaim: C.\ndistils: null\n---\n"
SERIES_KEYS = "---\ntrack: t\nsummary: S.\n---\n"


@pytest.mark.parametrize(
    ("docname", "text", "said"),
    [
        ("x", POST_KEYS, "date, tags, level|post|page|docs/posts, or a folder in it"),
        ("shorts/x", POST_KEYS, "level, summary|post|short|docs/posts, or a folder in it"),
        ("posts/s/index", POST_KEYS, "date, tags, level|post|series|docs/posts, or a folder in it"),
        ("posts/x", SHORT_KEYS, "topic, claim, distils|short|post|docs/shorts"),
        ("shorts/a/x", SHORT_KEYS, "date, tags, topic, claim, distils|short|page|docs/shorts"),
        ("posts/x", SERIES_KEYS, "track|series|post|docs/posts/<series>/index.md"),
        ("about", SERIES_KEYS, "track|series|page|docs/posts/<series>/index.md"),
    ],
)
def test_file_in_the_wrong_place_says_where_it_belongs(docname: str, text: str, said: str) -> None:
    keys, meant, kind, place = said.split("|")
    [message] = read(text, docname).messages
    assert message.subtype == "wrong-place"
    assert message.text == (
        f"{keys}: these are keys of a {meant}, and here is the place of a {kind}: "
        f"move the file to {place}"
    )
