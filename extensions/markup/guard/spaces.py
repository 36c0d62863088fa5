"""Paths of pictures with spaces, in the directives of docutils and of sphinx-design.

docutils 0.22 takes every space out of an address, that of a file as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils.parsers.rst.directives.images import Image
from sphinx.directives.patches import Figure
from sphinx_design.cards import CardDirective
from sphinx_design.grids import GridItemCardDirective

if TYPE_CHECKING:
    from docutils import nodes
    from docutils.parsers.rst import Directive


def path(argument: str) -> str:
    """Return the path *argument* of a picture, on one line (converts an option)."""
    return " ".join(argument.split())


class SpacedImage(Image):
    """``{image}``."""

    def run(self) -> list[nodes.Node]:
        """Return the picture."""
        self.arguments[0] = path(self.arguments[0]).replace(" ", "\\ ")
        return list(super().run())


class SpacedFigure(Figure):
    """``{figure}``."""

    def run(self) -> list[nodes.Node]:
        """Return the figure."""
        self.arguments[0] = path(self.arguments[0]).replace(" ", "\\ ")
        return super().run()


PATHS = dict.fromkeys(("img-top", "img-bottom", "img-background"), path)


class SpacedCard(CardDirective):
    """``{card}``."""

    option_spec: ClassVar[dict[str, Any]] = {**CardDirective.option_spec, **PATHS}


class SpacedGridCard(GridItemCardDirective):
    """``{grid-item-card}``."""

    option_spec: ClassVar[dict[str, Any]] = {**GridItemCardDirective.option_spec, **PATHS}


SPACED: dict[str, type[Directive]] = {
    "image": SpacedImage,
    "figure": SpacedFigure,
    "card": SpacedCard,
    "grid-item-card": SpacedGridCard,
}
