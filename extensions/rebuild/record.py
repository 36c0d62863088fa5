"""What was written last time, kept beside the environment, and what to do about it now."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from extensions.apart import Apart
from extensions.catalog.collect import changed_sources
from extensions.files import Kept
from extensions.fragments import html_builder
from extensions.rebuild.inputs import changed_inputs
from extensions.rebuild.outputs import (
    canonical_images,
    code_of_extensions,
    delete_stale,
    images_by_page,
    output_files,
    site_inputs,
)
from extensions.rebuild.warned import WarnedPages

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

# To fork takes as long as to ask about some forty pages, and what all answers rest on is then
# found twice.
MANY = 200


@dataclass
class Record(Kept):
    """The state of an output folder after its last build that came to its end.

    ``site`` is a digest of what every page depends on (templates, assets, our own code),
    ``shown`` a digest per page of what it shows of others, ``made`` one per file that is no
    page of what it was made from, ``files`` the paths of the output that pages and these
    account for, ``warned`` the docnames that gave a warning, ``read`` the time at which
    each page was read.
    """

    site: str = ""
    shown: dict[str, str] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)
    read: dict[str, int] = field(default_factory=dict)


def digest(value: object) -> str:
    """Return a digest of the plain *value* (JSON types, tuples, bytes, dates, dataclasses).

    The order of a mapping is a part of it: pages show it.
    """
    text = json.dumps(value, ensure_ascii=False, default=repr)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


class Recorder:
    """The record of the present build, one per Sphinx application."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app
        self.before = Record()
        self.now = Record()
        self.warned = WarnedPages(app)

    @property
    def path(self) -> Path:
        """The file of the record: one per builder, since builders share the environment."""
        return Path(self.app.doctreedir) / f"written-{self.app.builder.name}.json"

    def load(self, app: Sphinx) -> None:
        """Read the record of the last build into this output folder."""
        self.before = Record.load(self.path) if Path(app.outdir).is_dir() else Record()
        self.warned.listen()

    def pages_to_read(
        self,
        app: Sphinx,
        env: BuildEnvironment,
        added: Set[str],
        changed: Set[str],
        removed: Set[str],
    ) -> list[str]:
        """Return pages that Sphinx would not read.

        These are pages that warned, those whose clock lies, those that list a page which is gone,
        and those that another builder has read since, which has told what is wrong, and has not
        written them here.
        """
        changed = {*changed_sources(env), *changed_inputs(env)}
        lists = {page for page, names in env.toctree_includes.items() if removed & {*names}}
        return sorted({*self.before.warned, *changed, *lists, *self._read_by_another(env)})

    def _read_by_another(self, env: BuildEnvironment) -> list[str]:
        if self.app.builder.format != "html":
            return []
        return [page for page, time in env.all_docs.items() if self.before.read.get(page) != time]

    def pages_to_write(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Return the pages whose view of the rest of the site has changed."""
        canonical_images(env)
        self.now.site = digest(
            [code_of_extensions(env), site_inputs(app), app.emit("site-shows", env)]
        )
        if self.now.site != self.before.site:
            self.before.shown.clear()
            self.before.made.clear()
        pages = sorted(env.found_docs)
        self.now.shown.update(self._digests(pages))
        return [page for page in pages if self.before.shown.get(page) != self.now.shown[page]]

    def _digests(self, pages: Sequence[str]) -> dict[str, str]:
        if self.app.parallel == 1 or len(pages) < MANY:
            return self._digests_of(pages)
        half = Apart(partial(self._digests_of, pages[1::2]))
        return self._digests_of(pages[::2]) | half.value()

    def _digests_of(self, pages: Sequence[str]) -> dict[str, str]:
        env = self.app.env
        images = images_by_page(env)
        return {
            page: digest([self.app.emit("page-shows", env, page), images.get(page)])
            for page in pages
        }

    def page_is_current(self, app: Sphinx, page: str, value: object) -> bool:
        """Whether *page*, which has no source, stands as written and showed *value*."""
        written = Path(html_builder(app).get_output_path(page)).is_file()
        self.now.shown[page] = digest(value)
        current = self.before.shown.get(page) == self.now.shown[page] and written
        app.emit("count", "made", not current)
        return current

    def file_is_current(self, app: Sphinx, path: str, value: object) -> bool:
        """Whether the file *path* of the output stands as it was made from *value*."""
        self.now.made[path] = digest(value)
        written = (Path(app.outdir) / path).is_file()
        current = self.before.made.get(path) == self.now.made[path] and written
        app.emit("count", "files", not current)
        return current

    def save(self, app: Sphinx, exception: Exception | None) -> None:
        """Delete what no page accounts for any longer and keep the record.

        After an exception there is nothing to keep: the next build starts from nothing.
        """
        warned = self.warned.take()
        if exception is not None or app.builder.format != "html":
            return
        self.now.warned, self.now.read = warned, dict(app.env.all_docs)
        self.now.files = sorted({*output_files(app, self.now.shown), *self.now.made})
        delete_stale(Path(app.outdir), set(self.before.files) - set(self.now.files))
        self.now.save(self.path)
