"""Build what would be written, apart from the site, and fence in what the build would refuse."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory

from extensions.lib.files import write
from extensions.lib.site_file import NAME as SITE
from extensions.tools.importing.pages import Output
from extensions.tools.importing.report import Report

ROOT = Path(__file__).parents[3]
CONF = """\
import runpy
globals().update(runpy.run_path({conf!r}))
templates_path = [{templates!r}]
formula_cache = {cache!r}
show_drafts = True
"""
WARNING = re.compile(
    r"^(?:.*?/)?docs/(?P<file>[^:\n]+?)(?::(?P<line>\d+))?: (?:WARNING|ERROR|CRITICAL): "
    r"(?P<text>.*)$"
)
MOST = 4


def prove(output: Output, docs: Path, report: Report) -> None:
    """Build *output* with what *docs* has, until nothing in it is refused."""
    for _ in range(MOST):
        said = warnings(output, docs)
        if not _mend(said, output, report, docs):
            break


def warnings(output: Output, docs: Path) -> list[tuple[str, int, str]]:
    """Return file, line and text of what a build of *output* warns of, in its own files."""
    with TemporaryDirectory(prefix="import-") as folder:
        root = Path(folder)
        (root / "docs").mkdir()
        for name in ("vocabulary.yml", "references.bib", "_static"):
            source = docs / name if (docs / name).exists() else ROOT / "docs" / name
            if source.is_dir():
                shutil.copytree(source, root / "docs" / name)
            elif source.is_file():
                shutil.copy(source, root / "docs" / name)
        (root / "docs/index.md").write_text("# A page of the proof alone\n", "utf-8")
        for name, content in output.files().items():
            write(root / "docs" / name, content)
        conf = CONF.format(
            conf=str(ROOT / "conf.py"),
            templates=str(ROOT / "docs/_templates"),
            cache=str(ROOT / ".cache/formulas.sqlite"),
        )
        (root / "conf.py").write_text(conf, "utf-8")
        shutil.copy(docs.parent / SITE if (docs.parent / SITE).exists() else ROOT / SITE, root)
        arguments = ["-q", "-b", "dummy", "-j", "auto", "--no-color", "-c", str(root)]
        arguments += ["-d", str(root / "_build/doctrees")]
        said = run_sphinx([*arguments, str(root / "docs"), str(root / "_build/dummy")], root)
    found = []
    for line in said.splitlines():
        if one := WARNING.match(line):
            found.append(
                (one["file"], int(one["line"] or 1), re.sub(r" \[[\w.-]+\]$", "", one["text"]))
            )
    return found


def run_sphinx(arguments: list[str], folder: Path) -> str:
    """Run ``sphinx-build`` with *arguments* in *folder*; return what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout + done.stderr


def _mend(said: list[tuple[str, int, str]], output: Output, report: Report, docs: Path) -> bool:
    """Fence in what *said* names; return whether anything was changed."""
    changed = False
    by_file: dict[str, list[tuple[int, str]]] = {}
    for file, line, text in said:
        if file in output.texts:
            by_file.setdefault(file, []).append((line, text))
    for file, faults in by_file.items():
        lines = output.texts[file].split("\n")
        for line, text in sorted(faults, reverse=True):
            fenced = _fence(lines, line - 1)
            if fenced is None:
                # Another fault has it between fences already.
                continue
            source = output.made_of.get(file, file)
            report.note(
                source,
                _line_in_source(output, file, line, report),
                f"refused by the build, and shown as it was written: {text}",
                True,
            )
            changed = fenced or changed
        output.texts[file] = "\n".join(lines)
    return changed


def _line_in_source(output: Output, file: str, line: int, report: Report) -> int:
    """Return the line of the source that line *line* of *file* was made of, as near as is known."""
    source = report.sources.get(output.made_of.get(file, ""), "")
    if not source:
        return 1
    ours, theirs = output.texts[file].split("\n"), source.split("\n")
    matched = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    before = [one for one in matched if one.a <= line - 1 and one.size]
    guess = before[-1].b + (line - 1 - before[-1].a) + 1 if before else 1
    for word in sorted(re.findall(r"[\w./-]{3,}", ours[line - 1]), key=len, reverse=True):
        places = [number for number, text in enumerate(theirs, 1) if word in text]
        if places and ours[line - 1].startswith("# "):
            # A title stands in the front matter, before all else.
            return places[0]
        if places:
            return min(places, key=lambda place: abs(place - guess))
    return min(guess, len(theirs))


def _fence(lines: list[str], at: int) -> bool | None:
    """Put the block that has the line *at* between fences.

    Return whether it could be; None for one that stands there already.
    """
    front = next((n for n, line in enumerate(lines[1:], 1) if line == "---"), 0)
    heading = next((n for n, line in enumerate(lines) if line.startswith("# ")), front)
    if at <= heading:
        return _plain(lines, at, heading)
    at = min(at, len(lines) - 1)
    begin = end = at
    while begin - 1 > heading and lines[begin - 1].strip():
        begin -= 1
    while end < len(lines) and lines[end].strip():
        end += 1
    # A block of colons is taken whole.
    begin, end = _whole(lines, heading, begin, end)
    body = lines[begin:end]
    if body and body[0].startswith("`````"):
        return None
    if not body:
        return False
    lines[begin:end] = ["`````text", *body, "`````"]
    return True


def _whole(lines: list[str], heading: int, begin: int, end: int) -> tuple[int, int]:
    """Return the lines of the outermost block around those from *begin* to *end*."""
    stack: list[tuple[str, int]] = []
    for number in range(heading + 1, len(lines)):
        mark = re.match(r"(:{3,}|`{3,})(.*)", lines[number])
        if not mark:
            continue
        if (
            stack
            and not mark[2].strip()
            and mark[1][0] == stack[-1][0][0]
            and len(mark[1]) >= len(stack[-1][0])
        ):
            opened = stack.pop()[1]
            if not stack and opened < end and number >= begin:
                begin, end = min(begin, opened), max(end, number + 1)
        elif not stack or stack[-1][0][0] == ":":
            stack.append((mark[1], number))
    return begin, end


def _plain(lines: list[str], at: int, heading: int) -> bool:
    """Leave of a summary or a title what no one can take for a mark; return whether it was one."""
    plain = " ".join(re.sub(r"[^\w\s.,;!?()'-]", " ", lines[heading]).split()) or "Untitled"
    before = list(lines)
    if at == heading:
        lines[at] = f"# {plain}"
    elif lines[at].startswith("summary:"):
        lines[at] = f"summary: {plain.rstrip('.')}."
    return lines != before
