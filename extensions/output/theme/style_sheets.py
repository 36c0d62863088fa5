"""Style sheets joined into one: their order kept, their addresses from where the whole stands."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from rcssmin import cssmin

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# In quotes or bare; not one that begins with a scheme, at the root, or within the page.
ADDRESS = re.compile(r"""url\(\s*(["']?)(?![\w+.-]+:|[/#])([^"')]+?)\s*\1\s*\)""", re.IGNORECASE)
CHARSET = re.compile(r"@charset[^;]*;", re.IGNORECASE)
CONTAINER = re.compile(r"@container\b")
# What has to stand before all rules of its file.
FIRST = re.compile(r"@(?:import|namespace)\b", re.IGNORECASE)


def join_sheets(names: Sequence[str], read: Callable[[str], str]) -> str:
    """Return the sheets *names*, paths from the folder of the whole, as the text of one.

    Raises:
        ValueError: one of them has a rule that has to stand first.
    """
    return "\n".join(moved(minified(plain(name, read(name))), name) for name in names)


def minified(text: str) -> str:
    """Return *text* without comments and blanks.

    >>> minified("@container (width < 9em) { .a :is(b, c) { color: red } }")
    '@container (width < 9em){.a :is(b,c){color:red}}'
    """
    # In a rule that it does not know, rcssmin takes " :is" for the colon of a declaration.
    known = CONTAINER.sub("@media --container", text)
    return str(cssmin(known)).replace("@media --container", "@container")


def plain(name: str, text: str) -> str:
    """Return *text* without the name of its encoding, which is that of all.

    Raises:
        ValueError: it has a rule that has to stand first.
    """
    if FIRST.search(text):
        raise ValueError(f"{name}: a rule that has to stand first")
    return CHARSET.sub("", text, count=1)


def moved(text: str, name: str) -> str:
    """Return *text*, the sheet *name*, its addresses relative to the joined file.

    >>> moved("a{mask:url(b.svg)}", "styles/a.css")
    'a{mask:url(styles/b.svg)}'
    """
    folder = PurePosixPath(name).parent
    if folder == PurePosixPath():
        return text
    return ADDRESS.sub(lambda match: f"url({match[1]}{folder / match[2]}{match[1]})", text)
