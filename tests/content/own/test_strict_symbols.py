"""Every long piece of this site says what all of its symbols mean."""

from __future__ import annotations

from pathlib import Path

from extensions.model import frontmatter
from extensions.model.frontmatter import Post

DOCS = Path(__file__).parents[3] / "docs"


def test_each_post_of_a_series_declares_all_its_symbols() -> None:
    pages = [path for path in DOCS.glob("posts/*/*.md") if path.stem != "index"]
    assert pages
    for path in pages:
        record = frontmatter.read(path.read_text("utf-8"), f"posts/{path.parent.name}/{path.stem}")
        post = record.record
        assert isinstance(post, Post)
        assert post.strict_symbols, path
        assert post.symbols, path
