"""The clean text of a page, as it is searched: sections, statements, equations.

It is taken from the doctree that is about to be written: references have their text and
formulas are set.  What other pages have given to the page (lists, cards, backlinks) is
left out: it is found where it stands.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from extensions.catalog.domain import catalog_of
from extensions.cleantext.text import LEFT_OUT, plain
from extensions.files import write
from extensions.search.spelling import words
from extensions.theorems import statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sphinx.domains.math import MathDomain
    from sphinx.environment import BuildEnvironment

OWN = "search_own"
LABELS = "search_labels"


class MarkOwnText(SphinxPostTransform):
    """Mark the blocks of text that the page itself has, and the labels of its equations."""

    formats = ("html",)
    # Before views, backlinks and the line of facts bring what other pages say.
    default_priority = 1

    def run(self, **kwargs: Any) -> None:
        """Mark the nodes of the page that is written."""
        for block in self.document.findall(nodes.TextElement):
            if not isinstance(block, nodes.Inline):
                block[OWN] = True
        labels = labels_by_anchor(self.env)
        for formula in self.document.findall(nodes.math_block):
            formula[LABELS] = [labels[name] for name in anchors_of(formula) if name in labels]


def labels_by_anchor(env: BuildEnvironment) -> dict[str, str]:
    """Return the labels of the equations of the page that is written, by anchor."""
    entry = catalog_of(env).entries.get(env.docname)
    labels = entry.equations if entry else ()
    return {nodes.make_id(f"equation-{label}"): label for label in labels}


def anchors_of(formula: nodes.math_block) -> Iterator[str]:
    """Yield the anchors of the equations in *formula*: its own and those just before it."""
    if formula.get("label"):
        yield nodes.make_id(f"equation-{formula['label']}")
    siblings = formula.parent.children
    for before in reversed(siblings[: siblings.index(formula)]):
        if not isinstance(before, nodes.target):
            return
        yield from before["ids"]


@dataclass(frozen=True)
class Passage:
    """A section without those in it; ``blocks`` are pairs of text and whether it is code."""

    anchor: str
    level: int
    title: str
    blocks: list[tuple[str, bool]]


@dataclass(frozen=True)
class Said:
    """A theorem, definition, …: its ``name`` is as printed, "Theorem 3 (Novikoff's bound)"."""

    anchor: str
    name: str
    text: str


@dataclass(frozen=True)
class Equation:
    """A labelled formula: its TeX, its text, the paragraph before it, its section's title."""

    anchor: str
    label: str
    number: int
    tex: str
    text: str
    before: str
    section: str


@dataclass(frozen=True)
class PageText:
    """All that is searched of a page; ``words`` are those that can be misspelt, each once."""

    passages: list[Passage]
    statements: list[Said]
    equations: list[Equation]
    words: list[str]

    def save(self, path: Path) -> None:
        """Write the text to *path*."""
        write(path, json.dumps(asdict(self), ensure_ascii=False))

    @classmethod
    def load(cls, path: Path) -> PageText:
        """Return the text that :meth:`save` wrote."""
        kept = json.loads(path.read_text(encoding="utf-8"))
        return cls(
            [Passage(**one) for one in kept["passages"]],
            [Said(**one) for one in kept["statements"]],
            [Equation(**one) for one in kept["equations"]],
            kept["words"],
        )


def text_of(document: nodes.document, env: BuildEnvironment) -> PageText:
    """Return what is searched of *document*, resolved and with its formulas set."""
    return page_text(
        [passage for top in sections_in(document) for passage in passages(top, 1)],
        [said(node) for node in document.findall(statement)],
        list(equations(document, env)),
    )


def page_text(
    passages: list[Passage], statements: list[Said], equations: list[Equation]
) -> PageText:
    """Return the text of a page with its words, which are found once and not at every build."""
    lines = (line for passage in passages for line, _ in passage.blocks)
    own = {word for line in lines for word in words(line)}
    return PageText(passages, statements, equations, sorted(own))


def sections_in(node: nodes.Element) -> Iterator[nodes.section]:
    """Yield the sections directly in *node*."""
    return (child for child in node.children if isinstance(child, nodes.section))


def passages(section: nodes.section, level: int) -> Iterator[Passage]:
    """Yield *section*, whose heading is of *level*, and those in it, in reading order."""
    text = [(line, is_code) for line, is_code in blocks(section.children) if line]
    yield Passage(section["ids"][0], level, title_of(section), text)
    for inner in sections_in(section):
        yield from passages(inner, level + 1)


def title_of(section: nodes.section) -> str:
    """Return the title of *section*."""
    return plain(child for child in section.children if isinstance(child, nodes.title))


def blocks(parts: Iterable[nodes.Node]) -> Iterator[tuple[str, bool]]:
    """Yield the text of each own block in *parts*, and whether it is code."""
    for part in parts:
        if isinstance(part, (nodes.section, nodes.title, *LEFT_OUT)):
            continue
        if isinstance(part, nodes.TextElement):
            if part.get(OWN):
                yield plain([part]), isinstance(part, nodes.literal_block)
        else:
            yield from blocks(part.children)


def said(node: statement) -> Said:
    """Return the statement *node*, its head apart from its text."""
    head = next(one for one in node.findall(nodes.inline) if "theorem-head" in one["classes"])
    name = plain([head])
    text = " ".join(line for line, _ in blocks(node.children))
    return Said(node["ids"][0], name.removesuffix("."), text.removeprefix(name).strip())


def equations(document: nodes.document, env: BuildEnvironment) -> Iterator[Equation]:
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
                anchor, number = nodes.make_id(f"equation-{label}"), int(numbers[label][1])
                tex = node.astext().strip()
                yield Equation(
                    anchor, label, number, tex, plain([node]), plain(before), plain(section)
                )
