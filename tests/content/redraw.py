"""``make figures``: draw the figures whose script has changed, beside each other.

    python -m tests.content.redraw --piece my-post --jobs 2

A drawing that is the same as a picture stays the file that it is: its last digits are those of
the machine that drew it.  What a script was when it drew is noted in ``.cache``; of a script
of which nothing is noted, in a fresh clone, Git knows whether it or its drawings were touched.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from extensions.lib.files import JsonState
from tests.content import conftest  # noqa: F401  # the number of threads of those that draw
from tests.content.drawings import name, script_of
from tests.content.named import UnknownPieceError, piece_named
from tests.content.pictures import differences
from tests.content.pieces import DOCS, ROOT

NOTED = ROOT / ".cache" / "figures.json"
# What draws besides the script.
DRAWS = [
    ROOT / "extensions/markup/figures/draw.py",
    ROOT / "extensions/markup/figures/sketch.py",
    ROOT / "docs/_static/colour.css",
    ROOT / "requirements-dev.txt",
]


@dataclass
class Noted(JsonState):
    """What each script was, with its drawings, when it drew: a digest by its path."""

    digests: dict[str, str] = field(default_factory=dict)


def main(argv: Sequence[str] | None = None) -> int:
    """Draw what *argv* asks for: 1 if a script fails, 2 if there is none."""
    parser = argparse.ArgumentParser(prog="python -m tests.content.redraw", description=__doc__)
    parser.add_argument("--piece", help="only those of this piece")
    parser.add_argument("--jobs", default="auto", help="how many are drawn at once")
    arguments = parser.parse_args(argv)
    try:
        jobs = number_of(arguments.jobs)
        scripts = sorted(DOCS.glob("**/figures/*.py"))
        if arguments.piece is not None:
            scripts = [script_for(arguments.piece)]
        return redraw(stale(scripts, arguments.piece is not None), jobs)
    except (UnknownPieceError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("interrupted: what was drawn stays", file=sys.stderr)
    return 2


def number_of(jobs: str) -> int:
    """Return how many processes *jobs* asks for.

    Raises:
        ValueError: it is neither a number of at least one nor ``auto``.
    """
    if jobs == "auto":
        return os.cpu_count() or 1
    if not (jobs.isascii() and jobs.isdigit() and int(jobs)):
        raise ValueError(f'"{jobs}" is no number of processes: write JOBS=2, or JOBS=auto')
    return int(jobs)


def script_for(piece: str) -> Path:
    """Return the script of the figures of *piece*, which may be the name of the script.

    Raises:
        UnknownPieceError: there is no such piece, or it has none.
    """
    given = Path(piece)
    if given.suffix == ".py" and given.is_file():
        return given.resolve()
    source = piece_named(piece)
    script = source.with_name("figures") / f"{source.stem}.py"
    if not script.is_file():
        raise UnknownPieceError(f"{name(source)} has no figures: they are drawn by {name(script)}")
    return script


def stale(scripts: Iterable[Path], named: bool) -> list[Path]:
    """Return those of *scripts* that have to draw again.

    One of which nothing is noted has to if the author has *named* it, or Git knows of a change.
    """
    noted = Noted.load(NOTED).digests
    known = [script for script in scripts if name(script) in noted]
    unknown = [script for script in scripts if name(script) not in noted]
    touched = set(unknown) if named else {*filter(TouchedInGit(), unknown)}
    return [
        script
        for script in scripts
        if script in touched or (script in known and noted[name(script)] != digest(script))
    ]


class TouchedInGit:
    """Whether a script, its drawings or what draws differs from what is committed."""

    def __init__(self) -> None:
        command = ["git", "status", "--porcelain", "-z", "--untracked-files=all", "--", "docs"]
        command += [str(path.relative_to(ROOT)) for path in DRAWS]
        try:
            done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            self.all, self.paths = True, set[Path]()
            return
        entries = done.stdout.decode("utf-8", "surrogateescape").split("\0")
        self.paths = {ROOT / entry[3:] for entry in entries if entry}
        self.all = not self.paths.isdisjoint(DRAWS)

    def __call__(self, script: Path) -> bool:
        return self.all or any(path == script or script_of(path, [script]) for path in self.paths)


def drawings(script: Path) -> list[Path]:
    """Return the drawings beside *script* that are named after it."""
    scripts = list(script.parent.glob("*.py"))
    beside = sorted(script.parent.glob("*.svg"))
    return [path for path in beside if script_of(path, scripts) == script]


def digest(script: Path) -> str:
    """Return a digest of *script*, of what draws, and of its drawings."""
    total = hashlib.blake2b(digest_size=16)
    for path in (*DRAWS, script, *drawings(script)):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def redraw(scripts: list[Path], jobs: int) -> int:
    """Let *scripts* draw, *jobs* at once, with a line for each; return 1 if one fails."""
    if not scripts:
        print("every figure is as its script draws it")
    failed = 0
    noted = Noted.load(NOTED)
    with ThreadPoolExecutor(jobs) as pool:
        began = {pool.submit(draw, script): script for script in scripts}
        try:
            for number, done in enumerate(as_completed(began), start=1):
                script, (said, seconds, ended) = began[done], done.result()
                print(f"[{number}/{len(scripts)}] {said}; {seconds:.0f} s", flush=True)
                failed |= not ended
                if ended:
                    noted.digests[name(script)] = digest(script)
                    noted.save(NOTED)
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return int(failed)


def draw(script: Path) -> tuple[str, float, bool]:
    """Let *script* draw; return what is to be said of it, the seconds, and whether it drew."""
    began = time.monotonic()
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "figures" / script.name
        copy.parent.mkdir()
        copy.write_bytes(script.read_bytes())
        done = subprocess.run(
            [sys.executable, copy],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
        )
        seconds = time.monotonic() - began
        if done.returncode:
            return f"{name(script)}:{fault(done.stderr, copy)}", seconds, False
        return f"{name(script)}: {put(copy, script)}", seconds, True


def fault(told: str, script: Path) -> str:
    """Return line and error of the traceback *told* of *script*."""
    lines = re.findall(rf'File "{re.escape(str(script))}", line (\d+)', told)
    last = told.strip().splitlines()[-1] if told.strip() else "it failed and told nothing"
    return f"{lines[-1] if lines else 1}: {last}"


def put(copy: Path, script: Path) -> str:
    """Put what *copy* has drawn beside *script*; return which pictures are others."""
    before = {path.name: path for path in drawings(script)}
    drawn = sorted(copy.parent.glob("*.svg"))
    changed = []
    for path in drawn:
        text = path.read_text("utf-8")
        former = before.pop(path.name, None)
        if former is None or any(differences(text, former.read_text("utf-8"))):
            (script.parent / path.name).write_bytes(path.read_bytes())
            changed.append(path.name)
    said = [f"{', '.join(changed)} drawn"] if changed else ["the same pictures"]
    said += [f"{path} is drawn no more: delete it" for path in sorted(before)]
    return "; ".join(said) if drawn else "it draws nothing"


if __name__ == "__main__":
    sys.exit(main())
