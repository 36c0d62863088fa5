"""The appearance of pages: what is added to Furo, and what it is given.

``head`` gives a piece its line of facts, ``navigation`` the sidebar and the way from
piece to piece, ``wrappers`` mends what Furo wraps,
``names`` escapes those of the site, ``page_translator`` says what only eyes would know,
``colours`` gives what is no style sheet the palette, ``faces`` says which files of the text face a
page needs.
``assets`` gives a page its style sheet and its script: ``style_sheets`` and ``modules`` join the
texts of several, ``joined`` makes the files.
The templates are in ``docs/_templates``, the style in ``docs/_static``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.lib.phases import AssetsCopied, BuilderInited, ConfigInited, PageContext
from extensions.model.views import add_dependency
from extensions.output.theme import (
    feedback,
    head,
    joined,
    names,
    navigation,
    section_heights,
)
from extensions.output.theme.assets import Assets
from extensions.output.theme.colours import Colours, write_code_colours
from extensions.output.theme.faces import TextFaces
from extensions.output.theme.page_translator import set_translator
from extensions.output.theme.wrappers import UniqueIds

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the parts of the face."""
    app.add_post_transform(head.FactLine)
    app.add_post_transform(UniqueIds)
    section_heights.setup(app)
    set_translator(app)
    add_dependency(app, head.Head())
    add_dependency(app, navigation.Navigation())
    faces = TextFaces()
    app.connect("html-page-context", faces.add_context, priority=PageContext.FACES)
    app.add_config_value(
        "site_colours",
        {},
        "env",
        types=(dict,),
        description=(
            "The site's own colours by their names in the style sheet: pairs, in light and in dark."
        ),
    )
    colours = Colours()
    app.connect("builder-inited", colours.read, priority=BuilderInited.COLOURS)
    app.connect("site-dependencies", colours.shown)
    app.connect("html-page-context", colours.add_context, priority=PageContext.COLOURS)
    app.connect("assets-copied", colours.write, priority=AssetsCopied.COLOURS)
    app.connect("assets-copied", write_code_colours, priority=AssetsCopied.CODE_COLOURS)
    # Furo's handler runs at 500 and would render the tree of the whole site.
    app.connect("html-page-context", navigation.add_context, priority=PageContext.NAVIGATION)
    app.connect("html-page-context", names.escape_names, priority=PageContext.NAMES)
    feedback.setup_settings(app)
    app.connect("config-inited", feedback.check_settings, priority=ConfigInited.FEEDBACK)
    app.connect("html-page-context", feedback.add_context, priority=PageContext.FEEDBACK)
    # After all that adds a file to a page.
    app.connect("html-page-context", Assets(app).add_context, priority=PageContext.PAGE_FILES)
    app.connect("page-files", joined.named_by_page)
    app.connect("assets-copied", joined.join_what_is_loaded, priority=AssetsCopied.LOADED_MODULES)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
