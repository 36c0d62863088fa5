"""Leave drafts, pieces dated in the future and what cannot be read out of the build.

They are left out before Sphinx looks for sources, so that no page, listing, feed, index
or navigation can know of them.  ``show_drafts = True`` (``make live``) lets them in.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from extensions import frontmatter
from extensions.catalog.encoding import text_of
from extensions.messages import logger

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config

PIECES = ("posts/**/*.md", "shorts/*.md")


def leave_out_unpublished(app: Sphinx, config: Config) -> None:
    """Add what cannot be read, and unpublished pieces, to ``exclude_patterns``."""
    srcdir = Path(app.srcdir)
    unread = dict(unreadable(srcdir))
    for source, reason in unread.items():
        warn_of_unreadable(srcdir / source, reason)
    config.exclude_patterns = [*config.exclude_patterns, *unread]
    if not config.show_drafts:
        hidden = unpublished(srcdir, today(config), unread)
        config.exclude_patterns = [*config.exclude_patterns, *hidden]


def unreadable(srcdir: Path) -> Iterator[tuple[str, str]]:
    """Yield what has the name of a source below *srcdir* and cannot be read, with the reason."""
    for path in sorted(srcdir.rglob("*.md")):
        try:
            path.open("rb").close()
        except OSError as error:
            yield path.relative_to(srcdir).as_posix(), error.strerror or str(error)


def warn_of_unreadable(path: Path, reason: str) -> None:
    """Warn that the source *path* cannot be read."""
    # Editors lock a file by a link of such a name that leads nowhere.
    if not path.name.startswith("."):
        logger.warning(
            "cannot be read (%s): mend it, or move it out of the sources",
            reason,
            type="groundwork",
            subtype="unreadable",
            location=f"{path}:1",
        )


def today(config: Config) -> datetime.date:
    """Return the day of the build: ``build_day`` of conf.py if it is set, else the clock's."""
    day: str = config.build_day
    return datetime.date.fromisoformat(day) if day else datetime.date.today()


def unpublished(srcdir: Path, day: datetime.date, unread: Container[str] = ()) -> Iterator[str]:
    """Yield the sources below *srcdir* but those *unread* that no reader may see on *day*."""
    for pattern in PIECES:
        for path in sorted(srcdir.glob(pattern)):
            source = path.relative_to(srcdir).as_posix()
            if source in unread:
                continue
            draft, date = frontmatter.publication(text_of(path), source.removesuffix(".md"))
            if draft or (date is not None and date > day):
                yield source
