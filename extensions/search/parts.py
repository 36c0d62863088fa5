"""The parts of the index: its shards, and what tells of them all; which of them are made anew."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from extensions.apart import Apart
from extensions.files import Kept
from extensions.rebuild.record import digest
from extensions.search.bundle import Site, Summary, make_shard, make_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from extensions.search.records import Page
    from extensions.search.texts import PageText

WHOLE = "whole"


@dataclass
class State(Kept):
    """A digest of what each part was made of, and its files; shards go by their number."""

    made_of: dict[str, str] = field(default_factory=dict)
    files: dict[str, list[str]] = field(default_factory=dict)


class Parts:
    """The parts of the index that is published below *outdir*; *kept* is for what is kept."""

    def __init__(self, kept: Path, outdir: Path) -> None:
        self.kept = kept
        self.outdir = outdir
        self.state = State.load(self.state_path)
        self.made_of: dict[str, str] = {}
        self.making: Apart[dict[str, list[str]]] | None = None

    @property
    def state_path(self) -> Path:
        """The file of the state."""
        return self.kept / "state.json"

    def begin(
        self,
        site: Site,
        shards: Sequence[Mapping[str, Page]],
        digests: Mapping[str, str],
        text_of: Callable[[str], PageText],
        at_once: int,
    ) -> int:
        """Begin to make the shards that have changed, *at_once* of them; return their number.

        A shard has pages by docname; *text_of* gives the text of one, *digests* a digest of it.
        """
        self.site = site
        for number, shard in enumerate(shards):
            pages = [(digests[name], page) for name, page in shard.items()]
            self.made_of[str(number)] = digest([site, pages])
        stale = {n: shard for n, shard in enumerate(shards) if not self._is_current(n)}
        if stale:
            self.making = Apart(partial(self._make_all, stale, text_of, at_once))
        return len(stale)

    def end(self) -> list[str]:
        """Wait for the shards, make what tells of them all, and note what they were made of.

        Returns the names of all files of the index, relative to the output.
        """
        if self.making:
            self.state.files |= self.making.value()
        self.made_of[WHOLE] = digest(self.made_of)
        if not self._stands(WHOLE):
            paths = map(self._summary_path, range(self.site.shards))
            self.state.files[WHOLE] = make_whole(self.site, map(Summary.load, paths), self.outdir)
            files = {part: self.state.files[part] for part in self.made_of}
            State(self.made_of, files).save(self.state_path)
        return [name for part in self.made_of for name in self.state.files[part]]

    def _make_all(
        self,
        shards: Mapping[int, Mapping[str, Page]],
        text_of: Callable[[str], PageText],
        at_once: int,
    ) -> dict[str, list[str]]:
        make = partial(self._make, text_of=text_of)
        # Threads, which wait for the indexer most of the time: one more process would hold
        # some fifty megabytes.
        with ThreadPoolExecutor(at_once) as workers:
            return dict(workers.map(make, shards, shards.values()))

    def _make(
        self, number: int, shard: Mapping[str, Page], text_of: Callable[[str], PageText]
    ) -> tuple[str, list[str]]:
        summary, files = make_shard(self.site, number, shard, text_of, self.outdir)
        summary.save(self._summary_path(number))
        return str(number), files

    def _is_current(self, number: int) -> bool:
        return self._stands(str(number)) and self._summary_path(number).is_file()

    def _summary_path(self, number: int) -> Path:
        return self.kept / "shards" / f"{number}.json"

    def _stands(self, part: str) -> bool:
        same = self.state.made_of.get(part) == self.made_of[part]
        return same and all((self.outdir / name).is_file() for name in self.state.files[part])
