"""Notebooks as Markdown: their cells, what these gave, and the pictures in both."""

from __future__ import annotations

import base64
import re
from typing import Any

import jupytext
import nbformat

from extensions.tools.importing.pages import Page
from extensions.tools.importing.report import Teller

ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
PICTURES = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg", "image/gif": "gif"}
MAGIC = re.compile(r"^[ \t]*%(?:matplotlib|load_ext|autoreload|config|pylab)\b.*\n?", re.MULTILINE)
# What a reader would have to run the notebook for.
LIVE = re.compile(
    r"application/(?:vnd\.plotly|vnd\.jupyter\.widget|vnd\.bokeh|vnd\.vega|javascript)"
)


def read(text: str, name: str) -> Any:
    """Return the notebook that *text*, the file *name*, holds, in the form of today."""
    if name.endswith(".ipynb"):
        return nbformat.reads(text, as_version=4)
    return jupytext.reads(text, fmt=name.rpartition(".")[2])


def markdown(text: str, page: Page, tell: Teller) -> str:
    """Return the notebook *text* as Markdown; its pictures become attachments of *page*."""
    notebook = read(text, page.file)
    kernel = notebook.metadata.get("kernelspec", {})
    info = notebook.metadata.get("language_info", {})
    language = str(kernel.get("language") or info.get("name") or "python").lower()
    parts = [
        _cell(cell, number, language, page, tell) for number, cell in enumerate(notebook.cells, 1)
    ]
    return "\n\n".join(part.strip("\n") for part in parts if part.strip()) + "\n"


def _cell(cell: Any, number: int, language: str, page: Page, tell: Teller) -> str:
    source = cell.source
    if cell.cell_type == "markdown":
        return _attached(source, cell.get("attachments", {}), number, page)
    if cell.cell_type == "raw":
        if re.match(r"---\n", source):
            return ""
        if source.strip():
            tell(source, "a raw cell is shown as text")
        return _fence(source, "text") if source.strip() else ""
    parts = []
    if MAGIC.search(source):
        tell.chose("magics that set a notebook up, as %matplotlib, left out")
        source = MAGIC.sub("", source)
    if source.strip():
        parts.append(_fence(source.strip("\n"), language))
    parts += _outputs(cell.get("outputs", []), number, page, tell, source)
    # An output stands directly after the code that it is of.
    return "\n".join(parts)


def _attached(source: str, attachments: Any, number: int, page: Page) -> str:
    for name, bundle in attachments.items():
        for kind, data in bundle.items():
            safe = re.sub(r"[^\w.-]+", "-", name)
            file = f"cell-{number}-{safe}"
            if "." not in file:
                file = f"{file}.{PICTURES.get(kind, 'png')}"
            page.attachments[file] = base64.b64decode(data)
            source = source.replace(f"attachment:{name}", file)
    return source


def _outputs(outputs: Any, number: int, page: Page, tell: Teller, source: str) -> list[str]:
    printed: list[str] = []
    shown: list[str] = []
    for place, output in enumerate(outputs, 1):
        if output.output_type == "stream":
            if output.get("name") == "stderr":
                tell.chose("what a cell wrote to its error stream left out")
                continue
            printed.append(_plain(output.text))
        elif output.output_type == "error":
            printed.append(f"{output.ename}: {_plain(output.evalue)}")
        else:
            _shown(output.data, f"cell-{number}-{place}", printed, shown, page, tell, source)
    text = "\n".join(one.rstrip("\n") for one in printed if one.strip())
    return [*([_fence(text, "output")] if text else []), *(f"\n{one}" for one in shown)]


def _shown(
    data: Any,
    name: str,
    printed: list[str],
    shown: list[str],
    page: Page,
    tell: Teller,
    source: str,
) -> None:
    """Take up the best form of what a cell gave."""
    picture = next((kind for kind in PICTURES if kind in data), "")
    plain = _plain(data.get("text/plain", ""))
    live = next((kind for kind in data if LIVE.match(kind)), "")
    if picture:
        file = f"{name}.{PICTURES[picture]}"
        content = data[picture]
        page.attachments[file] = (
            content.encode() if picture.endswith("xml") else base64.b64decode(content)
        )
        title = re.search(r"title\(\s*[rf]?[\"']([^\"'{}]+)[\"']", source)
        shown.append(f"![{title[1] if title else 'What the code above draws'}]({file})")
    elif live:
        tell(
            source,
            f"what this cell showed ({live}) needs a program to be seen: draw it as a picture",
            person=True,
        )
        if plain:
            printed.append(plain)
    elif "text/markdown" in data:
        shown.append(data["text/markdown"])
    elif "text/latex" in data:
        shown.append(_formula(data["text/latex"]))
    elif "<table" in data.get("text/html", ""):
        shown.append(data["text/html"])
    elif plain:
        printed.append(plain)


def _formula(text: str) -> str:
    tex = text.strip().strip("$").strip().removeprefix(r"\displaystyle").strip()
    return f"$$\n{tex}\n$$"


def _plain(text: str) -> str:
    # A line that was written over shows what was last written.
    lines = ANSI.sub("", text).split("\n")
    return "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in lines)


def _fence(code: str, language: str) -> str:
    ticks = "````" if "```" in code else "```"
    return f"{ticks}{language}\n{code}\n{ticks}"
