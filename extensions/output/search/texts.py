"""Take the searchable text of a page: sections, statements, equations.

It comes from the doctree that is about to be written, when references have their text and formulas
are set.  What the page shows of other pages (lists, cards, backlinks) is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from extensions.doctree.heading_ids import equation_id
from extensions.lib.phases import WriteTransform
from extensions.markup.cleantext.text import LEFT_OUT, formula, plain
from extensions.markup.math.equations import number_nodes
from extensions.markup.theorems import statement
from extensions.model.catalog.domain import catalog_of
from extensions.model.catalog.opening import opening
from extensions.output.search.page_text import (
    BEGIN,
    END,
    PLACE,
    QUOTED,
    Equation,
    Form,
    Formula,
    PageText,
    Passage,
    Statement,
)
from extensions.output.search.short_forms import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.domains.math import MathDomain
    from sphinx.environment import BuildEnvironment

OWN = "search_own"
LABELS = "search_labels"
DISPLAY = '<span class="katex-display">'
FORMS: dict[type[nodes.Element], Form] = {
    nodes.literal_block: Form.CODE,
    nodes.math_block: Form.FORMULA,
}


class MarkOwnText(SphinxPostTransform):
    """Mark the blocks of text that the page itself has, and the labels of its equations."""

    formats = ("html",)
    # Before views, backlinks and the line of facts bring what other pages say.
    default_priority = WriteTransform.OWN_TEXT

    def run(self, **kwargs: Any) -> None:
        """Mark the nodes of the page that is written."""
        for block in self.document.findall(nodes.TextElement):
            if not isinstance(block, nodes.Inline):
                block[OWN] = True
        labels = labels_by_anchor(self.env)
        for node in self.document.findall(nodes.math_block):
            node[LABELS] = [labels[name] for name in anchors_of(node) if name in labels]


def labels_by_anchor(env: BuildEnvironment) -> dict[str, str]:
    """Return the labels of the equations of the page that is written, by anchor."""
    entry = catalog_of(env).entries.get(env.docname)
    labels = entry.equations if entry else ()
    return {equation_id(label): label for label in labels}


def anchors_of(formula: nodes.math_block) -> Iterator[str]:
    """Yield the anchors of the equations in *formula*: its own and those just before it."""
    if formula.get("label"):
        yield equation_id(formula["label"])
    siblings = formula.parent.children
    for before in reversed(siblings[: siblings.index(formula)]):
        if not isinstance(before, nodes.target):
            return
        yield from before["ids"]


def text_of(document: nodes.document, env: BuildEnvironment) -> PageText:
    """Return what is searched of *document*, resolved and with its formulas set."""
    formulas, document = Formulas(), without_marks(document)
    return PageText(
        [passage for top in sections_in(document) for passage in passages(top, 1, formulas)],
        # One quoted from another page is found there, and has no id here.
        [statement_text(node, formulas) for node in document.findall(statement) if node["ids"]],
        list(equations(document, env, formulas)),
        formulas.found,
    )


def without_marks(document: nodes.document) -> nodes.document:
    """Return *document* without characters that would be taken for places of formulas.

    They are for private use, and hardly any page has them.
    """
    if BEGIN not in document.astext():
        return document
    cleaned = document.deepcopy()
    for text in list(cleaned.findall(nodes.Text)):
        text.parent.replace(text, nodes.Text(text.replace(BEGIN, "").replace(END, "")))
    return cleaned


class Formulas:
    """The formulas of a page, each once; a text has their places."""

    def __init__(self) -> None:
        self._nodes: list[nodes.Element] = []
        self._numbers: dict[tuple[str, type], int] = {}
        self._quoted: set[int] = set()

    def place(self, node: nodes.Element) -> str:
        """Return what stands in a text for the formula *node*."""
        number = self._numbers.setdefault((tex_of(node), type(node)), len(self._nodes))
        if number == len(self._nodes):
            self._nodes.append(node)
        return f"{BEGIN}{number}{END}"

    def quoted(self, text: str) -> str:
        """Note that *text* can be quoted, with its formulas; return it."""
        self._quoted.update(int(number) for number in PLACE.findall(text))
        return text

    @property
    def found(self) -> list[Formula]:
        """All of them, with the HTML of those that can be quoted, which is most of what is kept."""
        return [
            Formula(
                formula(node),
                tex_of(node),
                shortened(undisplayed(node.get("katex", ""))) if number in self._quoted else "",
            )
            for number, node in enumerate(self._nodes)
        ]


def tex_of(node: nodes.Element) -> str:
    """Return the TeX of the formula *node* in one line."""
    return " ".join(node.astext().split())


def undisplayed(html: str) -> str:
    """Return the *html* of a formula without the box that sets it apart."""
    return html.removeprefix(DISPLAY).removesuffix("</span>") if html.startswith(DISPLAY) else html


def sections_in(node: nodes.Element) -> Iterator[nodes.section]:
    """Yield the sections directly in *node*."""
    return (child for child in node.children if isinstance(child, nodes.section))


def passages(section: nodes.section, level: int, formulas: Formulas) -> Iterator[Passage]:
    """Yield *section*, whose heading is of *level*, and those in it, in reading order."""
    text = [block for block in blocks(section.children, formulas) if block[0]]
    for line, form in text:
        if form in QUOTED:
            formulas.quoted(line)
    yield Passage(section["ids"][0], level, title_of(section), text)
    for inner in sections_in(section):
        yield from passages(inner, level + 1, formulas)


def title_of(section: nodes.section) -> str:
    """Return the title of *section*."""
    return plain(child for child in section.children if isinstance(child, nodes.title))


def blocks(
    parts: Iterable[nodes.Node], formulas: Formulas, form: Form = Form.TEXT
) -> Iterator[tuple[str, str]]:
    """Yield the text of each own block in *parts*, and its form, which is *form* for most."""
    for part in parts:
        if isinstance(part, (nodes.section, nodes.title, nodes.rubric, *LEFT_OUT)):
            continue
        if isinstance(part, nodes.TextElement):
            if part.get(OWN):
                yield plain([part], formulas.place), FORMS.get(type(part), form)
        else:
            inside = Form.OPENING if isinstance(part, opening) else form
            yield from blocks(part.children, formulas, inside)


def statement_text(node: statement, formulas: Formulas) -> Statement:
    """Return the statement *node*, its head apart from its text."""
    head = next(
        inline for inline in node.findall(nodes.inline) if "theorem-head" in inline["classes"]
    )
    name = plain([head], formulas.place)
    text = " ".join(line for line, _ in blocks(node.children, formulas))
    text = formulas.quoted(text.removeprefix(name).strip())
    return Statement(node["ids"][0], plain([head]).removesuffix("."), text)


def plain_number(number: int | str) -> str:
    """Return *number* without brackets, and without what sets it where it is a tag."""
    return plain(number_nodes(number)).strip("()")


def equations(
    document: nodes.document, env: BuildEnvironment, formulas: Formulas
) -> Iterator[Equation]:
    """Yield the labelled equations of *document*."""
    numbers = cast("MathDomain", env.get_domain("math")).equations
    before: list[nodes.Node] = []
    section: list[nodes.Node] = []
    for node in document.findall(nodes.TextElement):
        if isinstance(node, nodes.title) and isinstance(node.parent, nodes.section):
            before, section = [], [node]
        elif isinstance(node, nodes.paragraph) and node.get(OWN):
            before = [node]
        elif isinstance(node, nodes.math_block):
            labels: list[str] = node.get(LABELS, [])
            for label in labels:
                yield Equation(
                    equation_id(label),
                    label,
                    plain_number(numbers[label][1]),
                    formulas.quoted(formulas.place(node)),
                    formulas.quoted(plain(before, formulas.place)),
                    plain(section),
                )
