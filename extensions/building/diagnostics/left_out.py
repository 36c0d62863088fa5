"""The bibliography entries that were left out because they lack a field, kept between builds.

``markup.bibliography.citations`` finds and reports them; a citation of one needs no further
warning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from sphinx.domains import Domain

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from docutils import nodes
    from sphinx.environment import BuildEnvironment


class LeftOut(Domain):
    """The last check of the bibliography: one for the site, made before a page is read.

    A domain, for Sphinx keeps its data with the environment; not one by page, because the files of
    the bibliography belong to no page.
    """

    name = "left-out"
    label = "Entries left out"
    initial_data: ClassVar[dict[str, Any]] = {"digest": "", "style": None, "missing": {}}

    @property
    def digest(self) -> str:
        """The digest of the files and of the style that were checked; empty before any check."""
        return str(self.data["digest"])

    @property
    def style(self) -> str | None:
        """The style of the last build; ``None`` before any."""
        return cast("str | None", self.data["style"])

    @property
    def missing(self) -> Mapping[str, str]:
        """The field that each entry lacks, by its key."""
        return cast("Mapping[str, str]", self.data["missing"])

    def note(self, digest: str, style: str, missing: Mapping[str, str]) -> None:
        """Keep the result of a check."""
        self.data.update(digest=digest, style=style, missing=dict(missing))

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Merge nothing: the check runs in the main process."""

    def resolve_any_xref(self, *args: Any) -> list[tuple[str, nodes.reference]]:
        """Return nothing: entries are no targets of this domain."""
        return []


def left_out_of(env: BuildEnvironment) -> LeftOut:
    """Return the entries of *env* that were left out."""
    return cast("LeftOut", env.get_domain(LeftOut.name))
