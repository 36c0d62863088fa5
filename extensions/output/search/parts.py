"""Which pages are indexed anew, and the making of the index in a process of its own."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from extensions.lib.background import ForkedTask
from extensions.lib.digest import digest
from extensions.lib.files import JsonState
from extensions.output.search.chunks import (
    FOLDER,
    PageRecord,
    Publisher,
    Site,
    Whole,
    publish_index,
    whole_of,
)
from extensions.output.search.facets import facets_with
from extensions.output.search.postings import index_of
from extensions.output.search.records import head_of, quotations_of
from extensions.output.search.update import updated

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping
    from pathlib import Path

    from extensions.output.search.page_text import PageText
    from extensions.output.search.records import Page


# After an edit of more pages all is read and put together again.
FEW = 16


@dataclass
class State(JsonState):
    """What the records, all of them and the whole were made of, and the files of the whole.

    ``quoted`` are those of what is quoted, by page, ``names`` says how many pages have a word in a
    name.
    """

    pages: dict[str, str] = field(default_factory=dict)
    common: str = ""
    whole: str = ""
    files: list[str] = field(default_factory=list)
    quoted: dict[str, list[str]] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)


class Parts:
    """The parts of the index that is published below *outdir*; *kept* is for what is kept."""

    def __init__(self, kept: Path, outdir: Path) -> None:
        self.kept = kept
        self.outdir = outdir
        self.state = State.load(self.state_path)
        self.making: ForkedTask[State] | None = None

    @property
    def state_path(self) -> Path:
        """The file of the state."""
        return self.kept / "state.json"

    def begin(
        self,
        site: Site,
        pages: Mapping[str, Page],
        digests: Mapping[str, str],
        text_of: Callable[[str], PageText],
        unchanged: Container[str] = (),
    ) -> int:
        """Begin to make what has changed; return the number of pages that are indexed anew.

        *pages* are by docname; *text_of* gives the text of one, *digests* a digest of it.  Those
        *unchanged* are as they were.
        """
        common = (site.made_by, site.language, tuple(site.skipped))
        known = self.state.pages
        made_of = {
            name: known[name]
            if name in unchanged and name in known
            else digest((common, pages[name], digests[name]), f"what the search has of {name}")
            for name in pages
        }
        facets = tuple((group, tuple(named.items())) for group, named in site.facets.items())
        of_all = digest((common, facets), "what all pages share in the search")
        whole = digest((of_all, tuple(made_of.items())), "the search")
        stands = self._stands()
        if whole != self.state.whole or not stands:
            work = partial(self._make, State(made_of, of_all, whole), site, pages, text_of, stands)
            self.making = ForkedTask(work)
        return sum(known.get(name) != made for name, made in made_of.items())

    def end(self) -> list[str]:
        """Wait for the index and note what it was made of.

        Returns the names of all its files, relative to the output.
        """
        if self.making:
            self.state, self.making = self.making.value(), None
            self.state.save(self.state_path)
        return self.state.files

    def _make(
        self,
        state: State,
        site: Site,
        pages: Mapping[str, Page],
        text_of: Callable[[str], PageText],
        stands: bool,
    ) -> State:
        def record(name: str) -> PageRecord:
            made = self._record(name, state.pages[name], site, pages, text_of)
            state.quoted[name] = [f"{FOLDER}/{file}" for file in made.quoted]
            return made

        found = self._updated(state, record) if stands else None
        # One at a time: all of them are more than the rest of the build keeps.
        whole, spelling = found or (whole_of(site, map(record, pages)), "")
        files = publish_index(site, whole, self.outdir, spelling)
        for name in self.state.pages.keys() - state.pages.keys():
            self.record_path(name).unlink(missing_ok=True)
        quoted = (file for files in state.quoted.values() for file in files)
        return replace(state, files=sorted({*files, *quoted}), names=whole.names)

    def _updated(
        self, state: State, record: Callable[[str], PageRecord]
    ) -> tuple[Whole, str] | None:
        """Return what is published with what has changed; ``None`` where more than texts has.

        The second value is the file of its spelling, if it stands.
        """
        before = self.state
        if before.common != state.common or [*before.pages] != [*state.pages]:
            return None
        changed = [name for name in state.pages if state.pages[name] != before.pages[name]]
        if len(changed) > FEW:
            return None
        changes = {}
        for name in changed:
            former = PageRecord.load(self.record_path(name))
            present = record(name)
            if former.made_of != before.pages[name] or former.facets != present.facets:
                return None
            changes[[*state.pages].index(name)] = former, present
        state.quoted = {**before.quoted, **state.quoted}
        return updated(self.outdir, dict(before.names), changes)

    def _record(
        self,
        name: str,
        made_of: str,
        site: Site,
        pages: Mapping[str, Page],
        text_of: Callable[[str], PageText],
    ) -> PageRecord:
        path = self.record_path(name)
        kept = PageRecord.load(path)
        if kept.made_of == made_of and all(map(self._is_there, kept.quoted)):
            return kept
        page, text = pages[name], text_of(name)
        found = index_of(page, text, frozenset(site.skipped))
        publish = Publisher(self.outdir)
        quoted = [(first, publish.named("texts", piece)) for first, piece in quotations_of(text)]
        record = PageRecord(
            made_of,
            found.words,
            found.names,
            head_of(page, text, quoted),
            facets_with(page.facets, text),
            [file for _, file in quoted],
        )
        record.save(path)
        return record

    def _is_there(self, file: str) -> bool:
        return (self.outdir / FOLDER / file).is_file()

    def record_path(self, name: str) -> Path:
        """Return the file of what is in the index of the page *name*."""
        return self.kept / "records" / f"{name}.json"

    def _stands(self) -> bool:
        return bool(self.state.files) and all(
            (self.outdir / name).is_file() for name in self.state.files
        )
