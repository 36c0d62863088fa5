"""Find the draft or future piece that a broken link was meant for, for the message.

No page may know of them, so they are looked through when a link is found to lead nowhere.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from extensions.doctree.notebooks import SUFFIX, markdown_of
from extensions.model.catalog.encoding import text_in
from extensions.model.catalog.publication import Publication, today

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LABEL = re.compile(
    r"^\((?P<before>[^)\n]+)\)=\s*$|^\s*:(?:label|name):\s*(?P<option>\S+)\s*$"
    r"|\$\$\s*\((?P<equation>[^)\n]+)\)|\\label\{(?P<tex>[^}\n]+)\}",
    re.M,
)


def unpublished(app: Sphinx) -> dict[str, str]:
    """Return the state of each piece that is left out, by docname: "is a draft"."""
    if app.config.show_drafts:
        return {}
    known = Publication.load(Path(app.doctreedir) / "publication.json")
    day = today(app.config)
    found = {}
    for source in known.hidden(day):
        _, draft, date = known.pieces[source]
        docname = PurePosixPath(source).with_suffix("").as_posix()
        found[docname] = "is a draft" if draft else f"waits for {date}"
    return found


def unpublished_with(app: Sphinx, label: str) -> tuple[str, str] | None:
    """Return docname and state of the piece that is left out and has *label*."""
    for docname, state in unpublished(app).items():
        text = text_of(Path(app.srcdir), docname)
        for found in LABEL.finditer(text):
            if label.casefold() in (one.casefold() for one in found.groups() if one):
                return docname, state
    return None


def text_of(srcdir: Path, docname: str) -> str:
    """Return the Markdown of the piece *docname*, whatever its file is."""
    path = srcdir / f"{docname}.md"
    if path.is_file():
        return text_in(path.read_bytes())
    return markdown_of(text_in(path.with_suffix(SUFFIX).read_bytes()))


def not_yet(docname: str, state: str) -> str:
    """Return what is said of a link to the piece *docname*, which is in *state*."""
    return f"{docname}, which {state}: publish that first, or take the link out"
