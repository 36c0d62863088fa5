"""The closed list of tracks, topics and tags, and whether a page keeps to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .frontmatter import Message, Post, Reading, Series, Short, duplicate_slugs
from .frontmatter import nodes as yaml_nodes
from .frontmatter.block import normalise
from .frontmatter.fields import Fields, did_you_mean
from .frontmatter.nodes import Node, Scalar, compose, shown

FILE = "docs/vocabulary.yml"

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


def load(text: str) -> tuple[Vocabulary, tuple[Message, ...]]:
    """The vocabulary that *text* holds, as far as it can be read, and its faults.

    Never raises.  A term without a title has its key for one.
    """
    tree = compose(normalise(text))
    reader = _Reader(list(tree.messages), tree.broken)
    file = reader.fields(tree.root, "the vocabulary", 1, tuple(_TERM_KEYS))
    sections = {name: reader.section(file, name) for name in _TERM_KEYS}
    terms = {
        name: {key: reader.term(section, key, _TERM_KEYS[name]) for key in section.nodes}
        for name, section in sections.items()
    }
    vocabulary = Vocabulary(**terms)
    reader.messages += _same_slugs(sections["tags"])
    reader.messages += _lost_topics(sections["topics"], vocabulary)
    return vocabulary, tuple(sorted(reader.messages, key=lambda message: message.line))


def check(reading: Reading, vocabulary: Vocabulary) -> tuple[Message, ...]:
    """What the page of *reading* names and *vocabulary* does not know."""
    return tuple(
        unknown(what, key, known, reading.lines[place])
        for what, key, known, place in _named(reading, vocabulary)
        if key not in known
    )


def _named(
    reading: Reading, vocabulary: Vocabulary
) -> Iterator[tuple[str, str, Mapping[str, Term], str]]:
    record = reading.record
    if isinstance(record, Post | Short):
        for number, tag in enumerate(record.tags):
            yield "tag", tag, vocabulary.tags, f"tags[{number}]"
    if isinstance(record, Short) and record.topic:
        yield "topic", record.topic, vocabulary.topics, "topic"
    if isinstance(record, Series) and record.track:
        yield "track", record.track, vocabulary.tracks, "track"


def unknown(what: str, key: str, known: Iterable[str], line: int) -> Message:
    """The message that no *what* has the name *key*, with the nearest of the *known*."""
    remedy = did_you_mean(key, known, f": the known ones are in {FILE}")
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
        self, node: Node | None, where: str, line: int, known: tuple[str, ...] = ()
    ) -> Fields:
        """The keys of the mapping *node*; if *known* is given, all of those and no others."""
        fields = Fields()
        if isinstance(node, yaml_nodes.Mapping):
            for key, value in node.pairs:
                self._add(fields, key, value, where, known)
        elif node is not None and node.kind != "refused":
            self._say(node.line, "not-a-mapping", f"{where} is {node.kind}: make it a mapping")
            return fields
        for name in known:
            if name not in fields.lines and not self.broken:
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
