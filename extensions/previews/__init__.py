"""What a reference leads to, shown beside it: a card under the pointer or the focus.

A *preview* is the piece of a page that a card shows.  Previews of places on other pages
are files below ``_previews``, one for each place that a reference leads to, fetched when
they are asked for: no page grows with what it refers to.  What stands on the page itself
(equations, citations) is copied from it by the script.

``places`` knows which places are referred to, ``extent`` how much of a place is shown,
``marks`` takes it from the page while that is written.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from extensions.label_reference import label_reference
from extensions.previews import marks
from extensions.previews.places import Places

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

STATIC = Path(__file__).parent / "static"


def serve_assets(app: Sphinx, config: Config) -> None:
    """Serve the script and the style of the card from the site itself."""
    config.html_static_path = [*config.html_static_path, str(STATIC)]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what writes previews and what shows them."""
    places = Places(app)
    app.add_event("preview-anchors")
    app.add_node(marks.mark, html=(marks.visit_mark, None))
    app.add_node(marks.end, html=(marks.visit_end, None))
    app.add_node(label_reference, html=(marks.visit_reference, marks.depart_reference))
    app.add_post_transform(marks.MarkPreviews)
    app.add_css_file("previews.css")
    app.add_js_file("previews.js", type="module")
    app.connect("config-inited", serve_assets)
    app.connect("preview-anchors", places.anchors)
    app.connect("page-shows", places.anchors)
    app.connect("page-files", places.files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
