"""The page for unknown addresses, ``404.html``, which is served at any depth.

Its links begin at the root of the host, because the folder of the requested address is unknown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from extensions.building.incremental import outdated_page
from extensions.doctree.translation import _
from extensions.doctree.urls import NOT_FOUND, led_from, path_of
from extensions.lib.phases import CollectPages, PageContext
from extensions.model.views import Variables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from extensions.building.incremental import Made


def page(app: Sphinx) -> Iterator[Made]:
    """Yield the page unless it stands (answers ``html-collect-pages``)."""
    # All that it shows of the site, every page shows.
    variables = (("title", _("No page at this address")), ("root", path_of(app)))
    yield from outdated_page(app, NOT_FOUND, Variables(variables), "404.html")


def begin_at_root(
    app: Sphinx,
    page: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the page its script, and what leads away from it the root to begin at.

    Answers ``html-page-context``.
    """
    if page != NOT_FOUND:
        return
    app.add_js_file("notfound.js", type="module")
    # A source at this address is no page that was made here.
    root: str = context.setdefault("root", path_of(app))
    context["content_root"] = root
    context["pathto"] = rooted(context["pathto"], root)
    for name in ("css_tag", "js_tag"):
        context[name] = with_rooted_links(context[name], root)


def rooted(pathto: Callable[..., str], root: str) -> Callable[..., str]:
    """Return *pathto*, relative to a page at the root of the site, as beginning at *root*."""

    def path(*args: Any, **kwargs: Any) -> str:
        uri = pathto(*args, **kwargs)
        return uri if re.match(r"[a-z]+:|[/#]", uri) else f"{root}{uri}"

    return path


def with_rooted_links(tag: Callable[[Any], str], root: str) -> Callable[[Any], str]:
    """Return *tag*, which writes an element, with its link beginning at *root*."""
    return lambda asset: led_from(root, tag(asset))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the page."""
    app.connect("html-collect-pages", page, priority=CollectPages.NOT_FOUND)
    # Before anything asks for a path.
    app.connect("html-page-context", begin_at_root, priority=PageContext.ROOT)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
