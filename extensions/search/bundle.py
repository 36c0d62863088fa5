"""The files of the index, as they are published.

Each shard is two indexes: of pages, and of what stands on them (theorems, equations), which a
reader's browser asks later.  What it reads first says how many shards there are.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from extensions.files import Kept, write
from extensions.search.facets import options, words_of
from extensions.search.pagefind import index
from extensions.search.records import (
    equation_record,
    facets_as,
    page_record,
    statement_record,
    vocabulary_record,
)
from extensions.search.shards import CHUNK
from extensions.search.spelling import likeliest, named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from extensions.search.records import Page, Record
    from extensions.search.texts import PageText

FOLDER = "_search"
PAGES, STATEMENTS = "pages", "statements"
# Of what Pagefind writes: the rest is its own interface and its other languages.
READ_FIRST = ("pagefind-entry.json", "*.pf_meta", "index/*", "fragment/*")
PROGRAM = ("pagefind.js", "wasm.{language}.pagefind")


@dataclass(frozen=True)
class Site:
    """What all shards have in common.

    What makes them; their language; the titles of all facets, by group; how many shards there are.
    """

    made_by: str
    language: str
    facets: Mapping[str, Mapping[str, str]]
    shards: int


@dataclass
class Summary(Kept):
    """What of a shard is told by files of the whole index.

    The words of the facets that its records have, and of its texts and headings those that
    can be misspelt, with the number of pages that have them.
    """

    facets: list[str] = field(default_factory=list)
    texts: dict[str, int] = field(default_factory=dict)
    headings: dict[str, int] = field(default_factory=dict)


def make_shard(
    site: Site,
    number: int,
    pages: Mapping[str, Page],
    text_of: Callable[[str], PageText],
    outdir: Path,
) -> tuple[Summary, list[str]]:
    """Publish the shard *number* of *pages*, by docname, below *outdir*.

    *text_of* gives the text of a page.  Returns also the names of the files, relative to *outdir*.
    """
    statements: list[Record] = []
    facets: set[str] = set()
    texts: Counter[str] = Counter()
    headings: Counter[str] = Counter()
    every_facet = vocabulary_record(words_of(site.facets))

    def whole() -> Iterator[Record]:
        # One text at a time: all of them are more than the rest of the build keeps.
        for name, page in pages.items():
            text = text_of(name)
            statements.extend(things_on(page, text))
            facets.update(word for words in facets_used(page, text) for word in words.split())
            texts.update(text.words)
            headings.update(named(page.title, text))
            yield page_record(page, text, site.language)
        yield every_facet

    chunk = CHUNK // site.shards
    of_pages = index(whole(), site.language, chunk)
    of_statements = index([*statements, every_facet], site.language, chunk)
    # All indexes are read by the program of the first.
    found = placed(f"{PAGES}/{number}", wanted(of_pages, site.language, program=number == 0))
    found |= placed(f"{STATEMENTS}/{number}", wanted(of_statements, site.language))
    return Summary(sorted(facets), dict(texts), dict(headings)), publish(found, outdir)


def make_whole(site: Site, summaries: Iterable[Summary], outdir: Path) -> list[str]:
    """Publish below *outdir* what is read before the shards, and what puts queries right.

    Returns the names of the files, relative to *outdir*.
    """
    used: set[str] = set()
    texts: Counter[str] = Counter()
    headings: Counter[str] = Counter()
    for one in summaries:
        used.update(one.facets)
        texts.update(one.texts)
        headings.update(one.headings)
    first = {"shards": site.shards, "facets": options(site.facets, used)}
    files = {"index.json": as_json(first), "words.json": as_json(likeliest(texts, headings))}
    return publish(files, outdir)


def things_on(page: Page, text: PageText) -> Iterator[Record]:
    """Yield the records of the statements and equations on *page*."""
    yield from (statement_record(page, said) for said in text.statements)
    yield from (equation_record(page, equation) for equation in text.equations)


def facets_used(page: Page, text: PageText) -> Iterator[str]:
    """Yield the words of the facets of all records of *page*."""
    yield page.facets.words()
    has = {
        "section": len(text.passages) > 1,
        "theorem": bool(text.statements),
        "equation": bool(text.equations),
    }
    yield from (facets_as(page, kind).words() for kind in has if has[kind])


def as_json(value: Any) -> bytes:
    """Return *value* in the fewest bytes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def wanted(files: Mapping[str, bytes], language: str, program: bool = False) -> dict[str, bytes]:
    """Return those of *files*, by path, that readers need, with or without the *program*."""
    names = [
        name.format(language=language) for name in (*(PROGRAM if program else ()), *READ_FIRST)
    ]
    return {
        path: content
        for path, content in files.items()
        if any(PurePath(path).match(name) and path.count("/") == name.count("/") for name in names)
    }


def placed(folder: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return *files*, by path, in *folder*."""
    return {f"{folder}/{name}": content for name, content in files.items()}


def publish(files: Mapping[str, bytes], outdir: Path) -> list[str]:
    """Write *files*, by path, to their folder of the output; return their names there."""
    names = []
    for path in sorted(files):
        target = outdir / FOLDER / path
        write(target, files[path])
        names.append(target.relative_to(outdir).as_posix())
    return names
