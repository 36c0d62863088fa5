"""Nodes for deleted text and for the checkboxes of task lists, with visitors for every builder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from extensions.doctree.other_builders import CONTENT_ONLY
from extensions.doctree.translation import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx

DONE, OPEN = "\N{BALLOT BOX WITH CHECK}", "\N{BALLOT BOX}"


class deletion(nodes.General, nodes.Inline, nodes.TextElement):
    """Text that is struck through."""


class task_box(nodes.General, nodes.Inline, nodes.TextElement):
    """The mark of a task; ``done`` says of which kind."""


def task_box_of(done: bool) -> task_box:
    """Return the mark of a task, a letter that a reader hears as "checked box"."""
    return task_box("", "", nodes.Text(f"{DONE if done else OPEN} "), done=done)


def visit_deletion(self: Any, node: deletion) -> None:
    """Open text that a browser strikes through, and tells as deleted."""
    self.body.append(self.starttag(node, "del", ""))


def depart_deletion(self: Any, node: deletion) -> None:
    """Close it."""
    self.body.append("</del>")


def visit_task_box(self: Any, node: task_box) -> None:
    """Write the mark with a name for those who hear it."""
    name = _("done") if node["done"] else _("to do")
    attributes = {"role": "img", "aria-label": name}
    self.body.append(self.starttag(node, "span", "", CLASS="task-mark", **attributes))
    self.body.append(f"{node.astext().strip()}</span> ")
    raise nodes.SkipNode


def depart_task_box(self: Any, node: task_box) -> None:
    """Write nothing: :func:`visit_task_box` has written all."""


def add_tildes(self: Any, node: deletion) -> None:
    """Write the sign of deleted text in plain text."""
    self.add_text("~~")


def add_box(self: Any, node: task_box) -> None:
    """Write the mark as it is typed."""
    self.add_text("[x] " if node["done"] else "[ ] ")
    raise nodes.SkipNode


def strike(self: Any, node: deletion) -> None:
    """Open text that LaTeX strikes through."""
    self.body.append(r"\sout{")


def close_brace(self: Any, node: deletion) -> None:
    """Close it."""
    self.body.append("}")


def box(self: Any, node: task_box) -> None:
    """Write the mark for LaTeX, whose fonts lack the letter."""
    self.body.append(r"{[}x{]} " if node["done"] else r"{[}~~{]} ")
    raise nodes.SkipNode


def setup_marks(app: Sphinx) -> None:
    """Register the nodes with all builders."""
    app.add_latex_package("ulem", "normalem")
    deleted = {
        "html": (visit_deletion, depart_deletion),
        "text": (add_tildes, add_tildes),
        "latex": (strike, close_brace),
    }
    marked = {
        "html": (visit_task_box, depart_task_box),
        "text": (add_box, depart_task_box),
        "latex": (box, depart_task_box),
    }
    app.add_node(deletion, **{**CONTENT_ONLY, **deleted})
    app.add_node(task_box, **{**CONTENT_ONLY, **marked})
