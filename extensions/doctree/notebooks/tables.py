"""HTML that a cell of a notebook gave, as Markdown: its tables, and the text around them."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag

# What has no text that would say the same.
LOST = ("script", "iframe", "img", "svg", "canvas", "video", "audio", "object", "embed", "form")
MARKS = re.compile(r"([\\`*_\[\]$|<>])")


def html_text(html: str) -> tuple[str, list[str]]:
    """Return *html* as Markdown, and the names of the elements in it that are lost."""
    soup = BeautifulSoup(html, "lxml")
    for style in soup.find_all(["style", "noscript"]):
        style.decompose()
    lost = sorted({element.name for element in soup.find_all(LOST)})
    for element in soup.find_all(LOST):
        element.decompose()
    tables = [one for one in soup.find_all("table") if not one.find_parent("table")]
    parts = []
    for table in tables:
        caption = table.find("caption")
        if isinstance(caption, Tag):
            parts.append(MARKS.sub(r"\\\1", " ".join(caption.get_text(" ").split())))
        parts.append(_table(table))
        table.decompose()
    rest = " ".join(soup.get_text(" ").split())
    if not tables or not any(rest in part for part in parts):
        parts.append(MARKS.sub(r"\\\1", rest))
    return "\n\n".join(part for part in parts if part.strip()), lost


def _table(table: Tag) -> str:
    rows: list[list[str]] = []
    for row in table.find_all("tr"):
        cells: list[str] = []
        for cell in row.find_all(["td", "th"], recursive=False):
            text = " ".join(cell.get_text(" ").split())
            cells.append(MARKS.sub(r"\\\1", text))
            span = str(cell.get("colspan") or "1")
            cells += [""] * (min(int(span), 100) - 1 if span.isdigit() else 0)
        if cells:
            rows.append(cells)
    if not rows:
        return ""
    width = max(map(len, rows))
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])
