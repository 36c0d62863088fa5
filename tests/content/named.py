"""The piece that an author names: by its file, its address or the last word of that."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from tests.content.pieces import DOCS
from tests.content.pieces import sources as pages

MISSING = "no piece is named: write PIECE=my-post, or the path of its file"


class UnknownPieceError(LookupError):
    """No piece, or more than one, has the name; the text says which may be meant."""


def piece_named(given: str, docs: Path = DOCS) -> Path:
    """Return the source of the piece that *given* names, below *docs*.

    Raises:
        UnknownPieceError: there is not exactly one.
    """
    if not given.strip():
        raise UnknownPieceError(MISSING)
    sources = {path.relative_to(docs).with_suffix("").as_posix(): path for path in pages(docs)}
    wanted = given.strip().removeprefix("./").removeprefix(f"{docs}/").removeprefix("docs/")
    wanted = wanted.removesuffix(".md").removesuffix(".ipynb").removesuffix(".html").strip("/")
    found = [name for name in sources if name == wanted] or [
        name for name in sources if name.endswith(f"/{wanted}")
    ]
    if len(found) == 1:
        return sources[found[0]]
    if found:
        raise UnknownPieceError(f'"{given}" may be {" or ".join(sorted(found))}: name one')
    slugs = {name.rpartition("/")[2]: name for name in sorted(sources)}
    near = get_close_matches(wanted.rpartition("/")[2], slugs, n=1)
    remedy = f'did you mean "{slugs[near[0]]}"?' if near else "name its file below docs/"
    raise UnknownPieceError(f'no piece is "{given}": {remedy}')
