"""Leave drafts, pieces dated in the future and what cannot be read out of the build.

They are left out before Sphinx looks for sources, so that no page, listing, feed, index
or navigation can know of them.  ``show_drafts = True`` (``make live``) lets them in.

What their front matter says of that is kept, for as long as the file says the same: to read it
anew takes longer than all else that a build without an edit does.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from extensions.doctree import notebooks
from extensions.lib.files import JsonState
from extensions.lib.messages import logger
from extensions.lib.own_code import code_digest
from extensions.model import frontmatter
from extensions.model.catalog.encoding import text_in
from extensions.model.scheduled import FILE

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config

# How the name of a source ends.
SUFFIXES = (".md", notebooks.SUFFIX)
PIECES = tuple(f"{place}{suffix}" for place in ("posts/**/*", "shorts/*") for suffix in SUFFIXES)


@dataclass
class Publication(JsonState):
    """What the front matter of each piece says of its publication, by the path of its source.

    That is a digest of the source, whether it is a draft, and its date (empty without one);
    ``code`` stands for what has read it.
    """

    code: str = ""
    pieces: dict[str, list[Any]] = field(default_factory=dict)

    def today(self, srcdir: Path, code: str, unread: Container[str] = ()) -> Publication:
        """Return what the sources below *srcdir* but those *unread* say now, as *code* reads it."""
        known = self.pieces if self.code == code else {}
        pieces: dict[str, list[Any]] = {}
        for source in sources(srcdir):
            if source not in unread:
                said = (srcdir / source).read_bytes()
                digest = blake2b(said, digest_size=16).hexdigest()
                before = known.get(source, [None])
                pieces[source] = before if before[0] == digest else [digest, *read(source, said)]
        return Publication(code, pieces)

    def hidden(self, day: datetime.date) -> Iterator[str]:
        """Yield the sources that no reader may see on *day*."""
        for source, (_, draft, date) in self.pieces.items():
            if draft or date > day.isoformat():
                yield source


def sources(srcdir: Path) -> Iterator[str]:
    """Yield the paths of the sources of pieces below *srcdir*."""
    for pattern in PIECES:
        for path in sorted(srcdir.glob(pattern)):
            # Jupyter keeps copies in folders with a dot.
            if not any(part.startswith(".") for part in path.relative_to(srcdir).parts[:-1]):
                yield path.relative_to(srcdir).as_posix()


def read(source: str, said: bytes) -> tuple[bool, str]:
    """Return whether *source*, whose file says *said*, is a draft, and its date or nothing."""
    path, text = PurePosixPath(source), text_in(said)
    if path.suffix == notebooks.SUFFIX:
        text = notebooks.markdown_of(text)
    draft, date = frontmatter.publication(text, path.with_suffix("").as_posix())
    return draft, date.isoformat() if date else ""


def leave_out_pairs(app: Sphinx, config: Config) -> None:
    """Leave notebooks out beside which Markdown is the page (answers ``config-inited``).

    Sphinx would take whichever it finds first, and say so in words of its own.
    """
    config.exclude_patterns = [*config.exclude_patterns, *paired(Path(app.srcdir))]


def leave_out_unpublished(app: Sphinx) -> None:
    """Add unreadable and unpublished pieces to ``exclude_patterns`` (``builder-inited``)."""
    srcdir, config = Path(app.srcdir), app.config
    unread = dict(unreadable(srcdir))
    for source, reason in unread.items():
        warn_of_unreadable(srcdir / source, reason)
    for source in paired(srcdir):
        unread[source] = ""
        warn_of_pair(srcdir / source)
    config.exclude_patterns = [*config.exclude_patterns, *unread]
    if not config.show_drafts:
        path = Path(app.doctreedir) / FILE
        known = Publication.load(path)
        now = known.today(srcdir, code_digest(), unread)
        if now != known:
            now.save(path)
        config.exclude_patterns = [*config.exclude_patterns, *now.hidden(today(config))]


def unreadable(srcdir: Path) -> Iterator[tuple[str, str]]:
    """Yield what has the name of a source below *srcdir* and cannot be read, with the reason."""
    for path in sorted(path for suffix in SUFFIXES for path in srcdir.rglob(f"*{suffix}")):
        try:
            path.open("rb").close()
        except OSError as error:
            yield path.relative_to(srcdir).as_posix(), error.strerror or str(error)


def paired(srcdir: Path) -> Iterator[str]:
    """Yield the notebooks below *srcdir* beside which a file of Markdown would be the same page."""
    for path in sorted(srcdir.rglob(f"*{notebooks.SUFFIX}")):
        if path.with_suffix(".md").is_file():
            yield path.relative_to(srcdir).as_posix()


def warn_of_pair(path: Path) -> None:
    """Warn that the notebook *path* is left out for the Markdown beside it."""
    logger.warning(
        'is left out, as "%s" beside it is the same page: delete one, or give it another name',
        path.with_suffix(".md").name,
        type="groundwork",
        subtype="same-page",
        # Of the file, and not of its first cell.
        location=str(path),
    )


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
