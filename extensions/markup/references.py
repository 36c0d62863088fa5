"""References to labels that print today's number and title.

``[](#label)`` without text, and the role ``{site:ref}``, print what stands at the label
as it is today: "§ 3.4" within a page, "§ 3.4 Backpropagation in *Deep learning*" from
another, and likewise for figures, theorems, equations, posts and shorts.  The role
``{site:num}`` prints the short form everywhere: "§ 3.4".

Sphinx resolves a reference when a page is written, but does not write a page again because the
title or number that it quotes has changed.  Here the targets of a page's references are part of
what the page depends on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.roles import XRefRole
from sphinx.transforms import SphinxTransform

from extensions.building.diagnostics import missing_targets
from extensions.doctree.label_reference import LabelDomain, unbroken
from extensions.doctree.translation import _
from extensions.lib.messages import logger
from extensions.lib.phases import ReadTransform
from extensions.markup.label_targets import LabelTarget, find, targets_of, untitled
from extensions.markup.math.equations import number_nodes
from extensions.model.catalog.domain import catalog_of
from extensions.model.views import Dependency, add_dependency

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


class LabelLinks(SphinxTransform):
    """Make each ``[text](#label)`` a reference that is resolved when the page is written."""

    # Just before MyST, at 879, gives those without text the title of today for good.
    default_priority = ReadTransform.LABEL_LINKS

    def apply(self, **kwargs: Any) -> None:
        """Change the page that is being read."""
        for link in list(self.document.findall(nodes.reference)):
            if link.get("id_link"):
                xref = reference_to(link["refuri"][1:], self.env.docname, *link.children)
                xref.source, xref.line = link.source, link.line
                link.replace_self(xref)
        for xref in self.document.findall(addnodes.pending_xref):
            kind = xref["refdomain"], xref["reftype"]
            if kind == ("math", "eq"):
                xref["refdomain"], xref["refwarn"] = SiteDomain.name, True
            elif kind == ("std", "numref") and not xref["refexplicit"]:
                # Sphinx's own knows figures alone, and these with ``numfig`` only.
                xref["refdomain"], xref["reftype"] = SiteDomain.name, "num"


def reference_to(label: str, page: str, *content: nodes.Node) -> pending_xref:
    """Return a reference from *page* to *label*, with *content* or the text of its target."""
    return addnodes.pending_xref(
        "",
        nodes.inline("", "", *(content or [nodes.Text(f"#{label}")])),
        refdomain=SiteDomain.name,
        reftype="ref",
        reftarget=label,
        refdoc=page,
        refexplicit=bool(content),
        refwarn=True,
    )


@dataclass(frozen=True)
class Reference:
    """A reference to ``label`` that a page has without its author's writing it."""

    label: str
    targets: tuple[object, ...]

    def node(self, page: str) -> pending_xref:
        """Return the reference on *page*, to be resolved."""
        return reference_to(self.label, page)


class SiteDomain(LabelDomain[LabelTarget]):
    """Resolves references to whatever has a label."""

    name = "site"
    label = "Site"
    roles: ClassVar[dict[str, Any]] = {
        "ref": XRefRole(warn_dangling=True),
        "num": XRefRole(warn_dangling=True),
    }

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Merge nothing: the domain only asks others."""

    def target_of(self, kind: str, label: str, *, has_text: bool) -> LabelTarget | None:
        """Return what *label* stands for; ``None`` where it is unknown."""
        destination = find(self.env, label) or (untitled(self.env, label) if has_text else None)
        return replace(destination, name="") if destination and kind == "eq" else destination

    def text_of(self, target: LabelTarget, kind: str, page: str) -> nodes.Node:
        """Return number, title and page of *target* as they are today."""
        # ``num`` prints what a reference on the target's own page does, without the page.
        return reference_text(target, target.docname if kind == "num" else page)


def reference_from(env: BuildEnvironment, label: str) -> Reference:
    """Return a reference to *label*."""
    return Reference(label, targets_of(env, [label]))


def reference_text(target: LabelTarget, page: str) -> nodes.inline:
    """Return the text of a reference from *page* to *target*."""
    text = nodes.inline("", "", classes=["site-ref"])
    name: list[nodes.Node] = [nodes.Text(target.name)] if target.name else []
    number = number_nodes(target.number) if target.number else []
    title = target.title.content() if target.title else []
    short = unbroken(joined_with_spaces(name, number))
    if not target.anchor:
        text += nodes.emphasis("", "", *title)
    elif target.docname == page:
        text += short or title
    else:
        text += joined_with_spaces(short, title)
        # Not within an f-string, in which the words of the interface are not found.
        before = _("in") if title else _("of")
        text += nodes.Text(f" {before} ")
        text += nodes.emphasis("", "", *(target.page_title.content() if target.page_title else []))
    return text


def joined_with_spaces(*parts: list[nodes.Node]) -> list[nodes.Node]:
    """Return the nodes of *parts*, with a space between those that are not empty."""
    joined: list[nodes.Node] = []
    for part in filter(None, parts):
        joined += [nodes.Text(" "), *part] if joined else part
    return joined


def warn_of_label(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Warn of an unknown label with the nearest known one (answers ``warn-missing-reference``)."""
    if domain is None or domain.name not in (SiteDomain.name, "prf"):
        return None
    logger.warning(
        "%s",
        missing_targets.of_label(app, node["reftarget"]),
        type="groundwork",
        subtype="unknown-label",
        location=node,
    )
    return True


@dataclass(frozen=True)
class ReferencesData:
    """What the references on a page lead to and print."""

    targets: tuple[object, ...]


class References(Dependency[ReferencesData]):
    """The references on a page, which :class:`SiteDomain` and other domains resolve."""

    def data(self, env: BuildEnvironment, page: str) -> ReferencesData:
        """Return what they lead to."""
        entry = catalog_of(env).entries.get(page)
        return ReferencesData(targets_of(env, entry.references) if entry else ())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain and what pages show of what they refer to."""
    app.add_domain(SiteDomain)
    app.add_transform(LabelLinks)
    add_dependency(app, References())
    app.connect("warn-missing-reference", warn_of_label)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
