"""What a cell of a notebook gave, in the best form that a page has for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from typing import Any

from extensions.doctree.notebooks.tables import html_text

ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
PICTURES = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg", "image/gif": "gif"}
# What a reader would have to run the notebook for.
LIVE = re.compile(
    r"application/(?:vnd\.plotly|vnd\.jupyter\.widget|vnd\.bokeh|vnd\.vega|javascript)"
)
# What Python says of an object that only a notebook shows.
OBJECT = re.compile(r"<[\w.]+(?: object)?(?: at 0x[0-9a-f]+)?>|<[\w.]+ (?:object|size) [^>]*>")


class Shown:
    """Takes up the outputs of cell *number*, whose code is *source*.

    ``text`` is what was printed, ``blocks`` are the Markdown of all else; ``raised`` says whether
    the cell ended with an error.
    """

    def __init__(
        self,
        number: int,
        source: str,
        note: Callable[[str, str], None],
        picture: Callable[[str, str, Any], str],
        errors: bool,
        tags: Set[str],
    ) -> None:
        self.number, self.source, self.note, self.picture = number, source, note, picture
        self.errors, self.tags = errors, tags
        self.printed: list[str] = []
        self.blocks: list[str] = []
        self.raised = False

    @property
    def text(self) -> str:
        """What was printed, without empty lines at its end."""
        return "\n".join(one.rstrip("\n") for one in self.printed if one.strip())

    def take(self, output: Any, place: int) -> None:
        """Take up *output*, the one at *place* of its cell, from 1."""
        kind = output.output_type
        if kind == "stream":
            self._stream(str(output.get("name", "stdout")), str(output.get("text", "")))
        elif kind == "error":
            self.raised = True
            said = plain(str(output.get("evalue", "")))
            self.printed.append(f"{output.get('ename', 'Error')}: {said}".removesuffix(": "))
        elif isinstance(output.get("data"), dict):
            self._data(output.data, output.get("metadata", {}), place)

    def _stream(self, name: str, text: str) -> None:
        if f"remove-{name}" in self.tags:
            return
        if name == "stderr" and not self.errors:
            self.note("choice", "what a cell wrote to its error stream left out")
        else:
            self.printed.append(plain(text))

    def _data(self, data: Any, metadata: Any, place: int) -> None:
        said = plain(str(data.get("text/plain", "")))
        # Nothing is lost with what an object is called in memory.
        useful = "" if OBJECT.fullmatch(said.strip()) else said
        picture = next((kind for kind in PICTURES if kind in data), "")
        live = next((kind for kind in data if LIVE.match(kind)), "")
        if picture:
            file = f"cell-{self.number}-{place}.{PICTURES[picture]}"
            if address := self.picture(file, picture, data[picture]):
                self.blocks.append(f"![{self._described(metadata)}]({address})")
        elif live:
            text = (
                f"what this cell showed ({live}) needs a program to be seen: draw it as a picture"
            )
            self.note("person", text)
            self._print(useful)
        elif "text/markdown" in data:
            self.blocks.append(str(data["text/markdown"]).strip("\n"))
        elif "text/latex" in data:
            self.blocks.append(formula(str(data["text/latex"])))
        elif "text/html" in data and ("<table" in data["text/html"] or not useful):
            self._html(str(data["text/html"]))
        elif useful or set(data) <= {"text/plain"}:
            self._print(said)
        else:
            kinds = ", ".join(kind for kind in data if kind != "text/plain")
            text = f"what this cell showed ({kinds}) has no form here: print or draw it"
            self.note("person", text)

    def _print(self, text: str) -> None:
        if text:
            self.printed.append(text)

    def _html(self, html: str) -> None:
        text, lost = html_text(html)
        if lost:
            names = ", ".join(f"<{name}>" for name in lost)
            self.note(
                "person", f"{names} in what this cell showed is left out: draw it as a picture"
            )
        if text:
            self.blocks.append(text)

    def _described(self, metadata: Any) -> str:
        """Return what a picture shows: the words of its author, else the title in the code."""
        for given in metadata.values() if isinstance(metadata, dict) else ():
            if isinstance(given, dict) and given.get("alt"):
                return " ".join(str(given["alt"]).split())
        title = re.search(r"title\(\s*[rf]?[\"']([^\"'{}]+)[\"']", self.source)
        return title[1] if title else "What the code above draws"


def formula(text: str) -> str:
    """Return *text*, what a notebook shows as TeX, as a displayed formula."""
    tex = text.strip().strip("$").strip().removeprefix(r"\displaystyle").strip()
    return f"$$\n{tex}\n$$"


def plain(text: str) -> str:
    """Return *text* as a terminal shows it, without colours."""
    # A line that was written over shows what was last written.
    lines = ANSI.sub("", text).split("\n")
    return "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in lines)


def fence(code: str) -> str:
    """Return the mark between which *code* can stand."""
    longest = max([2, *(len(mark) for mark in re.findall(r"`{3,}", code))])
    return "`" * (longest + 1)
