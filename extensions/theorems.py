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

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.domains import ObjType
from sphinx.roles import XRefRole
from sphinx.util.docutils import SphinxDirective

from extensions.by_page import ByPage
from extensions.folds import fold
from extensions.label_reference import refer
from extensions.messages import warn
from extensions.other_builders import CONTENT_ONLY

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
    line: int

    @property
    def name(self) -> str:
        """Kind and number, as in "Theorem 3"."""
        return f"{self.kind.capitalize()} {self.number}"


class StatementDirective(SphinxDirective):
    """``{prf:theorem} Title`` and its like, with an optional ``:label:``."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {"label": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Return the statement with its head run into its first paragraph."""
        kind = self.name.rpartition(":")[2]
        number = self.env.current_document.new_serial_number(COUNTER) + 1
        label = self.options.get("label")
        node = statement("", kind=kind, ids=[label or f"{kind}-{number}"])
        self.set_source_info(node)
        if label:
            self.state.document.note_explicit_target(node)
        title, messages = self.parse_inline(self.arguments[0]) if self.arguments else ([], [])
        node.extend(self.parse_content_to_nodes())
        text = "".join(part.astext() for part in title)
        said = Statement(self.env.docname, node["ids"][0], kind, number, text, self.lineno)
        run_in(node, head(said.name, title))
        if label:
            theorems_of(self.env).note(label, said)
        return [node, *messages]


class ProofDirective(SphinxDirective):
    """``{prf:proof}``, with an optional argument: what is proved."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Return the proof, its end marked."""
        title, messages = self.parse_inline(self.arguments[0]) if self.arguments else ([], [])
        opening = nodes.paragraph("", "", head("Proof", title))
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


class TheoremDomain(ByPage[list[tuple[str, Statement]]]):
    """The labelled statements of all pages."""

    name = "prf"
    label = "Theorems and proofs"
    object_types: ClassVar[dict[str, ObjType]] = {kind: ObjType(kind, "ref") for kind in KINDS}
    directives: ClassVar[dict[str, type[SphinxDirective]]] = {  # type: ignore[assignment]
        **dict.fromkeys(KINDS, StatementDirective),
        "proof": ProofDirective,
    }
    roles: ClassVar[dict[str, Any]] = {"ref": XRefRole(warn_dangling=True)}

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """The statement of each label; ask only when all sources have been read."""
        found: dict[str, Statement] = {}
        for docname in sorted(self.by_page):
            for label, said in self.by_page[docname]:
                found.setdefault(label, said)
        return found

    def note(self, label: str, said: Statement) -> None:
        """Keep *said* under *label*."""
        self.by_page.setdefault(said.docname, []).append((label, said))

    def check_consistency(self) -> None:
        """Warn of labels that two statements have."""
        for docname in sorted(self.by_page):
            for label, said in self.by_page[docname]:
                other = self.statements[label]
                if other is not said:
                    text = f'the label "{label}" is also that of {other.name} of {other.docname}'
                    warn(docname, said.line, "duplicate-label", f"{text}: change one of the two")

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield each labelled statement, for inventories and digests."""
        for label, said in self.statements.items():
            shown = f"{said.name} ({said.title})" if said.title else said.name
            yield label, shown, said.kind, said.docname, said.anchor, 1

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
        """Return the reference, its text made of today's number and title."""
        said = self.statements.get(target)
        if said is None:
            return None
        content: nodes.Node = contnode
        if not node.get("refexplicit"):
            content = nodes.inline("", said.name)
            if said.docname != fromdocname:
                title = env.titles[said.docname].astext()
                content += [nodes.Text(" of "), nodes.emphasis("", title)]
        return refer(builder, node, fromdocname, (said.docname, said.anchor), content)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return what ``[](#label)`` may mean here."""
        found = self.resolve_xref(env, fromdocname, builder, "ref", target, node, contnode)
        return [("prf:ref", found)] if found else []


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
