"""Which shorts stand on the wall, and which on the numbered pages behind it.

The pages are numbered from the oldest short on, so that a new one changes the wall alone:
their addresses and what stands on them last as long as no older short comes or goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extensions.catalog.domain import catalog_of
from extensions.fragments import is_site
from extensions.frontmatter import Kind

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from extensions.catalog.domain import Entry

FOLDER = "shorts"


@dataclass(frozen=True)
class Shelf:
    """All shorts, the newest first: those on the wall, and those of each numbered page."""

    wall: list[Entry]
    pages: list[list[Entry]]

    @property
    def shorts(self) -> list[Entry]:
        """All shorts, the newest first."""
        return [*self.wall, *(short for page in reversed(self.pages) for short in page)]


def shelf_of(env: BuildEnvironment) -> Shelf:
    """Return the shelf of the site; where no further pages can be made, all is on the wall."""
    return divided(
        catalog_of(env).pieces(Kind.SHORT), env.config.shorts_per_page, is_site(env._app)
    )


def divided(newest: list[Entry], size: int, in_pieces: bool) -> Shelf:
    """Return the shelf of the shorts *newest*, the newest first, *size* to a page.

    The wall has between one and two pages of them.
    """
    count = max(len(newest) // size - 1, 0) if in_pieces else 0
    oldest = newest[::-1]
    pages = [oldest[at * size : (at + 1) * size][::-1] for at in range(count)]
    return Shelf(newest[: len(newest) - count * size], pages)


def page_name(number: int) -> str:
    """Return the name of the page *number*, counted from 1 and the oldest short."""
    return f"{FOLDER}/page/{number}"


def card_name(docname: str) -> str:
    """Return the name of the file that holds the card of the short *docname* alone."""
    return f"{FOLDER}/_card/{docname.removeprefix(FOLDER + '/')}"
