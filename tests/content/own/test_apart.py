"""Nothing of the engine knows a piece, a name or an address of this site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from extensions.lib.site_file import read_site
from tests.content.pieces import DOCS, ROOT, long_pieces, shorts

OWN = ROOT / "tests/content/own"
TEXT = {"", ".css", ".html", ".js", ".json", ".md", ".mjs", ".po", ".py", ".toml", ".txt", ".yml"}


def names() -> set[str]:
    """Return what the site alone is called by.

    A word that is also one of the language (a short on "depth") says nothing.
    """
    site = read_site(ROOT / "site.toml")
    pieces = {piece.path.stem for piece in (*long_pieces(), *shorts())}
    series = {path.parent.name for path in DOCS.glob("posts/*/index.md")}
    slugs = {name for name in pieces | series if "-" in name}
    host = site.address.removeprefix("https://").rstrip("/")
    return {*slugs, host, site.publisher, site.copyright, site.tagline, "PIECE=welcome"}


def files() -> Iterator[Path]:
    """Yield the files of the engine."""
    yield from (ROOT / name for name in ("Makefile", "engine.mk", "conf.py", "pyproject.toml"))
    for folder in ("extensions", "tests", "docs/_static", "docs/_templates"):
        for path in sorted((ROOT / folder).rglob("*")):
            is_text = path.is_file() and path.suffix in TEXT and "__pycache__" not in path.parts
            if is_text and OWN not in path.parents:
                yield path


def test_engine_names_nothing_of_the_site() -> None:
    named = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(names())))})(?![\w-])")
    found = [
        f"{path.relative_to(ROOT)}: {', '.join(sorted(set(found)))}"
        for path in files()
        if (found := named.findall(path.read_text("utf-8")))
    ]
    assert not found, "\n".join(found)
