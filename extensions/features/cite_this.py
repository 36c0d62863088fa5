"""Under "Cite this", at the foot of a post: how to name it elsewhere, BibTeX included."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from extensions.doctree.compat import app_of
from extensions.doctree.folds import fold
from extensions.doctree.translation import _
from extensions.doctree.urls import address
from extensions.lib.phases import WriteTransform
from extensions.model.catalog.domain import catalog_of
from extensions.model.frontmatter import Kind, slugify
from extensions.model.views import Part, add_dependency, rendered

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from extensions.doctree.links import Links

# BibTeX knows the months by these names.
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
# What BibTeX or TeX would read as a command.
COMMANDS = {sign: f"\\{sign}" for sign in "&%#_$"}
# BibTeX counts braces, whatever stands before them.
COMMANDS |= {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
COMMANDS |= {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@dataclass(frozen=True)
class CitationData:
    """What a citation of the page ``docname`` says."""

    docname: str
    title: str
    authors: tuple[str, ...]
    date: datetime.date
    updated: datetime.date | None
    site: str
    url: str

    @property
    def year(self) -> str:
        """The year of publication; empty if the date is missing."""
        return "" if self.date == datetime.date.min else str(self.date.year)


class Citation(Part[CitationData | None, list[nodes.Node]]):
    """How to cite a post, in a fold: as a sentence and as BibTeX."""

    def data(self, env: BuildEnvironment, page: str) -> CitationData | None:
        """Return what the citation of *page* says, if it is a post."""
        entry = catalog_of(env).entries.get(page)
        # Only builders of HTML give a page an address.
        if entry is None or entry.kind is not Kind.POST or app_of(env).builder.format != "html":
            return None
        return CitationData(
            docname=page,
            title=entry.title,
            authors=entry.authors,
            date=entry.date,
            updated=entry.changed,
            site=env.config.html_title,
            url=address(app_of(env), page),
        )

    def render(self, data: CitationData | None, links: Links) -> list[nodes.Node]:
        """Return the fold."""
        if data is None:
            return []
        sentence = nodes.paragraph("", plain(data))
        sentence += [nodes.reference("", data.url, refuri=data.url), nodes.Text(".")]
        code = bibtex(data)
        block = nodes.literal_block(code, code, language="bibtex")
        head = nodes.paragraph("", _("Cite this"))
        return [nodes.container("", fold("", head, sentence, block), classes=["cite-this"])]


class CiteThis(SphinxPostTransform):
    """Put the fold at the foot of a post, after what refers to it."""

    formats = ("html",)
    default_priority = WriteTransform.CITE_THIS

    def run(self, **kwargs: Any) -> None:
        """Change the page that is written."""
        # A fragment that is shown on another page has no section, and is not to be cited.
        if any(self.document.findall(nodes.section)):
            self.document += rendered(self.env, Citation(), self.env.docname)


def plain(data: CitationData) -> str:
    """Return the citation as a sentence, up to the address at its end."""
    authors = ", ".join(data.authors) or data.site
    return f"{authors} ({data.year or _('undated')}). {data.title}. {data.site}. "


def bibtex(data: CitationData) -> str:
    """Return the citation as an entry of BibTeX."""
    fields = {
        "author": " and ".join(map(author_name, data.authors)) or author_name(data.site),
        "title": f"{{{escaped(data.title)}}}",
        "howpublished": escaped(data.site),
        "year": data.year,
        "month": MONTHS[data.date.month - 1] if data.year else "",
        "url": data.url,
        "note": f"Updated {data.updated.isoformat()}" if data.updated else "",
    }
    lines = [
        f"  {key} = {text if key == 'month' else f'{{{text}}}'},"
        for key, text in fields.items()
        if text
    ]
    return "\n".join([f"@misc{{{key_of(data)},", *lines, "}"])


def key_of(data: CitationData) -> str:
    """Return a key that no later edit of the title changes: author, year, name of the file."""
    author = (data.authors or (data.site,))[0].split()[-1]
    slug = data.docname.rpartition("/")[2]
    parts = (slugify(author), data.year, slugify(slug))
    return re.sub(r"[^a-z0-9-]", "", "".join(parts)) or "untitled"


def author_name(author: str) -> str:
    """Return *author* for BibTeX, in braces where BibTeX would split it."""
    text = escaped(author)
    return f"{{{text}}}" if "," in author or re.search(r"\band\b", author) else text


def escaped(text: str) -> str:
    """Return *text* with the characters escaped that BibTeX or TeX would read as commands."""
    return "".join(COMMANDS.get(sign, sign) for sign in text)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the fold."""
    app.add_post_transform(CiteThis)
    add_dependency(app, Citation())
    return {"parallel_read_safe": True, "parallel_write_safe": True}
