"""A message that nobody has foreseen: one line, a place, and at least the general remedy."""

from __future__ import annotations

from pathlib import Path

from tests.support.project import Project

# An extension of somebody else's, which says things in forms of its own.
STUB = """
from sphinx.util import logging
def tell(app, doctree):
    if app.env.docname == "odd":
        logger = logging.getLogger("stub")
        logger.warning("An odd thing\\nhas happened.", type="stub", location=("odd", 3))
        logger.warning("No line is known.", location="odd")
        logger.warning("No page either.\\n\\n  a copy of the source")
def setup(app):
    app.connect("doctree-read", tell)
"""


def test_message_that_nobody_has_foreseen_has_a_line_and_a_remedy(tmp_path: Path) -> None:
    project = Project(tmp_path, {"odd.md": "# Odd\n\nText.\n"})
    project.configure(STUB)
    assert project.build().output.splitlines() == [
        "odd.md:3: WARNING: An odd thing has happened: mend what stands here, or take it out "
        "[stub]",
        "odd.md:1: WARNING: No line is known: mend what stands here, or take it out",
        "WARNING: No page either.",
    ]
