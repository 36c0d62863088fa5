"""What is searched after an edit of a few pages: the files that stand, with what has changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from extensions.output.search.chunks import FIRST, FOLDER, Whole, base36

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from extensions.output.search.chunks import PageRecord


def updated(
    outdir: Path, names: dict[str, int], changes: Mapping[int, tuple[PageRecord, PageRecord]]
) -> tuple[Whole, str]:
    """Return what is published below *outdir* with *changes*, and the file of its spelling.

    *names* says how many pages have a word in a name.  *changes* are the former and the present
    record of pages, by number; both have the same facets.  The spelling is empty if words have
    come or gone.
    """
    first = load(outdir, FIRST)
    postings: dict[str, bytes | bytearray] = {
        word: b"," + places.encode()
        for _, file in first["words"]
        for word, places in load(outdir, file).items()
    }
    heads = [head for _, file in first["heads"] for head in load(outdir, file)]
    spelling: str = first["spelling"]
    for number, (before, after) in changes.items():
        heads[number] = after.head
        if before.words.keys() != after.words.keys() or before.names != after.names:
            spelling = ""
        for word in before.words.keys() | after.words.keys():
            # An edit leaves most words of a page where they were.
            if before.words.get(word) != after.words.get(word):
                put(postings, word, number, after.words.get(word, ""))
        count(names, before.names, -1)
        count(names, after.names, 1)
    return Whole(postings, heads, first["facets"], first["pages"], names), spelling


def load(outdir: Path, name: str) -> Any:
    """Return what is in the file *name* of the index."""
    return json.loads((outdir / FOLDER / name).read_bytes())


def put(postings: dict[str, bytes | bytearray], word: str, number: int, places: str) -> None:
    """Let *word* stand at *places* of the page *number*; nowhere on it if they are empty."""
    pages = bytes(postings.get(word, b"")).split(b",")[1:]
    others = [page for page in pages if number_of(page) != number]
    at = next((at for at, page in enumerate(others) if number_of(page) > number), len(others))
    if places:
        others.insert(at, f"{base36(number)}:{places}".encode())
    if others:
        postings[word] = b"," + b",".join(others)
    else:
        del postings[word]


def number_of(posting: bytes) -> int:
    """Return the number of the page of *posting*."""
    return int(posting.partition(b":")[0], 36)


def count(names: dict[str, int], words: list[str], number: int) -> None:
    """Add *number* to the counts of *words*; what is nought is left out."""
    for word in words:
        names[word] = names.get(word, 0) + number
        if not names[word]:
            del names[word]
