"""The tags of style sheets and scripts, made once for all pages of a depth.

Sphinx 9.0 makes each of some thirty anew on every page and resolves the path of its file
for that, which took a twentieth of a cold build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from docutils import nodes
    from sphinx.application import Sphinx


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
