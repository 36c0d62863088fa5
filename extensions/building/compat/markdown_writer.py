"""The contexts of sphinx-markdown-builder, which put marks around the text of a node."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_markdown_builder.translator import MarkdownTranslator

if TYPE_CHECKING:
    from sphinx_markdown_builder.contexts import SubContext


class ContextTranslator(MarkdownTranslator):
    """Its translator, for those who write nodes otherwise than it does.

    Tried with: sphinx-markdown-builder 0.6.11.
    Why: a method that writes a node opens a context for what is in it; what opens one is private.
    Its ``__getattribute__`` runs for each attribute that exists, a third of the time of a page.
    Upstream: to file there: the two methods without the underscore; ``__getattr__``.
    """

    __getattribute__ = object.__getattribute__

    def __getattr__(self, name: str) -> Any:
        """Return what writes a node for which there is no method; look for it once."""
        method = self._find_predefined_method(name)
        if method is None:
            raise AttributeError(f"{type(self).__name__} has no attribute {name}")
        setattr(self, name, method)
        return method

    def push_context(self, context: SubContext) -> None:
        """Write what follows in *context*, until it is closed."""
        self._push_context(context)

    def start_list(self, before: int) -> None:
        """Begin a list whose first item has the number after *before*."""
        self._start_list(before)
