"""Read the text of a file into its record."""

from __future__ import annotations

import datetime
import re
from collections import abc
from dataclasses import dataclass

from extensions.model.frontmatter.block import find_block, is_opened, normalise
from extensions.model.frontmatter.fields import Fields, did_you_mean
from extensions.model.frontmatter.foreign import advice_on
from extensions.model.frontmatter.kinds import EVERYTHING, Kind, Message, Standard, kind_of
from extensions.model.frontmatter.nodes import Mapping, Node, Scalar, Tree, compose, shown
from extensions.model.frontmatter.schema import (
    PLACES,
    TABLES,
    Piece,
    Record,
    known_keys,
    record_of,
    required_keys,
)

# A key under a late marker; a bare "---" after an empty line is a thematic break.
_LATE = re.compile(r"\s+---\n\w+:")

# Front matter in TOML or JSON.
_OTHER_FORM = re.compile(r"\+\+\+[ \t]*\n|;;;[ \t]*\n|\{\s*\n?\s*\"\w+\"\s*:")


@dataclass(frozen=True, slots=True)
class Reading:
    """What `read` made of one file.

    ``record`` always stands: a field that could not be read has its empty value.
    ``lines`` holds the line of each key that is present, and of each item of the record's
    tuples as ``tags[0]``, counted as in the record.  ``body_line`` is the first line after
    the front matter.
    """

    kind: Kind
    record: Record
    messages: tuple[Message, ...]
    lines: abc.Mapping[str, int]
    body_line: int


def read(text: str, docname: str, standard: Standard = EVERYTHING, holder: str = "file") -> Reading:
    """The record of the page *docname*, whose *holder* has *text*, held to *standard*.

    Never raises.  Messages are in the order of their lines.
    """
    kind = kind_of(docname)
    text = normalise(text)
    block = find_block(text) if is_opened(text) else None
    if block is None:
        return _without_block(text, kind, docname, standard, holder)
    tree = compose(block.content, first_line=2)
    fields = Fields(docname, standard.tags)
    fields.messages += tree.messages
    meant = kind if tree.broken else meant_kind(tree, kind)
    _collect(tree, meant, fields)
    record = record_of(fields, kind)
    if tree.broken:
        # What stands before the fault may be cut short: no more is said of it.
        fields.messages = list(tree.messages)
    elif meant is not kind:
        # The keys are right where the file belongs.
        fields.messages = [_wrong_place(fields.lines, kind, meant)]
    elif isinstance(tree.root, Mapping | None):
        fields.messages += _missing(kind, fields.lines, standard)
    return _reading(kind, record, fields, block.body_line)


def publication(text: str, docname: str) -> tuple[bool, datetime.date | None]:
    """Whether the page is a draft, and its date.

    Front matter that cannot be read is no draft: the page stays in the build, which then
    shows what is wrong with it.
    """
    record = read(text, docname).record
    if isinstance(record, Piece):
        return record.draft, record.date
    return False, None


def _reading(kind: Kind, record: Record, fields: Fields, body_line: int) -> Reading:
    messages = tuple(sorted(fields.messages, key=lambda message: message.line))
    return Reading(kind, record, messages, fields.lines, body_line)


def _without_block(text: str, kind: Kind, docname: str, standard: Standard, holder: str) -> Reading:
    fields = Fields(docname)
    if is_opened(text):
        fault = 'the front matter is not closed: end it with a line "---"'
        fields.messages.append(Message(1, "not-closed", fault))
    elif _LATE.match(text):
        fault = 'front matter must begin on the first line: delete what stands before "---"'
        fields.messages.append(Message(1, "late-front-matter", fault))
    elif _OTHER_FORM.match(text):
        fault = "the front matter is in another form: write lines of key: value between two of ---"
        fields.messages.append(Message(1, "other-front-matter", fault))
    elif kind is not Kind.PAGE:
        keys = [name for name in required_keys(kind) if standard.asks_for(name)]
        if not keys:
            return _reading(kind, record_of(fields, kind), fields, 1)
        noun = "keys" if len(keys) > 1 else "key"
        names = f'the {noun} {", ".join(keys)}, and "---"'
        if text.strip():
            fault = f'no front matter: begin the {holder} with "---", {names}'
            fields.messages.append(Message(1, "missing-front-matter", fault))
        else:
            fault = f'the {holder} is empty: begin it with "---", {names}, and a line "# Title"'
            fields.messages.append(Message(1, "empty-source", fault))
    return _reading(kind, record_of(fields, kind), fields, 1)


def _collect(tree: Tree, kind: Kind, fields: Fields) -> None:
    """Give *fields* the known keys of *tree*, and messages on all others."""
    if isinstance(tree.root, Mapping):
        for key, value in tree.root.pairs:
            _collect_key(key, value, kind, fields)
    elif tree.root is not None and tree.root.kind != "refused":
        fault = f'front matter is {tree.root.kind}: write lines of "key: value"'
        fields.messages.append(Message(tree.root.line, "not-a-mapping", fault))


def _collect_key(key: Node, value: Node, kind: Kind, fields: Fields) -> None:
    name = key.value if isinstance(key, Scalar) else ""
    if name in fields.lines:
        fault = f"the key {shown(name)} is already on line {fields.lines[name]}: keep one"
        fields.messages.append(Message(key.line, "duplicate-key", fault))
    elif name in TABLES[kind]:
        fields.add(name, key.line, value)
    elif key.kind != "refused":
        fields.messages.append(_unknown_key(key, kind))


def meant_kind(tree: Tree, kind: Kind) -> Kind:
    """The kind of page that the keys of *tree* are of, where the place of the file says *kind*.

    Another one only if its keys say so: it has all that stand there, two of which *kind* has
    not, and at most one of those that it must have is missing.  With a date on a page that
    stands alone, or with all keys of another kind, there is no doubt.
    """
    if not isinstance(tree.root, Mapping):
        return kind
    keys = {key.value for key, _ in tree.root.pairs if isinstance(key, Scalar)}
    # Those of other sites say nothing of the kind.
    keys = {key for key in keys if not advice_on(key, ())}
    for other in TABLES:
        foreign = keys - set(known_keys(kind))
        if not keys <= set(known_keys(other)) or not foreign:
            continue
        lacks = len(set(required_keys(other)) - keys)
        enough = not lacks or (len(foreign) > 1 and lacks == 1)
        if enough or (kind is Kind.PAGE and "date" in keys):
            return other
    return kind


def _wrong_place(lines: dict[str, int], kind: Kind, meant: Kind) -> Message:
    own = sorted(set(lines) & set(TABLES[meant]) - set(TABLES[kind]), key=lines.__getitem__)
    fault = f"{', '.join(own)}: these are keys of a {meant}, and here is the place of a {kind}: "
    return Message(lines[own[0]], "wrong-place", f"{fault}move the file to {PLACES[meant]}")


def _unknown_key(key: Node, kind: Kind) -> Message:
    if not isinstance(key, Scalar):
        fault = f"a key is {key.kind}: write a word, then a colon"
        return Message(key.line, "unknown-key", fault)
    if key.plain and key.value == "<<":
        fault = '"<<" is a YAML merge key: write the keys out'
        return Message(key.line, "yaml-merge", fault)
    known = known_keys(kind)
    if advice := advice_on(key.value, known):
        subtype = "title-key" if key.value == "title" else "unknown-key"
        return Message(key.line, subtype, f"unknown key {shown(key.value)}: {advice}")
    fault = f"unknown key {shown(key.value)}{did_you_mean(key.value, known)} "
    return Message(key.line, "unknown-key", f"{fault}Known keys of a {kind}: {', '.join(known)}")


def _missing(kind: Kind, lines: dict[str, int], standard: Standard) -> list[Message]:
    return [
        Message(1, "missing-key", f'missing key "{key}": {row.advice}')
        for key, row in TABLES[kind].items()
        if row.is_required and key not in lines and standard.asks_for(key)
    ]
