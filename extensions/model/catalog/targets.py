"""Resolve each label that a page can refer to, as it is today."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, cast

from sphinx import addnodes

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.domains.math import MathDomain
    from sphinx.environment import BuildEnvironment

Targets = dict[str, list[tuple[object, ...]]]


def names_in(fragment: nodes.Element) -> tuple[str, ...]:
    """Return the names that *fragment* refers to, each once, sorted."""
    xrefs = fragment.findall(addnodes.pending_xref)
    return tuple(sorted({str(xref["reftarget"]).lstrip("#") for xref in xrefs}))


def all_targets(env: BuildEnvironment) -> Targets:
    """Return what each name stands for: page and its title, domain, kind, anchor, title, number."""
    pages = {docname: title.astext() for docname, title in env.titles.items()}
    targets: Targets = defaultdict(list)
    for domain in env.domains.sorted():
        for name, shown, kind, docname, anchor, _ in domain.get_objects():
            number = number_at(env, docname, anchor)
            home = docname, pages.get(docname)
            targets[name].append((*home, domain.name, kind, anchor, str(shown), number))
    equations = cast("MathDomain", env.get_domain("math")).equations
    for label, (docname, number) in equations.items():
        targets[label].append((docname, pages.get(docname), "math", number))
    return targets


def number_at(env: BuildEnvironment, docname: str, anchor: str) -> object:
    """Return the number of the section or figure at *anchor* of *docname*, if it has one."""
    sections = env.toc_secnumbers.get(docname, {})
    figures = (ids.get(anchor) for ids in env.toc_fignumbers.get(docname, {}).values())
    return sections.get(f"#{anchor}") or next((number for number in figures if number), None)
