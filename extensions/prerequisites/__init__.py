"""What a post requires: in its head, as a map of the site, and the faults in it.

``graph`` and ``layout`` are pure; ``domain`` makes of the catalog what they work on;
``check`` warns, ``head`` and ``directive`` show, ``drawing`` writes the SVG.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.prerequisites import check
from extensions.prerequisites.directive import MapDirective
from extensions.prerequisites.domain import Prerequisites

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain, its checks and the directive."""
    app.add_domain(Prerequisites)
    app.add_directive("map", MapDirective)
    app.connect("env-updated", check.check)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
