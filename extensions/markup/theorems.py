"""Theorems, definitions, examples and proofs, with the syntax of sphinx-proof.

::

    :::{prf:theorem} Novikoff's bound
    :label: thm-perceptron-novikoff
    …
    :::

Kinds share one counter per page.  ``{prf:ref}`thm-perceptron-novikoff``` gives "Theorem 1"
on its own page and "Theorem 1 of *The perceptron*" elsewhere.  (sphinx-proof 0.4 itself
loses what parallel processes read and gives every block the same id.)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.domains import ObjType
from sphinx.roles import XRefRole
from sphinx.util.docutils import SphinxDirective

from extensions.doctree.folds import fold
from extensions.doctree.label_reference import LabelDomain, unbroken
from extensions.doctree.other_builders import CONTENT_ONLY
from extensions.doctree.page_domain import ByPage
from extensions.doctree.translation import _
from extensions.lib.digest import UNSHOWN
from extensions.markup.questions import OPTIONS, question_of
from extensions.model.catalog.consistency import warn_at
from extensions.model.catalog.domain import catalog_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

KINDS = (
    "theorem",
    "lemma",
    "definition",
    "proposition",
    "corollary",
    "remark",
    "example",
    "algorithm",
    "axiom",
    "conjecture",
    "criterion",
    "property",
    "observation",
    "assumption",
)
END_OF_PROOF = "∎"
COUNTER = "groundwork-theorems"


class statement(nodes.General, nodes.Element):
    """A numbered theorem, definition, …; ``kind`` says which."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Where a statement stands and what it is called."""

    docname: str
    anchor: str
    kind: str
    number: int
    title: str
    line: int = field(metadata=UNSHOWN)

    @property
    def name(self) -> str:
        """Kind and number, as in "Theorem 3"."""
        return f"{kind_title(self.kind)} {self.number}"


def kind_title(kind: str) -> str:
    """Return what a statement of *kind* is called."""
    titles = {
        "theorem": _("Theorem"),
        "lemma": _("Lemma"),
        "definition": _("Definition"),
        "proposition": _("Proposition"),
        "corollary": _("Corollary"),
        "remark": _("Remark"),
        "example": _("Example"),
        "algorithm": _("Algorithm"),
        "axiom": _("Axiom"),
        "conjecture": _("Conjecture"),
        "criterion": _("Criterion"),
        "property": _("Property"),
        "observation": _("Observation"),
        "assumption": _("Assumption"),
        "exercise": _("Exercise"),
    }
    return titles[kind]


class StatementDirective(SphinxDirective):
    """A statement with its title, which may be left out, and its number on the page.

    ``:label:`` is the name by which ``{prf:ref}`` refers to it, ``:class:`` has classes of HTML.
    ``:question:`` and ``:answer:`` are what ``{recall}`` asks of it.
    """

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {
        "label": directives.unchanged_required,
        "class": directives.class_option,
        **OPTIONS,
    }

    def run(self) -> list[nodes.Node]:
        """Return the statement with its head run into its first paragraph."""
        kind = self.name.rpartition(":")[2]
        number = self.env.current_document.new_serial_number(COUNTER) + 1
        label = self.options.get("label")
        classes = self.options.get("class", [])
        node = statement("", kind=kind, ids=[label or f"{kind}-{number}"], classes=classes)
        self.set_source_info(node)
        if label:
            self.state.document.note_explicit_target(node)
        title, messages = self.parse_inline(self.arguments[0]) if self.arguments else ([], [])
        node.extend(self.parse_content_to_nodes())
        text = "".join(part.astext() for part in title)
        noted = Statement(self.env.docname, node["ids"][0], kind, number, text, self.lineno)
        run_in(node, head(noted.name, title))
        if label:
            theorems_of(self.env).note(label, noted)
        return [node, *question_of(self, label or ""), *messages]


class ProofDirective(SphinxDirective):
    """``{prf:proof}``: a proof; its argument, which may be left out, says what is proved.

    ``:class:`` has classes of HTML for it.
    """

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    # A proof folds anyway; without any options MyST takes their lines for its text.
    option_spec: ClassVar[dict[str, Any]] = {"class": directives.class_option}

    def run(self) -> list[nodes.Node]:
        """Return the proof, its end marked."""
        title, messages = self.parse_inline(self.arguments[0]) if self.arguments else ([], [])
        opening = nodes.paragraph("", "", head(_("Proof"), title))
        node = fold("", opening, *self.parse_content_to_nodes(), classes=["proof"])
        self.set_source_info(node)
        if not isinstance(node[-1], nodes.paragraph):
            node += nodes.paragraph()
        cast("nodes.paragraph", node[-1]).append(
            nodes.inline("", f" {END_OF_PROOF}", classes=["end-of-proof"])
        )
        return [node, *messages]


def head(name: str, title: list[nodes.Node]) -> nodes.inline:
    """Return the head of a statement: its name and, in brackets, its title."""
    node = nodes.inline("", "", nodes.strong("", name), classes=["theorem-head"])
    if title:
        node += [nodes.Text(" ("), *title, nodes.Text(")")]
    node += nodes.Text(". ")
    return node


def run_in(node: nodes.Element, opening: nodes.inline) -> None:
    """Put *opening* at the start of the first paragraph of *node*."""
    if len(node) and isinstance(node[0], nodes.paragraph):
        node[0].insert(0, opening)
    else:
        node.insert(0, nodes.paragraph("", "", opening))


class TheoremDomain(LabelDomain[Statement], ByPage[list[tuple[str, Statement]]]):
    """The labelled statements of all pages."""

    name = "prf"
    label = "Theorems and proofs"
    object_types: ClassVar[dict[str, ObjType]] = {
        kind: ObjType(kind, "ref") for kind in (*KINDS, "exercise")
    }
    directives: ClassVar[dict[str, type[SphinxDirective]]] = {  # type: ignore[assignment]
        **dict.fromkeys(KINDS, StatementDirective),
        "proof": ProofDirective,
    }
    roles: ClassVar[dict[str, Any]] = {"ref": XRefRole(warn_dangling=True)}

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """The statement of each label; ask only when all sources have been read."""
        first_by_label: dict[str, Statement] = {}
        for docname in sorted(self.by_page):
            for label, labelled in self.by_page[docname]:
                first_by_label.setdefault(label, labelled)
        return first_by_label

    def note(self, label: str, labelled: Statement) -> None:
        """Keep the statement *labelled* under *label*."""
        self.by_page.setdefault(labelled.docname, []).append((label, labelled))

    def check_consistency(self) -> None:
        """Warn of labels that two statements have."""
        for docname in sorted(self.by_page):
            for label, labelled in self.by_page[docname]:
                other = self.statements[label]
                # Within a page docutils tells of it.
                if other.docname != docname:
                    text = f'the label "{label}" is also that of {other.name} of {other.docname}'
                    entry = catalog_of(self.env).entries[docname]
                    warn_at(
                        entry, labelled.anchor, "duplicate-label", f"{text}: change one of the two"
                    )

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield each labelled statement, for inventories and digests."""
        for label, labelled in self.statements.items():
            name, title = labelled.name, labelled.title
            shown = f"{name} ({title})" if title else name
            yield label, shown, labelled.kind, labelled.docname, labelled.anchor, 1

    def target_of(self, kind: str, label: str, *, has_text: bool) -> Statement | None:
        """Return the statement of *label*; ``None`` where it is unknown."""
        return self.statements.get(label)

    def text_of(self, target: Statement, kind: str, page: str) -> nodes.Node:
        """Return kind and number of *target*, and its page where that is another."""
        text = nodes.inline("", "", *unbroken([nodes.Text(target.name)]))
        if target.docname != page:
            title = self.env.titles[target.docname].astext()
            text += [nodes.Text(" " + _("of") + " "), nodes.emphasis("", title)]
        return text

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return the target of ``[](#label)``, if it is a statement."""
        link = self.resolve_xref(env, fromdocname, builder, "ref", target, node, contnode)
        return [("prf:ref", link)] if link else []


def theorems_of(env: BuildEnvironment) -> TheoremDomain:
    """Return the theorems of *env*."""
    return cast("TheoremDomain", env.get_domain(TheoremDomain.name))


def visit_statement(self: HTML5Translator, node: statement) -> None:
    """Open the block of a statement."""
    self.body.append(self.starttag(node, "div", CLASS=f"theorem theorem-{node['kind']}"))


def depart_statement(self: HTML5Translator, node: statement) -> None:
    """Close what :func:`visit_statement` opened."""
    self.body.append("</div>\n")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain and its nodes."""
    app.add_node(statement, html=(visit_statement, depart_statement), **CONTENT_ONLY)
    app.add_domain(TheoremDomain)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
