"""The script that sphinx-autobuild adds to pages, and ours in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sphinx_autobuild.middleware import JavascriptInjectorMiddleware

if TYPE_CHECKING:
    from starlette.types import ASGIApp


def with_end_of_page(app: ASGIApp, end: bytes) -> ASGIApp:
    """Return *app* with *end* after each of its pages.

    Tried with: sphinx-autobuild 2025.8.25.
    Why: it puts a script of its own there, inline, which the policy of the pages forbids.
    Upstream: to file there: serve the script as a file.
    """
    adds: Any = JavascriptInjectorMiddleware(app, "")
    adds.script = end
    return cast("ASGIApp", adds)
