"""Work of a dependency that always has the same result, done once.

MyST-Parser 5.2 makes a document for each text that it renders (``DocutilsRenderer.setup_render``)
and drops it where it was given one, as it is by all of Sphinx and by us.  That document needs
docutils' default settings, for which all of its options are declared anew: 4 % of a cold build.
``tests/test_spared.py`` fails when MyST does so no longer, and this module can go.
"""

from __future__ import annotations

from copy import copy
from functools import cache
from typing import TYPE_CHECKING, Any

from docutils.frontend import get_default_settings
from myst_parser.mdit_to_docutils import base

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

default_settings = cache(get_default_settings)


def settings_once(*components: Any) -> Any:
    """Return what docutils' ``get_default_settings`` returns for *components*."""
    return copy(default_settings(*components))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Let MyST ask docutils for its settings once."""
    vars(base)["get_default_settings"] = settings_once
    return {"parallel_read_safe": True, "parallel_write_safe": True}
