"""Metadata in the head of a page: address, preview, structured data, policy.

``opengraph`` is for networks that show a link as a card, ``structured`` for search engines
(JSON-LD).  All of it comes from the catalog and the doctree as clean text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extensions.doctree.compat import app_of
from extensions.doctree.urls import NOT_INDEXED
from extensions.lib.phases import PageContext
from extensions.model.catalog.domain import catalog_of
from extensions.model.views import Part, add_dependency, rendered
from extensions.output.metadata import opengraph, structured

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from extensions.doctree.links import Links

    # Gives the variables of a template, for title and description of the page.
    Describe = Callable[[str, str], dict[str, Any]]

# docutils gives every page one; so does Furo.
VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1" />\n'


@dataclass(frozen=True)
class MetadataData:
    """What machines read of a page: the JSON-LD, and what networks show."""

    structured: structured.Graph
    opengraph: opengraph.Properties


class Metadata(Part[MetadataData | None, "Describe"]):
    """What machines read of a page, rendered as what gives it for its title and description."""

    def data(self, env: BuildEnvironment, page: str) -> MetadataData | None:
        """Return it, where pages have addresses and this one is to be found."""
        app = app_of(env)
        if app.builder.format != "html" or page in NOT_INDEXED:
            return None
        return MetadataData(structured.graph(app, page), opengraph.properties_of(app, page))

    def render(self, data: MetadataData | None, links: Links) -> Describe:
        """Return a function that gives the variables of the template."""

        def describe(title: str, description: str) -> dict[str, Any]:
            if data is None:
                return {"pageurl": None}
            return {
                "pageurl": data.opengraph.url,
                "structured": structured.script(data.structured, description),
                "properties": opengraph.properties(data.opengraph, title, description),
            }

        return describe


def add_context(
    app: Sphinx,
    page: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the templates what machines read of *page* (answers ``html-page-context``)."""
    context["metatags"] = context.get("metatags", "").replace(VIEWPORT, "")
    entry = catalog_of(app.env).entries.get(page)
    context["noindex"] = page in NOT_INDEXED or (entry is not None and entry.unlisted)
    # The catalog's title, in its data, comes first.
    describe = rendered(app.env, Metadata(), page)
    context.update(describe(context.get("title", ""), context["description"]))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what fills the head, after what describes the page and gives it a picture."""
    app.add_config_value(
        "license_url",
        "",
        "html",
        types=(str,),
        description="The address of the licence of the texts, for machines.",
    )
    app.connect("html-page-context", add_context, priority=PageContext.METADATA)
    add_dependency(app, Metadata())
    return {"parallel_read_safe": True, "parallel_write_safe": True}
