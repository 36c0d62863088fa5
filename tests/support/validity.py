"""Whether a page is HTML."""

from __future__ import annotations

import html5lib
from html5lib.constants import E


def html_faults(text: str) -> list[str]:
    """Return where and why the parser of HTML stumbles over the page *text*."""
    parser = html5lib.HTMLParser()
    parser.parse(text)
    return [f"line {line}: {E[code] % known}" for (line, _), code, known in parser.errors]
