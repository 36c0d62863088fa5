"""Plain text of titles with formulas, put into the catalog for tabs, sidebars, feeds and search."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docutils import nodes

from extensions.doctree.app_state import of_app
from extensions.doctree.fragments import load_fragment
from extensions.markup.cleantext.text import plain
from extensions.markup.math.setter import Setter
from extensions.markup.math.transform import formula_of
from extensions.model.catalog.domain import Heading, catalog_of

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
    title = load_fragment(heading.fragment)
    formulas = [node for top in title for node in top.findall(nodes.math)]
    answers = of_app(app, Setter).set_formulas([formula_of(node) for node in formulas])
    for node in formulas:
        answer = answers[formula_of(node)]
        if isinstance(answer, str):
            node["katex"] = answer
    return replace(heading, text=plain(title))
