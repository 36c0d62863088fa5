"""The catalog: one record per page, and every question about the site.

``collect`` fills it while sources are read, ``domain`` keeps it in the environment and
answers, ``consistency`` checks what only shows when all pages are known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.doctree.compat import read_sources_once
from extensions.doctree.other_builders import CONTENT_ONLY
from extensions.lib.phases import BuilderInited, ConfigInited, DoctreeRead, EnvUpdated, SourceRead
from extensions.lib.site_values import ASKABLE
from extensions.model.catalog import collect, consistency, encoding, opening, publication
from extensions.model.catalog.domain import Catalog

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain, what fills it and what checks it."""
    app.add_config_value(
        "vocabulary",
        "vocabulary.yml",
        "",
        types=(str,),
        description="The file of tags, topics and tracks, as a path from the sources.",
    )
    app.add_config_value(
        "open_vocabulary",
        False,
        "env",
        types=(bool,),
        description="Whether pages may have tags, topics and tracks that no file lists.",
    )
    app.add_config_value(
        "required_keys",
        list(ASKABLE),
        "env",
        types=(list,),
        description="The keys that front matter must have beside a date, where its kind has them.",
    )
    app.add_config_value(
        "number_of_tags",
        [2, 5],
        "env",
        types=(list,),
        description="The fewest and the most tags of a piece.",
    )
    app.add_config_value(
        "show_drafts",
        False,
        "",
        types=(bool,),
        description="Whether drafts, and pieces whose day has not come, are on the site.",
    )
    app.add_config_value(
        "build_day",
        "",
        "",
        types=(str,),
        description=(
            "The day that counts as today, as year-month-day; empty for the day of the build."
        ),
    )
    app.add_config_value(
        "people",
        [],
        "",
        types=(list,),
        description="Those who sign pieces, as site.toml has them; empty where anybody may.",
    )
    read_sources_once(app.config)
    app.add_domain(Catalog)
    app.add_node(
        opening.opening,
        html=(opening.visit_opening, opening.depart_opening),
        **CONTENT_ONLY,
    )
    app.add_transform(collect.Opening)
    app.connect("config-inited", publication.leave_out_pairs, priority=ConfigInited.NOTEBOOK_PAIRS)
    app.connect(
        "builder-inited", publication.leave_out_unpublished, priority=BuilderInited.UNPUBLISHED
    )
    app.connect("builder-inited", encoding.read_everything, priority=BuilderInited.ENCODING)
    app.connect("source-read", collect.read_front_matter, priority=SourceRead.FRONT_MATTER)
    app.connect("doctree-read", collect.note_page, priority=DoctreeRead.CATALOG)
    # Before anything that takes a digest of what the catalog says.
    app.connect("env-updated", consistency.check, priority=EnvUpdated.CATALOG)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
