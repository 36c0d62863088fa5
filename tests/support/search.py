"""The search of a built site: what its index holds, and what it answers without a browser."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extensions.lib.node import NODE
from extensions.output.search.chunks import FIRST, FOLDER
from extensions.output.search.page_text import PLACE
from tests.support.project import ROOT

FIND = ROOT / "tests/js/find.mjs"


@dataclass(frozen=True)
class Found:
    """What a query finds: addresses and titles in the order in which they are shown."""

    results: list[dict[str, Any]]
    total: int
    meant: str | None

    @property
    def urls(self) -> list[str]:
        """The addresses, those of the parts of pages left out."""
        return [result["url"] for result in self.results]

    @property
    def titles(self) -> list[str]:
        """The titles, those of the parts of pages left out."""
        return [result["title"] for result in self.results]


def find_all(site: Path, *queries: str, **chosen: str) -> list[Found]:
    """Return what each of *queries* finds on the built *site*, narrowed down to *chosen*."""
    asked = [{"query": query, "chosen": chosen} for query in queries]
    done = subprocess.run(
        [NODE, FIND, site], input=json.dumps(asked), capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return [
        Found(answer["found"], answer["total"], answer.get("meant"))
        for answer in json.loads(done.stdout)
    ]


def find(site: Path, query: str, **chosen: str) -> Found:
    """Return what *query* finds."""
    return find_all(site, query, **chosen)[0]


class Index:
    """The files of the index of a built *site*."""

    def __init__(self, site: Path) -> None:
        self.folder = site / FOLDER
        self.first: dict[str, Any] = self.read(FIRST)
        self.heads = {head[0]: head for _, name in self.first["heads"] for head in self.read(name)}
        self.words: dict[str, str] = {
            word: places
            for _, name in self.first["words"]
            for word, places in self.read(name).items()
        }

    def read(self, name: str) -> Any:
        """Return the value of the file *name*."""
        return json.loads((self.folder / name).read_bytes())

    def quoted(self, url: str, part: int = 0) -> Any:
        """Return the file with what is quoted of a part of the page *url*."""
        file = next(file for first, file in reversed(self.heads[url][3]) if first <= part)
        piece = self.read(file)
        formulas = {at: self.lengthened(html) for at, html in piece["formulas"].items()}
        return {**piece, "formulas": formulas}

    def lengthened(self, html: str) -> str:
        """Return the *html* of a formula with its runs in place of their signs."""
        return html.translate({0x80 + at: run for at, run in enumerate(self.first["runs"])})

    def lines(self, url: str, part: int = 0) -> list[str]:
        """Return what can be quoted of a part of the page *url*, formulas as their numbers."""
        lines = self.quoted(url, part)["parts"].get(str(part), [])
        return [PLACE.sub(r"{\1}", line) for line in lines]
