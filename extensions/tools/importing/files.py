"""Write what an import gives, and leave alone what a person has changed since."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

from extensions.lib.files import write
from extensions.tools.importing.pages import Output
from extensions.tools.importing.report import Report
from extensions.tools.new_page import RefusalError, listed

# Files that an import adds to, beside what stands in them.
SHARED = {"vocabulary.yml", "references.bib"}
MANIFEST = ".imported.json"


class Files:
    """The files below *docs*, and which of them an import wrote, as it remembers."""

    def __init__(self, docs: Path) -> None:
        self.docs = docs
        path = docs / MANIFEST
        self.written: dict[str, str] = json.loads(path.read_text("utf-8")) if path.is_file() else {}

    def is_ours(self, name: str) -> bool:
        """Return whether the file *name* is as an import wrote it."""
        return self._digest(name) == self.written.get(name, "")

    def is_known(self, name: str) -> bool:
        """Return whether an import wrote the file *name*, whatever it says by now."""
        return name in self.written

    def _digest(self, name: str) -> str:
        path = self.docs / name
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "none"

    def settle(self, output: Output, report: Report, *, write: bool) -> Iterator[str]:
        """Yield a line for each file of *output* that is new or another; *write* it if asked."""
        for name, data in sorted(output.files().items()):
            path = self.docs / name
            if path.is_file() and path.read_bytes() == data:
                self._remember(name, data)
                continue
            is_free = not path.exists() or name in SHARED or self.is_ours(name)
            if not is_free and re.fullmatch(r"posts/[^/]+/index\.md", name):
                data = self._joined(path, data.decode("utf-8"))
                is_free = data != path.read_bytes()
            elif not is_free:
                report.note(
                    f"{self.docs}/{name}",
                    1,
                    "stands there already with another text: it is left; move it to have this page",
                    True,
                )
            if is_free:
                yield f"  {'new' if not path.exists() else 'changed'}  {path}"
                self._put(path, name, data, write)
        if write:
            text = json.dumps(self.written, indent=0, sort_keys=True) + "\n"
            self._write(self.docs / MANIFEST, text.encode())

    def _put(self, path: Path, name: str, data: bytes, doing: bool) -> None:
        if doing:
            self._write(path, data)
            self._remember(name, data)

    def _remember(self, name: str, data: bytes) -> None:
        if name not in SHARED:
            self.written[name] = hashlib.sha256(data).hexdigest()

    @staticmethod
    def _write(path: Path, data: bytes) -> None:
        write(path, data)

    @staticmethod
    def _joined(path: Path, text: str) -> bytes:
        """Return the page of a series at *path* with the posts that *text* lists besides."""
        there = path.read_bytes()
        entries = re.findall(r"^[\w-]+$", text.rpartition("{toctree}")[2], re.M)
        lines = there.decode("utf-8").split("\n")
        for entry in entries:
            if entry not in lines:
                try:
                    added = listed(path, entry)
                except RefusalError:
                    return there
                return _added(there, added, entry, entries)
        return there


def _added(there: bytes, added: bytes, entry: str, entries: list[str]) -> bytes:
    rest = [
        one for one in entries[entries.index(entry) + 1 :] if one not in there.decode().split("\n")
    ]
    return added.replace(
        f"\n{entry}\n".encode(), ("\n" + "\n".join([entry, *rest]) + "\n").encode(), 1
    )
