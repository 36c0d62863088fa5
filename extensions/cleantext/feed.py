"""From a doctree to the HTML of a feed entry, which stands alone in any reader.

Formulas are MathML alone: KaTeX's HTML is unreadable without its style sheet, and both
together show every formula twice.  Links and images are absolute.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from lxml.html import fragment_fromstring, tostring

from extensions.cleantext.unicode_math import mathml
from extensions.fragments import resolved

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.builders.html import StandaloneHTMLBuilder


def feed_html(
    fragment: Iterable[nodes.Node], page: str, url: str, builder: StandaloneHTMLBuilder
) -> str:
    """Return the HTML of *fragment* of *page*, whose public address is *url*."""
    document = resolved(fragment, page, builder)
    for node in document.findall(nodes.Element):
        if node.get("katex"):
            node["katex"] = mathml(node["katex"])
        # No preview reaches a feed reader.
        node.attributes.pop("place", None)
    html = "".join(builder.render_partial(node)["fragment"] for node in document.children)
    root = fragment_fromstring(html, create_parent="div")
    root.make_links_absolute(url)
    return str(tostring(root, encoding="unicode"))
