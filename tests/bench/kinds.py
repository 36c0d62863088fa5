"""What the files of a built site are for, so that nobody has to guess what its bytes are."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath

# By the first folder, and by the name or ending of a file elsewhere.
FOLDERS = {
    "_search": "the search",
    "_previews": "cards of links",
    "_cards": "pictures for networks",
    "_static": "styles, scripts, fonts",
}
NAMES = {"atom.xml": "feeds, Atom", "feed.json": "feeds, JSON"}
ENDINGS = {".md": "copies, Markdown", ".ipynb": "copies, notebooks"}
PIECES = {"posts": "posts", "shorts": "shorts and their wall"}
LISTS, REST = "lists and other pages", "the rest"


def kind_of(path: str) -> str:
    """Return what the file at *path* of Groundwork's output is for.

    >>> kind_of("posts/series-1/post-2.html"), kind_of("tags/one/atom.xml"), kind_of("map.html")
    ('posts', 'feeds, Atom', 'lists and other pages')
    """
    file = PurePosixPath(path)
    top = file.parts[0]
    known = FOLDERS.get(top) or NAMES.get(file.name) or ENDINGS.get(file.suffix)
    if known or file.suffix != ".html":
        return known or REST
    is_piece = top in PIECES and (top == "shorts" or file.name != "index.html")
    return PIECES[top] if is_piece else LISTS


def by_kind(sizes: dict[str, int]) -> dict[str, tuple[int, int]]:
    """Return the bytes and the number of the files of each kind, the largest first."""
    found: Counter[str] = Counter()
    files: Counter[str] = Counter()
    for path, size in sizes.items():
        found[kind_of(path)] += size
        files[kind_of(path)] += 1
    return {kind: (size, files[kind]) for kind, size in found.most_common()}
