"""The dialect of each format: how its blocks and marks are turned into ours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from extensions.tools.importing import (
    hugo,
    jekyll,
    kramdown,
    mkdocs,
    obsidian,
    quarto,
    sphinx,
    zola,
)
from extensions.tools.importing.pages import Page, Site
from extensions.tools.importing.report import Teller

Change = Callable[[str, Page, Site, Teller], str]


@dataclass(frozen=True)
class Dialect:
    """``structure`` changes blocks, code and all; ``inline`` marks in text, code out of reach.

    The rest says how formulas and comments are written.
    """

    structure: Change
    inline: Change
    double_is_inline: bool = False
    escaped: bool = False
    is_myst: bool = False
    wiki: bool = False


def _both(first: Change, second: Change) -> Change:
    return lambda text, page, site, tell: second(first(text, page, site, tell), page, site, tell)


DIALECTS = {
    "ablog": Dialect(sphinx.structure, sphinx.inline, is_myst=True),
    "book": Dialect(sphinx.structure, sphinx.inline, is_myst=True),
    "notebook": Dialect(sphinx.structure, sphinx.inline),
    "hugo": Dialect(hugo.structure, hugo.inline, escaped=True, double_is_inline=True),
    "jekyll": Dialect(jekyll.structure, kramdown.inline, double_is_inline=True, escaped=True),
    "zola": Dialect(zola.structure, zola.inline, double_is_inline=True),
    "quarto": Dialect(quarto.structure, quarto.inline),
    "mkdocs": Dialect(
        mkdocs.structure, _both(mkdocs.inline, kramdown.inline), double_is_inline=True
    ),
    "obsidian": Dialect(obsidian.structure, obsidian.inline, wiki=True, double_is_inline=True),
}
