"""What a site may have from elsewhere: a discussion below pieces, a counter of visits.

Each is off until ``site.toml`` has its table.  ``sources`` says what a page must then be allowed;
nothing else may ask another host.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from extensions.lib.phases import ConfigInited, PageContext
from extensions.model.views import add_dependency
from extensions.output.services import comments, counter
from extensions.output.services.sources import on_any_page, on_page, widened

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["on_any_page", "on_page", "setup", "widened"]

STATIC = Path(__file__).parent / "static"


def serve_assets(app: Sphinx, config: Config) -> None:
    """Serve the script of the discussion where there is one (answers ``config-inited``)."""
    if config.comments:
        config.html_static_path = [*config.html_static_path, str(STATIC)]
        app.add_css_file("comments.css")
        app.add_js_file("comments.js", type="module")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the settings and what puts the services into pages."""
    app.add_config_value(
        "comments",
        None,
        "html",
        types=(),
        description="The discussions of pieces, as site.toml has them.",
    )
    app.add_config_value(
        "analytics",
        None,
        "html",
        types=(),
        description="The counter of visits, as site.toml has it.",
    )
    app.add_config_value(
        "newsletter",
        "",
        "html",
        types=(str,),
        description="The address at which readers subscribe to news by mail.",
    )
    app.connect("config-inited", serve_assets, priority=ConfigInited.SERVICES)
    add_dependency(app, comments.Comments())
    app.connect("html-page-context", comments.add_context, priority=PageContext.COMMENTS)
    app.connect("html-page-context", counter.add_context, priority=PageContext.COUNTER)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
