"""The style sheets and scripts of a page: those that have something to do, joined.

A browser paints nothing before it has every style sheet of a page, and each is a request: a page
has one, and one script.  What cannot be joined (a file of another host, one for some screens only)
keeps its tag, and its place in the order.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from extensions.doctree.fragments import is_site
from extensions.lib.js_modules import Entry, join_modules
from extensions.output.theme.joined import JoinedFiles, name_of
from extensions.output.theme.style_sheets import join_sheets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from os import PathLike

    from docutils import nodes
    from sphinx.application import Sphinx

NEVER: tuple[str, ...] = ()
# The card of a link, the cards of the wall and questions that are due may show a piece of any page.
CARDS = ("data-preview=", "wall-form", "recall-due")
CHECKED, DERIVATION = 'class="checked', 'class="derivation'
SYMBOLS = 'class="way symbols"'
# What a page must have one of in it for a file to be of use.  Of those that never are, what the
# site needs of the first is in ``furniture.js``; the others are of Sphinx's own search and keys.
NEEDS = {
    "pygments.css": ("highlight", *CARDS),
    "home.css": ('class="doors', 'class="resume said'),
    "covers.css": ('class="entry-cover', 'class="cover'),
    "comments.css": ('class="comments"',),
    "comments.js": ("data-repo-id=",),
    "rasters.css": ('class="in-dark',),
    "people.css": ('class="person',),
    "copy-code.js": ("highlight",),
    "run-code.css": ("data-run=",),
    "run-code.js": ("data-run=",),
    "table.css": ('class="pieces ',),
    "table.js": ('class="pieces ',),
    "previews.css": ("data-preview=", "footnote-reference", CHECKED, SYMBOLS),
    "previews.js": ("data-preview=", "footnote-reference", CHECKED),
    "note-sheet.js": ("footnote-reference", CHECKED),
    "derivation.css": (DERIVATION, *CARDS),
    "derivation.js": (DERIVATION,),
    "symbols.css": (SYMBOLS,),
    "symbols.js": (SYMBOLS,),
    "depth.css": ('class="depth"',),
    "depth.js": ('class="depth"',),
    "recall.css": ("data-recall=", "recall-due"),
    "recall.js": ("data-recall=",),
    "recall-due.js": ("recall-due",),
    "cards.css": ("cards", 'class="claim', "wall-form"),
    "figure-view.css": ('class="enlarge"',),
    "figure-view.js": ('class="enlarge"',),
    "widgets.css": ("data-widget=",),
    "widgets.js": ("data-module=",),
    "rare-faces.css": ("frak", "mathscr", "mathsf", "itsf", "boldsf", "textsf", "mathtt", "texttt"),
    "faces.css": ("katex", *CARDS),
    "katex.css": ("katex", *CARDS),
    "compact.css": ("katex", *CARDS),
    "copy-tex.min.js": ("katex", *CARDS),
    "formula-faces.js": ("katex", *CARDS),
    "sphinx-design.min.css": ('class="sd-', " sd-", "wall-form"),
    "design-tabs.js": ("sd-tab-set",),
    "furo.js": NEVER,
    "doctools.js": NEVER,
    "documentation_options.js": NEVER,
    # Words for Sphinx's own search, in a language other than English.
    "translations.js": NEVER,
    "sphinx_highlight.js": NEVER,
}

SHEET = {"rel": "stylesheet", "type": "text/css"}


class Assets:
    """The style sheets and scripts of the pages of a build; one per Sphinx application."""

    def __init__(self, app: Sphinx) -> None:
        self.sheets = JoinedFiles(app, join_sheets, ".css")
        self.scripts = JoinedFiles(app, join_modules, ".js")

    def add_context(
        self,
        app: Sphinx,
        page: str,
        template: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Give a page its style sheets and scripts (answers ``html-page-context``).

        Of ``page_sheets`` those that are text are paths, as ``page_script`` is.
        """
        body: str = context.get("body") or ""
        for files in ("css_files", "script_files"):
            chosen = (asset for asset in context[files] if is_of_use(asset.filename, body))
            # Sphinx puts them in order after this event.
            context[files] = sorted(chosen, key=lambda asset: asset.priority)
        if is_site(app):
            context["page_sheets"] = list(self.joined_sheets(context["css_files"]))
            modules = {file: self._entry(file) for file in context["script_files"]}
            entries = tuple(entry for entry in modules.values() if entry)
            context["page_script"] = self.scripts.path(entries) if entries else ""
            context["script_files"] = [file for file, entry in modules.items() if not entry]

    def joined_sheets(self, files: Iterable[Any]) -> Iterator[Any]:
        """Yield *files* in their order, one path in the place of those that can be joined."""
        for joins, group in groupby(files, self._is_joined):
            if joins:
                yield self.sheets.path(tuple(name_of(file.filename) for file in group))
            else:
                yield from group

    def _is_joined(self, sheet: Any) -> bool:
        name = name_of(sheet.filename)
        return bool(name) and sheet.attributes == SHEET and self.sheets.takes(name)

    def _entry(self, script: Any) -> Entry | None:
        entry = Entry(name_of(script.filename), "async" in script.attributes)
        attributes = {name: value for name, value in script.attributes.items() if name != "async"}
        joins = entry.name and attributes == {"type": "module"} and self.scripts.takes(entry)
        return entry if joins else None


def is_of_use(filename: str | PathLike[str] | None, body: str) -> bool:
    """Return whether the file *filename* (None: inline code) does something in *body*."""
    signs = NEEDS.get(PurePosixPath(filename or "").name)
    return signs is None or any(sign in body for sign in signs)
