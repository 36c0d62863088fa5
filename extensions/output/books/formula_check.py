"""Compare what Typst has understood of a formula with the MathML of the page.

Both become the names, numbers, signs and words in them, in their order.  Where the two differ, the
formula on paper would say something else than the one on the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unicodedata import normalize
from xml.etree import ElementTree

from extensions.markup.cleantext.unicode_math import INVISIBLE, mathml
from extensions.output.books.typst_math import ACCENTS, BRACES, LINE, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

LEAVES = frozenset({"mi", "mn", "mo", "mtext", "ms"})
# Typst's elements that are signs of their own, by their names.
DRAWN = {"overline": LINE, "underline": LINE, **{name: mark for mark, name in BRACES.items()}}
# In which order the parts of Typst's elements stand in MathML; of others, as they come.
PARTS = {
    "attach": ("base", "b", "t", "tl", "bl", "tr", "br"),
    "frac": ("num", "denom"),
    "root": ("radicand", "index"),
    "op": ("text",),
    "equation": ("body",),
    "styled": ("child",),
    "mat": ("rows",),
    "overbrace": ("body", "@", "annotation"),
    "underbrace": ("body", "@", "annotation"),
    "overbracket": ("body", "@", "annotation"),
    "underbracket": ("body", "@", "annotation"),
    "overline": ("body", "@"),
    "underline": ("body", "@"),
    "accent": ("base", "accent"),
    "class": ("body",),
    "lr": ("body",),
    "mid": ("body",),
    "cancel": ("body",),
    "box": ("body",),
    "text": ("text", "body"),
    "limits": ("body",),
    "scripts": ("body",),
    "hide": ("body",),
}
NOTHING = frozenset({"space", "h", "align-point", "linebreak"})


def on_page(katex: str) -> str:
    """Return the signs of the formula whose KaTeX HTML is *katex*, one after the other."""
    root = ElementTree.fromstring(mathml(katex))
    return plain("".join(leaves(root[0][0])))


def leaves(node: ElementTree.Element) -> Iterator[str]:
    """Yield the texts of *node* in their order; what stands over a letter, after it."""
    if node.tag in LEAVES:
        yield text_of(node)
        return
    for place, child in enumerate(node):
        if child.get("class") == "eqn-tag" and node.get("width") == "100%":
            continue
        text = text_of(child)
        is_mark = place == 1 and child.tag == "mo" and node.tag in ("mover", "munder")
        if is_mark and node.tag == "mover" and node.get("accent") == "true":
            yield ACCENTS.get(text, text)
        elif is_mark and node.get("accentunder") == "true" and text in ("_", LINE):
            yield LINE
        else:
            yield from leaves(child)


def on_paper(tree: Any) -> str:
    """Return the signs of *tree*, an equation as Typst's query gives it."""
    return plain("".join(signs(tree)))


def signs(tree: Any) -> Iterator[str]:
    """Yield the texts of *tree* in the order of MathML."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, list):
        for one in tree:
            yield from signs(one)
    elif isinstance(tree, dict) and tree.get("func") not in NOTHING:
        name = tree.get("func", "")
        for part in PARTS.get(name, ("children", "body", "child", "text")):
            if part == "@":
                yield DRAWN[name]
            elif tree.get(part) is not None:
                yield from signs(tree[part])


def plain(text: str) -> str:
    """Return *text* without space and without what is not seen, in one form of Unicode."""
    kept = (one for one in text if one not in INVISIBLE and not one.isspace())
    return normalize("NFKC", "".join(kept))
