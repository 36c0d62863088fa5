"""llms.txt, by the convention of llmstxt.org: the Markdown twins of all pages, by subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.addresses import address_of_file
from extensions.catalog.domain import catalog_of
from extensions.cleantext.markdown import escape
from extensions.frontmatter import Kind
from extensions.twins import twin_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from extensions.catalog.domain import Entry

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
    rest = dict(sorted(catalog.entries.items()))
    for series in catalog.all_series():
        listed = [series, *catalog.members(series)]
        yield series.title, "", [rest.pop(one.docname) for one in listed if one.docname in rest]
    shorts = catalog.pieces(Kind.SHORT)
    for topic, term in catalog.vocabulary.topics.items():
        listed = [one for one in shorts if getattr(one.record, "topic", None) == topic]
        yield f"Shorts: {term.title}", term.line, [rest.pop(one.docname) for one in listed]
    yield "Other pages", "", list(rest.values())


def item(app: Sphinx, entry: Entry) -> str:
    """Return the link to the twin of *entry*."""
    return f"- [{escape(entry.title)}]({address_of_file(app, twin_of(entry.docname))})"
