"""What each page cites, in notes and in lists: a book shows the entries as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from extensions.doctree.page_domain import ByPage
from extensions.lib.phases import DoctreeRead

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata
    from sphinxcontrib.bibtex.domain import BibtexDomain

# Where sphinxcontrib-bibtex 2.7.0 keeps the keys that the notes of the present page have.
IN_NOTES = "bibtex_footcite_names"


class InNotes(ByPage[tuple[str, ...]]):
    """The keys that a page cites in notes; of those in lists sphinxcontrib-bibtex keeps account."""

    name = "cited-in-notes"
    label = "Cited in notes"


def note_keys(app: Sphinx, doctree: nodes.document) -> None:
    """Note the keys of the present page (answers ``doctree-read``)."""
    if keys := app.env.temp_data.get(IN_NOTES):
        in_notes(app.env)[app.env.docname] = tuple(sorted(keys))


def in_notes(env: BuildEnvironment) -> dict[str, tuple[str, ...]]:
    """Return the keys that each page cites in notes, by docname."""
    return cast("InNotes", env.get_domain(InNotes.name)).by_page


def cited_entries(env: BuildEnvironment) -> dict[str, tuple[str, ...]]:
    """Return the entries that each page cites, as BibTeX and in the order of keys, by docname."""
    domain = cast("BibtexDomain", env.get_domain("cite"))
    keys = {docname: {*found} for docname, found in in_notes(env).items()}
    for ref in domain.citation_refs:
        keys.setdefault(ref.docname, set()).update(target.key for target in ref.targets)
    entries = domain.bibdata.data.entries
    return {
        docname: tuple(entries[key].to_string("bibtex") for key in sorted(found) if key in entries)
        for docname, found in keys.items()
    }


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what pages cite."""
    app.add_domain(InNotes)
    app.connect("doctree-read", note_keys, priority=DoctreeRead.CITED)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
