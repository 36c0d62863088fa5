"""Build the site in a staging folder, and publish it when the build is complete.

    python -m extensions.building.publish _build _build/html OPTION…

Sphinx builds with the given options into a folder of its own below the first, from which
only what was built without a fault is published (see ``swap``): a build that warns, fails or
is killed leaves the site that stands as it is.  Where there is nothing to do (see ``up_to_date``)
Sphinx is not even imported.
"""

from __future__ import annotations

import argparse
import atexit
import datetime
import errno
import fcntl
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from extensions.building import statistics
from extensions.building.conf_errors import settings_fault
from extensions.building.swap import BUILT, are_as_noted, fault, recover, swap
from extensions.building.up_to_date import SOURCES, BuildRequest, forget
from extensions.lib.python_runtime import IN_PAGES, CodeInPages
from extensions.model.scheduled import waiting

STAGED, DOCTREES, BUILDER = "staged", "doctrees", "html"
FAILED = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Build and publish as *argv* asks for; return the exit status, Sphinx's if it failed."""
    parser = argparse.ArgumentParser(
        prog="python -m extensions.building.publish", description=__doc__
    )
    parser.add_argument("build", type=Path, help="the folder of all that is kept between builds")
    parser.add_argument("html", type=Path, help="the folder of the site")
    parser.add_argument("options", nargs=argparse.REMAINDER, help="those of sphinx-build")
    arguments = parser.parse_args(argv)
    try:
        with alone(arguments.build):
            status = publish(arguments.build, arguments.html, arguments.options)
        if not status:
            say(waiting(arguments.build / DOCTREES, datetime.date.today()))
            say(CodeInPages.load(arguments.build / DOCTREES / IN_PAGES).line())
        return status
    except OSError as error:
        place = error.filename2 or error.filename or arguments.html
        say(f"error: {place}: {error.strerror}: mend that and build again")
    except KeyboardInterrupt:
        # While Sphinx builds, it tells of this itself.
        say("interrupted: build again")
    return FAILED


def publish(
    build: Path,
    html: Path,
    options: Sequence[str],
    today: Callable[[], datetime.date] = datetime.date.today,
    sphinx: Callable[[list[str]], int] | None = None,
) -> int:
    """Build below *build* with *options* and let the result be *html*; return the status.

    *sphinx* runs ``sphinx-build``, if it is not to run in this process, and returns its status.
    """
    # Where it is a link, what it leads to is replaced.
    staged, target = (build / STAGED).resolve(), html.resolve()
    if why := fault(staged, target):
        say(f"error: {html} cannot be replaced: {why}: name another folder, make html HTML=…")
        return FAILED
    recover(target)
    doctrees, notes = build / DOCTREES, build / "published.json"
    asked = BuildRequest(doctrees, [build, target], options, today)
    before = asked.inputs()
    if asked.is_published(before) and are_as_noted(staged, target, notes):
        statistics.leave(doctrees, BUILDER, Counter())
        return 0
    if wrong := settings_fault(Path("conf.py")):
        say(wrong)
        return FAILED
    for folder in (doctrees, staged):
        writable(folder)
    forget(doctrees)
    status = (sphinx or run)(arguments_of(build, options))
    if status:
        say(left(html, f"{build}/{STAGED}" if status != FAILED else None))
    else:
        # Beside a folder of the author's nothing is left.
        swap(staged, target, notes, keep=build.resolve() in target.parents)
        asked.note_published(before)
    return status


def arguments_of(build: Path, options: Sequence[str]) -> list[str]:
    """Return the arguments with which ``sphinx-build`` builds below *build* with *options*."""
    return [*options, "-b", BUILDER, "-d", f"{build}/{DOCTREES}", SOURCES, f"{build}/{STAGED}"]


def run(arguments: list[str]) -> int:
    """Return the exit status of ``sphinx-build`` with *arguments*."""
    # Its import takes longer than to find that there is nothing to do.
    from sphinx.cmd.build import main as sphinx_build

    try:
        return sphinx_build(arguments)
    except SystemExit as end:
        return int(end.code or 0)


def writable(folder: Path) -> None:
    """Create *folder* if it does not exist.

    Raises:
        OSError: nothing can be written into it, of which Sphinx would tell with a traceback.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def left(html: Path, faulty: str | None) -> str:
    """Return the line that says where the output of a build with warnings is."""
    said = []
    if (html / BUILT).is_file():
        said.append(f"{html} is still the former site")
    if faulty:
        said.append(f"what was built, with its faults, is in {faulty}")
    return "; ".join(said)


def say(line: str) -> None:
    """Print *line*, if it is not empty, for the author."""
    if line:
        print(line, file=sys.stderr)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the lock on *folder*: wait for a build that runs there, and keep others out.

    The processes of a build that was killed keep the lock for as long as they write.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"another build is under way in {folder}: waiting for its end")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def leave(ended: Sequence[int]) -> None:
    """End this process at once with the status *ended* holds, if its work came to its end.

    Python would first take apart, object by object, all that the build has in memory.
    """
    for status in ended:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError):
                stream.flush()
        os._exit(status)


if __name__ == "__main__":
    ended: list[int] = []
    # What is registered first is called last, after all that others do at the end.
    atexit.register(leave, ended)
    ended.append(main())
