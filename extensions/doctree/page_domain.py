"""A Sphinx domain that keeps one value per page, safe under parallel reading and rebuilding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, cast

from sphinx.domains import Domain

if TYPE_CHECKING:
    from collections.abc import Set

    from docutils import nodes

T = TypeVar("T")


class ByPage(Domain, Generic[T]):
    """A Sphinx domain that keeps one plain, picklable value for each page, and has no labels."""

    initial_data: ClassVar[dict[str, Any]] = {"by_page": {}}

    @property
    def by_page(self) -> dict[str, T]:
        """The value of each page that has one, by docname."""
        return cast("dict[str, T]", self.data["by_page"])

    def clear_doc(self, docname: str) -> None:
        """Forget *docname*."""
        self.by_page.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read of *docnames*."""
        others = otherdata["by_page"]
        self.by_page.update({name: others[name] for name in docnames if name in others})

    def resolve_any_xref(self, *args: Any) -> list[tuple[str, nodes.reference]]:
        """Return nothing: what has a label says so in a domain of its own."""
        return []
