"""Errata: at the place that was corrected, at the foot of its piece, and all on one page.

``correction`` is what is shown of one, ``foot`` puts them into their piece, ``all_errata`` is the
directive ``{errata}``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.features.errata.all_errata import AllErrataDirective
from extensions.features.errata.correction import PAGE, errata_of_site, place_of
from extensions.features.errata.foot import Errata, MarkPlaces, PlaceErrata
from extensions.model.views import add_dependency

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["PAGE", "errata_of_site", "place_of"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive and what shows errata in their piece."""
    app.add_directive("errata", AllErrataDirective)
    app.add_post_transform(PlaceErrata)
    app.add_post_transform(MarkPlaces)
    add_dependency(app, Errata())
    return {"parallel_read_safe": True, "parallel_write_safe": True}
