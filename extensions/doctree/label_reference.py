"""Links to labels: what a domain resolves a reference to, and the base class that does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from docutils import nodes
from sphinx.domains import Domain
from sphinx.util.nodes import make_refnode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


class Target(Protocol):
    """Where a label stands: a page, and an anchor that is empty for the top of it."""

    @property
    def docname(self) -> str:
        """The page."""

    @property
    def anchor(self) -> str:
        """The anchor on the page."""


T = TypeVar("T", bound=Target)
# The class of what stands on one line, as "§ 3.4" does.
UNBROKEN = "unbroken"


class label_reference(nodes.reference):
    """A link on ``page`` to ``place``: a docname and an anchor, which is empty for the top.

    ``home`` is the page whose text it belongs to, which may be shown on others, and
    ``in_opening`` says that it stands in the summary or the claim.
    """


def unbroken(text: Sequence[nodes.Node]) -> list[nodes.Node]:
    """Return the nodes of *text*, a name and its number, such that no line ends between them."""
    return [nodes.inline("", "", *text, classes=[UNBROKEN])] if text else []


def refer(
    builder: Builder, xref: pending_xref, page: str, place: tuple[str, str], content: nodes.Node
) -> label_reference:
    """Return the link with *content* that *xref* on *page* becomes, to *place*."""
    plain_link = make_refnode(builder, page, *place, content)
    link = label_reference(
        "", "", *plain_link.children, **plain_link.attributes, page=page, place=place
    )
    link["home"] = xref.get("home", page)
    link["in_opening"] = xref.get("in_opening", False)
    return link


class LabelDomain(Domain, Generic[T]):
    """A domain whose references become links with the text of today.

    A subclass says what a label stands for and what a reference to it prints.
    """

    def target_of(self, kind: str, label: str, *, has_text: bool) -> T | None:
        """Return what *label* stands for; ``None`` where it is unknown.

        *kind* is the role of the reference, and *has_text* says that its author gave it a text.
        """
        raise NotImplementedError

    def text_of(self, target: T, kind: str, page: str) -> nodes.Node:
        """Return the text of a reference without one, of role *kind*, from *page* to *target*."""
        raise NotImplementedError

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Return the link; ``None`` for an unknown label."""
        has_text = bool(node.get("refexplicit"))
        destination = self.target_of(typ, target, has_text=has_text)
        if destination is None:
            return None
        text = contnode if has_text else self.text_of(destination, typ, fromdocname)
        return refer(builder, node, fromdocname, (destination.docname, destination.anchor), text)

    def resolve_any_xref(self, *args: Any) -> list[tuple[str, nodes.reference]]:
        """Return nothing: only a domain with labels of its own answers."""
        return []
