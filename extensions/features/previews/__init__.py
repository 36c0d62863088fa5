"""What a reference leads to, shown beside it: a card under the pointer or the focus.

A *preview* is the piece of a page that a card shows.  Previews of places on other pages
are files below ``_previews``, one for each place that a reference leads to, fetched when
they are asked for: no page grows with what it refers to.  What stands on the page itself
(equations, citations) is copied from it by the script.  On a phone, where nothing points, a note or
a citation comes up as a sheet of the same content.

``places`` knows which places are referred to, ``excerpt`` how much of a place is shown,
``marks`` takes it from the page while that is written.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from extensions.doctree.app_state import of_app
from extensions.doctree.label_reference import label_reference
from extensions.features.previews import marks
from extensions.features.previews.places import Places
from extensions.lib.phases import ConfigInited
from extensions.model.views import add_dependency

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
    app.add_node(marks.mark, html=(marks.visit_mark, None))
    app.add_node(marks.end, html=(marks.visit_end, None))
    app.add_node(label_reference, html=(marks.visit_reference, marks.depart_reference))
    app.add_post_transform(marks.MarkPreviews)
    app.add_css_file("previews.css")
    app.add_js_file("previews.js", type="module")
    app.add_js_file("note-sheet.js", type="module")
    app.connect("config-inited", serve_assets, priority=ConfigInited.PREVIEWS)
    add_dependency(app, marks.Previews())
    app.connect("page-files", of_app(app, Places).files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
