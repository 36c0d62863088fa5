"""Templates are compiled when they have changed, and not at every build.

Jinja keeps what it compiles for as long as a process lives; most builds write a page or two, and
would spend more time on the templates than on the pages.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import FileSystemBytecodeCache

from extensions.fragments import html_builder, is_site

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def keep_compiled(app: Sphinx) -> None:
    """Let Jinja keep what it compiles (answers ``builder-inited``)."""
    if is_site(app):
        folder = Path(app.confdir) / app.config.template_cache
        folder.mkdir(parents=True, exist_ok=True)
        # Jinja itself knows the text of a template by a digest, and the version of Python.
        made_by = f"{version('jinja2')}-{version('sphinx')}"
        cache = FileSystemBytecodeCache(str(folder), f"{made_by}-%s")
        html_builder(app).templates.environment.bytecode_cache = cache


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the setting and what gives Jinja a cache."""
    app.add_config_value("template_cache", ".cache/templates", "", types=(str,))
    app.connect("builder-inited", keep_compiled)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
