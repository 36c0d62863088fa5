"""What is wrong with an interactive figure, in one line, with the file and the line to mend."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extensions.lib.messages import logger
from extensions.lib.node import NODE
from extensions.markup.figures.clean import NotSvgError, dropped_from
from extensions.model.frontmatter.fields import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from extensions.markup.widgets.folder import Folder

SECONDS = 2
# How much of an element that holds no number is shown.
PIECE = 60
# A letter may stand before it, as in "h" of a path.
NO_NUMBER = re.compile(r"(NaN|undefined)\b|=\"[^\"]*Infinity\b")
# Browsers and processors differ in the last digits of a sine.
LONG_NUMBER = re.compile(r"\d\.\d{7,}")
MESSAGES = {
    "slow": (
        f"takes more than {SECONDS} seconds for its first state: draw less, or compute it in "
        "worker.js, which shows how far it is"
    ),
    "varies": (
        "gives another answer when it is asked again: leave out Math.random, the date, and what "
        "it keeps from call to call"
    ),
}
PARTS = {"svg": "draw", "said": "describe"}


@dataclass(frozen=True)
class Fault:
    """A fault in the file ``path`` at ``line``."""

    path: Path
    line: int
    text: str


def tell(fault: Fault, name: str) -> None:
    """Warn of *fault* of the figure *name*."""
    logger.warning(
        '{widget} "%s": %s',
        name,
        fault.text,
        type="groundwork",
        subtype="widget",
        location=f"{fault.path}:{fault.line}",
    )


def fault_in(answer: Mapping[str, Any], folder: Folder) -> Fault:
    """Return the fault that Node answers with, about the figure in *folder*."""
    kind = answer["kind"]
    if kind == "missing":
        part = answer["part"]
        path = (folder.worker if part == "run" else None) or folder.figure
        return Fault(path, 1, f'"{part}" is not exported: write export before it')
    if kind in ("control", "initial"):
        return _of_control(answer, folder)
    if kind in MESSAGES:
        part = PARTS.get(answer.get("part", ""), "draw")
        return Fault(folder.figure, line_of(folder.figure, part), f"{part} {MESSAGES[kind]}")
    if kind == "no-text":
        part = PARTS[answer["part"]]
        return Fault(folder.figure, line_of(folder.figure, part), f"{part} gives no text")
    if kind == "ends":
        return Fault(folder.figure, 1, f"it stops what draws it: {answer['message']}")
    return _thrown(answer, folder)


def _of_control(answer: Mapping[str, Any], folder: Folder) -> Fault:
    control = answer["control"]
    if answer["kind"] == "initial":
        known = f"no control has the name{did_you_mean(str(control), answer['names'])}"
        return Fault(
            folder.figure, line_of(folder.figure, "initial"), f'initial: "{control}": {known}'
        )
    path, line = _found(folder, rf'\bname: *["\']{re.escape(str(control))}["\']', "controls")
    return Fault(path, line, answer["message"])


def _thrown(answer: Mapping[str, Any], folder: Folder) -> Fault:
    """Return what code has thrown, at the line of the folder where it did."""
    text = f"{answer['name']}: {answer['message']}".replace(f"{folder.path}/", "")
    if answer["kind"] != "load":
        text = f"{answer['kind']} fails: {text}"
    frame = re.search(rf"{re.escape(folder.path.as_posix())}/([\w.-]+):(\d+)", answer["stack"])
    if frame:
        return Fault(folder.path / frame[1], int(frame[2]), text)
    if answer["name"] == "SyntaxError" and (place := _syntax(folder)):
        return Fault(*place, text)
    return Fault(folder.figure, line_of(folder.figure, answer["kind"]), text)


def _syntax(folder: Folder) -> tuple[Path, int] | None:
    """Return file and line of the first mistake that makes a file no module."""
    for path in folder.scripts:
        command = [str(NODE), "--experimental-default-type=module", "--check", str(path)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        place = re.search(rf"{re.escape(path.as_posix())}:(\d+)", done.stderr)
        if done.returncode and place:
            return path, int(place[1])
    return None


def line_of(path: Path, part: str) -> int:
    """Return the line of *path* on which *part* is exported; 1 if none is."""
    pattern = re.compile(
        rf"^\s*export\s+(?:async\s+)?(?:function\*?|const)\s+{re.escape(part)}\b", re.M
    )
    return _line(path.read_text("utf-8", "replace"), pattern) or 1


def _found(folder: Folder, pattern: str, part: str) -> tuple[Path, int]:
    """Return where the folder has *pattern*; else where figure.js exports *part*."""
    for path in [folder.figure, *folder.scripts]:
        if line := _line(path.read_text("utf-8", "replace"), re.compile(pattern)):
            return path, line
    return folder.figure, line_of(folder.figure, part)


def _line(text: str, pattern: re.Pattern[str]) -> int:
    found = pattern.search(text)
    return text[: found.end()].count("\n") + 1 if found else 0


def faults_of_picture(svg: str, said: str, name: str, folder: Folder) -> Iterator[Fault]:
    """Yield what keeps the drawing *svg* and the sentence *said* from standing in a page."""
    draw = line_of(folder.figure, "draw")
    for text in _faults_of_svg(svg, name):
        yield Fault(folder.figure, draw, f"draw gives {text}")
        return
    if not said.strip() or NO_NUMBER.search(said):
        line = line_of(folder.figure, "describe")
        what = f'"{said[:PIECE]}", which is no sentence' if said.strip() else "nothing"
        yield Fault(folder.figure, line, f"describe gives {what}: say what the picture shows")


def _faults_of_svg(svg: str, name: str) -> Iterator[str]:
    if no_number := NO_NUMBER.search(svg):
        start = svg.rfind("<", 0, no_number.start())
        piece = svg[start : start + PIECE]
        value = no_number[1] or "Infinity"
        yield f"{value}, in {piece}…: look for a division by zero or a value that is not there"
        return
    if long := LONG_NUMBER.search(re.sub(r"<text\b.*?</text>", "", svg, flags=re.S)):
        yield (
            f"{long[0]}…, whose last digits a browser may compute otherwise: round it, with round "
            "or the other functions of svg.js, or toFixed(2)"
        )
        return
    try:
        refused = dropped_from(svg.encode(), whole=True)
    except NotSvgError as error:
        yield f"no SVG: {error}"
        return
    if refused:
        yield f"{', '.join(refused)}, which may not stand in a page: leave it out"
    if not re.match(r'<svg\b[^>]*\bviewBox="', svg):
        yield 'no size: write viewBox="0 0 400 300" into <svg>'
    for given in re.findall(r'\sid="([^"]*)"', svg):
        if not given.startswith(name):
            yield (
                f'the id "{given}", which a second figure of the page would have too: begin it '
                "with id, of the second argument of draw"
            )
