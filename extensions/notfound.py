"""The page for an address where nothing is: ``404.html``, which is served at any depth.

Its links begin at the root of the host, as that of the page it stands in for is not known.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from extensions.addresses import led_from, path_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

PAGE = "404"


def page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page unless it stands (answers ``html-collect-pages``)."""
    # All that it shows of the site, every page shows.
    if not app.emit_firstresult("page-is-current", PAGE, path_of(app)):
        yield PAGE, {"title": "No page at this address"}, "404.html"


def begin_at_root(
    app: Sphinx,
    page: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Make what leads away from the page begin at the root (answers ``html-page-context``)."""
    if page != PAGE:
        return
    root = path_of(app)
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
    app.connect("html-collect-pages", page)
    # Before anything asks for a path.
    app.connect("html-page-context", begin_at_root, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
