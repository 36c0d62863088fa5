"""The vocabulary: its file, its faults, and pages that do not keep to it."""

from __future__ import annotations

import pytest

from extensions.model.frontmatter import Message, read
from extensions.model.vocabulary import Term, check, load

SMALL = """\
tracks:
  llm: {title: Language models, line: Text.}
topics:
  losses: {title: Losses, line: Errors., track: llm}
tags:
  attention: {title: Attention, line: Weights.}
  memory: {title: Memory, line: Bytes.}
"""


def test_terms() -> None:
    vocabulary, messages = load(SMALL)
    assert messages == ()
    assert vocabulary.topics == {"losses": Term("losses", "Losses", "Errors.", "llm")}
    assert vocabulary.tags["memory"] == Term("memory", "Memory", "Bytes.", None)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ()),
        (
            "track: llm",
            "track: lmm",
            (Message(4, "unknown-track", 'unknown track "lmm": did you mean "llm"?'),),
        ),
        (
            "  memory:",
            "  Attention:",
            (
                Message(
                    7,
                    "same-slug-tags",
                    'the tags "attention" and "Attention" share one address: rename one',
                ),
            ),
        ),
        (
            "  memory:",
            "  attention:",
            (Message(7, "duplicate-key", 'the key "attention" is already on line 6: keep one'),),
        ),
        (
            ", line: Bytes.",
            "",
            (Message(7, "missing-key", 'missing key "line" in "memory": write it'),),
        ),
        (
            "line: Bytes.",
            "line: Bytes., track: llm",
            (
                Message(
                    7, "unknown-key", 'unknown key "track" in "memory". Known keys: title, line'
                ),
            ),
        ),
        (
            "title: Memory",
            "title: 3",
            (
                Message(
                    7,
                    "wrong-type",
                    '"title" is a number: write text, or put it in quotes: "3"',
                ),
            ),
        ),
        (
            "{title: Memory, line: Bytes.}",
            "Memory",
            (Message(7, "not-a-mapping", '"memory" is text: make it a mapping'),),
        ),
        (
            "tracks:",
            "track:",
            (
                Message(
                    1,
                    "unknown-key",
                    'unknown key "track" in the vocabulary: did you mean "tracks"? '
                    "Known keys: tracks, topics, tags",
                ),
                Message(1, "missing-key", 'missing key "tracks" in the vocabulary: write it'),
                Message(
                    4,
                    "unknown-track",
                    'unknown track "llm": the known ones are in docs/vocabulary.yml',
                ),
            ),
        ),
        (
            "  memory:",
            "  [a]:",
            (Message(7, "unknown-key", 'a key in "tags" is no word: write a word'),),
        ),
        (
            "{title: Memory, line: Bytes.}",
            "{title: Memory: x",
            (
                Message(
                    7,
                    "yaml-syntax",
                    'a "[" or "{" opens here and is not closed, or lacks a comma: mend it',
                ),
            ),
        ),
    ],
)
def test_broken_vocabulary(old: str, new: str, expected: tuple[Message, ...]) -> None:
    vocabulary, messages = load(SMALL.replace(old, new, 1))
    assert messages == expected
    assert "losses" in vocabulary.topics


def test_no_mapping_at_all() -> None:
    assert load("- a\n")[1] == (
        Message(1, "not-a-mapping", "the vocabulary is a list: make it a mapping"),
    )


SHORT = """\
---
date: 2026-05-10
tags:
- attention
- yes
- {tag}
topic: {topic}
claim: It holds.
distils: null
---
"""


@pytest.mark.parametrize(
    ("docname", "text", "expected"),
    [
        ("shorts/x", SHORT.format(tag="memory", topic="losses"), ()),
        (
            "shorts/x",
            SHORT.format(tag="Memori", topic="loses"),
            (
                Message(6, "unknown-tag", 'unknown tag "Memori": did you mean "memory"?'),
                Message(7, "unknown-topic", 'unknown topic "loses": did you mean "losses"?'),
            ),
        ),
        (
            "shorts/x",
            SHORT.format(tag="zzz", topic="losses"),
            (
                Message(
                    6,
                    "unknown-tag",
                    'unknown tag "zzz": the known ones are in docs/vocabulary.yml',
                ),
            ),
        ),
        (
            "posts/s/index",
            "---\ntrack: lm\nsummary: x\n---\n",
            (Message(2, "unknown-track", 'unknown track "lm": did you mean "llm"?'),),
        ),
        ("about", "# About\n", ()),
    ],
)
def test_check(docname: str, text: str, expected: tuple[Message, ...]) -> None:
    assert check(read(text, docname), load(SMALL)[0]) == expected


def test_file_that_cannot_be_read_says_nothing_of_pages() -> None:
    vocabulary, messages = load(SMALL.replace("tags:", "tags: [", 1))
    assert len(messages) == 1
    assert check(read(SHORT.format(tag="memory", topic="loses"), "shorts/x"), vocabulary) == ()
