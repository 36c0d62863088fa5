"""What was written of a page, kept for a build that starts from nothing.

Of each page the newest writing is kept: its HTML, the files that are written with it
(``page-files``), its images, and what is saved of it beside the environment, which handlers of
``page-state`` (env, page) name by their paths from there.  An entry counts if the page would be
read as it was (``read_cache``) and shows what it showed: if it is one that an incremental build
would not write again.  What is put back is told by ``page-restored`` (docname).

Not kept is what gave a warning, and pages whose reading is not kept either.  A build that does not
write all pages neither asks nor fills this cache.
"""

from __future__ import annotations

import hashlib
import pickle
import zlib
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from extensions.building.incremental import pages_as_digests, record_of
from extensions.building.incremental.inputs import read_from
from extensions.building.incremental.outputs import images_by_page
from extensions.building.read_cache import MAX_ENTRIES, ReadCache, stands_alone
from extensions.doctree.app_state import of_app
from extensions.doctree.fragments import html_builder, is_site
from extensions.lib.background import ForkedTask
from extensions.lib.cache import Cache
from extensions.lib.digest import digest
from extensions.lib.files import write
from extensions.lib.phases import BuildFinished

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from extensions.building.compat.builds import Writers

# Raise it when an entry changes its form.
FORMAT = 1
# How many are in memory at once.
AT_ONCE = 50
# Files of many pages, named by their content: each is one entry.
SHARED = "_static/"


@dataclass
class Kept:
    """What is kept of a page.

    These are the content of its ``files`` in the output, the keys of those that are ``shared``
    with other pages, and its ``state`` beside the environment, by path.
    """

    files: dict[str, bytes]
    shared: dict[str, str]
    state: dict[str, bytes]


class PageCache:
    """The cache of one build; the setting ``page_cache`` says where it is, if anywhere."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app
        self.states: dict[str, str] = {}
        self.restored: set[str] = set()
        self._cache = Cache[bytes](Path(app.confdir) / app.config.page_cache, MAX_ENTRIES)

    @property
    def is_used(self) -> bool:
        """Whether pages are kept."""
        app = self.app
        return bool(app.config.page_cache and app.config.read_cache) and is_site(app)

    def restore(self, writers: Writers) -> set[str]:
        """Put back all pages that are kept as they would be written; return them.

        Call it when all pages are to be written.
        """
        if not self.is_used:
            return set()
        self.states = dict(self._states())
        names, restored = sorted(self.states), self.restored
        # A process that is forked opens it for itself.
        self._cache.close()
        if writers.one_is_free():
            half, names = names[::2], names[1::2]
            writers.add_task(self._put_back, half, lambda _, found: restored.update(found))
        restored.update(self._put_back(names))
        writers.join()
        for name in sorted(restored):
            self.app.emit("page-restored", name)
        self.app.emit("count", "pages reused", len(restored))
        return restored

    def _states(self) -> Iterator[tuple[str, str]]:
        """Yield the pages that are kept, each with a digest of all that it is written from."""
        app, env = self.app, self.app.env
        reading, inputs = of_app(app, ReadCache), read_from(env)
        for name, shown in pages_as_digests(app).items():
            if name in env.all_docs and stands_alone(env, name):
                made_of = reading.made_of(name), dict(sorted(inputs.get(name, {}).items())), shown
                yield name, digest((FORMAT, app.builder.name, *made_of), name)

    def _put_back(self, names: list[str]) -> list[str]:
        """Put those of *names* back that are kept; return them."""
        restored, shared = list[str](), dict[str, bool]()
        for start in range(0, len(names), AT_ONCE):
            entries = self._cache.get(names[start : start + AT_ONCE])
            for name, entry in entries.items():
                state, _, packed = entry.partition(b"\n")
                if state == self.states[name].encode():
                    kept: Kept = pickle.loads(zlib.decompress(packed))
                    if all(self._put_shared(*one, shared) for one in kept.shared.items()):
                        self._put(kept)
                        restored.append(name)
        self._cache.close()
        return restored

    def _put(self, kept: Kept) -> None:
        for folder, files in ((self.app.outdir, kept.files), (self.app.doctreedir, kept.state)):
            for path, content in files.items():
                write(Path(folder) / path, content)

    def _put_shared(self, path: str, key: str, done: dict[str, bool]) -> bool:
        """Put the file *path* of several pages back, which is kept as *key*; return whether it is.

        It is known of those *done*.
        """
        if key not in done:
            content = self._cache.get([key]).get(key)
            done[key] = content is not None
            if content is not None:
                write(Path(self.app.outdir) / path, zlib.decompress(content))
        return done[key]

    def keep(self, app: Sphinx, exception: Exception | None) -> None:
        """Keep the pages that were written, if all were to be (answers ``build-finished``)."""
        if exception is None and self.states:
            warned = record_of(app).warned
            names = sorted(self.states.keys() - self.restored - {*warned})
            # Most of it is to compress them.
            other = ForkedTask(partial(self._keep, names[::2])) if len(names) > AT_ONCE else None
            self._keep(names[1::2] if other else names)
            if other:
                other.value()

    def _keep(self, names: list[str]) -> None:
        images, shared = images_by_page(self.app.env), set[tuple[str, str]]()
        for start in range(0, len(names), AT_ONCE):
            entries: dict[str, bytes] = {}
            for name in names[start : start + AT_ONCE]:
                kept = self._kept(name, [image for _, image in images.get(name, ())])
                for path, key in kept.shared.items() - shared:
                    entries[key] = zlib.compress((Path(self.app.outdir) / path).read_bytes(), 1)
                shared |= kept.shared.items()
                packed = zlib.compress(pickle.dumps(kept, pickle.HIGHEST_PROTOCOL), 1)
                entries[name] = self.states[name].encode() + b"\n" + packed
            self._cache.put(entries)
        self._cache.close()

    def _kept(self, name: str, images: Iterable[str]) -> Kept:
        """Return what is kept of the page *name*, which has *images*."""
        app, builder = self.app, html_builder(self.app)
        page = Path(builder.get_output_path(name)).relative_to(app.outdir).as_posix()
        paths = [page, *record_of(app).beside[name]]
        paths += [f"{builder.imagedir}/{image}" for image in images]
        states = [path for found in app.emit("page-state", app.env, name) for path in found]
        found = dict(contents(Path(app.outdir), paths))
        shared = {path: key_of(found.pop(path)) for path in [*found] if path.startswith(SHARED)}
        return Kept(found, shared, dict(contents(Path(app.doctreedir), states)))


def contents(folder: Path, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield those of *paths* below *folder* that are files, with their content."""
    return ((path, (folder / path).read_bytes()) for path in paths if (folder / path).is_file())


def key_of(content: bytes) -> str:
    """Return the key of a file of several pages: no docname has a colon."""
    return f"content:{hashlib.blake2b(content, digest_size=16).hexdigest()}"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the setting and what keeps pages."""
    app.add_config_value(
        "page_cache",
        ".cache/pages.sqlite",
        "",
        types=(str,),
        description="The cache of what was written of pages, as a path from the folder of "
        "conf.py; empty for none.",
    )
    app.connect(
        "build-finished",
        lambda app, exception: of_app(app, PageCache).keep(app, exception),
        priority=BuildFinished.PAGE_CACHE,
    )
    return {"parallel_read_safe": True, "parallel_write_safe": True}
