"""Titles with formulas, as text: for tabs, sidebars, feeds and search."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docutils import nodes

from extensions.catalog.domain import Heading, catalog_of
from extensions.cleantext.text import plain
from extensions.fragments import melt
from extensions.math.transform import formula_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def name_headings(app: Sphinx, env: BuildEnvironment) -> None:
    """Put the clean text of each heading that has a formula into the catalog."""
    catalog = catalog_of(env)
    for entry in list(catalog.entries.values()):
        if any(heading.fragment for heading in entry.headings):
            headings = tuple(named(app, heading) for heading in entry.headings)
            catalog.note(replace(entry, headings=headings))


def named(app: Sphinx, heading: Heading) -> Heading:
    """Return *heading* with its clean text."""
    if not heading.fragment:
        return heading
    title = melt(heading.fragment)
    found = [node for top in title for node in top.findall(nodes.math)]
    answers = app.emit_firstresult("formulas-needed", [formula_of(node) for node in found])
    for node in found:
        answer = answers[formula_of(node)]
        if isinstance(answer, str):
            node["katex"] = answer
    return replace(heading, text=plain(title))
