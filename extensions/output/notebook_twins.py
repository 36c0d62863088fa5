"""Each post as a notebook: ``posts/x/y.ipynb`` beside ``posts/x/y.html``, to be run by a reader.

It is made of the Markdown twin, whose links have their whole address: what is fenced as ``python``
becomes a cell of code, what the text says that it prints its output, all else cells of text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt

from extensions.doctree.fragments import is_site
from extensions.doctree.notebooks import SUFFIX
from extensions.lib.files import write
from extensions.lib.phases import PageContext
from extensions.model.catalog.domain import catalog_of
from extensions.model.frontmatter import Kind
from extensions.output.markdown_twins import twin_of

if TYPE_CHECKING:
    from docutils import nodes
    from markdown_it.token import Token
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def notebook_of(page: str) -> str:
    """Return the file in the output that is the notebook of *page*."""
    return f"{page}{SUFFIX}"


def has_notebook(env: BuildEnvironment, page: str) -> bool:
    """Return whether *page* is had as a notebook."""
    entry = catalog_of(env).entries.get(page)
    return bool(env.config.notebooks and entry and entry.kind is Kind.POST)


def notebook(markdown: str) -> str:
    """Return *markdown* as the text of a notebook; the same text for the same Markdown."""
    cells: list[dict[str, Any]] = []
    for number, (kind, source, printed) in enumerate(parts(markdown), 1):
        # In the order of Jupyter's own writer, which sorts the keys.
        cell: dict[str, Any] = {"cell_type": kind, "id": f"cell-{number}", "metadata": {}}
        cell["source"] = source.splitlines(keepends=True)
        if kind == "code":
            out = {"name": "stdout", "output_type": "stream"}
            lines = printed.splitlines(keepends=True)
            cell |= {"execution_count": None, "outputs": [out | {"text": lines}] if lines else []}
        cells.append(cell)
    whole = {"cells": cells, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def parts(markdown: str) -> Iterator[tuple[str, str, str]]:
    """Yield the parts of *markdown*: "markdown" or "code", its text, and what the code prints."""
    lines, at = markdown.split("\n"), 0
    # What is in a line need not be looked at.
    blocks = MarkdownIt("commonmark").disable("inline").parse(markdown)
    fences = [token for token in blocks if is_code(token)]
    for number, token in enumerate(fences):
        begin, end = token.map or (0, 0)
        if token.info != "python":
            continue
        follower = fences[number + 1] if number + 1 < len(fences) else None
        printed = ""
        if before := "\n".join(lines[at:begin]).strip("\n"):
            yield "markdown", before, ""
        if follower and follower.info == "output" and follower.map:
            between = "".join(lines[end : follower.map[0]])
            printed, end = ("", end) if between.strip() else (follower.content, follower.map[1])
        yield "code", token.content.rstrip("\n"), printed
        at = end
    if rest := "\n".join(lines[at:]).strip("\n"):
        yield "markdown", rest, ""


def is_code(token: Token) -> bool:
    """Return whether *token* is a block of code that stands in no other block."""
    return token.type == "fence" and token.level == 0


def write_notebook(
    app: Sphinx,
    page: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Write *page* as a notebook and name it to the templates (answers ``html-page-context``)."""
    if doctree is None or not is_site(app) or not has_notebook(app.env, page):
        return
    markdown = (Path(app.outdir) / twin_of(page)).read_text("utf-8")
    write(Path(app.outdir) / notebook_of(page), notebook(markdown))
    context["notebook"] = notebook_of(page)


def notebook_files(app: Sphinx, env: BuildEnvironment, page: str) -> list[str]:
    """Return the notebook of *page* as a file of the output (answers ``page-files``)."""
    return [notebook_of(page)] if has_notebook(env, page) else []


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the setting and what writes notebooks."""
    app.add_config_value(
        "notebooks",
        True,
        "html",
        types=(bool,),
        description="Whether each post can be had as a notebook.",
    )
    app.connect("html-page-context", write_notebook, priority=PageContext.NOTEBOOK_TWINS)
    app.connect("page-files", notebook_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
