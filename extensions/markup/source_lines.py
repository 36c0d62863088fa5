"""Where in the sources something stands: MyST tells a role the line of its paragraph."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from extensions.lib.messages import warn
from extensions.model.catalog.collect import SOURCE

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment
    from sphinx.util.docutils import SphinxDirective, SphinxRole


def file_of(where: SphinxDirective | SphinxRole) -> str:
    """Return the docname of the page that is read, or the path of the file which it includes."""
    source = where.get_source_info()[0]
    page = where.env.doc2path(where.env.docname)
    is_included = source and Path(source) != page and Path(source).is_file()
    return source if is_included else where.env.docname


def warn_at(where: SphinxDirective | SphinxRole, subtype: str, text: str) -> None:
    """Warn about *text* at the directive or the role *where*."""
    file, line = file_of(where), where.lineno
    if file == where.env.docname and hasattr(where, "text"):
        line = line_in_source(where.env, line, where.text)
    warn(file, line, subtype, text)


def line_in_source(env: BuildEnvironment, start: int, text: str) -> int:
    """Return the line on which the role of *text* begins, from line *start* of the page read.

    It is *start* where the text is not found.
    """
    lines: list[str] = env.current_document[SOURCE].splitlines(keepends=True)
    words = r"\s+".join(re.escape(word) for word in text.split())
    source = "".join(lines[start - 1 :])
    found = re.search(f"`\\s*{words}", source) if words else None
    return start + source.count("\n", 0, found.start()) if found else start
