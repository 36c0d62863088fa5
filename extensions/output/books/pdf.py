"""Put a book together for paper, and have Typst set it: PDF/UA-1 and PDF/A-2a.

Typst is given its own fonts alone, and no date of today: the same sources give the same bytes.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

from extensions.doctree.translation import _
from extensions.output.books.typst_math import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extensions.output.books.epub import Edition
    from extensions.output.books.volumes import Volume

STANDARDS: Any = ["ua-1", "a-2a"]
LAYOUT = Path(__file__).with_name("layout.typ")
STRING = r'"(?:[^"\\]|\\.)*"'
PLACE = re.compile(rf"#at\(({STRING})\);")
NAMES = re.compile(rf"#as\(({STRING}(?:, {STRING})*)\);")
# What a link within the book shows: its words and, from another page, the page that it leads to.
WITHIN = {"go": "within", "back": "bare", "number": "page-alone"}
GO = re.compile(rf"#(go|back|number|away)\(({STRING})\)")


@dataclass(frozen=True)
class Set:
    """A chapter in Typst's markup, the KaTeX HTML of its formulas by label, and its pictures."""

    docname: str
    text: str
    formulas: Mapping[str, str]
    pictures: Mapping[str, str]


def source_of(
    volume: Volume, chapters: Mapping[str, Set], edition: Edition
) -> tuple[str, list[tuple[str, str, str]]]:
    """Return *volume* as one text for Typst, and its links to places that are not there."""
    labels: dict[str, str] = {}
    texts = {docname: placed(chapters[docname].text, labels) for docname in volume.pages}
    lost: list[tuple[str, str, str]] = []
    with_parts = any(part.title for part in volume.parts)
    pieces = [head(volume, edition, offset=int(with_parts))]
    for number, part in enumerate(volume.parts, start=1):
        if part.title:
            name = f"part-{number}"
            pieces.append(f"#part({quoted(name)}, [#{quoted(part.title)};])\n")
        for docname in part.all_pages:
            if len(volume.pages) > 1:
                pieces.append("#begin()\n")
            pieces.append(led(docname, texts[docname], set(volume.pages), labels, edition, lost))
    return "\n".join(pieces), lost


def head(volume: Volume, edition: Edition, offset: int) -> str:
    """Return what the layout is given, and the layout."""
    year, month, day = map(int, volume.date.split("-"))
    words = {"contents": _("Contents"), "page": _("p."), "day": volume.date}
    values = {
        "title": quoted(volume.title),
        "author": f"({''.join(f'{quoted(one)}, ' for one in volume.authors)})",
        "kicker": quoted(volume.kicker),
        "site": quoted(edition.site),
        "address": quoted(edition.address(volume.page or "index", "")),
        "language": quoted(edition.language),
        "direction": edition.direction,
        "day": f"({year}, {month}, {day})",
        "rights": quoted(f"© {edition.rights}" if edition.rights else ""),
        "words": f"({', '.join(f'{name}: {quoted(word)}' for name, word in words.items())})",
        "offset": str(offset),
        "whole": "true" if len(volume.pages) > 1 else "false",
    }
    lines = [f"#let {name} = {value}" for name, value in values.items()]
    return "\n".join([*lines, LAYOUT.read_text("utf-8")])


def placed(text: str, labels: dict[str, str]) -> str:
    """Return *text* with its places as labels, and note which name has which in *labels*."""

    def place(found: re.Match[str]) -> str:
        name = json.loads(found[1])
        if name in labels:
            return ""
        labels[name] = name
        return f"#place-at({quoted(name)});"

    def names(found: re.Match[str]) -> str:
        given = [name for name in json.loads(f"[{found[1]}]") if name not in labels]
        for name in given:
            labels[name] = given[0]
        return f"#label({quoted(given[0])});" if given else ""

    return PLACE.sub(place, NAMES.sub(names, text))


def led(
    docname: str,
    text: str,
    pages: set[str],
    labels: Mapping[str, str],
    edition: Edition,
    lost: list[tuple[str, str, str]],
) -> str:
    """Return *text* with its links leading within the book, or to the site."""

    def link(found: re.Match[str]) -> str:
        kind, uri = found[1], json.loads(found[2])
        there, _hash, anchor = uri.partition("#")
        if kind == "away" or there not in pages:
            return f"#outside({quoted(edition.address(there, anchor))})"
        name = uri if "#" in uri else f"{uri}#"
        if name not in labels:
            lost.append((docname, there, anchor))
            name = f"{there}#"
        return f"#{WITHIN[kind]}({quoted(labels[name])})"

    return GO.sub(link, text)


class Typesetter:
    """Typst at work on the file *name* in *folder*, with its own fonts and those of *fonts*."""

    def __init__(self, folder: Path, name: str, fonts: Sequence[Path] = ()) -> None:
        self.compiler = typst.Compiler(
            str(folder / name),
            root=str(folder),
            font_paths=[str(one) for one in fonts],
            ignore_system_fonts=True,
        )

    def pdf(self) -> tuple[bytes, list[str]]:
        """Return the PDF, and what Typst warns of.

        Raises:
            typst.TypstError: it cannot be set.
        """
        made, warnings = self.compiler.compile_with_warnings(format="pdf", pdf_standards=STANDARDS)
        assert isinstance(made, bytes)
        return made, [" ".join(str(one.message).split()) for one in warnings]

    def formulas(self) -> dict[str, Any]:
        """Return each formula as Typst has understood it, by its label."""
        found = json.loads(self.compiler.query("math.equation"))
        return {
            json.loads(one["label"].removeprefix("label(").removesuffix(")")): one["body"]
            for one in found
            if "label" in one
        }
