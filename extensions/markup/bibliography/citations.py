"""Report bibliography entries and directives that pybtex cannot set, before it raises.

An entry that lacks a field which the style needs is left out before pages are read: pybtex would
end the build in the middle of a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pybtex.plugin import enumerate_plugin_names, find_plugin
from pybtex.style.template import FieldIsMissing

from extensions.building.diagnostics.left_out import LeftOut, left_out_of
from extensions.building.diagnostics.suggestions import line_with
from extensions.lib.digest import digest
from extensions.lib.messages import logger, warn
from extensions.lib.phases import BeforeReading, DoctreeRead, EnvUpdated, GetOutdated
from extensions.markup.bibliography.files import FAULTS, line_of
from extensions.markup.bibliography.marks import KeepMarks
from extensions.model.catalog.collect import CITED
from extensions.model.views import Dependency, add_dependency

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from docutils import nodes
    from pybtex.database import Entry
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata
    from sphinxcontrib.bibtex.domain import BibtexDomain


def leave_out_incomplete(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Warn of incomplete entries before any page cites them."""
    domain = cast("BibtexDomain", env.get_domain("cite"))
    style = app.config.bibtex_default_style
    last_check = left_out_of(env)
    # sphinxcontrib-bibtex keeps what it has parsed, so that an entry stays left out.
    missing_fields = dict(last_check.missing)
    bibliography_digest = digest((style, *map(Path.read_bytes, files(app))), "the bibliography")
    if bibliography_digest != last_check.digest:
        missing_fields |= dict(incomplete(domain.bibdata.data.entries.values(), style))
    places = {key: place(app, key) for key in missing_fields}
    missing_fields = {key: field for key, field in missing_fields.items() if places[key]}
    last_check.note(bibliography_digest, style, missing_fields)
    # What these entries lack was lost with what cannot be read.
    reported = {fault.key for fault in domain.data.get(FAULTS, ())}
    for key, field in missing_fields.items():
        leave_out(domain, key)
        if key not in reported:
            logger.warning(
                'the entry "%s" has no %s: add it',
                key,
                field,
                type="groundwork",
                subtype="incomplete-entry",
                location=places[key],
            )


def leave_out(domain: BibtexDomain, key: str) -> None:
    """Remove the entry *key* from what pages can cite and ``{bibliography}`` lists."""
    domain.bibdata.data.entries.pop(key, None)
    for file in domain.bibdata.bibfiles.values():
        file.keys.pop(key, None)


def incomplete(entries: Iterator[Entry], style: str) -> Iterator[tuple[str, str]]:
    """Yield the key of each of *entries* that *style* cannot set, and what it lacks."""
    formatting = find_plugin("pybtex.style.formatting", style)()
    for entry in entries:
        try:
            formatting.format_entry("", entry)
        except FieldIsMissing as error:
            # "missing publisher in knuth1984"
            yield entry.key, str(error).removeprefix("missing ").rpartition(" in ")[0]


def place(app: Sphinx, key: str) -> str | None:
    """Return file and line of the entry *key*; ``None`` when it is in no file any more."""
    for file in files(app):
        if line := line_of(file.read_text(encoding="utf-8", errors="replace"), key):
            return f"{file}:{line}"
    return None


def files(app: Sphinx) -> Iterator[Path]:
    """Yield the files of the bibliography that are there."""
    paths = (Path(app.confdir) / name for name in app.config.bibtex_bibfiles)
    return filter(Path.is_file, paths)


def check_styles(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of a ``{bibliography}`` of an unknown style, which pybtex answers with an exception."""
    known = sorted(enumerate_plugin_names("pybtex.style.formatting"))
    bibliographies = cast("BibtexDomain", env.get_domain("cite")).bibliographies
    for key, bibliography in list(bibliographies.items()):
        if bibliography.style not in known:
            styles = ", ".join(known)
            text = f'{{bibliography}} knows no style "{bibliography.style}": write one of {styles}'
            warn(key.docname, bibliography.line, "bibliography-style", text)
            bibliographies[key] = bibliography._replace(style=app.config.bibtex_default_style)


def check_footnotes(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of ``{footcite}`` whose notes the page does not print (answers ``doctree-read``)."""
    unprinted = app.env.temp_data.get(CITED)
    if not unprinted:
        return
    # Their marks would lead nowhere.
    path = str(app.env.doc2path(app.env.docname))
    warn(
        app.env.docname,
        line_with(path, r"\{footcite(?::\w+)?\}`") or None,
        "no-footbibliography",
        "the page cites and has no {footbibliography}: write one at its end",
    )


def pages_of_another_style(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """Return the pages with a ``{bibliography}`` if the default style has changed since.

    Answers ``env-get-outdated``; sphinxcontrib-bibtex keeps the style that it has read.
    """
    if left_out_of(env).style in (None, app.config.bibtex_default_style):
        return []
    domain = cast("BibtexDomain", env.get_domain("cite"))
    return sorted({key.docname for key in domain.bibliographies})


@dataclass(frozen=True)
class CitationsData:
    """Of each citation key, label, entry, the page that lists it, and its id there."""

    citations: tuple[tuple[str, str, str, str, str], ...]


class Citations(Dependency[CitationsData]):
    """The citations on a page, which sphinxcontrib-bibtex sets."""

    def data(self, env: BuildEnvironment, page: str) -> CitationsData:
        """Return the citations that *page* lists, and those on other pages that it cites."""
        domain = cast("BibtexDomain", env.get_domain("cite"))
        refs = (ref for ref in domain.citation_refs if ref.docname == page)
        cited = {target.key for ref in refs for target in ref.targets}
        return CitationsData(
            tuple(
                (
                    citation.key,
                    citation.formatted_entry.label,
                    citation.entry.to_string("bibtex"),
                    listed_on,
                    citation.citation_id,
                )
                for citation in domain.citations
                if (listed_on := citation.bibliography_key.docname) == page or citation.key in cited
            )
        )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the checks and their result, and what pages show of citations."""
    app.add_domain(LeftOut)
    app.connect("env-get-outdated", pages_of_another_style, priority=GetOutdated.BIBLIOGRAPHY)
    app.connect("env-before-read-docs", leave_out_incomplete, priority=BeforeReading.BIBLIOGRAPHY)
    app.connect("doctree-read", check_footnotes, priority=DoctreeRead.FOOTNOTES)
    add_dependency(app, Citations())
    app.add_post_transform(KeepMarks)
    # Before sphinxcontrib-bibtex sets the entries.
    app.connect("env-updated", check_styles, priority=EnvUpdated.BIBLIOGRAPHY_STYLES)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
