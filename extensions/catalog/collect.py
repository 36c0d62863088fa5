"""Fill the catalog while sources are read.

The front matter is read here once and blanked out of the source before MyST sees it, so
that no other part of the build can read it in another way.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from docutils.utils import new_document
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from sphinx.addnodes import pending_xref
from sphinx.transforms import SphinxTransform

from extensions import frontmatter
from extensions.catalog import encoding
from extensions.catalog.domain import Entry, Heading, catalog_of
from extensions.catalog.reading_time import minutes
from extensions.catalog.targets import names_in
from extensions.fragments import freeze
from extensions.frontmatter import Kind, Reading, Short
from extensions.messages import warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.domains.math import MathDomain
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

READING = "groundwork_reading"
SOURCE = "groundwork_source"
# What docutils calls an element that has neither a label nor a title fit for an id.
COUNTED = re.compile(r"id\d+")


class opening(nodes.General, nodes.Element):
    """The summary of a post or the claim of a short, below the title."""


def visit_opening(self: HTML5Translator, node: opening) -> None:
    """Open the block that the style sheet sets apart."""
    self.body.append(self.starttag(node, "div", CLASS="opening"))


def depart_opening(self: HTML5Translator, node: opening) -> None:
    """Close what :func:`visit_opening` opened."""
    self.body.append("</div>\n")


def read_front_matter(app: Sphinx, docname: str, content: list[str]) -> None:
    """Read the front matter of *docname*, warn of its faults and blank it out."""
    encoding.check(app.env, docname)
    reading = frontmatter.read(content[0], docname)
    for message in reading.messages:
        warn(docname, message.line, message.subtype, message.text)
    current = app.env.current_document
    current[READING] = reading
    current[SOURCE] = content[0]
    content[0] = without_front_matter(content[0], reading.body_line)


def digest(source: str | bytes) -> str:
    """Return a short digest of *source*, which is the same for a text and for it in UTF-8."""
    said = source.encode() if isinstance(source, str) else source
    return hashlib.blake2b(said, digest_size=16).hexdigest()


def without_front_matter(source: str, body_line: int) -> str:
    """Return *source* with blank lines in place of its front matter: no line moves."""
    lines = source.splitlines(keepends=True)
    return "\n" * (body_line - 1) + "".join(lines[body_line - 1 :])


class Opening(SphinxTransform):
    """Put the summary or claim below the title, and a title where there is none."""

    # Before every transform of Sphinx and MyST, so that theirs see the summary as a
    # part of the page.
    default_priority = 5

    def apply(self, **kwargs: Any) -> None:
        """Change the doctree of the page that is being read."""
        reading = self.env.current_document.get(READING)
        if reading is None:
            return
        section = self._section(reading.body_line)
        markdown = text_of(reading)
        if markdown:
            line = reading.lines.get("claim", reading.lines.get("summary", 1))
            node = opening("", *parse(markdown, line, self.document))
            section.insert(section.index(next(iter(section.findall(nodes.title)))) + 1, node)

    def _section(self, body_line: int) -> nodes.section:
        docname = self.env.docname
        sections = [node for node in self.document.children if isinstance(node, nodes.section)]
        titled = [section for section in sections if self._is_title(section)]
        for extra in titled[1:]:
            text = "a page has one H1: make this one a ## heading"
            warn(docname, extra.line, "second-title", text)
        if titled:
            return titled[0]
        warn(
            docname,
            body_line,
            "missing-title",
            "the page has no title: write one line '# Title' below the front matter",
        )
        return self._with_title(docname)

    def _is_title(self, section: nodes.section) -> bool:
        # MyST gives a page that starts with a ## heading the same doctree as one with a #.
        lines = [*self.env.current_document[SOURCE].splitlines(), ""]
        heading, below = lines[(section.line or 1) - 1 :][:2]
        return bool(re.match(r" {0,3}#(?!#)", heading) or re.match(r" {0,3}=+\s*$", below))

    def _with_title(self, docname: str) -> nodes.section:
        # The page is kept, under a title made of its file name, so that nothing that
        # leads to it breaks as well.
        slug = docname.rpartition("/")[2]
        section = nodes.section("", nodes.title("", slug.replace("-", " ").capitalize()))
        section["names"].append(nodes.fully_normalize_name(slug))
        section.extend(self.document.children)
        self.document.clear()
        self.document.append(section)
        self.document.note_implicit_target(section, section)
        return section


def text_of(reading: Reading) -> str:
    """Return the Markdown that opens the page: the claim of a short, a summary else."""
    record = reading.record
    return record.claim if isinstance(record, Short) else record.summary


def parse(markdown: str, line: int, document: nodes.document) -> list[nodes.Node]:
    """Parse *markdown*, which stands at *line* of the source of *document*, into nodes."""
    inner = new_document(document["source"], document.settings)
    inner.reporter = document.reporter
    parser = create_md_parser(document.settings.env.myst_config, SphinxRenderer)
    parser.options["document"] = inner
    # It is shown on many pages: what looks like HTML is shown as it is written.
    parser.options["html"] = False
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
    title = next(iter(doctree.findall(nodes.title)), None)
    head = next(iter(doctree.findall(opening)), None)
    for xref in head.findall(pending_xref) if head else ():
        xref["in_opening"] = True
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
            opening=freeze(head.children) if head else b"",
            references=names_in(doctree),
            opening_references=names_in(head) if head else (),
            anchors=tuple(title.parent["ids"]) if title and title.parent else (),
            figures=tuple(figures_in(env, doctree)),
            equations=tuple(equations_in(env)),
            ids=dict(ids_in(doctree)),
            minutes=minutes(doctree),
            source=digest(current[SOURCE]),
        )
    )


def headings_in(doctree: nodes.document) -> Iterator[Heading]:
    """Yield the titles of the page and its sections, the H1 first."""
    for section in doctree.findall(nodes.section):
        title = section.next_node(nodes.title)
        if title is not None and title.parent is section:
            is_text = all(isinstance(child, nodes.Text) for child in title.children)
            fragment = b"" if is_text else freeze(unlinked(title).children)
            text = " ".join(section.astext().split())
            yield Heading(section["ids"][0], title.astext(), fragment, digest(text))


def unlinked(title: nodes.title) -> nodes.title:
    """Return a copy of *title* without its links: elsewhere the whole title is one."""
    copy = title.deepcopy()
    for link in list(copy.findall(nodes.reference)):
        link.replace_self(link.children)
    for xref in list(copy.findall(pending_xref)):
        # One without text of its own is nothing without what it refers to.
        if xref.get("refexplicit"):
            xref.replace_self(xref.children)
    return copy


def figures_in(env: BuildEnvironment, doctree: nodes.document) -> Iterator[tuple[str, str]]:
    """Yield kind and id of all that has a caption and an id, in the order of the page."""
    standard = env.domains.standard_domain
    for node in doctree.findall(standard.is_enumerable_node):
        if isinstance(node, nodes.Element) and node["ids"] and not isinstance(node, nodes.section):
            kind = standard.get_enumerable_node_type(node)
            if kind and standard.get_numfig_title(node):
                yield kind, node["ids"][0]


def equations_in(env: BuildEnvironment) -> list[str]:
    """Return the labels of the equations on the page that is read, sorted."""
    equations = cast("MathDomain", env.get_domain("math")).equations
    return sorted(label for label, (docname, _) in equations.items() if docname == env.docname)


def ids_in(doctree: nodes.document) -> Iterator[tuple[str, int]]:
    """Yield the ids on the page, each with its line, that stand for the same thing tomorrow.

    Left out are those that docutils has counted (an edit above moves them on to something
    else) and those of notes and references, which belong to the sentence that cites.
    """
    for node in doctree.findall(nodes.Element):
        if not isinstance(node, (nodes.footnote, nodes.footnote_reference, nodes.citation)):
            for anchor in node["ids"]:
                if not COUNTED.fullmatch(anchor):
                    yield anchor, line_of(node)


def line_of(node: nodes.Node) -> int:
    """Return the source line of *node*, or of the nearest node around it that has one."""
    at: nodes.Node | None = node
    while at is not None:
        if at.line:
            return at.line
        at = at.parent
    return 1


def changed_sources(env: BuildEnvironment) -> Iterator[str]:
    """Yield known pages whose source differs from what was read, whatever its date says."""
    for docname, entry in catalog_of(env).entries.items():
        if docname in env.found_docs:
            said = env.doc2path(docname).read_bytes()
            # Few files say what Sphinx does not read, a byte order mark say.
            if digest(said) != entry.source != digest(encoding.text_in(said)):
                yield docname
