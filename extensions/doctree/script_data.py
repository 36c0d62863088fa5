"""What a script of the page is told of a block of code: attributes of its HTML.

They are of the block at its place: what shows the block elsewhere leaves them out.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils import nodes

ATTRIBUTE = "script_data"
WRITTEN = re.compile(r' data-run(?:-[a-z]+)?="[^"]*"')


def tell(node: nodes.Element, data: Mapping[str, str]) -> None:
    """Tell the script of the page the *data* of *node*, by names that begin with "run"."""
    node[ATTRIBUTE] = "".join(f' data-{name}="{escape(value)}"' for name, value in data.items())


def told_of(node: nodes.Element) -> str:
    """Return what the script is told of *node*, as HTML behind the name of a tag."""
    return str(node.get(ATTRIBUTE, ""))


def without(html: str) -> str:
    """Return *html* without what scripts are told."""
    return WRITTEN.sub("", html) if " data-run" in html else html
