"""What a post requires: in its head, as a map of the site, and the faults in it.

``graph`` and ``layout`` are pure; ``requirements_domain`` makes of the catalog what they work on;
``check`` warns, ``head`` and ``directive`` show, ``map_pages`` makes a map for each track of a
large site, ``drawing`` writes the SVG.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.features.prerequisites import check
from extensions.features.prerequisites.directive import MapDirective
from extensions.features.prerequisites.head import (
    BeforeReading,
    before_reading,
    requirements_of,
)
from extensions.features.prerequisites.map_pages import made_pages
from extensions.features.prerequisites.requirements_domain import Prerequisites, prerequisites_of
from extensions.lib.phases import CollectPages, EnvUpdated

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from extensions.model.catalog.domain import Entry

__all__ = ["BeforeReading", "before_reading", "requirements_of", "setup", "way_to"]


def way_to(env: BuildEnvironment, docname: str) -> list[Entry]:
    """Return the posts to read before *docname*, in an order in which it can be done."""
    return prerequisites_of(env).reading_path(docname)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain, its checks and the directive."""
    app.add_domain(Prerequisites)
    app.add_directive("map", MapDirective)
    app.connect("env-updated", check.check, priority=EnvUpdated.PREREQUISITES)
    app.connect("html-collect-pages", made_pages, priority=CollectPages.MAP)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
