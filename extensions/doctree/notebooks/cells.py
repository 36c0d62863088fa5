"""Write the cells of a notebook as Markdown, and keep where each line of it comes from."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from extensions.doctree.lexers import lexer_of
from extensions.doctree.notebooks.shown import PICTURES, Shown, fence

# Magics that set a notebook up, and mean nothing on a page.
MAGIC = re.compile(r"[ \t]*%(?:matplotlib|load_ext|autoreload|config|pylab)\b")
# What IPython takes and Python does not: magics, commands of the shell, questions.
NOT_PYTHON = re.compile(r"^[ \t]*(?:%|!|\?)|^[\w.]+\?{1,2}[ \t]*$|=[ \t]*[!%]\w", re.MULTILINE)


class NotebookError(ValueError):
    """The file holds no notebook; the message says why, ``line`` where."""

    def __init__(self, text: str, line: int = 1) -> None:
        super().__init__(text)
        self.line = line


@dataclass(frozen=True, slots=True)
class Options:
    """How a notebook is written.

    ``errors`` says whether what cells wrote to their error stream is shown, ``coloured`` whether
    the names of languages are settled for a build; ``code`` and ``output`` are the heads of folds.
    ``whole`` keeps what tags hide or leave out, to be run.  ``address`` returns what the text calls
    the picture of a name and a content, and nothing where it is left out.
    """

    errors: bool = True
    coloured: bool = True
    code: str = "Code"
    output: str = "Output"
    whole: bool = False
    address: Callable[[str, bytes], str] = lambda name, content: name


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be said of a cell: ``about`` is a text in it, ``kind`` who has to know.

    "person": something is lost that only its author can mend; "note": it took another form;
    "choice": so is done in every notebook.
    """

    kind: str
    cell: int
    about: str
    text: str


@dataclass
class Translation:
    """A notebook as Markdown.

    ``places`` has, for each of ``lines``, the number of the cell and the line in its source, both
    from 1 (the line is 0 for what the cell gave).  ``pictures`` are the contents of files by the
    name that the text gives them.
    """

    lines: list[str] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The Markdown."""
        return "\n".join(self.lines).rstrip("\n") + "\n"

    def put(self, cell: int, lines: Sequence[tuple[str, int]]) -> None:
        """Append *lines* of *cell*, each with its line in it."""
        self.lines += [line for line, _ in lines]
        self.places += [(cell, number) for _, number in lines]

    def gap(self) -> None:
        """Append an empty line, unless one is there."""
        if self.lines and self.lines[-1]:
            self.lines.append("")
            self.places.append(self.places[-1])


def loads(text: str) -> Any:
    """Return the notebook that *text* holds, in the form of today.

    Raises:
        NotebookError: it is broken, or no notebook.
    """
    # Slow to import, and most sites have no notebook.
    from nbformat.converter import convert
    from nbformat.reader import reads

    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise NotebookError(f"is no whole notebook: {error.msg}", error.lineno) from None
    except RecursionError:
        raise NotebookError("is no notebook: it is nested too deeply") from None
    if not isinstance(data, dict) or "nbformat" not in data:
        raise NotebookError('is no notebook: it has no "nbformat"')
    if data["nbformat"] == 4:
        _check(data)
    try:
        # Without the check against its schema, which takes longer than all else.
        return convert(reads(text), 4)
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise NotebookError(f"is no notebook: {reason[:200]}") from None


def form_of(text: str) -> int:
    """Return in which form the notebook *text* is written; 0 where it does not say."""
    form = re.search(r'"nbformat":\s*(\d+)', text)
    return int(form[1]) if form else 0


def translated(notebook: Any, options: Options) -> Translation:
    """Return *notebook* as Markdown, a front matter in its first cell at the top."""
    metadata = notebook.get("metadata", {})
    kernel = metadata.get("kernelspec", {})
    info = metadata.get("language_info", {})
    language = str(kernel.get("language") or info.get("name") or "python").lower()
    out = Translation()
    for number, cell in enumerate(notebook.cells, 1):
        _Cell(out, cell, number, language, options).write()
    if metadata.get("widgets") and not any("widget" in one.text for one in out.notes):
        text = "the state of widgets is not shown: save the notebook without it"
        out.notes.append(Note("person", 1, "", text))
    return out


def _check(data: Any) -> None:
    """Check that all is there that is asked for: *data* is that of a file in the form of today.

    Raises:
        NotebookError: something is not; the message names the cell.
    """
    cells = data.get("cells")
    if not isinstance(cells, list) or not isinstance(data.get("metadata"), dict):
        raise NotebookError("is no notebook: it has no cells, or no metadata")
    for number, cell in enumerate(cells, 1):
        if not _is_cell(cell):
            raise NotebookError(f"is no notebook: cell {number} has no type or no text")


def _is_cell(cell: Any) -> bool:
    if not isinstance(cell, dict) or not isinstance(cell.get("source"), str | list):
        return False
    outputs = cell.get("outputs", [])
    return (
        cell.get("cell_type") in ("markdown", "raw", "code")
        and isinstance(cell.get("metadata", {}), dict)
        and isinstance(outputs, list)
        and all(isinstance(one, dict) and "output_type" in one for one in outputs)
    )


def decoded(text: str) -> bytes:
    """Return what *text* is in base 64; Jupyter breaks it into lines.

    Raises:
        ValueError: it is not.
    """
    return b64decode("".join(text.split()), validate=True)


class _Cell:
    """One cell of a notebook, on its way to *out*."""

    def __init__(
        self, out: Translation, cell: Any, number: int, language: str, options: Options
    ) -> None:
        self.out, self.cell, self.number = out, cell, number
        self.language, self.options = language, options
        metadata = cell.get("metadata", {})
        tags = metadata.get("tags", [])
        self.tags = {str(tag).replace("_", "-").lower() for tag in tags if tag}
        if metadata.get("nbsphinx") == "hidden":
            self.tags.add("remove-cell")
        if options.whole:
            self.tags.clear()
        self.lines = [*enumerate(cell.source.split("\n"), 1)]

    def note(self, kind: str, text: str) -> None:
        self.out.notes.append(Note(kind, self.number, self.cell.source, text))

    def write(self) -> None:
        if "remove-cell" in self.tags:
            return
        kind = self.cell.cell_type
        if kind == "markdown":
            self._put(self._attached())
        elif kind == "raw":
            self._raw()
        else:
            self._code()
        self.out.gap()

    def _put(self, lines: Sequence[tuple[str, int]]) -> None:
        """Append *lines* without the empty ones around them."""
        filled = [at for at, (line, _) in enumerate(lines) if line.strip()]
        if filled:
            self.out.put(self.number, lines[filled[0] : filled[-1] + 1])

    def _raw(self) -> None:
        source = self.cell.source
        if source.startswith("---\n") and self.number == 1:
            self._put([(line, number) for number, line in self.lines])
        elif source.strip() and not source.startswith("---\n"):
            self.note("note", "a raw cell is shown as text")
            self._fenced([(line, number) for number, line in self.lines], "text")

    def _attached(self) -> list[tuple[str, int]]:
        """Return the lines of a cell of text, its attachments as pictures."""
        lines = [(line, number) for number, line in self.lines]
        for name, bundle in self.cell.get("attachments", {}).items():
            for kind, data in bundle.items():
                safe = re.sub(r"[^\w.-]+", "-", name)
                file = f"cell-{self.number}-{safe}"
                if "." not in file:
                    file = f"{file}.{PICTURES.get(kind, 'png')}"
                address = self._picture(file, kind, data) or file
                lines = [
                    (line.replace(f"attachment:{name}", address), number) for line, number in lines
                ]
        return lines

    def _picture(self, name: str, kind: str, data: Any) -> str:
        """Take up the picture *data*, and return what the text calls it; tell of a broken one."""
        try:
            content = (
                str(data).encode()
                if kind.endswith("xml")
                else b64decode("".join(str(data).split()), validate=True)
            )
        except ValueError:
            self.note("person", f"a picture ({kind}) cannot be read: run the cell, and save again")
            return ""
        self.out.pictures[name] = content
        return self.options.address(name, content)

    def _code(self) -> None:
        kept = [(line, number) for number, line in self.lines if not MAGIC.match(line)]
        if len(kept) < len(self.lines):
            self.note("choice", "magics that set a notebook up, as %matplotlib, left out")
        source = "\n".join(line for line, _ in kept)
        outputs = [] if "remove-output" in self.tags else self.cell.get("outputs", [])
        shown = Shown(self.number, source, self.note, self._picture, self.options.errors, self.tags)
        for place, output in enumerate(outputs, 1):
            shown.take(output, place)
        language = self._language(source, shown.raised)
        hides = {tag for tag in self.tags if tag.startswith("hide-")}
        with_input = source.strip() and "remove-input" not in self.tags
        # An output that is compared with its code stands directly behind it.
        follows = with_input and not shown.raised and not hides and language in ("python", "sql")
        if "hide-cell" in hides:
            self._line(f":::::{{dropdown}} {self.options.code}")
        if with_input:
            self._folded("hide-input", self.options.code, kept, language)
        if shown.text:
            lines = [(line, 0) for line in shown.text.split("\n")]
            if not follows:
                self.out.gap()
            self._folded("hide-output", self.options.output, lines, "output" if follows else "text")
        for block in shown.blocks:
            self.out.gap()
            self.out.put(self.number, [(line, 0) for line in block.split("\n")])
        if "hide-cell" in hides:
            self.out.gap()
            self._line(":::::")

    def _line(self, text: str) -> None:
        self.out.put(self.number, [(text, 1)])

    def _folded(self, tag: str, head: str, lines: Sequence[tuple[str, int]], language: str) -> None:
        """Append *lines* of code, in a fold where the cell has *tag*."""
        if tag in self.tags:
            self._line(f"::::{{dropdown}} {head}")
        self._fenced(lines, language)
        if tag in self.tags:
            self._line("::::")

    def _language(self, source: str, raised: bool) -> str:
        """Return the name by which the code is coloured and, as ``python`` or ``sql``, run."""
        magic = re.match(r"\s*%%(\w+)", source)
        if magic and magic[1] in ("bash", "sh", "html", "javascript", "latex", "ruby", "perl"):
            return lexer_of(magic[1], source) if self.options.coloured else magic[1]
        if self.language in ("python", "ipython", "ipython3", "python3"):
            is_run = not raised and not NOT_PYTHON.search(source)
            if not is_run and not raised and lexer_of("python", source) == "text":
                return "text"
            return "python" if is_run else "py"
        return lexer_of(self.language, source) if self.options.coloured else self.language

    def _fenced(self, lines: Sequence[tuple[str, int]], language: str) -> None:
        filled = [at for at, (line, _) in enumerate(lines) if line.strip()]
        if not filled:
            return
        inner = lines[filled[0] : filled[-1] + 1]
        mark = fence("\n".join(line for line, _ in inner))
        begun = (f"{mark}{language}", inner[0][1])
        self.out.put(self.number, [begun, *inner, (mark, inner[-1][1])])
