"""The words of each short, for the search on the wall."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes

from extensions.doctree.page_domain import ByPage
from extensions.markup.cleantext.text import plain
from extensions.model.frontmatter import Kind, kind_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

WORD = re.compile(r"[^\W_]+(?:\++|#)?")


def words(text: str) -> set[str]:
    """Return the words of *text* as they are searched for: no case, no accents.

    A ``+`` or ``#`` that closes a word belongs to it, as in C++.  The script of the wall
    takes the words of a question in the same way (``words`` in wall-index.js).
    """
    letters = (sign for sign in unicodedata.normalize("NFKD", text) if not is_mark(sign))
    return set(WORD.findall("".join(letters).lower()))


def is_mark(letter: str) -> bool:
    """Whether *letter* only marks the one before it."""
    return unicodedata.category(letter).startswith("M")


class Words(ByPage[str]):
    """The words of each short: sorted, with a space between two."""

    name = "words"
    label = "Words of shorts"


def words_in(env: BuildEnvironment) -> dict[str, str]:
    """Return the words of all shorts by docname."""
    return cast("Words", env.get_domain(Words.name)).by_page


def note_words(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the words of the short that was read (answers ``doctree-read``)."""
    docname = app.env.docname
    if kind_of(docname) is Kind.SHORT:
        words_in(app.env)[docname] = " ".join(sorted(words(own_text(doctree))))


def own_text(doctree: nodes.document) -> str:
    """Return the text of a page without its formulas and without the titles of other pages."""
    copy = doctree.deepcopy()
    for node in list(copy.findall(lambda node: is_formula(node) or is_quotation(node))):
        node.parent.remove(node)
    return plain(copy.children)


def is_formula(node: nodes.Node) -> bool:
    """Whether *node* is a formula, whose signs nobody types as words."""
    return isinstance(node, (nodes.math, nodes.math_block))


def is_quotation(node: nodes.Node) -> bool:
    """Whether *node* is a reference that prints what stands elsewhere."""
    return isinstance(node, addnodes.pending_xref) and not node.get("refexplicit")
