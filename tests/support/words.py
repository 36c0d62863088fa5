"""The words of a page, as they stand on it and as MyST reads them in its Markdown twin."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from docutils import nodes
from docutils.core import publish_doctree
from lxml.html import HtmlElement
from myst_parser.parsers.docutils_ import Parser

from tests.support.reading import tex

SETTINGS = {
    "myst_enable_extensions": ["dollarmath", "deflist", "colon_fence"],
    "myst_dmath_double_inline": True,
    "myst_suppress_warnings": ["myst.header"],
    "myst_footnote_transition": False,
    "report_level": 5,
    "_disable_config": True,
}
# What a page has in its article; MyST reads the notes of a twin last, wherever they stand.
PARTS = (
    "//article/section",
    "//article/div[contains(concat(' ', @class, ' '), ' errata ')]",
    "//article/aside[contains(@class, 'footnote')]",
)
# What a page shows of others, and its means: no part of its own text.
BESIDE = {"margin", "referred-to-by", "cite-this", "headerlink", "backrefs", "widget-controls"}
# The choice of the short way, the mark of a line that is checked, and the table of symbols, whose
# letters are no TeX: it is compared in tests/markup/test_symbols.py.
BESIDE |= {"depth", "of-line", "symbols"}
UNSAID = {"script", "style", "form", "button", "annotation", "template"}
NUMBER = re.compile(r"\\tag\{([^{}]*)\}")
SPACE = re.compile(r"\s+")
# On the page of a series below the name of each post.
SYMBOLS = re.compile(r"^Symbols\n\n(?:(?:\S.*\n\n)?(?:\S.*\n: .*\n+)+)+", re.M)


def words_of_page(tree: HtmlElement) -> list[str]:
    """Return the words of the text on the page *tree*; a formula is one, its TeX without space."""
    parts = [part for path in PARTS for part in tree.xpath(path)]
    return [word for part in parts for word in "".join(_said(part)).split()]


def _said(element: HtmlElement) -> Iterator[str]:
    names = set((element.get("class") or "").split())
    if not isinstance(element.tag, str) or element.tag in UNSAID or names & BESIDE:
        return
    # The line that a detour folds to, where nothing is folded.
    if element.tag == "summary" and element.get("hidden") is not None:
        return
    if "katex" in names:
        [math] = element.iter("math")
        yield without_layout(tex(math))
        return
    if element.tag == "img":
        yield f" {element.get('alt', '')} "
    if element.tag == "svg":
        if "drawn" in names:
            yield f" [Figure: {element.get('aria-label', '')}] "
        return
    if "eqno" in names:
        yield " "
    yield element.text or ""
    for child in element:
        yield from _said(child)
        yield child.tail or ""
    if element.tag not in {
        "a",
        "span",
        "em",
        "strong",
        "code",
        "sup",
        "sub",
        "del",
        "s",
        "kbd",
        "abbr",
        "samp",
    }:
        yield " "


def without_layout(formula: str) -> str:
    """Return *formula* without space and without what only sets the halves of a line apart."""
    return SPACE.sub("", formula).replace(r"\displaystyle", "").removeprefix("{}")


def words_of_twin(text: str) -> list[str]:
    """Return the words that MyST reads in *text*."""
    text = SYMBOLS.sub("\n", text.rpartition("\n\nAddress of this page:")[0])
    doctree = publish_doctree(text, parser=Parser(), settings_overrides=SETTINGS)
    return "".join(_read(doctree)).split()


def _read(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Text):
        yield str(node)
    elif isinstance(node, nodes.math):
        yield without_layout(node.astext())
    elif isinstance(node, nodes.math_block):
        number = NUMBER.search(node.astext())
        yield f" {without_layout(NUMBER.sub('', node.astext()))} "
        yield f"({number[1]}) " if number else ""
    elif isinstance(node, nodes.raw):
        yield " "
    elif isinstance(node, nodes.footnote_reference):
        yield f"[{node.astext()}]"
    elif isinstance(node, nodes.label):
        yield f"[{node.astext()}] "
    elif isinstance(node, nodes.image):
        yield f" {node.get('alt', '')} "
    elif not isinstance(node, nodes.comment | nodes.system_message):
        for child in node.children:
            yield from _read(child)
        if not isinstance(node, nodes.Inline):
            yield " "


def differing(page: list[str], twin: list[str]) -> list[str]:
    """Return the places at which two lists of words differ, with a word before."""
    found = difflib.SequenceMatcher(None, page, twin, autojunk=False).get_opcodes()
    return [
        f"after {page[max(0, a - 3) : a]} the page has {page[a:b]} and the twin {twin[c:d]}"
        for kind, a, b, c, d in found
        if kind != "equal"
    ]
