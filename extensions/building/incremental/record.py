"""The record of the last build: decides which pages are read and written, and what is deleted.

It is kept beside the environment, one for each builder.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from extensions.building.compat.images import name_images_by_path
from extensions.building.incremental.collisions import Taken, pages_of_sphinx
from extensions.building.incremental.inputs import changed_inputs
from extensions.building.incremental.outputs import (
    code_of_extensions,
    delete_stale,
    files_beside,
    images_by_page,
    named,
    output_files,
    site_inputs,
)
from extensions.building.incremental.public_state import Surroundings, public_state
from extensions.building.incremental.warned_pages import WarnedPages
from extensions.doctree.fragments import html_builder, is_site
from extensions.lib.background import ForkedTask
from extensions.lib.digest import digest
from extensions.lib.files import JsonState
from extensions.model.catalog.collect import changed_sources
from extensions.model.views import page_digest

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

# To fork takes as long as to ask about some forty pages.
MANY = 200
# After an edit of more pages all are asked.
ASKED_ONE_BY_ONE = 16


@dataclass
class Record(JsonState):
    """The state of an output folder after its last build that came to its end.

    ``site`` is a digest of what every page depends on (templates, assets, our own code),
    ``shown`` a digest per page of what it shows of others, ``made`` one per file that is no
    page of what it was made from, ``files`` the paths of the output that pages and these
    account for, ``beside`` those of them that are written with a page, by page, ``besides`` a
    digest of what pages are made of besides their sources, ``warned`` the docnames that gave a
    warning, ``read`` the time at which each page was read.
    """

    site: str = ""
    shown: dict[str, str] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    beside: dict[str, list[str]] = field(default_factory=dict)
    besides: str = ""
    warned: list[str] = field(default_factory=list)
    read: dict[str, int] = field(default_factory=dict)


class Recorder:
    """The record of the present build, one per Sphinx application."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app
        self.before = Record()
        self.now = Record()
        self.warned = WarnedPages(app)
        self.taken = Taken(app)
        self.read: Sequence[str] = ()
        # Of each page that is read what the environment held of it before.
        self.public: dict[str, str] = {}
        self.surroundings: Surroundings | None = None
        self.is_known = self.is_same_elsewhere = False
        self.digesting: list[ForkedTask[dict[str, str]]] = []

    @property
    def path(self) -> Path:
        """The file of the record: one per builder, since builders share the environment."""
        return Path(self.app.doctreedir) / f"written-{self.app.builder.name}.json"

    def look(self, app: Sphinx) -> None:
        """Note what pages are made of besides their sources (answers ``builder-inited``).

        This comes before the first of it is read: what changes while it is read has changed since.
        """
        self.surroundings = Surroundings(app)

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

        These are pages that gave a warning, pages whose inputs changed while their dates did not,
        pages whose toctree lists a removed page, and pages that another builder has read since: it
        has given their warnings, and has not written them here.
        """
        # Another builder may have read pages, or found that some are gone.
        is_own = self.before.read.keys() == env.all_docs.keys() and not self._read_by_another(env)
        self.is_known = is_own and not (added or removed or self.before.warned)
        changed = {*changed_sources(env), *changed_inputs(env)}
        lists = {page for page, names in env.toctree_includes.items() if removed & {*names}}
        return sorted({*self.before.warned, *changed, *lists, *self._read_by_another(env)})

    def _read_by_another(self, env: BuildEnvironment) -> list[str]:
        if self.app.builder.format != "html":
            return []
        return [page for page, time in env.all_docs.items() if self.before.read.get(page) != time]

    def note_public_state(
        self, app: Sphinx, env: BuildEnvironment, docnames: Sequence[str]
    ) -> None:
        """Note what other pages may show of *docnames* before they are purged and read."""
        if self.is_known and len(docnames) <= ASKED_ONE_BY_ONE:
            self.public = {name: public_state(env, name) for name in docnames}

    def note_read(self, app: Sphinx, env: BuildEnvironment, docnames: Sequence[str]) -> None:
        """Note which pages are about to be read (answers ``env-before-read-docs``)."""
        self.read = docnames

    def pages_to_write(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Return the pages that have to be written, besides those that were read.

        On a large site other processes find out what they show, while this one writes what was
        read: :meth:`pages_shown_otherwise` has the answer.
        """
        name_images_by_path(env)
        inputs = (code_of_extensions(env), *site_inputs(app))
        self.now.site = digest((inputs, *app.emit("site-dependencies", env)), "the site")
        if self.now.site != self.before.site:
            self.before.shown.clear()
            self.before.made.clear()
        if self._shows_the_same(env):
            self.is_same_elsewhere = True
            self.now.shown, self.now.made = dict(self.before.shown), dict(self.before.made)
            return []
        pages = sorted(env.found_docs)
        # Only this builder asks again.
        asks = app.builder.name == "html" and app.parallel > 1
        if not (asks and self.read and len(pages) >= MANY):
            self.now.shown.update(self._digests_of(pages))
            return self._shown_otherwise()
        # What all answers rest on is found here, and not in each process.
        first = self.read[-1]
        self.now.shown.update(self._digests_of([first]))
        pages.remove(first)
        halves = pages[::2], pages[1::2]
        self.digesting = [ForkedTask(partial(self._digests_of, half)) for half in halves]
        return [] if self.before.shown else [first, *pages]

    def _shows_the_same(self, env: BuildEnvironment) -> bool:
        """Return whether every page but those that were read shows what the output has."""
        if not self.is_known or self.public.keys() != {*self.read} or not is_site(self.app):
            return False
        before = self.before
        besides = self._besides()
        if before.site != self.now.site or not besides or before.besides != besides:
            return False
        public = self.public.items()
        if not all(state and state == public_state(env, name) for name, state in public):
            return False
        return all(os.path.lexists(f"{self.app.outdir}/{name}") for name in before.files)

    def pages_shown_otherwise(self) -> list[str]:
        """Return the pages whose view of the rest of the site has changed."""
        while self.digesting:
            self.now.shown.update(self.digesting.pop().value())
        return self._shown_otherwise()

    def _shown_otherwise(self) -> list[str]:
        before, shown = self.before.shown, self.now.shown
        return [page for page in sorted(shown) if before.get(page) != shown[page]]

    def _digests_of(self, pages: Sequence[str]) -> dict[str, str]:
        env = self.app.env
        images = images_by_page(env)
        return {
            page: page_digest(env, page, ("the images", tuple(images.get(page, ()))))
            for page in pages
        }

    def made_by(self, page: str) -> str:
        """Return a digest of what *page* shows besides its value, and of what makes it."""
        return page_digest(self.app.env, page, ("the site", self.now.site))

    def page_is_current(self, app: Sphinx, page: str, giver: str, value: object) -> bool:
        """Return whether *page* stands as written and showed *value*, or has a source after all."""
        if self.taken.by_source(page):
            return True
        written = Path(html_builder(app).get_output_path(page)).is_file()
        self.now.shown[page] = page_digest(app.env, page, (giver, value))
        current = self.before.shown.get(page) == self.now.shown[page] and written
        app.emit("count", "made", not current)
        return current

    def file_is_current(self, path: str, value: object) -> bool:
        """Return whether the file *path* of the output stands as it was made from *value*."""
        self.now.made[path] = digest(value, path)
        if self.taken.by_folder(path):
            return True
        written = (Path(self.app.outdir) / path).is_file()
        current = self.before.made.get(path) == self.now.made[path] and written
        self.app.emit("count", "files", not current)
        return current

    def save(self, app: Sphinx, exception: Exception | None) -> None:
        """Delete files that belong to no page any more, and save the record.

        After an exception there is nothing to keep: the next build starts from nothing.
        """
        if exception is not None or app.builder.format != "html":
            self.warned.take()
            return
        files = self._files_as_before() if self.is_same_elsewhere else self._files()
        self.now.files = sorted(files)
        self.now.besides = self._besides(unchanged=True)
        self.now.warned, self.now.read = self.warned.take(), dict(app.env.all_docs)
        delete_stale(Path(app.outdir), set(self.before.files) - set(self.now.files))
        self.now.save(self.path)

    def _besides(self, *, unchanged: bool = False) -> str:
        return self.surroundings.digest(unchanged=unchanged) if self.surroundings else ""

    def _files(self) -> set[str]:
        """Return the paths of all files that something accounts for."""
        app = self.app
        pages = [*self.now.shown, *(pages_of_sphinx(app) if is_site(app) else ())]
        self.now.beside = files_beside(app, pages)
        files = {*output_files(app, self.now.shown), *named(self.now.beside), *self.now.made}
        files |= {name for names in app.emit("site-files") for name in names}
        return files | self.taken.rest(files)

    def _files_as_before(self) -> set[str]:
        """Return them where no other pages than those that were asked about have changed."""
        before = self.before.beside
        asked = files_beside(self.app, [*self.read, *self.taken.made])
        self.now.beside = {**before, **asked}
        gone = named({page: before.get(page, []) for page in asked}) - named(self.now.beside)
        return ({*self.before.files} - gone) | named(asked)
