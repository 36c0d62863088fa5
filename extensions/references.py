"""References that cannot go stale.

``[](#label)`` without text, and the role ``{site:ref}``, print what stands at the label
as it is today: "§ 3.4" within a page, "§ 3.4 Backpropagation in *Deep learning*" from
another, and likewise for figures, theorems, equations, posts and shorts.  The role
``{site:num}`` prints the short form everywhere: "§ 3.4".

Sphinx resolves a reference when the page is written, but does not write a page again
because the title or number that it quotes has changed.  Here what the names that a page
refers to stand for today is a part of what the page shows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import Domain
from sphinx.roles import XRefRole
from sphinx.transforms import SphinxTransform

from extensions.catalog.domain import catalog_of
from extensions.catalog.targets import number_at
from extensions.fragments import melt
from extensions.label_reference import refer
from extensions.messages import logger

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.domains.math import MathDomain
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from extensions.theorems import TheoremDomain


class LabelLinks(SphinxTransform):
    """Make each ``[text](#label)`` a reference that is resolved when the page is written."""

    # Just before MyST, at 879, gives those without text the title of today for good.
    default_priority = 878

    def apply(self, **kwargs: Any) -> None:
        """Change the page that is being read."""
        for link in list(self.document.findall(nodes.reference)):
            if link.get("id_link"):
                xref = reference_to(link["refuri"][1:], self.env.docname, *link.children)
                xref.source, xref.line = link.source, link.line
                link.replace_self(xref)
        for xref in self.document.findall(addnodes.pending_xref):
            if (xref["refdomain"], xref["reftype"]) == ("math", "eq"):
                xref["refdomain"], xref["refwarn"] = SiteDomain.name, True


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


class SiteDomain(Domain):
    """Resolves references to whatever has a label."""

    name = "site"
    label = "Site"
    roles: ClassVar[dict[str, Any]] = {
        "ref": XRefRole(warn_dangling=True),
        "num": XRefRole(warn_dangling=True),
    }

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Merge nothing: the domain only asks others."""

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
        """Return the reference with today's text, or ``None`` for an unknown label."""
        found = find(env, target)
        if found is None:
            return None
        if typ == "eq":
            found = replace(found, name=found.name.removeprefix("equation "))
        # What the page is may be left out: then it is named as on its own page.
        home = found.docname if typ == "num" else fromdocname
        text = contnode if node.get("refexplicit") else phrase(env, found, home)
        return refer(builder, node, fromdocname, (found.docname, found.anchor), text)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return nothing: the other domains answer for what is theirs."""
        return []


@dataclass(frozen=True)
class Found:
    """What stands at a label: its page, its anchor and its short name, as in "§ 3.4".

    A whole page has an empty anchor and an empty short name.  ``title`` is empty for what
    its short name says enough of: statements, equations, figures.
    """

    docname: str
    anchor: str
    name: str
    title: tuple[nodes.Node, ...] = ()


def find(env: BuildEnvironment, label: str) -> Found | None:
    """Return what stands at *label*."""
    statement = cast("TheoremDomain", env.get_domain("prf")).statements.get(label)
    if statement:
        return Found(statement.docname, statement.anchor, statement.name)
    equation = cast("MathDomain", env.get_domain("math")).equations.get(label)
    if equation:
        anchor = nodes.make_id(f"equation-{label}")
        return Found(equation[0], anchor, f"equation ({equation[1]})")
    section = env.domains.standard_domain.labels.get(label.lower())
    if section is None:
        return None
    docname, anchor, title = section
    for kind, numbers in env.toc_fignumbers.get(docname, {}).items():
        if anchor in numbers:
            return Found(docname, anchor, env.config.numfig_format[kind] % dotted(numbers[anchor]))
    return section_at(env, docname, anchor, title)


def section_at(env: BuildEnvironment, docname: str, anchor: str, title: str = "") -> Found:
    """Return the section at *anchor*, or the page whose H1 it is; *title* where none is known."""
    entry = catalog_of(env).entries.get(docname)
    if entry and (anchor in entry.anchors or not anchor):
        return Found(docname, "", "", title_nodes(env, docname, entry.anchors[0], title))
    number = number_at(env, docname, anchor)
    name = f"§ {dotted(number)}" if number else ""
    return Found(docname, anchor, name, title_nodes(env, docname, anchor, title))


def title_nodes(
    env: BuildEnvironment, docname: str, anchor: str, otherwise: str
) -> tuple[nodes.Node, ...]:
    """Return the title at *anchor* of *docname* with its formulas; else the text *otherwise*."""
    entry = catalog_of(env).entries.get(docname)
    heading = entry.heading(anchor) if entry else None
    if heading and heading.fragment:
        return tuple(melt(heading.fragment))
    return (nodes.Text(heading.text if heading else otherwise),)


def dotted(number: object) -> str:
    """Return the section number *number*, a tuple, as 3.4."""
    return ".".join(map(str, cast("tuple[int, ...]", number)))


def phrase(env: BuildEnvironment, found: Found, page: str) -> nodes.inline:
    """Return the text of a reference from *page* to *found*."""
    text = nodes.inline("", "", classes=["site-ref"])
    if not found.anchor:
        text += nodes.emphasis("", "", *found.title)
    elif found.docname == page:
        text += [nodes.Text(found.name)] if found.name else found.title
    else:
        text += [nodes.Text(f"{found.name} " if found.name and found.title else found.name)]
        text += found.title
        text += nodes.Text(" in " if found.title else " of ")
        entry = catalog_of(env).entries.get(found.docname)
        anchor = entry.anchors[0] if entry and entry.anchors else ""
        text += nodes.emphasis("", "", *title_nodes(env, found.docname, anchor, found.docname))
    return text


def warn_of_label(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Warn of an unknown label with the nearest known one (answers ``warn-missing-reference``)."""
    if domain is None or domain.name not in (SiteDomain.name, "prf"):
        return None
    label = node["reftarget"]
    near = get_close_matches(label, all_labels(app.env), n=1)
    remedy = f'did you mean "{near[0]}"?' if near else f"write ({label})= before what it names"
    logger.warning(
        'no section, figure, equation or theorem has the label "%s": %s',
        label,
        remedy,
        type="groundwork",
        subtype="unknown-label",
        location=node,
    )
    return True


def all_labels(env: BuildEnvironment) -> list[str]:
    """Return every label that a reference can name."""
    return [
        *env.domains.standard_domain.labels,
        *cast("TheoremDomain", env.get_domain("prf")).statements,
        *cast("MathDomain", env.get_domain("math")).equations,
    ]


def shown_by_references(app: Sphinx, env: BuildEnvironment, page: str) -> object:
    """Return what the references on *page* show (answers ``page-shows``)."""
    catalog = catalog_of(env)
    entry = catalog.entries.get(page)
    return catalog.stands_for(entry.references) if entry else None


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain and what pages show of what they refer to."""
    app.add_domain(SiteDomain)
    app.add_transform(LabelLinks)
    app.connect("page-shows", shown_by_references)
    app.connect("warn-missing-reference", warn_of_label)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
