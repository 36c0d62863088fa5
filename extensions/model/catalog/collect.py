"""Fill the catalog while sources are read.

The front matter is read here once and blanked out of the source before MyST sees it, so
that no other part of the build can read it in another way.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.utils import new_document
from sphinx.addnodes import pending_xref
from sphinx.transforms import SphinxTransform

from extensions.doctree.fragments import dump_fragment
from extensions.doctree.markdown.parser import site_parser
from extensions.doctree.notebooks import BROKEN, FILE
from extensions.lib.messages import warn
from extensions.lib.phases import ReadTransform
from extensions.model import frontmatter
from extensions.model.catalog import encoding
from extensions.model.catalog.domain import Entry, catalog_of, words_of
from extensions.model.catalog.errata import take_errata
from extensions.model.catalog.excerpt import VISIBLE, mark_excerpt, without_notes
from extensions.model.catalog.included import included_ids
from extensions.model.catalog.opening import opening
from extensions.model.catalog.page_parts import (
    equations_in,
    figures_in,
    headings_in,
    ids_in,
    symbols_in,
    title_references,
)
from extensions.model.catalog.questions import take_questions
from extensions.model.catalog.reading_time import minutes, short_way
from extensions.model.catalog.targets import names_in
from extensions.model.frontmatter import Kind, Reading, Short, Standard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

# Where sphinxcontrib-bibtex keeps the keys that {footcite} has named since the last list.
CITED = "bibtex_foot_new_refs"
READING = "groundwork_reading"
# What is told of front matter, and says what to do about the title as well.
TITLE_TOLD = {"title-key", "empty-source"}
SOURCE = "groundwork_source"


def read_front_matter(app: Sphinx, docname: str, content: list[str]) -> None:
    """Read the front matter of *docname*, warn of its faults and blank it out."""
    encoding.check(app.env, docname)
    current = app.env.current_document
    holder = "first cell" if FILE in current else "file"
    reading = frontmatter.read(content[0], docname, standard_of(app.config), holder)
    # Of a notebook that cannot be read, this has been told.
    for message in () if current.get(BROKEN) else reading.messages:
        warn(docname, message.line, message.subtype, message.text)
    current[READING] = reading
    current[SOURCE] = content[0]
    content[0] = without_front_matter(content[0], reading.body_line)


def standard_of(config: Config) -> Standard:
    """Return what the site asks of front matter."""
    fewest, most = config.number_of_tags
    return Standard(frozenset(config.required_keys), (fewest, most))


def without_front_matter(source: str, body_line: int) -> str:
    """Return *source* with blank lines in place of its front matter: no line moves."""
    lines = source.splitlines(keepends=True)
    return "\n" * (body_line - 1) + "".join(lines[body_line - 1 :])


class Opening(SphinxTransform):
    """Put the summary or claim below the title, and a title where there is none."""

    # Before every transform of Sphinx and MyST, so that theirs see the summary as a
    # part of the page.
    default_priority = ReadTransform.OPENING

    def apply(self, **kwargs: Any) -> None:
        """Change the doctree of the page that is being read."""
        reading = self.env.current_document.get(READING)
        if reading is None:
            return
        section = self._section(reading.body_line)
        markdown = text_of(reading)
        if markdown:
            line = reading.lines.get("claim", reading.lines.get("summary", 1))
            cited = set(self.env.current_document.get(CITED) or ())
            node = opening("", *parse(markdown, line, self.document))
            # What is left out asks for no list of what is cited.
            (self.env.current_document.get(CITED) or set()).intersection_update(cited)
            self._leave_out_notes(node, line)
            section.insert(section.index(next(iter(section.findall(nodes.title)))) + 1, node)

    def _leave_out_notes(self, head: opening, line: int) -> None:
        """Take marks of notes out of *head*: it stands on pages that have no such note."""
        for mark in list(head.findall(nodes.footnote_reference)):
            mark.parent.remove(mark)
            text = (
                "a note or a citation cannot stand in a summary or claim, which other pages show "
                "without what is at the foot of this one: say it in the text"
            )
            warn(self.env.docname, line, "note-in-opening", text)

    def _section(self, body_line: int) -> nodes.section:
        docname = self.env.docname
        sections = [node for node in self.document.children if isinstance(node, nodes.section)]
        titled = [section for section in sections if self._is_title(section)]
        for extra in titled[1:]:
            text = "a page has one H1: make this one a ## heading"
            warn(docname, extra.line, "second-title", text)
        if titled:
            if sections[0] is not titled[0] and self._reads_front_matter():
                text = "a heading stands before the title of the page: write the line of the title"
                warn(docname, sections[0].line, "late-title", f"{text}, # Title, above it")
            self._give_words(titled[0])
            return titled[0]
        text = "the page has no title: write one line '# Title' below the front matter"
        reading = self.env.current_document[READING]
        is_told = BROKEN in self.env.current_document
        is_told = is_told or any(one.subtype in TITLE_TOLD for one in reading.messages)
        if not is_told:
            warn(docname, body_line, "missing-title", text)
        return self._with_title(docname)

    def _reads_front_matter(self) -> bool:
        """Whether what looks like front matter is read as such, and not as a part of the text."""
        faults = {message.subtype for message in self.env.current_document[READING].messages}
        return not faults & {"late-front-matter", "not-closed"}

    def _is_title(self, section: nodes.section) -> bool:
        # MyST gives a page that starts with a ## heading the same doctree as one with a #.
        lines = [*self.env.current_document[SOURCE].splitlines(), ""]
        heading, below = lines[(section.line or 1) - 1 :][:2]
        return bool(re.match(r" {0,3}#(?!#)", heading) or re.match(r" {0,3}=+\s*$", below))

    def _give_words(self, section: nodes.section) -> None:
        """Put the name of the page into a title that has no words, and tell of it."""
        title = next(iter(section.findall(nodes.title)))
        # Of a formula nothing may be left when it is set; of a picture there is its description.
        said = "".join(part.astext() for part in title.children if not is_wordless(part))
        images = title.findall(nodes.image)
        if VISIBLE.search(said) or any(image.get("alt") for image in images):
            return
        space = " " if len(title) else ""
        title += nodes.Text(f"{space}{words_of(self.env.docname)}")
        text = "the title has no words: write some, which lists and feeds name the page by"
        warn(self.env.docname, title.line or section.line, "title-without-words", text)

    def _with_title(self, docname: str) -> nodes.section:
        # The page is kept, under a title made of its file name, so that nothing that
        # leads to it breaks as well.
        slug = docname.rpartition("/")[2]
        section = nodes.section("", nodes.title("", words_of(docname)))
        section["names"].append(nodes.fully_normalize_name(slug))
        section.extend(self.document.children)
        self.document.clear()
        self.document.append(section)
        self.document.note_implicit_target(section, section)
        return section


def is_wordless(node: nodes.Node) -> bool:
    """Whether *node* is a formula of spaces alone, or code for other builders, as icons are."""
    if isinstance(node, nodes.math):
        return not re.sub(r"\\[,;:! ]|\\q?quad\b|[\s{}~]", "", node.astext())
    if isinstance(node, pending_xref):
        # Elsewhere it is nothing without what it refers to.
        return not node.get("refexplicit")
    return isinstance(node, (nodes.raw, nodes.footnote_reference, nodes.target, nodes.image))


def text_of(reading: Reading) -> str:
    """Return the Markdown that opens the page: the claim of a short, a summary else."""
    record = reading.record
    return record.claim if isinstance(record, Short) else record.summary


def parse(markdown: str, line: int, document: nodes.document) -> list[nodes.Node]:
    """Parse *markdown*, which stands at *line* of the source of *document*, into nodes."""
    inner = new_document(document["source"], document.settings)
    inner.reporter = document.reporter
    parser = site_parser(document.settings.env.myst_config, inner)
    # It is shown on many pages: what looks like HTML is shown as it is written.
    parser.options["html"] = False
    # It is one line: "# of parts" and "2019. A year" are words, and no heading or list.
    parser.block.ruler.enableOnly(["paragraph"])
    # Blank lines in front make the parser count lines as the file does.
    parser.render("\n" * (line - 1) + markdown)
    for node in inner.findall():
        # The inner document knows the environment, which would be kept with the page.
        node.document = document
    return list(inner.children)


def note_page(app: Sphinx, doctree: nodes.document) -> None:
    """Put what was read of the present page into the catalog."""
    env = app.env
    current = env.current_document
    reading: Reading | None = current.get(READING)
    if reading is None:
        return
    # First: they count for nothing that follows but what they refer to.
    errata, questions = take_errata(doctree), take_questions(doctree, env.docname)
    told = {name for one in errata for name in one.references}
    told.update(name for one in questions for name in one.references)
    short_minutes, short_sections = short_way(doctree)
    title = next(iter(doctree.findall(nodes.title)), None)
    head = next(iter(doctree.findall(opening)), None)
    for xref in head.findall(pending_xref) if head else ():
        xref["in_opening"] = True
    shown = [one for one in head.children if isinstance(one, nodes.Element)] if head else []
    if head is None and reading.kind is not Kind.PAGE and (first := mark_excerpt(doctree)):
        shown = [without_notes(first)]
    # A short or a page that stands alone is reached through the catalog.
    if reading.kind is not Kind.PAGE or env.docname != env.config.root_doc:
        env.metadata[env.docname].setdefault("orphan", "")
    catalog_of(env).note(
        Entry(
            docname=env.docname,
            kind=reading.kind,
            record=reading.record,
            headings=tuple(headings_in(doctree)),
            title_line=title.line if title else None,
            lines=dict(reading.lines),
            opening=dump_fragment(shown, quoted=True) if shown else b"",
            references=tuple(sorted({*names_in(doctree), *told})),
            opening_references=tuple(sorted({name for one in shown for name in names_in(one)})),
            title_references=title_references(doctree),
            anchors=tuple(title.parent["ids"]) if title and title.parent else (),
            figures=tuple(figures_in(env, doctree)),
            equations=tuple(equations_in(env)),
            ids={**dict(ids_in(doctree)), **{one.anchor: one.line for one in errata}},
            minutes=minutes(doctree),
            short_minutes=short_minutes,
            short_sections=short_sections,
            source=encoding.source_digest(current.get(FILE) or current[SOURCE]),
            included=dict(included_ids(env, doctree)),
            errata=errata,
            questions=questions,
            symbols=tuple(symbols_in(reading, doctree)),
        )
    )


def changed_sources(env: BuildEnvironment) -> Iterator[str]:
    """Yield known pages whose source differs from what was read, whatever its date says."""
    for docname, entry in catalog_of(env).entries.items():
        if docname in env.found_docs:
            said = env.doc2path(docname).read_bytes()
            # Few files say what Sphinx does not read, a byte order mark say.
            digests = (encoding.source_digest(one) for one in (said, encoding.text_in(said)))
            if entry.source not in digests:
                yield docname
