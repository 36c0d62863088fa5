"""Style sheets and scripts: only those that have something to do, and their tags made once.

Sphinx 9.0 makes the tag of each of some thirty anew on every page and resolves the path of
its file for that, which took a twentieth of a cold build.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from os import PathLike

    from docutils import nodes
    from sphinx.application import Sphinx

CODE, TABS, NOTHING = 'class="highlight', "sd-tab-set", None
# What a page must have in it for a file to be of use.  The last two are of Sphinx's own search
# and its keys, which the site does not have.
NEEDS = {
    "clipboard.min.js": CODE,
    "copybutton.js": CODE,
    "copybutton.css": CODE,
    "documentation_options.js": CODE,
    "design-tabs.js": TABS,
    "doctools.js": NOTHING,
    "sphinx_highlight.js": NOTHING,
}


def leave_out_idle(
    app: Sphinx,
    page: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give a page no file that would do nothing on it (answers ``html-page-context``)."""
    body: str = context.get("body") or ""
    for files in ("css_files", "script_files"):
        context[files] = [one for one in context[files] if is_of_use(one.filename, body)]


def is_of_use(filename: str | PathLike[str] | None, body: str) -> bool:
    """Whether the file *filename* (None: what stands in the page) does something in *body*."""
    name = PurePosixPath(filename or "").name
    if name not in NEEDS:
        return True
    sign = NEEDS[name]
    return sign is not None and sign in body


class Tags:
    """The tags of a build; one per Sphinx application."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str, Hashable], str] = {}

    def keep(
        self,
        app: Sphinx,
        page: str,
        template: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Give the templates tags that are made once (answers ``html-page-context``)."""
        for name in ("css_tag", "js_tag"):
            context[name] = self._once(name, context[name], context["content_root"])

    def _once(self, name: str, tag: Callable[[Any], str], root: str) -> Callable[[Hashable], str]:
        def kept(asset: Hashable) -> str:
            key = name, root, asset
            if key not in self._made:
                self._made[key] = tag(asset)
            return self._made[key]

        return kept
