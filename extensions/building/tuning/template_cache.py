"""Cache compiled Jinja templates on disk.

Jinja keeps what it compiles for as long as a process lives; most builds write a page or two, and
would spend more time on the templates than on the pages.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import FileSystemBytecodeCache

from extensions.building.compat.builds import keep_compiled_templates
from extensions.doctree.fragments import html_builder, is_site
from extensions.lib.phases import BuilderInited

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
        keep_compiled_templates(html_builder(app), cache)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the setting and what gives Jinja a cache."""
    app.add_config_value(
        "template_cache",
        ".cache/templates",
        "",
        types=(str,),
        description="The folder of compiled templates, as a path from the folder of conf.py.",
    )
    app.connect("builder-inited", keep_compiled, priority=BuilderInited.TEMPLATES)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
