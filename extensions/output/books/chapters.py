"""Make a chapter of the resolved doctree of a page: what paper has, and nothing to click or fold.

What the page shows of others goes; what folds stands open, but for solutions and answers, which
stand at the end; links say which page and which place of it they lead to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast
from urllib.parse import unquote, urldefrag, urljoin

from docutils import nodes

from extensions.doctree.detours import detour
from extensions.doctree.direction import own_direction
from extensions.doctree.folds import fold
from extensions.doctree.translation import _
from extensions.features.depth import depth
from extensions.lib.palette import filled, site_palette
from extensions.markup.cleantext.markdown import LEFT_OUT
from extensions.markup.figures import drawing
from extensions.markup.widgets.directive import widget
from extensions.model.catalog.opening import opening

if TYPE_CHECKING:
    from collections.abc import Sequence

SCHEME = "page:"
SUFFIX = ".xhtml"
# Of a series: its posts, which follow in the book; of a piece: what is a list of links alone.
LISTS = frozenset({"entries", "toctree-wrapper", "tags", "drawn-from"})
SOLUTIONS, ANSWERS, SYMBOLS = "book-solutions", "book-answers", "book-symbols"


@dataclass(frozen=True)
class Chapter:
    """A page as a chapter: its name, its title, its nodes, and the ids of places in it."""

    docname: str
    document: nodes.document
    ids: frozenset[str]


def chapter_of(docname: str, document: nodes.document) -> Chapter:
    """Return the chapter that *document*, resolved for HTML, becomes; it is changed."""
    leave_out(document)
    open_detours(document)
    sections = [
        collect_solutions(document),
        collect_answers(document),
        collect_symbols(document, is_series=docname.endswith("/index")),
    ]
    open_folds(document)
    leave_out_empty_heads(document)
    first = next(iter(document.findall(nodes.section)), None)
    for section in sections:
        if section is not None and first is not None:
            first += section
    for figure in list(document.findall(widget)):
        still(figure, docname)
    for picture in document.findall(drawing):
        picture["svg"] = filled(picture["svg"], site_palette().alone)
        picture["copy"] = ""
    for summary in document.findall(opening):
        summary["is_brief"] = False
    for link in document.findall(nodes.reference):
        name_place(link, docname)
    for number in document.findall(nodes.Element):
        # What a number is the value of, stands in no book.
        number.attributes.pop("entry", None)
    gather_notes(document)
    ids: set[str] = set()
    for node in document.findall(nodes.Element):
        ids.update(node.get("ids", ()))
    return Chapter(docname, document, frozenset(ids))


def leave_out(document: nodes.document) -> None:
    """Remove what the page shows of others, and what only a page can do."""
    gone = LEFT_OUT | LISTS
    for node in list(document.findall(nodes.Element)):
        if node.parent is None:
            continue
        is_way = isinstance(node, fold) and "way" in node["classes"]
        if (
            isinstance(node, (depth, nodes.comment))
            or gone & set(node.get("classes", ()))
            or (is_way and "symbols" not in node["classes"])
        ):
            node.parent.remove(node)


def leave_out_empty_heads(document: nodes.document) -> None:
    """Remove the heads of lists of works: these stand where they are cited, as notes."""
    for rubric in list(document.findall(nodes.rubric)):
        place = rubric.parent.index(rubric)
        if not any(is_content(one) for one in rubric.parent.children[place + 1 :]):
            rubric.parent.remove(rubric)


def is_content(node: nodes.Node) -> bool:
    """Return whether *node* shows anything; the list of works is an empty box."""
    if isinstance(node, nodes.container) and not node.children:
        return False
    return not isinstance(node, (nodes.target, nodes.footnote, nodes.transition, nodes.comment))


def open_detours(document: nodes.document) -> None:
    """Put the blocks of detours in their place, without the line that the short way shows."""
    for node in list(document.findall(detour)):
        line, *blocks = cast("list[nodes.Element]", node.children)
        # Places that only the short way shows: a symbol that its line names first.
        ids = [one for inner in line.findall(nodes.Element) for one in inner["ids"]]
        if ids and blocks:
            blocks[0]["ids"] = [*blocks[0]["ids"], *ids]
        node.parent.replace(node, blocks)
    for block in list(document.findall(own_direction)):
        if not block.children:
            block.parent.remove(block)


def collect_solutions(document: nodes.document) -> nodes.section | None:
    """Take the solutions to the end, and leave a line that leads to each."""
    found = []
    for number, node in enumerate(list(document.findall(is_solution)), start=1):
        line, *rest = cast("list[nodes.Element]", node.children)
        here, there = f"book-exercise-{number}", f"book-solution-{number}"
        head = nodes.paragraph("", "", *copies(line), classes=["book-head"])
        head += [nodes.Text(" "), back(here)]
        found.append(nodes.container("", head, *rest, ids=[there], classes=["book-solution"]))
        link = nodes.reference("", line.astext(), refid=there, internal=True)
        pointer = nodes.paragraph("", "", link, ids=[here], classes=["book-pointer"])
        node.parent.replace(node, pointer)
    return at_end(SOLUTIONS, _("Solutions"), found)


def is_solution(node: nodes.Node) -> bool:
    """Return whether *node* is the solution of an exercise."""
    return isinstance(node, fold) and "solution" in node["classes"]


def collect_answers(document: nodes.document) -> nodes.section | None:
    """Take the answers to what the page asks to the end, behind their questions."""
    found = []
    for number, node in enumerate(list(document.findall(is_question)), start=1):
        line, *rest = cast("list[nodes.Element]", node.children)
        here, there = f"book-question-{number}", f"book-answer-{number}"
        again = nodes.paragraph("", "", *copies(line), classes=["book-head"])
        again += [nodes.Text(" "), back(here)]
        found.append(nodes.container("", again, *rest, ids=[there], classes=["book-answer"]))
        link = nodes.reference("", _("Answer"), refid=there, internal=True)
        asking = nodes.paragraph("", "", *line.children, nodes.Text(" "), link, ids=[here])
        asking["classes"] = ["book-question"]
        node.parent.replace(node, asking)
    return at_end(ANSWERS, _("Answers from memory"), found)


def is_question(node: nodes.Node) -> bool:
    """Return whether *node* is what the page asks its reader."""
    return isinstance(node, fold) and "question" in node["classes"]


def collect_symbols(document: nodes.document, *, is_series: bool) -> nodes.section | None:
    """Take the table of symbols to the end; that of a series says what its pieces say."""
    found: list[nodes.Node] = []
    for node in list(document.findall(fold)):
        if "symbols" in node["classes"]:
            found += [] if is_series else node.children[1:]
            for link in node.findall(nodes.reference):
                link["classes"] = ["book-defined"]
            node.parent.remove(node)
    return at_end(SYMBOLS, _("Symbols"), found)


def at_end(name: str, title: str, content: Sequence[nodes.Node]) -> nodes.section | None:
    """Return a section without a number, if there is *content* for it."""
    if not content:
        return None
    return nodes.section("", nodes.title("", title), *content, ids=[name], classes=["book-end"])


def copies(line: nodes.Element) -> list[nodes.Node]:
    """Return copies of the children of *line*, without ids."""
    copied = line.deepcopy()
    for node in copied.findall(nodes.Element):
        node["ids"] = []
    return copied.children


def back(refid: str) -> nodes.reference:
    """Return the link back to *refid*."""
    return nodes.reference("", "↑", refid=refid, internal=True, classes=["book-back"])


def open_folds(document: nodes.document) -> None:
    """Let what folds on a page stand open: its first line runs in."""
    for node in list(document.findall(fold)):
        line, *rest = cast("list[nodes.Element]", node.children)
        head = nodes.inline("", "", *line.children, classes=["book-run-in"])
        if rest and isinstance(rest[0], nodes.paragraph) and "proof" in node["classes"]:
            rest[0].insert(0, head)
        else:
            rest.insert(0, nodes.paragraph("", "", head))
        box = nodes.container("", *rest, ids=node["ids"], classes=node["classes"])
        node.parent.replace(node, box)


def still(node: widget, docname: str) -> None:
    """Put the picture of the figure *node* in its place, and where it moves below it."""
    figure = cast("nodes.Element", node.parent)
    pictures = list(node.findall(drawing))
    figure.replace(node, pictures)
    anchor = figure["ids"][0] if figure["ids"] else ""
    legend = next((one for one in figure if isinstance(one, nodes.legend)), None)
    if legend is None:
        figure += (legend := nodes.legend())
    link = nodes.reference("", _("It moves on its page"), refuri=f"{SCHEME}{docname}#{anchor}")
    link["outside"] = True
    legend += nodes.paragraph("", "", link, classes=["book-moves"])


def name_place(link: nodes.reference, docname: str) -> None:
    """Let *link* name the page and the place that it leads to: ``page:docname#place``."""
    if link.get("refid"):
        link["refuri"] = f"{SCHEME}{docname}#{link.attributes.pop('refid')}"
    uri = link.get("refuri", "")
    if uri.startswith(SCHEME) or not link.get("internal"):
        return
    path, anchor = urldefrag(urljoin(f"{docname}{SUFFIX}", uri))
    link["refuri"] = f"{SCHEME}{unquote(path).removesuffix(SUFFIX).split('?')[0]}#{anchor}"


def gather_notes(document: nodes.document) -> None:
    """Put the notes of *document* at its end, behind all else."""
    notes = list(document.findall(nodes.footnote))
    for note in notes:
        note.parent.remove(note)
    if notes:
        document += nodes.container("", *notes, classes=["notes"])
