"""The Node process of a build, which all that need JavaScript share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.doctree.app_state import of_app
from extensions.lib.node import NodeProcess
from extensions.lib.phases import BuildFinished

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def _made(app: Sphinx) -> NodeProcess:
    return NodeProcess()


def node_of(app: Sphinx) -> NodeProcess:
    """Return the Node process of *app*, which starts when it is first asked something."""
    return of_app(app, _made)


def close(app: Sphinx, exception: Exception | None) -> None:
    """End Node (answers ``build-finished``)."""
    node_of(app).close()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Let Node end with the build."""
    app.connect("build-finished", close, priority=BuildFinished.NODE)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
