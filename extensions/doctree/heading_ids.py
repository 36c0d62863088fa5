"""Ids of headings, made from their titles in every script, and independent of their position.

docutils keeps Latin letters only.  A heading without them, or a second one with the same title, is
numbered by its position, so that a section inserted before it takes over its address.  Here letters
of every script are kept, an id that would begin with a digit begins with a word, and headings with
the same title are prefixed with the title of the section above.  The ids of docutils stay as well,
so that published addresses still work.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform

from extensions.lib.phases import ReadTransform
from extensions.lib.slugs import slugify

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

# What docutils calls an element that has neither a label nor a title fit for an id.
COUNTED = re.compile(r"id\d+")
# Ids of a section that another one takes over when it is put before.
SHARED = "shared_ids"
NOTES = (nodes.footnote, nodes.citation)


@dataclass(frozen=True)
class Title:
    """The title of a section, with the places of the section around it and of that before it."""

    text: str
    around: int | None = None
    before: int | None = None


def id_of(title: str) -> str:
    """Return the id of a heading *title*: that of docutils, unless it lacks a letter or a digit."""
    own, given = slugify(title), nodes.make_id(title)
    if given and own.replace("-", "") == given.replace("-", ""):
        own = given
    is_bare = own[0].isdigit() or COUNTED.fullmatch(own) or not any(map(str.isalnum, title))
    return f"section-{own}" if is_bare else own


def equation_id(label: str) -> str:
    """Return the id of the equation *label*: that of Sphinx, unless it lacks a letter."""
    return id_of(f"equation-{label}")


def ids_of(titles: Sequence[Title], taken: Set[str] = frozenset()) -> list[str]:
    """Return an id for each of *titles*, none of which is *taken*.

    What several have gets that of the section around it in front; where that is no help, that
    of the section before it.  The title of the page keeps its own.
    """
    own = [id_of(title.text) for title in titles]
    ids = list(own)
    for step in ("around", "before"):
        often = Counter(ids)
        ids = [
            f"{own[place]}-{own[index]}"
            if (often[id_] > 1 or id_ in taken) and (place := getattr(title, step)) is not None
            else id_
            for index, (title, id_) in enumerate(zip(titles, ids, strict=True))
        ]
    used = set(taken)
    for index, id_ in enumerate(ids):
        number = 1
        while ids[index] in used:
            number += 1
            ids[index] = f"{id_}-{number}"
        used.add(ids[index])
    return ids


def titles_in(
    parent: nodes.Element, around: int | None = None, first: int = 0
) -> Iterator[tuple[nodes.section, Title]]:
    """Yield the sections in *parent*, which is at the place *around*, and theirs, in order.

    *first* is the place of the first of them.
    """
    before = None
    for section in (child for child in parent.children if isinstance(child, nodes.section)):
        title = section.next_node(nodes.title)
        yield section, Title(title.astext() if title else "", around, before)
        inner = list(titles_in(section, first, first + 1))
        yield from inner
        before, first = first, first + 1 + len(inner)


class HeadingIds(SphinxTransform):
    """Give headings without a label, and labels without Latin letters, ids of their own."""

    # After labels have become ids of what they stand before, and the first of them.
    default_priority = ReadTransform.HEADING_IDS

    def apply(self, **kwargs: object) -> None:
        """Change the page that is being read."""
        self.name_labels()
        labelled = {
            self.document.nameids[name]
            for name, explicit in self.document.nametypes.items()
            if explicit
        }
        every = list(titles_in(self.document))
        free = {id(section) for section, _ in every if not labelled & {*section["ids"]}}
        taken = {key for key, node in self.document.ids.items() if id(node) not in free}
        titles = [title for _, title in every]
        often = Counter(id_of(title.text) for title in titles)
        for (section, title), own in zip(every, ids_of(titles, taken), strict=True):
            if id(section) in free:
                if own != id_of(title.text) or (often[own] > 1 and title.around is not None):
                    section[SHARED] = [id_ for id_ in section["ids"] if id_ != own]
                self.put_first(section, own)

    def name_labels(self) -> None:
        """Give a target whose id docutils has numbered an id made from its label."""
        for name, explicit in self.document.nametypes.items():
            given = self.document.nameids[name]
            node = self.document.ids.get(given) if given else None
            # A note is explicit too, and docutils asserts that it has one id.
            if node is None or isinstance(node, NOTES):
                continue
            if explicit and COUNTED.fullmatch(given):
                (own,) = ids_of([Title(name)], self.document.ids.keys())
                self.put_first(node, own)
                self.document.nameids[name] = own

    def put_first(self, node: nodes.Element, own: str) -> None:
        """Let *own* be the first id of *node*."""
        node["ids"] = [own, *(id_ for id_ in node["ids"] if id_ != own)]
        self.document.ids[own] = node


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_transform(HeadingIds)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
