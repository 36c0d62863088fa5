"""Read and check the value of each key; a value that cannot be read is empty."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Callable, Iterable

from extensions.lib.slugs import duplicate_slugs
from extensions.model.frontmatter.faults import address_fault, date_fault
from extensions.model.frontmatter.kinds import LEVELS, Message
from extensions.model.frontmatter.nodes import FORBIDDEN, Node, Refused, Scalar, Sequence, shown

MOST_TAGS = 5
FEWEST_TAGS = 2

_QUOTES = "'\u2018\u2019\u201c\u201d"


class Fields:
    """The keys of one front matter, read one by one into values and `messages`.

    The public methods that take a key alone are *readers*: each gives the value of a key, or
    a message and its empty value.  The first line of their docstrings says what to write, in
    the words that the reference page of the site has.  ``docname`` is the page that is read,
    ``values`` what has been read so far, by key.
    """

    def __init__(
        self, docname: str = "", number_of_tags: tuple[int, int] = (FEWEST_TAGS, MOST_TAGS)
    ) -> None:
        self.docname = docname
        self.number_of_tags = number_of_tags
        self.values: dict[str, object] = {}
        self.nodes: dict[str, Node] = {}
        self.lines: dict[str, int] = {}
        self.messages: list[Message] = []

    def add(self, key: str, line: int, value: Node) -> None:
        """Take up *key*, which stands on *line*."""
        self.nodes[key] = value
        self.lines[key] = line

    def text(self, key: str, wanted: str = "text") -> str:
        """Text.

        Its white space is collapsed; it is empty if absent or bad.
        """
        node = self._scalar(key, wanted)
        return self.clean(key, node) if node else ""

    def optional_text(self, key: str) -> str | None:
        """Text.

        It is None if absent or bad.
        """
        return self.text(key) or None

    def nullable_text(self, key: str) -> str | None:
        """Text, or null to say that there is none."""
        node = self.nodes.get(key)
        if isinstance(node, Scalar) and node.kind == "null" and node.value:
            return None
        return self.text(key, "text, or null to say that there is none") or None

    def level(self, key: str) -> str | None:
        """One of foundation, intermediate and advanced."""
        level = self.optional_text(key)
        if level is None or level in LEVELS:
            return level
        text = f"unknown level {shown(level)}{did_you_mean(level, LEVELS)} Levels: "
        self.say(key, "unknown-level", text + ", ".join(LEVELS))
        return None

    def flag(self, key: str) -> bool:
        """The word true or false, without quotes."""
        node = self._scalar(key, "true or false")
        if node is None:
            return False
        if node.plain and node.value in ("true", "false"):
            return node.value == "true"
        text = f'"{key}" is {shown(node.value)}: write true or false, without quotes'
        self.say(key, f"{key}-not-boolean", text)
        return False

    def date(self, key: str) -> datetime.date | None:
        """A day as year-month-day."""
        node = self._scalar(key, "a date")
        if node is None:
            return None
        value = node.value.strip()
        if fault := date_fault(key, value):
            self.say(key, *fault)
            return None
        return datetime.date.fromisoformat(value)

    def tags(self, key: str) -> tuple[str, ...]:
        """A list of two to five tags.

        Those that cannot stand are left out.
        """
        node = self._list(key)
        if node is None:
            return ()
        self._count_tags(key, len(node.items))
        items = self._distinct(key, self._items(key, node, self._tag), "repeated-tag")
        line_of = dict(items)
        for first, second in duplicate_slugs(line_of):
            text = f"the tags {shown(first)} and {shown(second)} share one address: keep one"
            self.messages.append(Message(line_of[second], "same-slug-tags", text))
        return self._keep(key, items)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        node = self._list(key)
        if node is None:
            return ()
        items = self._items(key, node, self.clean)
        return self._keep(key, self._distinct(key, items, "repeated-item"))

    def names(self, key: str) -> tuple[str, ...]:
        """A list of names."""
        # Other sites have former addresses under this key.
        return tuple(name for name in self.texts(key) if self._is_name(key, name))

    def redirects(self, key: str) -> tuple[str, ...]:
        """A list of addresses on this site, without ".html"."""
        node = self._list(key)
        if node is None:
            return ()
        items = self._distinct(key, self._items(key, node, self.clean), "repeated-item")
        return self._keep(
            key, [(item, line) for item, line in items if self._is_address(item, line)]
        )

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

    def clean(self, name: str, node: Scalar) -> str:
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
            return self.clean(name, node)
        return ""

    def _count_tags(self, key: str, count: int) -> None:
        fewest, most = self.number_of_tags
        advice = f"write {fewest} to {most}"
        if count == 0 and fewest:
            self.say(key, "empty-tags", f"the list of tags is empty: {advice}")
        elif count > most:
            self.say(key, "too-many-tags", f"{count} tags are too many: {advice}")
        elif count < fewest:
            self.say(key, "too-few-tags", f"{count} tag is too few: {advice}")

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

    def _is_name(self, key: str, name: str) -> bool:
        if name.startswith("/"):
            text = f'"{key}" has the address {shown(name)}: write former addresses in redirect_from'
            self.say(key, "alias-address", text)
        return not name.startswith("/")

    def _is_address(self, address: str, line: int) -> bool:
        fault = address_fault(address, self.docname)
        if fault:
            self.messages.append(Message(line, *fault))
        return fault is None


def did_you_mean(word: str, known: Iterable[str], otherwise: str = ".") -> str:
    """``: did you mean "x"?`` with the nearest of *known*, or *otherwise*."""
    by_folded = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word[:60].casefold(), by_folded, 1)
    return f': did you mean "{by_folded[near[0]]}"?' if near else otherwise
