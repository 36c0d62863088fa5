"""Pieces of a doctree that are shown on another page than their own.

The environment holds plain values only, so a fragment is kept frozen, as bytes, and
thawed into fresh nodes wherever it is shown.
"""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, cast

from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment


def html_builder(app: Sphinx) -> StandaloneHTMLBuilder:
    """Return the builder of *app*, for what is done under HTML builders alone."""
    return cast("StandaloneHTMLBuilder", app.builder)


def is_site(app: Sphinx) -> bool:
    """Whether what *app* builds is the site, and not a book of it or a file to work on."""
    return app.builder.name in ("html", "dirhtml")


def freeze(fragment: Iterable[nodes.Node]) -> bytes:
    """Return copies of the nodes of *fragment* as bytes, free of their document."""
    copies = [node.deepcopy() for node in fragment]
    for copy in copies:
        copy.parent = None
        for node in copy.findall():
            node.document = None  # type: ignore[assignment]
            if isinstance(node, nodes.Element):
                _forget_anchors(node)
    return pickle.dumps(copies, pickle.HIGHEST_PROTOCOL)


def _forget_anchors(node: nodes.Element) -> None:
    # An id belongs to the page of the fragment; shown elsewhere it could stand twice.
    for attribute in ("ids", "names", "dupnames", "backrefs"):
        node.attributes[attribute] = []


def melt(frozen: bytes) -> list[nodes.Node]:
    """Return fresh nodes of the fragment *frozen*, as they were on their own page."""
    return cast("list[nodes.Node]", pickle.loads(frozen)) if frozen else []


def thaw(frozen: bytes, home: str, page: str, env: BuildEnvironment) -> list[nodes.Node]:
    """Return fresh nodes of the fragment *frozen* of page *home*, to be shown on *page*."""
    fragment = melt(frozen)
    builder = env._app.builder
    for top in fragment:
        for xref in top.findall(addnodes.pending_xref):
            xref["refdoc"], xref["home"] = page, home
            # What is wrong with it is told on its own page.
            xref["refwarn"] = xref.get("refwarn", False) and page == home
        for reference in top.findall(nodes.reference):
            if "refid" in reference:
                target = builder.get_relative_uri(page, home)
                reference["refuri"] = f"{target}#{reference.attributes.pop('refid')}"
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
    document = resolved(fragment, page, builder)
    # One by one: rendered inside a document, a document is written twice.
    return "".join(builder.render_partial(node)["fragment"] for node in document.children)
