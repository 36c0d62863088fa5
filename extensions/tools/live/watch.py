"""Build the site as ``make html`` does, at each save.

python -m extensions.tools.live.watch _build _build/html OPTION…

"""

from __future__ import annotations

import argparse
import asyncio
import datetime
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from extensions.building.publish import DOCTREES, alone, arguments_of, publish
from extensions.building.standby import ClosedError, Standby
from extensions.building.up_to_date import BuildRequest
from extensions.tools.live.saves import FAILED, Sphinx, counted, follow, line


class Watch:
    """Builds below ``build`` with *options* and publishes the site as ``html``."""

    def __init__(self, build: Path, html: Path, options: Sequence[str]) -> None:
        self.build, self.html, self.options = build, html, options
        arguments = ["--no-color", *arguments_of(build, options)]
        request = BuildRequest(
            build / DOCTREES, [build, html.resolve()], options, datetime.date.today
        )
        self.sphinx = Sphinx(arguments, Standby(arguments, request.surroundings))

    def save(self, changed: Sequence[Path]) -> None:
        """Build after the files *changed* were saved, and say in a line what was done."""
        began = time.monotonic()
        try:
            with alone(self.build):
                status = publish(self.build, self.html, self.options, sphinx=self._sphinx)
        except OSError as error:
            status, place = 1, error.filename2 or error.filename or self.html
            print(f"error: {place}: {error.strerror}: mend that and save again", file=sys.stderr)
        except ClosedError:
            return
        done = FAILED if status else counted(self.build / DOCTREES)
        print(line(changed, done, time.monotonic() - began), flush=True)

    def prepare(self) -> None:
        """Have all ready for the next save."""
        with alone(self.build):
            self.sphinx.standby.prepare()

    async def run(self) -> None:
        """Build now and at each save, until this is cancelled."""
        try:
            await follow(self.save, self.prepare, self._begin)
        finally:
            self.sphinx.standby.close()

    def _begin(self) -> None:
        self.save([])
        print(f"The site is in {self.html} and follows each save; Ctrl-C ends it", flush=True)

    def _sphinx(self, arguments: list[str]) -> int:
        status = self.sphinx.run()
        for said in self.sphinx.said:
            print(said, file=sys.stderr, flush=True)
        return status


def main(argv: Sequence[str] | None = None) -> int:
    """Build and watch until interrupted."""
    parser = argparse.ArgumentParser(
        prog="python -m extensions.tools.live.watch", description=__doc__
    )
    parser.add_argument("build", type=Path, help="the folder of all that is kept between builds")
    parser.add_argument("html", type=Path, help="the folder of the site")
    parser.add_argument("options", nargs=argparse.REMAINDER, help="those of sphinx-build")
    arguments = parser.parse_args(argv)
    site = Watch(arguments.build, arguments.html, arguments.options)
    with suppress(KeyboardInterrupt):
        asyncio.run(site.run())
    return 0


if __name__ == "__main__":
    sys.exit(main())
