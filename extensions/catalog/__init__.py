"""The catalog: one record per page, and every question about the site.

``collect`` fills it while sources are read, ``domain`` keeps it in the environment and
answers, ``consistency`` checks what only shows when all pages are known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.catalog import collect, consistency, encoding, publication
from extensions.catalog.domain import Catalog
from extensions.other_builders import CONTENT_ONLY

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain, what fills it and what checks it."""
    app.add_config_value("vocabulary", "vocabulary.yml", "", types=(str,))
    app.add_config_value("show_drafts", False, "env", types=(bool,))
    app.add_config_value("build_day", "", "", types=(str,))
    app.add_domain(Catalog)
    app.add_node(
        collect.opening,
        html=(collect.visit_opening, collect.depart_opening),
        **CONTENT_ONLY,
    )
    app.add_transform(collect.Opening)
    app.connect("config-inited", publication.leave_out_unpublished)
    app.connect("builder-inited", encoding.read_everything)
    app.connect("source-read", collect.read_front_matter)
    app.connect("doctree-read", collect.note_page)
    # Before anything that takes a digest of what the catalog says.
    app.connect("env-updated", consistency.check, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
