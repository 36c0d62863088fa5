"""``{errata}``: the errata of all pieces, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes

from extensions.features.errata.correction import Correction, correction_of, errata_of_site, item
from extensions.model.views import View, ViewDirective

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from extensions.doctree.links import Links


@dataclass(frozen=True)
class AllErrataData:
    """The errata of all pieces."""

    corrections: tuple[Correction, ...]


@dataclass(frozen=True)
class AllErrata(View[AllErrataData]):
    """The errata of all pieces, the newest first."""

    def data(self, env: BuildEnvironment, page: str) -> AllErrataData:
        """Return the errata."""
        return AllErrataData(
            tuple(correction_of(env, piece, one) for piece, one in errata_of_site(env))
        )

    def render(self, data: AllErrataData, links: Links, level: int) -> list[nodes.Node]:
        """Return the list; nothing where nothing had to be corrected."""
        items = [item(one, links) for one in data.corrections]
        return [nodes.container("", nodes.bullet_list("", *items), classes=["errata"])] * bool(
            items
        )


class AllErrataDirective(ViewDirective):
    """``{errata}``: the corrections of all posts and shorts, the newest first."""

    def view(self) -> AllErrata:
        """Return the list."""
        return AllErrata()
