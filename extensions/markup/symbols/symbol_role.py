"""``{symbol}``: a symbol where the text defines it."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from extensions.markup.source_lines import file_of, line_in_source, warn_at
from extensions.model.frontmatter import ODD, declared
from extensions.model.frontmatter.nodes import shown

FORM = re.compile(r"(?P<head>\$[^$]+\$[^:]*):\s+(?P<meaning>.+)", re.S)


class SymbolRole(SphinxRole):
    """``{symbol}`$d_k$: width of a key```: the formula, of which the meaning is told elsewhere."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the formula, with what it declares as the attribute ``symbol``."""
        found = FORM.fullmatch(self.text.strip())
        symbol = found and declared(found["head"], " ".join(found["meaning"].split()), self._line())
        if not symbol:
            form = "write it as {symbol}`$d_k$: width of a key`"
            warn_at(self, "symbol-form", f"{shown(self.text)} declares no symbol: {form}")
            return [nodes.literal(self.text, self.text)], []
        if symbol.meaning.count("$") % 2:
            warn_at(self, "symbol-form", f"{shown(symbol.meaning)} {ODD}")
        return [nodes.math(symbol.tex, symbol.tex, symbol=symbol)], []

    def _line(self) -> int:
        """Return the line of the role; in an included file, that of its paragraph."""
        is_on_page = file_of(self) == self.env.docname
        return line_in_source(self.env, self.lineno, self.text) if is_on_page else self.lineno
