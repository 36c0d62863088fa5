"""What of a page the catalog keeps besides its front matter: its titles, ids, figures, symbols."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.addnodes import pending_xref

from extensions.doctree.fragments import dump_fragment
from extensions.doctree.heading_ids import COUNTED, SHARED
from extensions.model.catalog.domain import Heading
from extensions.model.catalog.encoding import source_digest
from extensions.model.catalog.targets import names_in
from extensions.model.frontmatter import Post, Reading, Series, Symbol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.domains.math import MathDomain
    from sphinx.environment import BuildEnvironment


def symbols_in(reading: Reading, doctree: nodes.document) -> Iterator[Symbol]:
    """Yield the symbols that the front matter of the page declares, then those of its text."""
    if isinstance(reading.record, Post | Series):
        yield from reading.record.symbols
    for node in doctree.findall(nodes.math):
        if symbol := node.get("symbol"):
            yield symbol


def headings_in(doctree: nodes.document) -> Iterator[Heading]:
    """Yield the titles of the page and its sections, the H1 first."""
    for section in doctree.findall(nodes.section):
        title = section.next_node(nodes.title)
        if title is not None and title.parent is section:
            is_text = all(isinstance(child, nodes.Text) for child in title.children)
            fragment = b"" if is_text else dump_fragment(unlinked(title).children, quoted=True)
            text = " ".join(section.astext().split())
            yield Heading(section["ids"][0], title.astext(), fragment, source_digest(text))


def title_references(doctree: nodes.document) -> tuple[str, ...]:
    """Return the names that titles refer to by references without words, sorted."""
    titles = (unlinked(title) for title in doctree.findall(nodes.title))
    return tuple(sorted({name for title in titles for name in names_in(title)}))


def unlinked(title: nodes.title) -> nodes.title:
    """Return a copy of *title* without its links: elsewhere the whole title is one."""
    copy = title.deepcopy()
    # A note stays where its mark was made.
    for mark in list(copy.findall(nodes.footnote_reference)):
        mark.parent.remove(mark)
    for link in list(copy.findall(nodes.reference)):
        link.replace_self(link.children)
    for xref in list(copy.findall(pending_xref)):
        # One without text of its own is nothing without what it refers to.
        if xref.get("refexplicit"):
            xref.replace_self(xref.children)
    return copy


def figures_in(env: BuildEnvironment, doctree: nodes.document) -> Iterator[tuple[str, str]]:
    """Yield kind and id of all that has a caption and an id, in the order of the page."""
    standard = env.domains.standard_domain
    for node in doctree.findall(standard.is_enumerable_node):
        if isinstance(node, nodes.Element) and node["ids"] and not isinstance(node, nodes.section):
            kind = standard.get_enumerable_node_type(node)
            if kind and standard.get_numfig_title(node):
                yield kind, node["ids"][0]


def equations_in(env: BuildEnvironment) -> list[str]:
    """Return the labels of the equations on the page that is read, sorted."""
    equations = cast("MathDomain", env.get_domain("math")).equations
    return sorted(label for label, (docname, _) in equations.items() if docname == env.docname)


def ids_in(doctree: nodes.document) -> Iterator[tuple[str, int]]:
    """Yield the ids on the page, each with its line, that stand for the same thing tomorrow.

    Left out are those that docutils has counted and those that headings of one title share
    (an edit above moves them on to something else) and those of notes and references, which
    belong to the sentence that cites.
    """
    for node in doctree.findall(nodes.Element):
        if not isinstance(node, (nodes.footnote, nodes.footnote_reference, nodes.citation)):
            for anchor in node["ids"]:
                if not COUNTED.fullmatch(anchor) and anchor not in node.get(SHARED, ()):
                    yield anchor, line_of(node)


def line_of(node: nodes.Node) -> int:
    """Return the source line of *node*, or of the nearest node around it that has one."""
    at: nodes.Node | None = node
    while at is not None:
        if at.line:
            return at.line
        at = at.parent
    return 1
