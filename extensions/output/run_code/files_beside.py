"""The files beside a piece that its code imports or reads, as one archive for the browser.

Code sees the folders beside its piece, as it does in the tests; of these a reader is sent the
modules that are imported, and the files whose path the code says.
"""

from __future__ import annotations

import ast
import hashlib
import io
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extensions.output.run_code.code_blocks import CodeBlock, modules_in, read_block

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# Files of an archive have a date, which says nothing here.
DATE = (1980, 1, 1, 0, 0, 0)
LARGEST = 5_000_000


@dataclass
class Beside:
    """What blocks need of the ``folder`` of their piece: ``files`` of it, ``others`` elsewhere.

    ``others`` are the top-level modules that do not stand beside the piece.
    """

    folder: Path
    files: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)

    def add(self, block: CodeBlock) -> None:
        """Take in what *block* needs."""
        for module in block.modules:
            self._import(module)
        for path in block.paths:
            file = self.folder / path
            if ".." not in path and file.is_file() and file.stat().st_size <= LARGEST:
                self.files.add(path)

    def _import(self, module: str) -> None:
        if module in self.known:
            return
        self.known.add(module)
        top, *below = module.split(".")
        if not top.isidentifier() or not (self.folder / top).is_dir():
            self.others.add(top)
            return
        for depth in range(len(below) + 1):
            self._read("/".join([top, *below[:depth]]))

    def _read(self, path: str) -> None:
        """Take in the module at *path*, a package or a file, with what it imports."""
        for name, package in (
            (f"{path}/__init__.py", path),
            (f"{path}.py", path.rpartition("/")[0]),
        ):
            if name in self.files or not (self.folder / name).is_file():
                continue
            self.files.add(name)
            try:
                tree = ast.parse((self.folder / name).read_bytes())
            except (SyntaxError, ValueError):
                continue
            for module in modules_in(tree, package.replace("/", ".")):
                self._import(module)


def modules_elsewhere(folder: Path, sources: Iterable[str]) -> set[str]:
    """Return the top-level modules that blocks of *sources*, of a piece in *folder*, import.

    Those that stand beside the piece are left out, and what they import is not.
    """
    beside = Beside(folder)
    for source in sources:
        beside.add(read_block(source))
    return beside.others


def digest_of(folder: Path, files: set[str]) -> str:
    """Return a digest of *files* below *folder*; empty of none."""
    if not files:
        return ""
    found = hashlib.blake2b(digest_size=8)
    for name in sorted(files):
        content = (folder / name).read_bytes()
        found.update(f"{name}\n{len(content)}\n".encode() + content)
    return found.hexdigest()


def archive(folder: Path, files: set[str]) -> bytes:
    """Return *files* below *folder* as a ZIP archive, the same for the same files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as zipped:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            zipped.writestr(info, (folder / name).read_bytes())
    return made.getvalue()
