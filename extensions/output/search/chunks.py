"""The files of the index, in chunks that a browser fetches one by one, named by their content.

``index.json`` is read first, as soon as a reader is about to search.  It has nothing that depends
on the words: the facets of each page, which words begin each chunk of words, and which page each
chunk of heads.  A chunk of words has the pages with each word (see ``postings``); a chunk of heads
has what is shown of a page (see ``records``).  What is quoted of a page is in files of its own.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from extensions.lib.files import JsonState, write
from extensions.output.search.facets import numbered
from extensions.output.search.short_forms import RUNS
from extensions.output.search.spelling import likeliest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path


FOLDER = "_search"
FIRST = "index.json"
# In signs: chunks of words are some 8 kB as they are sent.
WORDS_SIZE, HEADS_SIZE = 20_000, 45_000
# Words that begin alike stand in one chunk: those that a stem or a half-typed word may mean.
ALIKE = 4
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Site:
    """What all parts of the index depend on.

    What makes them; their language and the words left out; the titles of all facets, by group.
    """

    made_by: str
    language: str
    skipped: tuple[str, ...]
    facets: Mapping[str, Mapping[str, str]]


@dataclass
class PageRecord(JsonState):
    """What the index has of a page, and a digest of what that was made of.

    Its postings by word, the words of its names, what is shown of it, what it and what is found on
    it can be found by, and the files of what is quoted.
    """

    made_of: str = ""
    words: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    head: list[Any] = field(default_factory=list)
    facets: dict[str, list[str]] = field(default_factory=dict)
    quoted: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Whole:
    """All that is searched before it is divided into files.

    The ``postings`` of a word have a comma before each page.  ``heads`` and ``facets`` are by page,
    ``offered`` are all facets, and ``names`` says how many pages have a word in a name.
    """

    postings: dict[str, bytes | bytearray]
    heads: list[Any]
    offered: Mapping[str, Any]
    facets: Sequence[str]
    names: dict[str, int]


def whole_of(site: Site, records: Iterable[PageRecord]) -> Whole:
    """Return what is searched of the pages of *records*, which are numbered in their order."""
    postings: defaultdict[str, bytearray] = defaultdict(bytearray)
    names: Counter[str] = Counter()
    heads: list[Any] = []
    facets: list[Mapping[str, list[str]]] = []
    for number, record in enumerate(records):
        heads.append(record.head)
        facets.append(record.facets)
        before = f",{base36(number)}:"
        for word, places in record.words.items():
            postings[word] += f"{before}{places}".encode()
        names.update(record.names)
    offered, of_pages = numbered(site.facets, facets)
    return Whole(dict(postings), heads, offered, of_pages, dict(names))


def publish_index(site: Site, whole: Whole, outdir: Path, spelling: str = "") -> list[str]:
    """Publish *whole*, with the file *spelling* if it stands; return the names of all files.

    They are relative to *outdir*.
    """
    publish = Publisher(outdir)
    chunks = [
        [chunk[0][0], publish.named("words", dict(chunk))] for chunk in word_chunks(whole.postings)
    ]
    head_chunks = [
        [first, publish.named("heads", chunk)] for first, chunk in chunks_of_heads(whole.heads)
    ]
    first = {
        "language": site.language,
        "skipped": site.skipped,
        "facets": whole.offered,
        "pages": whole.facets,
        "words": chunks,
        "heads": head_chunks,
        "runs": RUNS,
        "spelling": publish.known(spelling) or publish.named("spelling", spelling_of(whole)),
    }
    publish.file(FIRST, as_json(first))
    return publish.names


def spelling_of(whole: Whole) -> list[str]:
    """Return the words that misspelt queries are corrected to."""
    pages = {word: places.count(b",") for word, places in whole.postings.items()}
    return likeliest(pages, Counter(whole.names))


class Publisher:
    """Writes files below the folder of the index in *outdir* and notes their names."""

    def __init__(self, outdir: Path) -> None:
        self.outdir = outdir
        self.names: list[str] = []

    def file(self, name: str, content: bytes) -> None:
        """Write *content* to the file *name*."""
        self.names.append(f"{FOLDER}/{name}")
        write(self.outdir / FOLDER / name, content)

    def known(self, name: str) -> str:
        """Note that the file *name*, if that is not empty, stands; return it."""
        self.names += [f"{FOLDER}/{name}"] if name else []
        return name

    def named(self, folder: str, value: Any) -> str:
        """Write *value* to a file in *folder* that is named by its content; return its path."""
        content = as_json(value)
        name = f"{folder}/{hashlib.blake2b(content, digest_size=6).hexdigest()}.json"
        self.file(name, content)
        return name


def word_chunks(postings: Mapping[str, bytes | bytearray]) -> Iterator[list[tuple[str, str]]]:
    """Yield words with their *postings*, in the order of words, in chunks.

    A chunk ends with its first sign, and where it is large enough and the next word begins
    otherwise: what it has depends on no other words than those that begin with the same sign.
    """
    chunk: list[tuple[str, str]] = []
    size = 0
    for word in sorted(postings):
        last = chunk[-1][0] if chunk else word
        if word[0] != last[0] or (size > WORDS_SIZE and word[:ALIKE] != last[:ALIKE]):
            yield chunk
            chunk, size = [], 0
        chunk.append((word, postings[word][1:].decode()))
        size += len(word) + len(postings[word])
    if chunk:
        yield chunk


def chunks_of_heads(heads: Sequence[Any]) -> Iterator[tuple[int, list[Any]]]:
    """Yield *heads* in chunks, each with the number of its first page."""
    first, size = 0, 0
    for number, head in enumerate(heads):
        size += len(as_json(head))
        if size > HEADS_SIZE:
            yield first, list(heads[first : number + 1])
            first, size = number + 1, 0
    if first < len(heads):
        yield first, list(heads[first:])


def as_json(value: Any) -> bytes:
    """Return *value* in the fewest bytes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def base36(number: int) -> str:
    """Return the natural *number* as JavaScript's ``parseInt(…, 36)`` reads it."""
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
        if not number:
            return digits
