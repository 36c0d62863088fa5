"""What was read of a page, kept for a build that starts from nothing.

Of each page the newest reading is kept: its doctree, and what it left in the environment.  It
counts if the source is the same, and the settings, the packages and the code, and each file that
the page was read from (``incremental.inputs`` knows these).  Not kept is what gave a warning, which
has to be told again, and what has a toctree, which depends on the pages that there are.

Entries are pickles, as the environment in ``_build`` is: of a cache that somebody else may have
written to, neither is to be trusted.
"""

from __future__ import annotations

import logging
import os
import pickle
import sys
import time
import zlib
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from extensions.building.compat.builds import settings_digests
from extensions.building.compat.logs import listen, stop_listening
from extensions.building.compat.reading import DOMAINS, Part
from extensions.building.incremental.inputs import (
    ReadFrom,
    States,
    digest_of,
    of_modules,
    outside,
)
from extensions.building.incremental.outputs import contents_of, settings_of_docutils
from extensions.building.up_to_date import packages
from extensions.lib.cache import Cache
from extensions.lib.digest import digest
from extensions.lib.own_code import EXTENSIONS, code_digest
from extensions.model.catalog.domain import catalog_of
from extensions.model.catalog.encoding import source_digest, text_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

# Every page has one, of some 20 KB; those of pages that are no more go in the end.
MAX_ENTRIES = 20_000
# Raise it when an entry changes its form.
FORMAT = 1
# How many are in memory at once.
AT_ONCE = 50


class ReadCache:
    """The cache of one build; the setting ``read_cache`` says where it is, if anywhere."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app
        self.is_used = bool(app.config.read_cache)
        self._cache = Cache[bytes](Path(app.confdir) / app.config.read_cache, MAX_ENTRIES)

    @cached_property
    def conditions(self) -> str:
        """A digest of what all pages are read with."""
        app = self.app
        own = [app.srcdir, EXTENSIONS, Path(os.__file__).parent, *packages()]
        modules = sorted({*outside(own, of_modules()), str(app.confdir / "conf.py")})
        parts = (
            *(FORMAT, sys.version, str(app.srcdir), str(app.confdir), str(Path.cwd())),
            *(code_digest(), *settings_of_docutils(app), *settings_digests(app)),
            *(f"{name} {version}" for name, version in sorted(app.env.version.items())),
            *map(digest_of, map(str, installed())),
            *map(digest_of, modules),
            *(line for name in app.config.locale_dirs for line in contents_of(app.srcdir / name)),
        )
        return digest(parts, "the cache of what was read")

    def known(self, docnames: Iterable[str]) -> Iterator[tuple[str, Part]]:
        """Yield those of *docnames* that need not be read, each with what reading it left.

        Their doctrees are then where Sphinx looks for them.
        """
        if not self.is_used:
            return
        names, states = list(docnames), States()
        # Before processes are forked, which would each find it out.
        _ = self.conditions
        for start in range(0, len(names), AT_ONCE):
            entries = self._cache.get(names[start : start + AT_ONCE])
            for name in filter(entries.get, names[start : start + AT_ONCE]):
                if part := self._part(name, entries[name], states):
                    yield name, part
        # A process that is forked opens it for itself.
        self._cache.close()

    def _part(self, docname: str, entry: bytes, states: States) -> Part | None:
        # A change from now on has the page read again at the next build.
        now = time.time_ns() // 1_000
        made_of, _, packed = entry.partition(b"\n")
        source = source_digest(text_in(self.app.env.doc2path(docname).read_bytes()))
        if made_of != self._made_of(docname, source).encode():
            return None
        dumped, doctree = pickle.loads(zlib.decompress(packed))
        part: Part = pickle.loads(dumped)
        read_from = part[DOMAINS].get(ReadFrom.name, {"by_page": {}})["by_page"]
        if not states.are_as(read_from.get(docname, {})):
            return None
        part["all_docs"] = {docname: now}
        path = doctree_of(self.app.env, docname)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(doctree)
        return part

    def entry(self, docname: str, dumped: bytes) -> bytes:
        """Return the entry of *docname*, which has just been read and has left *dumped*."""
        doctree = doctree_of(self.app.env, docname).read_bytes()
        packed = zlib.compress(pickle.dumps((dumped, doctree), pickle.HIGHEST_PROTOCOL), 1)
        return self.made_of(docname).encode() + b"\n" + packed

    def made_of(self, docname: str) -> str:
        """Return a digest of the source of *docname*, as it was read, and of the conditions."""
        return self._made_of(docname, catalog_of(self.app.env).entries[docname].source)

    def put(self, entries: dict[str, bytes]) -> None:
        """Keep *entries*, by docname."""
        if self.is_used and entries:
            self._cache.put(entries)
            self._cache.close()

    def _made_of(self, docname: str, source: str) -> str:
        return digest((self.conditions, docname, source), docname)


def stands_alone(env: BuildEnvironment, docname: str) -> bool:
    """Return whether what was read of *docname* depends on no other page."""
    return (
        docname in catalog_of(env).entries
        and docname not in env.toctree_includes
        and docname not in env.reread_always
    )


def doctree_of(env: BuildEnvironment, docname: str) -> Path:
    """Return where Sphinx keeps the doctree of *docname*."""
    return Path(env.doctreedir) / f"{docname}.doctree"


def installed() -> list[Path]:
    """Return the lists of the files of all packages, each with its digest."""
    return sorted(path for folder in packages() for path in folder.glob("*.dist-info/RECORD"))


class Warned(logging.Handler):
    """Tells whether anything was warned of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told = False

    def emit(self, record: logging.LogRecord) -> None:
        """Note that something was."""
        self.told = True


@contextmanager
def warnings_told() -> Iterator[Warned]:
    """Return what tells whether there was a warning since."""
    handler = Warned()
    listen(handler)
    try:
        yield handler
    finally:
        stop_listening(handler)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the setting."""
    app.add_config_value(
        "read_cache",
        ".cache/reading.sqlite",
        "",
        types=(str,),
        description="The cache of what was read of pages, as a path from the folder of conf.py; "
        "empty for none.",
    )
    return {"parallel_read_safe": True, "parallel_write_safe": True}
