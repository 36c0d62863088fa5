"""From the text of a file to its record."""

from __future__ import annotations

import dataclasses
import datetime
import re

from .block import find_block, is_opened, normalise
from .fields import Fields, did_you_mean
from .nodes import Mapping, Node, Scalar, Tree, compose, shown
from .records import Kind, Message, Page, Post, Reading, Record, Series, Short, kind_of

_RECORDS: dict[Kind, type[Post] | type[Short] | type[Series] | type[Page]] = {
    Kind.POST: Post,
    Kind.SHORT: Short,
    Kind.SERIES: Series,
    Kind.PAGE: Page,
}

# A key under a late marker; a bare "---" after an empty line is a thematic break.
_LATE = re.compile(r"\s+---\n\w+:")

_REQUIRED = {
    Kind.POST: ("date", "tags", "summary", "level"),
    Kind.SHORT: ("date", "tags", "topic", "claim", "distils"),
    Kind.SERIES: ("track", "summary"),
    Kind.PAGE: (),
}

_ADVICE = {
    "claim": "write the one idea in one sentence",
    "date": "write the day of publication, as in date: 2026-05-10",
    "distils": "write the label of the section it distils, or null if there is none",
    "level": "write foundation, intermediate or advanced",
    "summary": "write in one sentence what the page shows",
    "tags": "write two to five, as in tags: [attention, memory]",
    "topic": "write the key of one topic",
    "track": "write the key of one track",
}


def known_keys(kind: Kind) -> tuple[str, ...]:
    """The keys that front matter of a page of *kind* may have, in the order of the alphabet."""
    return tuple(sorted(field.name for field in dataclasses.fields(_RECORDS[kind])))


def read(text: str, docname: str) -> Reading:
    """The record of the page *docname*, whose file holds *text*.

    Never raises.  Messages are in the order of their lines.
    """
    kind = kind_of(docname)
    text = normalise(text)
    block = find_block(text) if is_opened(text) else None
    if block is None:
        return _without_block(text, kind, docname)
    tree = compose(block.content, first_line=2)
    fields = Fields()
    fields.messages += tree.messages
    _collect(tree, kind, fields)
    record = _record(fields, kind, docname)
    if tree.broken:
        # What stands before the fault may be cut short: no more is said of it.
        fields.messages = list(tree.messages)
    elif isinstance(tree.root, Mapping | None):
        fields.messages += _missing(kind, fields.lines)
    return _reading(kind, record, fields, block.body_line)


def publication(text: str, docname: str) -> tuple[bool, datetime.date | None]:
    """Whether the page is a draft, and its date.

    Front matter that cannot be read is no draft: the page stays in the build, which then
    shows what is wrong with it.
    """
    record = read(text, docname).record
    if isinstance(record, Post | Short):
        return record.draft, record.date
    return False, None


def _reading(kind: Kind, record: Record, fields: Fields, body_line: int) -> Reading:
    messages = tuple(sorted(fields.messages, key=lambda message: message.line))
    return Reading(kind, record, messages, fields.lines, body_line)


def _without_block(text: str, kind: Kind, docname: str) -> Reading:
    fields = Fields()
    if is_opened(text):
        fault = 'the front matter is not closed: end it with a line "---"'
        fields.messages.append(Message(1, "not-closed", fault))
    elif _LATE.match(text):
        fault = 'front matter must begin on the first line: delete what stands before "---"'
        fields.messages.append(Message(1, "late-front-matter", fault))
    elif kind is not Kind.PAGE:
        keys = ", ".join(_REQUIRED[kind])
        fault = f'no front matter: begin the file with "---", the keys {keys}, and "---"'
        fields.messages.append(Message(1, "missing-front-matter", fault))
    return _reading(kind, _record(fields, kind, docname), fields, 1)


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
    elif name in known_keys(kind):
        fields.add(name, key.line, value)
    elif key.kind != "refused":
        fields.messages.append(_unknown_key(key, kind))


def _unknown_key(key: Node, kind: Kind) -> Message:
    if not isinstance(key, Scalar):
        fault = f"a key is {key.kind}: write a word, then a colon"
        return Message(key.line, "unknown-key", fault)
    if key.plain and key.value == "<<":
        fault = '"<<" is a YAML merge key: write the keys out'
        return Message(key.line, "yaml-merge", fault)
    known = known_keys(kind)
    fault = f"unknown key {shown(key.value)}{did_you_mean(key.value, known)} "
    return Message(key.line, "unknown-key", f"{fault}Known keys of a {kind}: {', '.join(known)}")


def _missing(kind: Kind, lines: dict[str, int]) -> list[Message]:
    return [
        Message(1, "missing-key", f'missing key "{key}": {_ADVICE[key]}')
        for key in _REQUIRED[kind]
        if key not in lines
    ]


def _record(fields: Fields, kind: Kind, docname: str) -> Record:
    match kind:
        case Kind.POST:
            return _post(fields, docname)
        case Kind.SHORT:
            return _short(fields, docname)
        case Kind.SERIES:
            return Series(
                track=fields.optional_text("track"),
                summary=fields.text("summary"),
                redirect_from=fields.redirects(docname),
            )
        case Kind.PAGE:
            return Page(summary=fields.text("summary"), redirect_from=fields.redirects(docname))


def _post(fields: Fields, docname: str) -> Post:
    date = fields.date("date")
    fields.pair("image", "image_alt", "image-without-alt", "say in words what the image shows")
    fields.pair("image_alt", "image", "alt-without-image", "name the image, or delete the key")
    return Post(
        date=date,
        updated=fields.updated(date),
        tags=fields.tags(),
        summary=fields.text("summary"),
        authors=fields.texts("authors"),
        level=fields.level(),
        image=fields.optional_text("image"),
        image_alt=fields.optional_text("image_alt"),
        draft=fields.flag("draft"),
        requires=fields.texts("requires"),
        redirect_from=fields.redirects(docname),
    )


def _short(fields: Fields, docname: str) -> Short:
    date = fields.date("date")
    return Short(
        date=date,
        updated=fields.updated(date),
        tags=fields.tags(),
        topic=fields.optional_text("topic"),
        claim=fields.text("claim"),
        distils=fields.nullable_text("distils"),
        draft=fields.flag("draft"),
        authors=fields.texts("authors"),
        redirect_from=fields.redirects(docname),
    )
