"""The folder of an interactive figure, beside its page: what it is made of, joined for readers.

``figure.js`` and what it imports become one module with the library, ``worker.js`` another,
``session.js`` one more,
``style.css`` a style sheet, and ``data.json`` or ``data.bin`` is copied.  Each is named by its
content.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from extensions.lib.js_modules import JoinError, join_exports
from extensions.model.frontmatter.fields import did_you_mean

LIBRARY = Path(__file__).parents[3] / "docs/_static/widgets"
FOLDER, FIGURE, STYLE = "widgets", "figure.js", "style.css"
WORKER, SESSION = "worker.js", "session.js"
# What a worker runs of its module, by the file.
SHELL = {WORKER: "shell.serve(work.run);", SESSION: "shell.attend(work.open);"}
DATA = ("data.json", "data.bin")
# The options that the directive has for itself: no control can have such a name.
OWN = ("label", "name", "alt", "class")
STATIC = "_static"
NAME = re.compile(r"[a-z][a-z0-9-]*")
FORMS = 'write import { a } from "./b.js"; and export before a function, a class or a const'
IMPORTED = re.compile(r"""^import\b.*?["']([^"'\n]+)["']""", re.M | re.S)
# What is not one of these, no module of a page can ask for by its name.
BESIDE = ("./", "../")


class FolderError(Exception):
    """A file of the folder cannot be used; the text says why, ``path`` and ``line`` where."""

    def __init__(self, path: Path, line: int, text: str) -> None:
        super().__init__(text)
        self.path, self.line = path, line


@dataclass(frozen=True)
class Folder:
    """The folder at ``path`` with the files of one figure."""

    path: Path

    @property
    def figure(self) -> Path:
        """The file that draws."""
        return self.path / FIGURE

    @property
    def style(self) -> Path:
        """Its style sheet, which need not be there."""
        return self.path / STYLE

    @property
    def worker(self) -> Path | None:
        """The file that computes in a worker, if there is one."""
        path = self.path / WORKER
        return path if path.is_file() else None

    @property
    def session(self) -> Path | None:
        """The file that goes on working for as long as a reader wants, if there is one."""
        path = self.path / SESSION
        return path if path.is_file() else None

    @property
    def data(self) -> Path | None:
        """The file of data that a reader fetches on demand, if there is one."""
        return next((self.path / name for name in DATA if (self.path / name).is_file()), None)

    @property
    def scripts(self) -> list[Path]:
        """All files of code in the folder."""
        return sorted(self.path.glob("*.js"))

    @cached_property
    def read(self) -> set[Path]:
        """The files that the figure is made of, those of the library among them."""
        return {path for path in self.path.iterdir() if path.is_file()} | {*LIBRARY.glob("*.js")}

    @cached_property
    def asked(self) -> set[Path]:
        """The files that joining it has asked for: they may stand elsewhere, or nowhere."""
        return set()

    @property
    def absent(self) -> list[Path]:
        """The files that a figure may have and this one has not."""
        return [
            self.path / name
            for name in (WORKER, SESSION, STYLE, *DATA)
            if not (self.path / name).is_file()
        ]

    def joined(self) -> dict[str, str]:
        """Return the text of each file for readers by its path in the output.

        Raises:
            FolderError: one of them cannot be joined.
        """
        library = (LIBRARY / "start.js").as_posix()
        texts = [(".js", self._join({"figure": self.figure.as_posix(), "library": library}))]
        for name, last in SHELL.items():
            if (self.path / name).is_file():
                shell = (LIBRARY / "worker-shell.js").as_posix()
                modules = {"work": (self.path / name).as_posix(), "shell": shell}
                texts.append((f".{name}", self._join(modules, last)))
        if self.style.is_file():
            texts.append((".css", self._text(self.style.as_posix())))
        return {
            f"{STATIC}/widget-{self.path.name}-{digest(text)}{end}": text for end, text in texts
        }

    def published_data(self) -> tuple[str, bytes] | None:
        """Return the path of the data in the output and its bytes, if there are any.

        Raises:
            FolderError: what should be JSON is not.
        """
        if not self.data:
            return None
        content = self.data.read_bytes()
        if self.data.suffix == ".json":
            try:
                json.loads(content)
            except json.JSONDecodeError as error:
                text = f"it is not JSON: {error.msg}, at column {error.colno}"
                raise FolderError(self.data, error.lineno, text) from None
            except UnicodeDecodeError:
                raise FolderError(self.data, 1, "it is not UTF-8: save it as UTF-8") from None
        return f"{STATIC}/widget-{self.path.name}-{digest(content)}.{self.data.name}", content

    def _join(self, modules: dict[str, str], last: str = "") -> str:
        try:
            return join_exports(modules, self._text, last)
        except JoinError as error:
            path = Path(error.name)
            text = _not_joined(self._text(error.name), error)
            raise FolderError(path, error.line, text) from None
        except ValueError as error:
            name = str(error).partition(":")[0]
            text = "it imports itself, by what it imports: put what both need into a third file"
            raise FolderError(Path(name), 1, text) from None

    def _text(self, name: str) -> str:
        path = Path(name)
        self.asked.add(path)
        try:
            return path.read_text("utf-8-sig")
        except FileNotFoundError:
            raise self._missing(path) from None
        except UnicodeDecodeError:
            raise FolderError(path, 1, "it is not UTF-8: save it as UTF-8") from None

    def _missing(self, path: Path) -> FolderError:
        """Return what is wrong where a file that is not there is imported."""
        for script in self.scripts:
            lines = script.read_text("utf-8", "replace").splitlines()
            for number, line in enumerate(lines, start=1):
                named = re.search(r"""from ["'](\.{1,2}/[^"']+)["']""", line)
                if named and os.path.normpath(script.parent / named[1]) == str(path):
                    known = [f"./{one.name}" for one in self.scripts if one != script]
                    meant = did_you_mean(named[1], known, "")
                    text = f'it imports "{named[1]}", which is not there{meant}'
                    return FolderError(script, number, text)
        return FolderError(self.figure, 1, f'it imports "{path.name}", which is not there')


def _not_joined(text: str, error: JoinError) -> str:
    """Say why what is in a line of *text* is not joined, and what to write."""
    what = error.found.strip()
    rest = "\n".join(text.splitlines()[error.line - 1 :])
    if (named := IMPORTED.match(rest)) and not named[1].startswith(BESIDE):
        return (
            f'it imports "{named[1]}", which no page has: import a file of the folder, as '
            '"./model.js", or of docs/_static/widgets'
        )
    if "await" in what:
        return "await outside of a function: a figure is there at once, put data into data.json"
    return f'"{what}" is not joined: {FORMS}'


def digest(content: str | bytes) -> str:
    """Return a short digest of *content*."""
    said = content.encode() if isinstance(content, str) else content
    return hashlib.blake2b(said, digest_size=8).hexdigest()


def names_beside(page: Path) -> list[str]:
    """Return the names of the figures beside the source *page*."""
    return sorted(path.parent.name for path in (page.parent / FOLDER).glob(f"*/{FIGURE}"))


def folder_of(page: Path, name: str) -> Folder:
    """Return the folder of the figure *name* beside the source *page*."""
    return Folder(page.parent / FOLDER / name)
