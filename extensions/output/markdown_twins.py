"""The Markdown twin of each page: ``posts/x/y.md`` beside ``posts/x/y.html``.

It is written from the same resolved doctree in the same process, once the page is; the
clean text of the page, with formulas as TeX, code, and links with their whole address.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_markdown_builder.builder import MarkdownBuilder

from extensions.doctree.fragments import is_site
from extensions.doctree.urls import address
from extensions.lib.files import write
from extensions.lib.phases import PageContext
from extensions.markup.cleantext.markdown import PageTranslator

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


def twin_of(page: str) -> str:
    """Return the file in the output that is the twin of *page*."""
    return f"{page}.md"


def write_twin(
    app: Sphinx,
    page: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Write the twin of *page* and name it to the templates (answers ``html-page-context``)."""
    if doctree is None or not is_site(app):
        return
    url = address(app, page)
    translator = PageTranslator(doctree, MarkdownBuilder(app, app.env), page, url)
    doctree.walkabout(translator)
    text = f"{translator.astext().strip()}\n\nAddress of this page: <{url}>\n"
    write(Path(app.outdir) / twin_of(page), text)
    context["twin"] = twin_of(page)


def twin_files(app: Sphinx, env: BuildEnvironment, page: str) -> list[str]:
    """Return the twin of *page* as a file of the output (answers ``page-files``)."""
    return [twin_of(page)] if page in env.all_docs else []


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what writes twins."""
    app.connect("html-page-context", write_twin, priority=PageContext.MARKDOWN_TWINS)
    app.connect("page-files", twin_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
