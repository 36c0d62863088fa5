"""Numbers of sections and figures, local to their page: 1, 1.1; Figure 1.

The numbers are kept where Sphinx keeps its own, so that its writers print them.  Sphinx
itself would number along the toctree of the whole site, so that a post put into a series
would renumber all that follow, and would leave posts outside a series without numbers.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from docutils import nodes

from extensions.lib.phases import GetUpdated
from extensions.model.catalog.domain import catalog_of
from extensions.model.frontmatter import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

Numbers = dict[str, tuple[int, ...]]


def number_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Number the sections and figures of all posts; no other page has to be written."""
    for docname, entry in catalog_of(env).entries.items():
        if entry.kind is Kind.POST:
            env.toc_secnumbers[docname] = section_numbers(env.tocs[docname])
            env.toc_fignumbers[docname] = figure_numbers(entry.figures)
    return []


def section_numbers(toc: nodes.Element) -> Numbers:
    """Return the number of each section in *toc*, the contents of a page, by anchor."""
    numbers: Numbers = {}
    for page in _items(toc):
        for number, item in _numbered(_items(page[1:]), ()):
            reference = next(iter(item.findall(nodes.reference)))
            reference["secnumber"] = number
            numbers[reference["anchorname"]] = number
    return numbers


def _numbered(
    items: Iterable[nodes.list_item], prefix: tuple[int, ...]
) -> Iterator[tuple[tuple[int, ...], nodes.list_item]]:
    for place, item in enumerate(items, start=1):
        number = (*prefix, place)
        yield number, item
        yield from _numbered(_items(item[1:]), number)


def _items(parents: Iterable[nodes.Node]) -> list[nodes.list_item]:
    """Return the list items directly in *parents*, which are lists or hold one."""
    items: list[nodes.list_item] = []
    for parent in parents:
        if isinstance(parent, nodes.list_item):
            items.append(parent)
        elif isinstance(parent, nodes.bullet_list):
            items += [child for child in parent if isinstance(child, nodes.list_item)]
    return items


def figure_numbers(figures: Iterable[tuple[str, str]]) -> dict[str, Numbers]:
    """Return the numbers of *figures*, pairs of kind and id, by kind and id."""
    numbers: dict[str, Numbers] = {}
    counters: dict[str, count[int]] = {}
    for kind, anchor in figures:
        number = next(counters.setdefault(kind, count(1)))
        numbers.setdefault(kind, {})[anchor] = (number,)
    return numbers


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the numbering, after Sphinx has cleared the numbers of the last build."""
    app.connect("env-get-updated", number_pages, priority=GetUpdated.NUMBERS)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
