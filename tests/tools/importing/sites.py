"""Small sites of other kinds, written file by file, and what an import makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from extensions.tools.importing.importer import imported
from extensions.tools.importing.pages import Output
from extensions.tools.importing.report import Report
from tests.support.project import FILES

# The smallest PNG: one pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63"
    "64f8cf500f0003860180e6a5b7460000000049454e44ae426082"
)


Files = dict[str, str | bytes]


@dataclass
class Made:
    """What an import gave: the files that it would write, and its report."""

    output: Output
    report: Report

    def body(self, name: str) -> str:
        """Return the text of the file *name* below its title."""
        text = self.output.texts[name]
        return text[text.index("\n# ") :].partition("\n\n")[2]

    def front(self, name: str) -> str:
        """Return the front matter of the file *name*."""
        return self.output.texts[name].split("---\n")[1]

    def needed(self) -> list[str]:
        """Return the lines of the report that need a person."""
        return [str(note) for note in self.report.of_person()]

    def noted(self) -> list[str]:
        """Return the lines of the report that need nobody."""
        return sorted(str(note) for note in self.report.notes if not note.needs_person)


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write *files* below *root* and return it."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return root


def docs_in(folder: Path) -> Path:
    """Return the sources of a small site of ours in *folder*."""
    return write(folder, {"vocabulary.yml": FILES["vocabulary.yml"]})


def made_of(folder: Path, format_: str, files: Mapping[str, str | bytes]) -> Made:
    """Return what an import makes of a site of *files*, written below *folder*."""
    report = Report()
    source = write(folder / "source", files)
    into = docs_in(folder / "docs")
    return Made(imported(source, format_, into, None, report), report)
