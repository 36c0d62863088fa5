"""``{erratum}``: a correction that changes the meaning of a piece, beside the piece.

::

    :::{erratum} 2026-11-27
    :at: training-he-backward

    What the piece said.

    ---

    What it says.
    :::

It may stand anywhere in the source of a post or a short, and is shown at the foot.  The line of
hyphens is found before the text is read as Markdown, which would take a paragraph above it for a
heading.
"""

from __future__ import annotations

import datetime
import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective
from sphinx.util.parsing import nested_parse_to_nodes

from extensions.lib.messages import warn
from extensions.lib.phases import DoctreeRead
from extensions.markup.questions import is_shown_elsewhere
from extensions.markup.theorems import theorems_of
from extensions.model.catalog.collect import READING
from extensions.model.catalog.errata import erratum
from extensions.model.catalog.publication import today
from extensions.model.frontmatter import PIECES, Piece, Reading
from extensions.model.frontmatter.faults import date_fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.domains.math import MathDomain
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

BETWEEN = re.compile(r"-{3,}\s*")
FORM = "write what it said, one line ---, and what it says"


class ErratumDirective(SphinxDirective):
    """``{erratum} date``: a correction that changes the meaning of a piece, told at its foot.

    The content is what the piece said, a line of three hyphens, and what it says.  ``:at:`` is
    the label of the section, figure, equation or theorem that was corrected.
    """

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {"at": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Return the erratum; of one that cannot be told apart as such, the text in its place."""
        reading: Reading = self.env.current_document[READING]
        if reading.kind not in PIECES:
            text = "an erratum stands in the post or short that was corrected: move it there"
            self._warn("erratum-in-no-piece", text)
            return self._in_place()
        date, halves = self._date(cast("Piece", reading.record)), self._halves()
        if date is None or halves is None:
            return self._in_place()
        node = erratum("", *halves, date=date, label=self._label())
        self.set_source_info(node)
        self._check_content(node)
        return [node]

    def _warn(self, subtype: str, text: str) -> None:
        warn(self.env.docname, self.lineno, subtype, text)

    def _in_place(self) -> list[nodes.Node]:
        """Return the text of what is no erratum, without the line between its parts."""
        lines = ["" if BETWEEN.fullmatch(line) else line for line in self.content]
        text = StringList(lines, items=self.content.items)
        return nested_parse_to_nodes(self.state, text, offset=self.content_offset)

    def _date(self, piece: Piece) -> datetime.date | None:
        """Return the day of the correction; None, and a message, where none can be read."""
        said = self.arguments[0].strip() if self.arguments else ""
        if not said:
            text = "the erratum has no date: write it behind the name, as in {erratum} 2026-05-10"
            self._warn("erratum-without-date", text)
            return None
        if fault := date_fault("erratum", said):
            self._warn(*fault)
            return None
        date = datetime.date.fromisoformat(said)
        if piece.date and date < piece.date:
            text = f'the erratum ({date}) is before "date" ({piece.date}): mend one of them'
            self._warn("erratum-before-date", text)
        elif date > today(self.config):
            text = f"the erratum ({date}) is of a day to come: write the day of the correction"
            self._warn("erratum-in-future", text)
        return date

    def _label(self) -> str:
        """Return the label of the place; empty, with a message, for none."""
        label: str = (self.options.get("at") or "").strip()
        if not label:
            text = "the erratum names no place: write :at: and the label of what was corrected"
            self._warn("erratum-without-place", text)
        return label

    def _halves(self) -> list[nodes.container] | None:
        """Return what the piece said and what it says; None, and a message, for no such halves."""
        lines = list(self.content)
        between = [place for place, line in enumerate(lines) if BETWEEN.fullmatch(line)]
        if len(between) != 1:
            fault = "more than one line ---" if between else "no line --- between its two parts"
            self._warn("erratum-halves", f"the erratum has {fault}: {FORM}")
            return None
        halves = []
        bounds = (0, between[0], "said, above"), (between[0] + 1, len(lines), "says, below")
        for start, end, which in bounds:
            if not "".join(lines[start:end]).strip():
                text = f"the erratum leaves out what the piece {which} the line ---: {FORM}"
                self._warn("erratum-halves", text)
                return None
            content, offset = self.content[start:end], self.content_offset + start
            halves.append(
                nodes.container("", *nested_parse_to_nodes(self.state, content, offset=offset))
            )
        return halves

    def _check_content(self, node: erratum) -> None:
        """Warn of what only has a meaning on its own page: other pages show errata too."""
        if not is_shown_elsewhere(node):
            text = (
                "an erratum is shown on other pages too, which have no notes, pictures or labels "
                "of this one: say it in words, formulas and links"
            )
            self._warn("erratum-content", text)


def check_places(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of errata whose label is none of the page, and forget it (answers ``doctree-read``)."""
    errata = [node for node in doctree.findall(erratum) if node["label"]]
    known = set(labels_of(app.env)) if errata else set()
    for node in errata:
        label: str = node["label"]
        if label not in known and label.lower() not in known:
            near = get_close_matches(label, sorted(known), n=1)
            remedy = f'did you mean "{near[0]}"?' if near else "write (label)= before the section"
            text = (
                "at: no section, figure, equation or theorem of this page has the label "
                f'"{label}": {remedy}'
            )
            warn(app.env.docname, node.line, "unknown-label", text)
            node["label"] = ""


def labels_of(env: BuildEnvironment) -> Iterator[str]:
    """Yield the labels of all that a reference can name on the page that is read."""
    yield from (label for label, _one in theorems_of(env).by_page.get(env.docname, ()))
    tables = (
        env.domains.standard_domain.labels,
        cast("MathDomain", env.get_domain("math")).equations,
    )
    for table in tables:
        yield from (label for label, place in table.items() if place[0] == env.docname)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive and the check of its places."""
    app.add_directive("erratum", ErratumDirective)
    app.connect("doctree-read", check_places, priority=DoctreeRead.ERRATA)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
