"""The values of keys: each is checked, and is empty where it cannot be read."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable, Iterable

from .nodes import FORBIDDEN, Node, Refused, Scalar, Sequence, shown
from .records import LEVELS, Message
from .slugs import duplicate_slugs

MOST_TAGS = 5
FEWEST_TAGS = 2

DATE_ADVICE = "write year-month-day, as in 2026-05-10"

_QUOTES = "'\u2018\u2019\u201c\u201d"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ZONE = r"(?:[Zz]|[A-Z]{2,5}|[+-][0-9]{1,2}(?::?[0-9]{2})?)"
_DATE_FAULTS = [
    (r"[0-9]{4}", "date-year-only", "is a year only"),
    (r"[0-9]{4}[-/.][0-9]{1,2}", "date-without-day", "has no day"),
    (rf"{_DAY.pattern}(?:[Tt ].*[0-9] ?)?{_ZONE}", "date-with-zone", "has a time zone"),
    (rf"{_DAY.pattern}[Tt ]+[0-9].*", "date-with-time", "has a time"),
    (r"[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}", "date-order", "is in another form"),
]

_ADDRESS_FAULTS: list[tuple[Callable[[str], object], str, str]] = [
    (
        lambda address: re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", address),
        "redirect-absolute",
        "is an address on a host: write the path on this site only",
    ),
    (
        lambda address: address.startswith("/"),
        "redirect-leading-slash",
        'begins with a slash: write it without, as in "posts/old-name"',
    ),
    (
        lambda address: {".", ".."} & set(re.split(r"[/\\]", address)),
        "redirect-parent",
        'has "." or ".." in it: write the whole path from the root of the site',
    ),
    (
        lambda address: re.search("[#?]", address),
        "redirect-fragment",
        'has a fragment or a query: write the address before the "#" or "?"',
    ),
    (
        lambda address: re.search(r"\.html?$", address),
        "redirect-suffix",
        'ends in ".html": write the address without it',
    ),
    (
        lambda address: re.search(r'[\s\\:*"<>|]|//|/$', address),
        "redirect-character",
        "is no path: write names joined by single slashes, without spaces",
    ),
]


class Fields:
    """The keys of one front matter, read one by one into values and `messages`."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.lines: dict[str, int] = {}
        self.messages: list[Message] = []

    def add(self, key: str, line: int, value: Node) -> None:
        """Take up *key*, which stands on *line*."""
        self.nodes[key] = value
        self.lines[key] = line

    def text(self, key: str, wanted: str = "text") -> str:
        """The text of *key*, its white space collapsed; empty if absent or bad."""
        node = self._scalar(key, wanted)
        return self._clean(key, node) if node else ""

    def optional_text(self, key: str) -> str | None:
        """The text of *key*; None if absent or bad."""
        return self.text(key) or None

    def nullable_text(self, key: str) -> str | None:
        """The text of *key*, which may be ``null`` if the word is written."""
        node = self.nodes.get(key)
        if isinstance(node, Scalar) and node.kind == "null" and node.value:
            return None
        return self.text(key, "text, or null to say that there is none") or None

    def level(self) -> str | None:
        """One of `LEVELS`."""
        level = self.optional_text("level")
        if level is None or level in LEVELS:
            return level
        text = f"unknown level {shown(level)}{did_you_mean(level, LEVELS)} Levels: "
        self.say("level", "unknown-level", text + ", ".join(LEVELS))
        return None

    def flag(self, key: str) -> bool:
        """Whether *key* is ``true``; False if absent or bad."""
        node = self._scalar(key, "true or false")
        if node is None:
            return False
        if node.plain and node.value in ("true", "false"):
            return node.value == "true"
        text = f'"{key}" is {shown(node.value)}: write true or false, without quotes'
        self.say(key, f"{key}-not-boolean", text)
        return False

    def date(self, key: str) -> datetime.date | None:
        """The day of *key*."""
        node = self._scalar(key, "a date")
        if node is None:
            return None
        value = node.value.strip()
        if not _DAY.fullmatch(value):
            self.say(key, *_date_fault(key, value))
            return None
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            text = f'"{key}" is {shown(value)}, a day that does not exist: {DATE_ADVICE}'
            self.say(key, "impossible-date", text)
            return None

    def updated(self, date: datetime.date | None) -> datetime.date | None:
        """The day of ``updated``, which is not before *date*."""
        updated = self.date("updated")
        if updated and date and updated < date:
            text = f'"updated" ({updated}) is before "date" ({date}): mend one of them'
            self.say("updated", "updated-before-date", text)
            return None
        return updated

    def tags(self) -> tuple[str, ...]:
        """The tags; those that cannot stand are left out."""
        node = self._list("tags")
        if node is None:
            return ()
        self._count_tags(len(node.items))
        items = self._distinct("tags", self._items("tags", node, self._tag), "repeated-tag")
        line_of = dict(items)
        for first, second in duplicate_slugs(line_of):
            text = f"the tags {shown(first)} and {shown(second)} share one address: keep one"
            self.messages.append(Message(line_of[second], "same-slug-tags", text))
        return self._keep("tags", items)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        node = self._list(key)
        if node is None:
            return ()
        items = self._items(key, node, self._clean)
        return self._keep(key, self._distinct(key, items, "repeated-item"))

    def redirects(self, docname: str) -> tuple[str, ...]:
        """The former addresses of the page *docname*."""
        node = self._list("redirect_from")
        if node is None:
            return ()
        items = self._items("redirect_from", node, self._clean)
        items = self._distinct("redirect_from", items, "repeated-item")
        return self._keep(
            "redirect_from",
            [(item, line) for item, line in items if self._is_address(item, line, docname)],
        )

    def pair(self, key: str, other: str, subtype: str, advice: str) -> None:
        """Refuse *key* without *other*."""
        if key in self.nodes and other not in self.nodes:
            self.say(key, subtype, f'"{key}" without "{other}": {advice}')

    def say(self, key: str, subtype: str, text: str) -> None:
        """Note a fault on the line of *key*."""
        self.messages.append(Message(self.lines[key], subtype, text))

    def _scalar(self, key: str, wanted: str) -> Scalar | None:
        """The single value of *key*, if it has one."""
        node = self.nodes.get(key)
        if node is None or isinstance(node, Refused):
            return None
        if not isinstance(node, Scalar):
            self.say(key, "wrong-type", f'"{key}" is {node.kind}: write {wanted}')
            return None
        if node.kind == "null" or not node.value.strip():
            self.say(key, "empty-value", f'"{key}" is empty: write {wanted}')
            return None
        return node

    def _list(self, key: str) -> Sequence | None:
        """The list of *key*, if it is one."""
        node = self.nodes.get(key)
        if node is None or isinstance(node, Refused):
            return None
        if not isinstance(node, Sequence):
            given = "empty" if node.kind == "null" else node.kind
            text = f'"{key}" is {given}: make it a list, as in {key}: [one, two]'
            self.say(key, "not-a-list", text)
            return None
        return node

    def _items(
        self, key: str, node: Sequence, item: Callable[[str, Scalar], str]
    ) -> list[tuple[str, int]]:
        """The good items of a list, each with its line; *item* checks one."""
        found = []
        for number, child in enumerate(node.items):
            name = f"{key}[{number}]"
            self.lines[name] = child.line
            if isinstance(child, Scalar):
                found.append((item(name, child), child.line))
            elif not isinstance(child, Refused):
                self.say(name, "wrong-type", f'"{name}" is {child.kind}: write text')
        return [(value, line) for value, line in found if value]

    def _clean(self, name: str, node: Scalar) -> str:
        """The text of *node*; empty, with a message, if it is not text."""
        value = " ".join(node.value.split())
        if not value:
            self.say(name, "empty-value", f'"{name}" is empty: write text')
        elif node.kind != "text":
            text = f'"{name}" is {node.kind}: write text, or put it in quotes: {shown(value)}'
            self.say(name, "wrong-type", text)
        elif FORBIDDEN.search(value):
            text = f'"{name}" has a control character: delete its escape'
            self.say(name, "control-character", text)
        else:
            return value
        return ""

    def _tag(self, name: str, node: Scalar) -> str:
        value = " ".join(node.value.split())
        if not value:
            self.say(name, "empty-tag", f'"{name}" is empty: write a tag, or delete it')
        elif node.kind != "text":
            text = f"the tag {shown(value)} is {node.kind} to YAML: put it in quotes"
            self.say(name, "tag-not-text", text)
        elif '"' in value or value[0] in _QUOTES or value[-1] in _QUOTES:
            text = f"the tag {shown(value)} has a stray quote: delete it"
            self.say(name, "stray-quote", text)
        else:
            return self._clean(name, node)
        return ""

    def _count_tags(self, count: int) -> None:
        advice = f"write {FEWEST_TAGS} to {MOST_TAGS}"
        if count == 0:
            self.say("tags", "empty-tags", f"the list of tags is empty: {advice}")
        elif count > MOST_TAGS:
            self.say("tags", "too-many-tags", f"{count} tags are too many: {advice}")
        elif count < FEWEST_TAGS:
            self.say("tags", "too-few-tags", f"{count} tag is too few: {advice}")

    def _distinct(
        self, key: str, items: list[tuple[str, int]], subtype: str
    ) -> list[tuple[str, int]]:
        line_of: dict[str, int] = {}
        for item, line in items:
            if item in line_of:
                text = f'{shown(item)} stands twice in "{key}": keep one'
                self.messages.append(Message(line, subtype, text))
            else:
                line_of[item] = line
        return list(line_of.items())

    def _keep(self, key: str, items: list[tuple[str, int]]) -> tuple[str, ...]:
        """The values of *items*, and their lines under the places they now have."""
        for name in [name for name in self.lines if name.startswith(f"{key}[")]:
            del self.lines[name]
        self.lines.update({f"{key}[{place}]": line for place, (_, line) in enumerate(items)})
        return tuple(item for item, _ in items)

    def _is_address(self, address: str, line: int, docname: str) -> bool:
        if address == docname:
            text = f"{shown(address)} is the address of this page: delete it"
            self.messages.append(Message(line, "redirect-to-itself", text))
            return False
        for is_fault, subtype, advice in _ADDRESS_FAULTS:
            if is_fault(address):
                self.messages.append(Message(line, subtype, f"{shown(address)} {advice}"))
                return False
        return True


def did_you_mean(word: str, known: Iterable[str], otherwise: str = ".") -> str:
    """``: did you mean "x"?`` with the nearest of *known*, or *otherwise*."""
    by_folded = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word[:60].casefold(), by_folded, 1)
    return f': did you mean "{by_folded[near[0]]}"?' if near else otherwise


def _date_fault(key: str, value: str) -> tuple[str, str]:
    for pattern, subtype, fault in _DATE_FAULTS:
        if re.fullmatch(pattern, value):
            return subtype, f'"{key}" {fault} ({shown(value)}): {DATE_ADVICE}'
    return "not-a-date", f'"{key}" is not a date ({shown(value)}): {DATE_ADVICE}'
