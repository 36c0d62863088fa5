"""Pickle parts of a doctree, and load them for another page.

The environment holds plain values only, so a fragment is kept as bytes, and becomes new nodes
wherever it is shown.
"""

from __future__ import annotations

import pickle
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from sphinx.writers.html import HTMLWriter

from extensions.doctree.label_reference import UNBROKEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.writers.html5 import HTML5Translator

    from extensions.doctree.links import Links


def html_builder(app: Sphinx) -> StandaloneHTMLBuilder:
    """Return the builder of *app*, for what is done under HTML builders alone."""
    return cast("StandaloneHTMLBuilder", app.builder)


def is_site(app: Sphinx) -> bool:
    """Return whether what *app* builds is the site, and not a book of it or a file to work on."""
    return app.builder.name in ("html", "dirhtml")


# What a class says of a piece of text, and not of how its own page is laid out.
MEANINGS = frozenset(
    [
        *("xref", "myst", "std", "std-ref", "std-term", "std-doc", "doc", "ref", "any", "term"),
        *("download", "guilabel", "menuselection", "accelerator", "kbd", "math", "code"),
        *("highlight", "abbr", "site-ref", UNBROKEN),
    ]
)
# On a formula or a reference of another page: what is wrong with it is told there.
QUOTED = "quoted"
# A link that covers all that it stands in.
STRETCHED, CARD = "sd-stretched-link", "sd-card"


def dump_fragment(
    fragment: Iterable[nodes.Node], *, quoted: bool = False, placed: bool = False
) -> bytes:
    """Return copies of the nodes of *fragment* as bytes, free of their document.

    What is *quoted*, among the words of another page, has none of the classes that dress it on
    its own, and no place in a source: it says the same when a line was added above it, and what
    is wrong with it is told on its own page.  If it stands nowhere else it is *placed*: it keeps
    its place, at which that is told.
    """
    copies = [node.deepcopy() for node in fragment]
    for top in copies:
        top.parent = None
        for node in top.findall():
            node.document = None  # type: ignore[assignment]
            if isinstance(node, nodes.Element):
                _forget_anchors(node)
                _strip_presentation(node, quoted=quoted)
                if quoted and not placed:
                    _forget_place(node)
    return pickle.dumps(copies, pickle.HIGHEST_PROTOCOL)


def _forget_anchors(node: nodes.Element) -> None:
    # An id belongs to the page of the fragment; shown elsewhere it could stand twice.
    for attribute in ("ids", "names", "dupnames", "backrefs"):
        node.attributes[attribute] = []


def _forget_place(node: nodes.Element) -> None:
    node.source = node.line = None
    if isinstance(node, (nodes.math, nodes.math_block, addnodes.pending_xref)):
        node[QUOTED] = True


def _strip_presentation(node: nodes.Element, *, quoted: bool) -> None:
    classes: list[str] = node.attributes["classes"]
    if quoted and not is_in_code(node):
        node.attributes["classes"] = [name for name in classes if name in MEANINGS]
    elif STRETCHED in classes and not has_around(node, CARD):
        classes.remove(STRETCHED)


def is_in_code(node: nodes.Element) -> bool:
    """Return whether *node* is code, or a token of it, whose classes are its colours."""
    return "highlight" in node["classes"] or isinstance(node.parent, nodes.literal)


def has_around(node: nodes.Node, name: str) -> bool:
    """Return whether *node* stands in one of the class *name*."""
    at = node.parent
    while at is not None and name not in at["classes"]:
        at = at.parent
    return at is not None


def load_fragment(frozen: bytes) -> list[nodes.Node]:
    """Return fresh nodes of the fragment *frozen*, as they were on their own page."""
    return cast("list[nodes.Node]", pickle.loads(frozen)) if frozen else []


@dataclass(frozen=True)
class Fragment:
    """A part of the page ``home`` as a plain value, to be shown on other pages.

    ``pickled`` are its nodes, ``targets`` what its references lead to and print today.
    """

    home: str
    pickled: bytes
    targets: tuple[object, ...] = ()

    def load(self, links: Links) -> list[nodes.Node]:
        """Return fresh nodes of it, to be shown on the page of *links*."""
        fragment = load_fragment(self.pickled)
        for top in fragment:
            for xref in top.findall(addnodes.pending_xref):
                xref["refdoc"], xref["home"] = links.page, self.home
                # What is wrong with it is told on its own page.
                xref["refwarn"] = xref.get("refwarn", False) and links.page == self.home
            for reference in top.findall(nodes.reference):
                if "refid" in reference:
                    anchor = reference.attributes.pop("refid")
                    reference["refuri"] = links.address(self.home, anchor)
        return fragment


def resolved(
    fragment: Iterable[nodes.Node], page: str, builder: StandaloneHTMLBuilder
) -> nodes.document:
    """Return a document of *fragment*, ready to be written on *page*."""
    document = new_document("", builder.docsettings)
    document.extend(fragment)
    builder.env.resolve_references(document, page, builder)
    return document


def to_html(fragment: Iterable[nodes.Node], page: str, builder: StandaloneHTMLBuilder) -> str:
    """Return the HTML of *fragment* for *page*, which need not be a document."""
    return "".join(html_of_each(fragment, page, builder))


def html_of_each(
    fragment: Iterable[nodes.Node], page: str, builder: StandaloneHTMLBuilder
) -> Iterator[str]:
    """Yield the HTML of each node of *fragment*, resolved for *page* with the others."""
    document = resolved(fragment, page, builder)
    # Sphinx writes addresses of mail otherwise on pages than in parts of them.
    document.settings = copy(document.settings)
    document.settings.cloak_email_addresses = False
    document.transformer.add_transforms(HTMLWriter(builder).get_transforms())
    document.transformer.apply_transforms()
    translator = cast("HTML5Translator", builder.create_translator(document, builder))
    for node in document.children:
        translator.body = []
        node.walkabout(translator)
        yield "".join(translator.body)
