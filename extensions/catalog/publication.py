"""Leave drafts and pieces dated in the future out of the build.

They are left out before Sphinx looks for sources, so that no page, listing, feed, index
or navigation can know of them.  ``show_drafts = True`` (``make live``) lets them in.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from extensions import frontmatter
from extensions.catalog.encoding import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config

PIECES = ("posts/**/*.md", "shorts/*.md")


def leave_out_unpublished(app: Sphinx, config: Config) -> None:
    """Add the sources of unpublished pieces to ``exclude_patterns``."""
    if config.show_drafts:
        return
    config.exclude_patterns = [*config.exclude_patterns, *unpublished(app.srcdir, today(config))]


def today(config: Config) -> datetime.date:
    """Return the day of the build: ``build_day`` of conf.py if it is set, else the clock's."""
    day: str = config.build_day
    return datetime.date.fromisoformat(day) if day else datetime.date.today()


def unpublished(srcdir: Path, day: datetime.date) -> Iterator[str]:
    """Yield the sources below *srcdir*, as patterns, that no reader may see on *day*."""
    for pattern in PIECES:
        for path in sorted(Path(srcdir).glob(pattern)):
            source = path.relative_to(srcdir).as_posix()
            draft, date = frontmatter.publication(text_of(path), source.removesuffix(".md"))
            if draft or (date is not None and date > day):
                yield source
