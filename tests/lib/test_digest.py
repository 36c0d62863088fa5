"""The digest of a plain value: the same for the same, and a refusal of what is not plain."""

from __future__ import annotations

import datetime
import subprocess
import sys
from dataclasses import dataclass
from enum import Enum, StrEnum
from itertools import combinations

import pytest

from extensions.lib.digest import digest
from tests.support.project import ROOT


class Kind(StrEnum):
    POST = "post"


class Size(Enum):
    SMALL = 1


@dataclass(frozen=True)
class Entry:
    title: str
    note: object = None


@dataclass(frozen=True)
class Other:
    title: str
    note: object = None


@dataclass(frozen=True)
class Cards:
    entries: tuple[Entry, ...]
    counts: object = None


@dataclass
class Loose:
    title: str


PLAIN = [
    *(None, True, False, 0, 1, -1, 1.0, 0.5, "", "1", "None", "é", "\udc80", b"", b"1", b"\xff"),
    *((), (1,), ("1",), (1, 2), ((1,), 2), (1, (2,)), ("ab", "c"), ("a", "bc"), ((), ())),
    *(datetime.date(2026, 1, 1), datetime.date(2026, 1, 2), datetime.datetime(2026, 1, 1)),
    *(Kind.POST, "post", Size.SMALL, Entry("a"), Entry("b"), Entry("a", ()), Other("a")),
    *({}, {"a": 1}, {"a": 1, "b": 2}, {"a": (1, "b", 2)}, Cards((Entry("a"),)), Cards(())),
]


def test_different_values_have_different_digests() -> None:
    digests = [digest(value, "test") for value in PLAIN]
    same = [(a, b) for (a, b) in combinations(range(len(PLAIN)), 2) if digests[a] == digests[b]]
    assert [(PLAIN[a], PLAIN[b]) for a, b in same] == []


def test_same_value_has_the_same_digest_whoever_gives_it_in_whatever_process() -> None:
    value = (Kind.POST, datetime.date(2026, 1, 1), {"a": b"1"}, 0.1)
    code = (
        "from tests.lib.test_digest import *\n"
        "print(digest((Kind.POST, datetime.date(2026, 1, 1), {'a': b'1'}, 0.1), 'another'))"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert ran.stdout.strip() == digest(value, "test")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (
            Cards((Entry("a"), Entry("b"), Entry("c"), Entry("d", {1}))),
            "digest of PostCards: entries[3].note is a set",
        ),
        (Cards((), {"a": {"b": object()}}), "digest of PostCards: counts['a']['b'] is an object"),
        (((), [1]), "digest of PostCards: [1] is a list"),
        (Entry("a", Entry("b", [])), "digest of PostCards: note.note is a list"),
        (Entry("a", Entry), "digest of PostCards: note is a type"),
        (frozenset(), "digest of PostCards: the value is a frozenset"),
        (Entry("a", Loose("b")), "digest of PostCards: note is a Loose, which is not frozen"),
        (
            Entry("a", {"b": 1, "a": 2}),
            "digest of PostCards: note is a dict whose keys are not text in its order",
        ),
        (
            Entry("a", {1: 2}),
            "digest of PostCards: note is a dict whose keys are not text in its order",
        ),
    ],
)
def test_what_is_not_plain_is_refused_with_its_place(value: object, text: str) -> None:
    with pytest.raises(TypeError) as raised:
        digest(value, "PostCards")
    assert str(raised.value) == text
