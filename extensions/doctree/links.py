"""The addresses of pages as one page writes them: all that what is shown may ask the builder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.errors import NoUri

if TYPE_CHECKING:
    from sphinx.builders import Builder


@dataclass(frozen=True)
class Links:
    """The links that begin on ``page``; ``relative`` gives the address of a page from another."""

    page: str
    relative: Callable[[str, str], str]

    def address(self, target: str, anchor: str = "") -> str:
        """Return the relative address of *anchor* of the page *target*.

        Raises:
            NoUri: the builder has no address for it.
        """
        uri = self.relative(self.page, target)
        return f"{uri}#{anchor}" if anchor else uri

    def file(self, name: str) -> str:
        """Return the relative address of the file *name* of the output, whose name is quoted.

        Raises:
            NoUri: the builder has no addresses.
        """
        # The way up, whether the builder makes a file or a folder of the page.
        return "../" * self.relative(self.page, "index").count("../") + name

    def link(self, target: str, *content: nodes.Node | str, anchor: str = "") -> nodes.Node:
        """Return a link to *anchor* of the page *target*, or its text where none is.

        Builders without addresses (plain text, LaTeX) have no link to a page without source.
        """
        children = [nodes.Text(part) if isinstance(part, str) else part for part in content]
        try:
            uri = self.address(target, anchor)
        except NoUri:
            return nodes.inline("", "", *children)
        return nodes.reference("", "", *children, internal=True, refuri=uri)


def links_from(page: str, builder: Builder) -> Links:
    """Return the links that begin on *page*, as *builder* writes them."""
    return Links(page, builder.get_relative_uri)
