"""The files of the index, as they are published."""

from __future__ import annotations

import json
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from extensions.files import write
from extensions.search.pagefind import index
from extensions.search.records import (
    equation_record,
    facets_as,
    page_record,
    statement_record,
    vocabulary_record,
)
from extensions.search.spelling import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

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
    text_of: Callable[[str], PageText],
    offered: Callable[[Iterable[Facets]], object],
    language: str,
    outdir: Path,
) -> list[str]:
    """Publish the index of *pages*, by docname, below *outdir*.

    *text_of* gives the text of a page, *offered* what results with given facets can be
    narrowed down by.  Returns the names of the files, relative to *outdir*.
    """
    parts: list[Record] = []
    used: set[Facets] = set()
    vocabulary = Vocabulary()

    def whole() -> Iterator[Record]:
        # One text at a time: all of them are more than the rest of the build keeps.
        for name, page in pages.items():
            text = text_of(name)
            parts.extend(things_on(page, text))
            used.update(facets_used(page, text))
            vocabulary.add(page.title, text)
            yield page_record(page, text, language)
        yield words_of(used)

    found = wanted(index(whole(), language), language)
    # The second index is read by the program of the first.
    of_parts = wanted(index([*parts, words_of(used)], language), language, program=False)
    found |= {f"{STATEMENTS}/{name}": content for name, content in of_parts.items()}
    found |= {OWN[0]: as_json(offered(used)), OWN[1]: as_json(vocabulary.likeliest())}
    return publish(found, outdir)


def words_of(used: Iterable[Facets]) -> Record:
    """Return the record of the words that stand for the facets *used*."""
    return vocabulary_record(sorted({word for one in used for word in one.words().split()}))


def things_on(page: Page, text: PageText) -> Iterator[Record]:
    """Yield the records of the statements and equations on *page*."""
    yield from (statement_record(page, said) for said in text.statements)
    yield from (equation_record(page, equation) for equation in text.equations)


def facets_used(page: Page, text: PageText) -> Iterator[Facets]:
    """Yield the facets of all records of *page*."""
    yield page.facets
    has = {
        "section": len(text.passages) > 1,
        "theorem": bool(text.statements),
        "equation": bool(text.equations),
    }
    yield from (facets_as(page, kind) for kind in has if has[kind])


def as_json(value: Any) -> bytes:
    """Return *value* in the fewest bytes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def wanted(files: Mapping[str, bytes], language: str, program: bool = True) -> dict[str, bytes]:
    """Return those of *files*, by path, that readers need, with or without the *program*."""
    names = [
        name.format(language=language) for name in (*(PROGRAM if program else ()), *READ_FIRST)
    ]
    return {
        path: content
        for path, content in files.items()
        if any(PurePath(path).match(name) and path.count("/") == name.count("/") for name in names)
    }


def publish(files: Mapping[str, bytes], outdir: Path) -> list[str]:
    """Write *files*, by path, to their folder of the output; return their names there."""
    names = []
    for path in sorted(files):
        target = outdir / FOLDER / path
        write(target, files[path])
        names.append(target.relative_to(outdir).as_posix())
    return names
