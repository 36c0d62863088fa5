"""llms.txt, by the convention of llmstxt.org: the Markdown twins of all pages, by subject."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from extensions.doctree.urls import address_of_file
from extensions.markup.cleantext.markdown import escape
from extensions.model.catalog.domain import catalog_of
from extensions.model.frontmatter import Kind
from extensions.output.markdown_twins import twin_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from extensions.model.catalog.domain import Entry

INTRODUCTION = (
    "Each link leads to the text of one page in Markdown, formulas as TeX between dollar signs. "
    "The page itself has the same address with .html in place of .md."
)


def llms(app: Sphinx) -> str:
    """Return the text of the file."""
    sections = [f"# {escape(app.config.html_title)}", f"> {escape(app.config.blog_feed_subtitle)}"]
    sections.append(INTRODUCTION)
    for title, line, listed in subjects(app):
        items = "\n".join(item(app, entry) for entry in listed)
        if items:
            sections.append("\n\n".join(filter(None, (f"## {escape(title)}", escape(line), items))))
    return "\n\n".join(sections) + "\n"


def subjects(app: Sphinx) -> Iterator[tuple[str, str, list[Entry]]]:
    """Yield title, line and pages of each subject: series, topics of shorts, the rest."""
    catalog = catalog_of(app.env)
    rest = dict(sorted(catalog.listed.items()))
    for series in catalog.all_series():
        listed = [series, *catalog.members(series)]
        yield (
            series.title,
            "",
            [rest.pop(entry.docname) for entry in listed if entry.docname in rest],
        )
    shorts = catalog.pieces(Kind.SHORT)
    for topic, term in catalog.vocabulary.topics.items():
        listed = [entry for entry in shorts if entry.as_short.topic == topic]
        yield f"Shorts: {term.title}", term.line, [rest.pop(entry.docname) for entry in listed]
    yield "Other pages", "", list(rest.values())


def item(app: Sphinx, entry: Entry) -> str:
    """Return the link to the twin of *entry*."""
    return f"- [{escape(entry.title)}]({address_of_file(app, quote(twin_of(entry.docname)))})"
