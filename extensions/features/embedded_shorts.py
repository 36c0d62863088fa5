"""``{short} slug``: a short inside another page, as a folded reminder with a link to it."""

from __future__ import annotations

import pickle
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from extensions.doctree.folds import fold
from extensions.doctree.fragments import Fragment, dump_fragment
from extensions.doctree.translation import _
from extensions.features import entries
from extensions.markup.label_targets import targets_of
from extensions.model.catalog.domain import catalog_of
from extensions.model.views import View, ViewDirective, views_on

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from extensions.doctree.links import Links

# Left on the page of the short: anchors, notes, and the heading of the list of citations.
LEFT_OUT = (nodes.footnote_reference, nodes.footnote, nodes.target, nodes.rubric)
NUMBER = re.compile(r"\s*\\tag\{\d+\}")


@dataclass(frozen=True)
class ReminderData:
    """A short as lists show it, its page as a pickled doctree, and what that refers to."""

    shown: entries.Shown
    doctree: bytes
    targets: tuple[object, ...]


@dataclass(frozen=True)
class Reminder(View[ReminderData | None]):
    """The short whose slug is ``slug``."""

    slug: str

    @property
    def docname(self) -> str:
        """The page of the short."""
        return f"shorts/{self.slug}"

    def data(self, env: BuildEnvironment, page: str) -> ReminderData | None:
        """Return the whole short, if there is one with this slug."""
        short = catalog_of(env).entries.get(self.docname)
        if short is None:
            return None
        doctree = stored_doctree(env, short.docname)
        targets = targets_of(env, short.references)
        return ReminderData(entries.shown(env, short), doctree, targets)

    def names(self) -> list[tuple[str, str]]:
        """Return the short that is asked for."""
        return [("short", self.slug)]

    def render(self, data: ReminderData | None, links: Links, level: int) -> list[nodes.Node]:
        """Return a fold that the title, a link, heads; the claim and the text are in it."""
        if data is None:
            return []
        line = nodes.paragraph("", "", nodes.inline("", _("Reminder.") + " ", classes=["facts"]))
        line += entries.title_link(data.shown.title, links)
        text = text_of(pickle.loads(data.doctree))
        body = Fragment(data.shown.title.docname, dump_fragment(text))
        return [fold("", line, *body.load(links), classes=["reminder"])]


def text_of(doctree: nodes.document) -> list[nodes.Node]:
    """Return the text of a short, claim included, without numbers and anchors of its page."""
    section = next(iter(doctree.findall(nodes.section)))
    for node in list(section.findall(lambda node: isinstance(node, LEFT_OUT))):
        node.parent.remove(node)
    for block in section.findall(nodes.math_block):
        block["number"] = None
        block.attributes.pop("label", None)
        block[:] = [nodes.Text(NUMBER.sub(r" \\notag", block.astext()))]
    return [node for node in section.children if not isinstance(node, nodes.title)]


def stored_doctree(env: BuildEnvironment, docname: str) -> bytes:
    """Return the doctree of *docname* as Sphinx keeps it, the digest of which is cheap."""
    return (Path(env.doctreedir) / f"{docname}.doctree").read_bytes()


def shown_whole(app: Sphinx, env: BuildEnvironment, docname: str) -> bytes:
    """Return the doctree of *docname* if a page shows all of it (answers ``public-state``)."""
    views = (one for found in views_on(env).values() for one, _line in found)
    shown = any(isinstance(one, Reminder) and one.docname == docname for one in views)
    return stored_doctree(env, docname) if shown and docname in env.all_docs else b""


class ReminderDirective(ViewDirective):
    """``{short}``: the whole of a short, named by its slug, folded behind its title."""

    required_arguments = 1

    def view(self) -> Reminder:
        """Return the reminder of the short that is named."""
        return Reminder(self.arguments[0].strip())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("short", ReminderDirective)
    app.connect("public-state", shown_whole)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
