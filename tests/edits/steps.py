"""Steps of a sequence of edits, and the files that they write."""

from __future__ import annotations

import os
from copy import deepcopy
from dataclasses import dataclass

from tests.edits.changes import Edit
from tests.edits.choose import pick
from tests.edits.site import Site, conf, files
from tests.edits.surroundings import SITE_FILE
from tests.support.project import CONF, Project

LONG_AGO = 1_000_000_000


@dataclass(frozen=True)
class Step:
    """What happens between two builds.

    The site goes ``back`` by some steps before the ``edits`` are made.  What is written has
    the date of "now", of the "past", or the one that is "kept": that which the file had
    when it said the same, or had before.  The build has ``jobs`` processes.
    """

    edits: list[Edit]
    back: int = 0
    times: str = "now"
    jobs: int = 1


class Sources:
    """The sources of *project*, as they were after each step."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.sites: list[Site] = []
        self.written: dict[str, bytes] = {}
        self.dates: dict[tuple[str, bytes], int] = {}

    def take(self, site: Site) -> None:
        """Take the files to be those of *site*."""
        self.sites.append(site)
        self.written = files(site)
        for name, content in self.written.items():
            self.dates[name, content] = (self.project.docs / name).stat().st_mtime_ns

    def write(self, site: Site, times: str = "now") -> None:
        """Write the files of *site* that differ, and delete those that it has not."""
        new = files(site)
        for name in self.written.keys() - new.keys():
            (self.project.docs / name).unlink()
        for name, content in new.items():
            if self.written.get(name) != content:
                self._write(name, content, times)
        text = conf(site)
        if (self.project.root / "conf.py").read_text("utf-8") != CONF + text + "\n":
            self.project.configure(text)
            self._write(SITE_FILE, new[SITE_FILE], times)
        self.take(site)

    def _write(self, name: str, content: bytes, times: str) -> None:
        path = self.project.docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.stat().st_mtime_ns if path.is_file() else None
        path.write_bytes(content)
        if times == "past":
            os.utime(path, (LONG_AGO, LONG_AGO))
        elif times == "kept" and (date := self.dates.get((name, content), before)):
            os.utime(path, ns=(date, date))

    def make(self, step: Step) -> None:
        """Change the site as *step* says, and its files with it."""
        site = deepcopy(self.sites[-1 - min(step.back, len(self.sites) - 1)])
        site.fresh = self.sites[-1].fresh
        for edit in step.edits:
            edit.make(site)
        self.write(site, step.times)
        for edit in step.edits:
            if edit.name == "touch":
                (self.project.docs / pick(sorted(self.written), edit.a)).touch()
