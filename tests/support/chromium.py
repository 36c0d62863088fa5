"""Find a Chromium for the tests, or install one: ``python -m tests.support.chromium``.

One that is there is used: what the variable CHROMIUM names, then the lightest, then the usual
names on PATH, then Playwright's own download.  If there is none, the ways to install one are
tried in turn, and what remains is one line that says what to do.

The lightest takes a third of the processor time for a page.  Where Debian's packages can be had
it is unpacked into ``.cache/chromium``, and nothing is installed for that.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from playwright.sync_api import BrowserContext, sync_playwright

# The one without windows.
LIGHT = "chromium-headless-shell"
# Where it is unpacked, and the packages that it is unpacked from.
UNPACKED = Path(__file__).parents[2] / ".cache/chromium"
PROGRAM = UNPACKED / "usr/lib/chromium" / LIGHT
PACKAGES = (LIGHT, "chromium-common")
# In one step, for half of it would be taken for a Chromium.
UNPACK = (
    'for package in *.deb; do dpkg-deb --extract "$package" new || exit; rm -- "$package"; done; '
    "mv new/usr usr && rm -r new"
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# What a container lacks (a sandbox, a GPU), and whatever calls home.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SECONDS_TO_INSTALL = 240
NONE = "error: the tests need Chromium: install it, or name its program in CHROMIUM"

Command = tuple[str, ...]


def candidates(
    environ: Mapping[str, str], which: Callable[[str], str | None], download: Callable[[], str]
) -> Iterator[str]:
    """Yield the programs that may be a Chromium, the best first.

    *which* finds a name on PATH or a path, *download* says where Playwright keeps its own.
    """
    if environ.get("CHROMIUM"):
        # Whoever names one wants no other.
        yield environ["CHROMIUM"]
        return
    yield from filter(None, map(which, (LIGHT, str(PROGRAM), *NAMES)))
    yield download()


def ways(environ: Mapping[str, str], *, root: bool, apt: bool) -> list[list[Command]]:
    """Return the ways to install a Chromium, each a list of commands."""
    if environ.get("CHROMIUM"):
        return []
    found: list[list[Command]] = [[(sys.executable, "-m", "playwright", "install", "chromium")]]
    if root and apt:
        found.append([("apt-get", "update"), ("apt-get", "install", "-y", "chromium")])
    return found


def lighter(
    environ: Mapping[str, str], which: Callable[[str], str | None], *, root: bool
) -> list[Command]:
    """Return the commands that bring the lightest Chromium, each to be run in ``UNPACKED``.

    It is installed on a machine for tests alone.  On a machine of its own an author's is taken as
    it is, and the packages are unpacked for the tests.
    """
    if environ.get("CHROMIUM") or which(LIGHT) or which(str(PROGRAM)) or not which("apt-get"):
        return []
    apt = ("apt-get", "-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=20")
    if environ.get("CI") and root:
        return [(*apt, "update"), (*apt, "install", "-y", LIGHT)]
    return [(*apt, "download", *PACKAGES), ("sh", "-c", UNPACK)]


def runs(program: str) -> bool:
    """Whether *program* starts: a stub, or one without its libraries, does not."""
    try:
        done = subprocess.run([program, "--version"], capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def prepare(
    find: Callable[[], str | None],
    ways: list[list[Command]],
    run: Callable[[Command], bool],
) -> str | None:
    """Return the Chromium that *find* finds, if need be after each of *ways* in turn.

    *run* says whether a command succeeded.
    """
    for way in ways:
        if found := find():
            return found
        all(run(command) for command in way)
    return find()


def chromium() -> str | None:
    """Return the program of the Chromium that is there."""
    found = candidates(os.environ, shutil.which, _download)
    return next(filter(runs, found), None)


def _download() -> str:
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _run(command: Command, folder: Path | None = None) -> bool:
    print(f"For a Chromium: {' '.join(command)}", flush=True)
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            timeout=SECONDS_TO_INSTALL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def main() -> int:
    """See to it that there is a Chromium; 1 if there is none in the end."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    apt = shutil.which("apt-get") is not None
    if commands := lighter(os.environ, shutil.which, root=root):
        shutil.rmtree(UNPACKED, ignore_errors=True)
        UNPACKED.mkdir(parents=True)
        # Where it cannot be had, any other will do.
        all(_run(command, UNPACKED) for command in commands)
    if prepare(chromium, ways(os.environ, root=root, apt=apt), _run):
        return 0
    print(NONE, file=sys.stderr)
    return 1


def close(context: BrowserContext) -> None:
    """Close *context*; what the routes of a test still fetch then is nobody's any more."""
    for page in context.pages:
        page.unroute_all(behavior="ignoreErrors")
    context.unroute_all(behavior="ignoreErrors")
    context.close()


if __name__ == "__main__":
    sys.exit(main())
