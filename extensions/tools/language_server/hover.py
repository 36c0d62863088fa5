"""What an editor tells of what stands at the cursor."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from extensions.model.frontmatter import Kind
from extensions.model.frontmatter.schema import TABLES
from extensions.tools.language_server.excerpt import excerpt
from extensions.tools.language_server.occurrences import (
    Occurrence,
    Role,
    end_of_front_matter,
    key_at,
    occurrences,
)
from extensions.tools.language_server.site import Site

WORD = re.compile(r"\\[A-Za-z]+|[\w-]+")


def at_cursor(lines: Sequence[str], line: int, column: int) -> Occurrence | None:
    """Return the label or key at *line* and *column* of *lines*, both from 0, if there is one."""
    found = (one for one in occurrences("\n".join(lines)) if one.line == line)
    return next((one for one in found if one.start <= column <= one.end), None)


def hover(
    site: Site,
    lines: Sequence[str],
    line: int,
    column: int,
    kind: Kind,
    read: Callable[[Path], Sequence[str]],
) -> str | None:
    """Return Markdown on what stands at *line* and *column* of *lines*, a page of *kind*.

    *read* gives the lines of a source.
    """
    found = at_cursor(lines, line, column)
    if found and found.role is Role.CITES:
        entry = site.citations.get(found.name)
        return f"```bibtex\n{entry.text}\n```" if entry else None
    if found:
        target = site.target(found.name)
        if target is None:
            return None
        return f"**{target.describe()}**\n\n{excerpt(read(target.path), target.line)}"
    words = WORD.finditer(lines[line]) if line < len(lines) else iter(())
    word = next((one[0] for one in words if one.start() <= column <= one.end()), "")
    if word in site.macros:
        return f"`{word}` is `{site.macros[word]}`"
    return _of_front_matter(site, lines, line, word, kind)


def _of_front_matter(
    site: Site, lines: Sequence[str], line: int, word: str, kind: Kind
) -> str | None:
    if not 0 < line < end_of_front_matter(lines):
        return None
    key = key_at(lines, line)
    row, term = TABLES[kind].get(word), site.terms.get(key, {}).get(word)
    if term:
        return f"**{term.title}**: {term.line}"
    return f"{row.meaning}\n\n`{word}: {row.example}`" if row and word == key else None
