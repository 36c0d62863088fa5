"""What stands at a label today, as a plain value: its place, its number and its title."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes

from extensions.doctree.app_state import of_app
from extensions.doctree.compat import app_of
from extensions.doctree.fragments import load_fragment
from extensions.doctree.heading_ids import equation_id
from extensions.doctree.translation import _
from extensions.model.catalog.domain import catalog_of
from extensions.model.catalog.targets import number_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.application import Sphinx
    from sphinx.domains.math import MathDomain
    from sphinx.environment import BuildEnvironment

    from extensions.markup.theorems import TheoremDomain
    from extensions.model.catalog.domain import Heading


@dataclass(frozen=True)
class Title:
    """The title of the page ``docname``, or of a section of it, as a plain value.

    ``fragment`` holds its pickled nodes if it has markup, ``texts`` what its references print, by
    their labels: elsewhere the whole of it is a link.
    """

    docname: str
    text: str
    fragment: bytes = b""
    texts: tuple[tuple[str, str], ...] = ()

    def content(self) -> list[nodes.Node]:
        """Return fresh nodes of it, without references."""
        if not self.fragment:
            return [nodes.Text(self.text)]
        texts = dict(self.texts)
        holder = nodes.inline("", "", *load_fragment(self.fragment))
        for xref in list(holder.findall(addnodes.pending_xref)):
            label = str(xref["reftarget"]).lstrip("#")
            xref.replace_self(nodes.Text(texts.get(label) or xref.astext() or label))
        return holder.children


@dataclass(frozen=True)
class LabelTarget:
    """What stands at a label: its page, its anchor and its short name, as in "§ 3.4".

    A whole page has an empty anchor and an empty short name.  ``title`` is ``None`` for what
    its short name says enough of: statements, equations, figures.  ``number`` is that of an
    equation, which may be a formula: it follows the name.  ``page_title`` is that of the page.
    """

    docname: str
    anchor: str
    name: str
    title: Title | None = None
    number: str = ""
    page_title: Title | None = None


class Found:
    """What was found at labels; one object per application."""

    def __init__(self, app: Sphinx) -> None:
        self.by_label: dict[str, LabelTarget | None] = {}


def find(env: BuildEnvironment, label: str) -> LabelTarget | None:
    """Return what stands at *label*; ask only when pages are numbered."""
    found = of_app(app_of(env), Found).by_label
    if label not in found:
        found[label] = _find(env, label)
    return found[label]


def _find(env: BuildEnvironment, label: str) -> LabelTarget | None:
    statement = cast("TheoremDomain", env.get_domain("prf")).statements.get(label)
    if statement:
        return _block_at(env, statement.docname, statement.anchor, statement.name)
    equation = cast("MathDomain", env.get_domain("math")).equations.get(label)
    if equation:
        docname, number = equation
        return _block_at(env, docname, equation_id(label), _("equation"), str(number))
    section = env.domains.standard_domain.labels.get(label.lower())
    if section is None:
        return None
    docname, anchor, title = section
    for kind, numbers in env.toc_fignumbers.get(docname, {}).items():
        if anchor in numbers:
            name = env.config.numfig_format[kind] % dotted(numbers[anchor])
            return _block_at(env, docname, anchor, name)
    return section_at(env, docname, anchor, title)


def _block_at(
    env: BuildEnvironment, docname: str, anchor: str, name: str, number: str = ""
) -> LabelTarget:
    """Return what needs no title."""
    return LabelTarget(docname, anchor, name, None, number, title_of_page(env, docname))


def untitled(env: BuildEnvironment, label: str) -> LabelTarget | None:
    """Return the paragraph, list, … at *label*, which only a reference with a text can name."""
    place = env.domains.standard_domain.anonlabels.get(label.lower())
    return LabelTarget(*place, name="") if place else None


def section_at(env: BuildEnvironment, docname: str, anchor: str, title: str = "") -> LabelTarget:
    """Return the section at *anchor*, or the page whose H1 it is; *title* where none is known."""
    entry = catalog_of(env).entries.get(docname)
    if entry and (anchor in entry.anchors or not anchor):
        return LabelTarget(docname, "", "", title_at(env, docname, entry.anchors[0], title))
    number = number_at(env, docname, anchor)
    name = f"§ {dotted(number)}" if number else ""
    own, of_page = title_at(env, docname, anchor, title), title_of_page(env, docname)
    return LabelTarget(docname, anchor, name, own, page_title=of_page)


def title_at(env: BuildEnvironment, docname: str, anchor: str, otherwise: str) -> Title:
    """Return the title at *anchor* of *docname*; the text *otherwise* where none is known."""
    entry = catalog_of(env).entries.get(docname)
    heading = entry.heading(anchor) if entry else None
    return title_of(env, docname, heading, otherwise)


def title_of_page(env: BuildEnvironment, docname: str) -> Title:
    """Return the title of the page *docname*; its name where the catalog knows none."""
    entry = catalog_of(env).entries.get(docname)
    anchor = entry.anchors[0] if entry and entry.anchors else ""
    return title_at(env, docname, anchor, docname)


def title_of(env: BuildEnvironment, docname: str, heading: Heading | None, otherwise: str) -> Title:
    """Return the title *heading* of *docname*; the text *otherwise* for none."""
    if heading is None:
        return Title(docname, otherwise)
    catalog = catalog_of(env)
    names = catalog.entries[docname].title_references if heading.fragment else ()
    texts = ((str(name), text_of_target(rest)) for name, *rest in catalog.stands_for(names))
    return Title(docname, heading.text, heading.fragment, tuple(pair for pair in texts if pair[1]))


def text_of_target(targets: Sequence[object]) -> str:
    """Return the title or number of the first of *targets*, the catalog's; empty for none."""
    if not targets or not isinstance(targets[0], tuple):
        return ""
    *_rest, kind, number = targets[0]
    return f"({number})" if kind == "math" else str(targets[0][5])


def targets_of(env: BuildEnvironment, names: Iterable[str]) -> tuple[object, ...]:
    """Return what references to *names* lead to and print today, as plain values.

    Those that other domains resolve print what the catalog tells.
    """
    told = catalog_of(env).stands_for(names)
    return tuple((find(env, str(name)), name, *targets) for name, *targets in told)


def printed(targets: Iterable[object]) -> dict[str, str]:
    """Return what references print that have no words of their own, by their labels.

    *targets* are those of `targets_of`.
    """
    rows = (one for one in targets if isinstance(one, tuple))
    return {str(name): text_of_target(rest) for _found, name, *rest in rows}


def dotted(number: object) -> str:
    """Return the section number *number*, a tuple, as 3.4."""
    return ".".join(map(str, cast("tuple[int, ...]", number)))
