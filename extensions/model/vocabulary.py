"""The lists of tracks, topics and tags, and the check of a page against them.

A site keeps to them, or has them open: then what a page names and no list has, is a term.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from extensions.model.frontmatter import (
    Message,
    Post,
    Reading,
    Record,
    Series,
    Short,
    duplicate_slugs,
)
from extensions.model.frontmatter import nodes as yaml_nodes
from extensions.model.frontmatter.block import normalise
from extensions.model.frontmatter.fields import Fields, did_you_mean
from extensions.model.frontmatter.nodes import Node, Scalar, compose, shown

FILE = "docs/vocabulary.yml"

# What is no term, and where it is named.
HOMES = {
    "post": "posts are named as their files in docs, as in posts/series/name",
    "question": "theorems and shorts are named that have a question, and questions by their label",
    "short": "shorts are named as their files in docs/shorts, without .md",
}

_TERM_KEYS = {
    "tracks": ("title", "line"),
    "topics": ("title", "line", "track"),
    "tags": ("title", "line"),
}


@dataclass(frozen=True, slots=True)
class Term:
    """One track, topic or tag; only a topic has a ``track``."""

    key: str
    title: str
    line: str
    track: str | None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The known terms by key, in the order of the file."""

    tracks: Mapping[str, Term]
    topics: Mapping[str, Term]
    tags: Mapping[str, Term]
    # What a file that cannot be read to its end does not have says nothing of pages.
    broken: bool = False


def load(text: str, *, is_open: bool = False) -> tuple[Vocabulary, tuple[Message, ...]]:
    """The vocabulary that *text* holds, as far as it can be read, and its faults.

    One that is open need not list anything.

    Never raises.  A term without a title has its key for one.
    """
    tree = compose(normalise(text))
    reader = _Reader(list(tree.messages), tree.broken)
    file = reader.fields(tree.root, "the vocabulary", 1, tuple(_TERM_KEYS), is_whole=not is_open)
    sections = {name: reader.section(file, name) for name in _TERM_KEYS}
    terms = {
        name: {key: reader.term(section, key, _TERM_KEYS[name]) for key in section.nodes}
        for name, section in sections.items()
    }
    vocabulary = Vocabulary(**terms, broken=tree.broken)
    reader.messages += _same_slugs(sections["tags"])
    if tree.broken:
        # What stands before the fault may be cut short: no more is said of it.
        return vocabulary, tuple(tree.messages)
    if not is_open:
        reader.messages += _lost_topics(sections["topics"], vocabulary)
    return vocabulary, tuple(sorted(reader.messages, key=lambda message: message.line))


def opened(vocabulary: Vocabulary, records: Iterable[Record]) -> Vocabulary:
    """Return *vocabulary* with all that *records* name and it does not list, by their words."""
    found: dict[str, dict[str, Term]] = {name: {} for name in _TERM_KEYS}
    for record in records:
        for what, key, _place in named(record):
            found[f"{what}s"].setdefault(key, Term(key, key, "", None))
    # The order of the file is that of the shelf; what it does not list stands behind.
    terms = {
        name: {**listed, **{key: one for key, one in sorted(used.items()) if key not in listed}}
        for name, used in found.items()
        for listed in (getattr(vocabulary, name),)
    }
    return Vocabulary(**terms, broken=vocabulary.broken)


def check(reading: Reading, vocabulary: Vocabulary) -> tuple[Message, ...]:
    """What the page of *reading* names and *vocabulary* does not know."""
    return tuple(
        unknown(what, key, known, reading.lines[place])
        for what, key, place in named(reading.record)
        if key not in (known := getattr(vocabulary, f"{what}s")) and not vocabulary.broken
    )


def named(record: Record) -> Iterator[tuple[str, str, str]]:
    """Yield what *record* names: the kind of the term, its key, and where it stands."""
    if isinstance(record, Post | Short):
        for number, tag in enumerate(record.tags):
            yield "tag", tag, f"tags[{number}]"
    if isinstance(record, Short) and record.topic:
        yield "topic", record.topic, "topic"
    if isinstance(record, Series) and record.track:
        yield "track", record.track, "track"


def unknown(what: str, key: str, known: Iterable[str], line: int) -> Message:
    """The message that no *what* has the name *key*, with the nearest of the *known*."""
    remedy = did_you_mean(key, known, f": {HOMES.get(what, f'the known ones are in {FILE}')}")
    return Message(line, f"unknown-{what}", f"unknown {what} {shown(key)}{remedy}")


def _same_slugs(tags: Fields) -> list[Message]:
    return [
        Message(
            tags.lines[second],
            "same-slug-tags",
            f"the tags {shown(first)} and {shown(second)} share one address: rename one",
        )
        for first, second in duplicate_slugs(tags.lines)
    ]


def _lost_topics(topics: Fields, vocabulary: Vocabulary) -> list[Message]:
    return [
        unknown("track", topic.track, vocabulary.tracks, topics.lines[topic.key])
        for topic in vocabulary.topics.values()
        if topic.track is not None and topic.track not in vocabulary.tracks
    ]


@dataclass(slots=True)
class _Reader:
    """Turns nodes into fields and notes their faults; a ``broken`` file misses no key."""

    messages: list[Message]
    broken: bool

    def section(self, file: Fields, name: str) -> Fields:
        """The terms of one section, not yet read."""
        return self.fields(file.nodes.get(name), f'"{name}"', file.lines.get(name, 1))

    def term(self, section: Fields, key: str, known: tuple[str, ...]) -> Term:
        """One term of *section*."""
        fields = self.fields(section.nodes[key], shown(key), section.lines[key], known)
        title, line = fields.text("title") or key, fields.text("line")
        term = Term(key, title, line, fields.optional_text("track"))
        self.messages += fields.messages
        return term

    def fields(
        self,
        node: Node | None,
        where: str,
        line: int,
        known: tuple[str, ...] = (),
        *,
        is_whole: bool = True,
    ) -> Fields:
        """The keys of the mapping *node*; if *known* is given, no others.

        If it *is_whole*, it has all of those.
        """
        fields = Fields()
        if isinstance(node, yaml_nodes.Mapping):
            for key, value in node.pairs:
                self._add(fields, key, value, where, known)
        elif node is not None and node.kind != "refused":
            self._say(node.line, "not-a-mapping", f"{where} is {node.kind}: make it a mapping")
            return fields
        for name in known:
            if is_whole and name not in fields.lines and not self.broken:
                self._say(line, "missing-key", f'missing key "{name}" in {where}: write it')
        return fields

    def _add(
        self, fields: Fields, key: Node, value: Node, where: str, known: tuple[str, ...]
    ) -> None:
        name = key.value if isinstance(key, Scalar) else ""
        if name in fields.lines:
            fault = f"the key {shown(name)} is already on line {fields.lines[name]}: keep one"
            self._say(key.line, "duplicate-key", fault)
        elif not name:
            self._say(key.line, "unknown-key", f"a key in {where} is no word: write a word")
        elif known and name not in known:
            near = did_you_mean(name, known)
            fault = f"unknown key {shown(name)} in {where}{near} Known keys: {', '.join(known)}"
            self._say(key.line, "unknown-key", fault)
        else:
            fields.add(name, key.line, value)

    def _say(self, line: int, subtype: str, text: str) -> None:
        self.messages.append(Message(line, subtype, text))
