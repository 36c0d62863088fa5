"""Symbols in formulas: what each means is said once, and every place of it answers.

A symbol is declared in the front matter of a post or of its series, or where the text defines it
(``symbol_role``).  ``marking`` finds all places of the symbols of a page by the structure of its
formulas, ``check`` and ``of_series`` warn of what does not fit, ``table`` lists
them at the head.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.lib.phases import DoctreeRead, EnvUpdated
from extensions.markup.symbols import of_series
from extensions.markup.symbols.marking import MarkSymbols, SymbolsOfSeries
from extensions.markup.symbols.of_series import SeriesFormulas
from extensions.markup.symbols.symbol_role import SymbolRole
from extensions.markup.symbols.table import item, table
from extensions.model.views import add_dependency

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["item", "table"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the role and what marks and lists symbols."""
    app.add_role("symbol", SymbolRole())
    app.add_post_transform(MarkSymbols)
    app.add_config_value(
        "one_meaning_in_series",
        False,
        "",
        types=(bool,),
        description="Whether a symbol with different meanings in posts of a series is reported.",
    )
    app.add_domain(SeriesFormulas)
    app.connect("doctree-read", of_series.note_formulas, priority=DoctreeRead.SYMBOLS)
    app.connect("env-updated", of_series.check, priority=EnvUpdated.SYMBOLS)
    add_dependency(app, SymbolsOfSeries())
    return {"parallel_read_safe": True, "parallel_write_safe": True}
