"""The files of the index, as they are published."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extensions.search.pagefind import Pagefind
from extensions.search.records import (
    equation_record,
    facets_as,
    page_record,
    statement_record,
    vocabulary_record,
)
from extensions.search.spelling import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from extensions.search.facets import Facets
    from extensions.search.records import Page, Record
    from extensions.search.texts import PageText

FOLDER = "_search"
STATEMENTS = "statements"
# Of what Pagefind writes: the rest is its own interface and its other languages.
READ_FIRST = ("pagefind-entry.json", "*.pf_meta", "index/*", "fragment/*")
PROGRAM = ("pagefind.js", "wasm.{language}.pagefind")
OWN = ("facets.json", "words.json")


def make(
    pages: Mapping[str, Page],
    texts: Mapping[str, PageText],
    offered: object,
    language: str,
    outdir: Path,
) -> list[str]:
    """Publish the index of *pages* and their *texts*, both by docname, below *outdir*.

    *offered* is what results can be narrowed down by.  Returns the names of the files,
    relative to *outdir*.
    """
    whole = [page_record(page, texts[name], language) for name, page in pages.items()]
    parts = [record for name, page in pages.items() for record in things_on(page, texts[name])]
    words = sorted({word for one in facets_used(pages, texts) for word in one.words().split()})
    for records in (whole, parts):
        records.append(vocabulary_record(words))
    with tempfile.TemporaryDirectory() as temporary, Pagefind() as pagefind:
        folder = Path(temporary)
        pagefind.index(whole, language, folder)
        pagefind.index(parts, language, folder / STATEMENTS)
        titles = [page.title for page in pages.values()]
        write_json(folder / OWN[0], offered)
        write_json(folder / OWN[1], vocabulary(titles, texts.values()))
        return publish(folder, outdir, language)


def things_on(page: Page, text: PageText) -> Iterator[Record]:
    """Yield the records of the statements and equations on *page*."""
    yield from (statement_record(page, said) for said in text.statements)
    yield from (equation_record(page, equation) for equation in text.equations)


def facets_used(pages: Mapping[str, Page], texts: Mapping[str, PageText]) -> Iterator[Facets]:
    """Yield the facets of all records."""
    for name, page in pages.items():
        yield page.facets
        has = {
            "section": len(texts[name].passages) > 1,
            "theorem": bool(texts[name].statements),
            "equation": bool(texts[name].equations),
        }
        yield from (facets_as(page, kind) for kind in has if has[kind])


def write_json(path: Path, value: Any) -> None:
    """Write *value* to *path* in the fewest bytes."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, encoding="utf-8")


def publish(folder: Path, outdir: Path, language: str) -> list[str]:
    """Copy what readers need of *folder* to the output; return the names of the files."""
    wanted = [name.format(language=language) for name in (*PROGRAM, *READ_FIRST, *OWN)]
    # The second index is read by the program of the first.
    wanted += [f"{STATEMENTS}/{name}" for name in READ_FIRST]
    names = []
    for path in sorted(path for name in wanted for path in folder.glob(name)):
        target = outdir / FOLDER / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        names.append(target.relative_to(outdir).as_posix())
    return names
