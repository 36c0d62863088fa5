"""What is wrong with an interactive figure, in one line, with the file and the line to mend."""

from __future__ import annotations

import gzip
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extensions.lib.messages import logger
from extensions.lib.node import NODE
from extensions.markup.widgets.folder import FIGURE, SESSION, WORKER
from extensions.markup.widgets.picture import (
    NO_NUMBER,
    NO_SIGN,
    PIECE,
    faults_of_svg,
    no_sign,
    view_of,
)
from extensions.markup.widgets.style import faults_of_style
from extensions.model.frontmatter.fields import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from extensions.markup.widgets.folder import Folder

SECONDS = 2
# What a figure may cost its reader before it moves, compressed.
MOST_BYTES = 40_000
# What a sentence shows as it stands.
MARKUP = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|&(?:[a-z]+|#\d+|#x[0-9a-f]+);", re.I)
VARIES = (
    "gives another answer when it is asked again: leave out Math.random, the date, what it keeps "
    'from call to call, and the language of the machine: toLocaleString("en")'
)
SLOW = f"takes more than {SECONDS} seconds for"
# What takes too long, and what to do about it, by what was being done.
SLOW_PARTS = {
    "run": ("run", f"{SLOW} its first state: begin with one that takes less"),
    "describe": ("describe", f"{SLOW} its first state: say less"),
    "low": ("draw", f"{SLOW} the least values of its controls: draw less"),
    "alone": ("draw", f"{SLOW} all ends of its controls together: draw less"),
    "high": ("draw", f"{SLOW} the largest values of its controls: draw less, or lower a max"),
}
SLOW_DRAW = (
    "draw",
    f"{SLOW} its first state: draw less, or compute it in worker.js, which shows how far it is",
)
# What has to be exported, where something else is.
KINDS = {"controls": "write a list, [{ name, type, label, default }]"}
A_FUNCTION = "write a function of the state"
PARTS = {"svg": "draw", "said": "describe"}
# The file that exports a part, if that is not the one that draws.
FILES = {"run": WORKER, "open": SESSION}
# What a figure that is drawn by Node has not, and why.
NO_PAGE = re.compile(r"\b(document|window|navigator|localStorage|location) is not defined")


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
    kind, part = answer["kind"], answer.get("part", "draw")
    part = PARTS.get(part, part)
    if kind == "missing":
        return _missing(part, answer.get("given", ""), folder)
    if kind in ("control", "initial"):
        return _of_control(answer, folder)
    if kind == "slow":
        part, text = SLOW_PARTS.get(part, SLOW_DRAW)
        return _in(part, f"{part} {text}", folder)
    if kind == "varies":
        return _in(part, f"{part} {VARIES}", folder)
    if kind == "no-text":
        return _in(part, f"{_where(answer)}{part} gives no text", folder)
    if kind == "part":
        return _in(part, f"{_where(answer)}{answer['message']}{_meant(answer)}", folder)
    if kind == "ends":
        return Fault(folder.figure, 1, f"it stops what draws it: {answer['message']}")
    return _thrown(answer, folder)


def file_of(part: str, folder: Folder) -> Path:
    """Return the file of *folder* that exports *part*."""
    return folder.path / FILES.get(part, FIGURE)


def _missing(part: str, given: str, folder: Folder) -> Fault:
    """Return that *part* is not exported, or is *given* as something else than it has to be."""
    if not given:
        return Fault(file_of(part, folder), 1, f'"{part}" is not exported: write export before it')
    return _in(part, f"{part} is {given}: {KINDS.get(part, A_FUNCTION)}", folder)


def _in(part: str, text: str, folder: Folder) -> Fault:
    path = file_of(part, folder)
    return Fault(path, line_of(path, part), text)


def _where(answer: Mapping[str, Any]) -> str:
    """Return in which state of the figure the fault is, if not in the first."""
    return f"where {where}: " if (where := answer.get("where")) else ""


def _meant(answer: Mapping[str, Any]) -> str:
    """Return what was probably meant by a name that is not known."""
    return did_you_mean(answer["wrong"], answer["names"], "") if "wrong" in answer else ""


def _of_control(answer: Mapping[str, Any], folder: Folder) -> Fault:
    control = answer["control"]
    if answer["kind"] == "initial":
        known = f"no control has the name{did_you_mean(str(control), answer['names'])}"
        return Fault(
            folder.figure, line_of(folder.figure, "initial"), f'initial: "{control}": {known}'
        )
    path, line = _found(folder, rf'\bname: *["\']{re.escape(str(control))}["\']', "controls")
    return Fault(path, line, f"{answer['message']}{_meant(answer)}")


def _thrown(answer: Mapping[str, Any], folder: Folder) -> Fault:
    """Return what code has thrown, at the line of the folder where it did."""
    text = f"{answer['name']}: {answer['message']}".replace(f"{folder.path}/", "")
    if NO_PAGE.search(text):
        text += ": a figure knows no page, write what it shows into its picture"
    if answer["kind"] != "load":
        text = f"{_where(answer)}{answer['kind']} fails: {text}"
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
        rf"^\s*export\s+(?:async\s+)?(?:function\*?|const|class)\s+{re.escape(part)}\b", re.M
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


def faults_of_files(folder: Folder, texts: Mapping[str, str]) -> Iterator[Fault]:
    """Yield what is wrong with files of *folder* for readers, who get *texts*, by their paths."""
    code = "".join(text for path, text in texts.items() if path.endswith(".js"))
    size = len(gzip.compress(code.encode(), mtime=0))
    if size > MOST_BYTES:
        text = (
            f"its code has {size / 1000:.0f} kB, compressed, and {MOST_BYTES / 1000:.0f} are the "
            "most for a figure: put data into data.json, which a reader fetches on demand"
        )
        yield Fault(folder.figure, 1, text)
    if folder.style.is_file():
        css = folder.style.read_text("utf-8-sig")
        for line, text in faults_of_style(css, folder.path.name):
            yield Fault(folder.style, line, text)


def faults_of_pictures(
    pictures: Sequence[Mapping[str, str]], name: str, folder: Folder
) -> Iterator[Fault]:
    """Yield what keeps *pictures*, each ``svg`` with what is ``said`` of it, from a page.

    The first is that of the first state, the others say ``where`` they stand.
    """
    for picture in pictures:
        if text := next(faults_of_svg(picture["svg"], name), ""):
            yield _in("draw", f"{_where(picture)}draw gives {text}", folder)
        elif said := _fault_of_sentence(picture["said"]):
            yield _in("describe", f"{_where(picture)}describe gives {said}", folder)
        elif view_of(picture["svg"]) != view_of(pictures[0]["svg"]):
            text = "draw gives another viewBox than for the first state: it has to stay the same"
            yield _in("draw", f"{_where(picture)}{text}", folder)


def _fault_of_sentence(said: str) -> str:
    if not said.strip():
        return "nothing: say what the picture shows"
    if sign := NO_SIGN.search(said):
        return no_sign(sign[0])
    if found := MARKUP.search(said):
        return f'"{found[0]}", which readers would see as it stands: it is text, and no HTML'
    if NO_NUMBER.search(said):
        return f'"{said[:PIECE]}", which is no sentence: say what the picture shows'
    return ""
