"""What the head of a page tells machines: address, preview, structured data, policy.

``opengraph`` is for networks that show a link as a card, ``structured`` for search engines
(JSON-LD).  All of it comes from the catalog and the doctree as clean text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extensions.addresses import NOT_INDEXED, address
from extensions.catalog.domain import catalog_of
from extensions.metadata import structured
from extensions.metadata.opengraph import properties

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

# docutils gives every page one; so does Furo.
VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1" />\n'


def add_context(
    app: Sphinx,
    page: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the templates what machines read of *page* (answers ``html-page-context``)."""
    context["metatags"] = context.get("metatags", "").replace(VIEWPORT, "")
    context["noindex"] = page in NOT_INDEXED
    context["pageurl"] = None if context["noindex"] else address(app, page)
    if context["noindex"]:
        return
    entry = catalog_of(app.env).entries.get(page)
    title = entry.title if entry else context.get("title", "")
    data = structured.graph(app, page, context["description"])
    context["structured"] = structured.script(data) if data else ""
    context["properties"] = properties(app, page, title, context["description"], context["picture"])


def shown_in_head(app: Sphinx, env: BuildEnvironment, page: str) -> object:
    """Return the structured data of *page* (answers ``page-shows``)."""
    # Other builders give no page an address.
    return structured.graph(app, page, "") if app.builder.format == "html" else None


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what fills the head, after what describes the page and gives it a picture."""
    app.setup_extension("extensions.social_cards")
    app.add_config_value("license_url", "", "html", types=(str,))
    app.connect("html-page-context", add_context, priority=600)
    app.connect("page-shows", shown_in_head)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
