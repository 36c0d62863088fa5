"""One build of ``make live``: a line for the terminal, and the faults for the pages."""

from __future__ import annotations

import datetime
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from extensions.building.conf_errors import settings_fault
from extensions.building.publish import alone
from extensions.building.standby import Standby
from extensions.building.up_to_date import SOURCES, BuildRequest
from extensions.tools.live.saves import FAILED, Sphinx, counted, line
from extensions.tools.live.seed import seed


@dataclass
class Build:
    """Builds below ``folder`` in ``jobs`` processes, at each save."""

    folder: Path
    jobs: str

    @property
    def site(self) -> Path:
        """The folder of the pages."""
        return self.folder / "live"

    @property
    def doctrees(self) -> Path:
        """The folder of the environment: drafts are in it, and in none that is published."""
        return self.folder / "live-doctrees"

    @property
    def faults(self) -> Path:
        """The file of the warnings of the last build, a list of lines."""
        return self.folder / "live-faults.json"

    @cached_property
    def sphinx(self) -> Sphinx:
        """What runs ``sphinx-build``."""
        arguments = ["-q", "--no-color", "-c", ".", "-b", "html", "-j", self.jobs]
        arguments += ["-d", str(self.doctrees), SOURCES, str(self.site)]
        request = BuildRequest(self.doctrees, [self.folder], arguments, datetime.date.today)
        return Sphinx(arguments, Standby(arguments, request.surroundings))

    def __call__(
        self, changed: Sequence[Path], on_pages: Callable[[], None] = lambda: None
    ) -> Sequence[str]:
        """Build, say in one line what was done, after it what is wrong, and return the latter.

        *on_pages* is called when the pages that were saved can be read, before all else is done.
        """
        began = time.monotonic()
        try:
            with alone(self.doctrees):
                seed(self.folder, self.doctrees, self.site)
                done, faults = self._run(on_pages)
        except OSError as error:
            done, faults = FAILED, [f"error: {error.filename or self.folder}: {error.strerror}"]
        print(line(changed, done, time.monotonic() - began), *faults, sep="\n", flush=True)
        self.site.mkdir(parents=True, exist_ok=True)
        self.faults.write_text(json.dumps(faults), "utf-8")
        return faults

    def prepare(self) -> None:
        """Have all ready for the next save."""
        with alone(self.doctrees):
            self.sphinx.standby.prepare()

    def close(self) -> None:
        """End what is ready."""
        self.sphinx.standby.close()

    def _run(self, on_pages: Callable[[], None]) -> tuple[str, list[str]]:
        """Return what Sphinx has done, and the lines of its warnings."""
        if fault := settings_fault(Path("conf.py")):
            return FAILED, [fault]
        status = self.sphinx.run(on_pages)
        return FAILED if status else counted(self.doctrees), self.sphinx.said
