"""Under "Cite this", at the foot of a post: how to name it elsewhere, BibTeX included."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from extensions.addresses import address
from extensions.catalog.domain import catalog_of
from extensions.entries import MONTHS
from extensions.folds import fold
from extensions.frontmatter import Kind, slugify

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from extensions.catalog.domain import Entry

# What BibTeX or TeX would read as a command.
COMMANDS = {sign: f"\\{sign}" for sign in "&%#_$"}
# BibTeX counts braces, whatever stands before them.
COMMANDS |= {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
COMMANDS |= {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


class CiteThis(SphinxPostTransform):
    """Put the fold at the foot of a post, after what refers to it."""

    formats = ("html",)
    default_priority = 9

    def run(self, **kwargs: Any) -> None:
        """Change the page that is written."""
        entry = catalog_of(self.env).entries.get(self.env.docname)
        is_page = any(self.document.findall(nodes.section))
        # A piece of the page that is shown elsewhere has no section.
        if entry is None or entry.kind is not Kind.POST or not is_page:
            return
        url = address(self.app, entry.docname)
        said = nodes.paragraph("", plain(entry, self.config.html_title))
        said += [nodes.reference("", url, refuri=url), nodes.Text(".")]
        code = bibtex(entry, self.config.html_title, url)
        block = nodes.literal_block(code, code, language="bibtex")
        head = nodes.paragraph("", "Cite this")
        self.document += nodes.container("", fold("", head, said, block), classes=["cite-this"])


def plain(entry: Entry, site: str) -> str:
    """Return the citation of *entry* as a sentence that an address ends."""
    authors = ", ".join(entry.authors) or site
    return f"{authors} ({year(entry) or 'undated'}). {entry.title}. {site}. "


def year(entry: Entry) -> str:
    """Return the year of *entry*; empty if its date is missing."""
    return "" if entry.date == datetime.date.min else str(entry.date.year)


def bibtex(entry: Entry, site: str, url: str) -> str:
    """Return the citation of *entry* as an entry of BibTeX."""
    updated = getattr(entry.record, "updated", None)
    fields = {
        "author": " and ".join(map(name, entry.authors)) or name(site),
        "title": f"{{{escaped(entry.title)}}}",
        "howpublished": escaped(site),
        "year": year(entry),
        "month": MONTHS[entry.date.month - 1].lower() if year(entry) else "",
        "url": url,
        "note": f"Updated {updated.isoformat()}" if updated else "",
    }
    lines = [
        f"  {key} = {text if key == 'month' else f'{{{text}}}'},"
        for key, text in fields.items()
        if text
    ]
    return "\n".join([f"@misc{{{key_of(entry, site)},", *lines, "}"])


def key_of(entry: Entry, site: str) -> str:
    """Return a key that no later edit of the title changes: author, year, name of the file."""
    author = (entry.authors or (site,))[0].split()[-1]
    slug = entry.docname.rpartition("/")[2]
    parts = (slugify(author), year(entry), slugify(slug))
    return re.sub(r"[^a-z0-9-]", "", "".join(parts)) or "untitled"


def name(author: str) -> str:
    """Return *author* for BibTeX, in braces where it would be taken apart wrongly."""
    text = escaped(author)
    return f"{{{text}}}" if "," in author or re.search(r"\band\b", author) else text


def escaped(text: str) -> str:
    """Return *text* for BibTeX, as it is to be read."""
    return "".join(COMMANDS.get(sign, sign) for sign in text)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the fold."""
    app.add_post_transform(CiteThis)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
