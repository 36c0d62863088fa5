"""What shorts can be chosen by on the wall: words, track, topic and tag, and their order.

Without script a choice is a link to the page that lists what has the term; with script it
narrows the wall.
"""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from extensions import entries
from extensions.catalog.domain import catalog_of
from extensions.frontmatter import slugify

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

    from extensions.catalog.domain import Entry

# In the order in which they are shown: from the widest to the narrowest.
FACETS = {"track": "Track", "topic": "Topic", "tag": "Tag"}
ORDERS = {
    "": "Best, then newest",
    "newest": "Newest first",
    "oldest": "Oldest first",
    "title": "Title",
}

# Key, title and number of shorts of each term, by facet.
Choices = dict[str, list[tuple[str, str, int]]]


def terms_of(env: BuildEnvironment, short: Entry, facet: str) -> tuple[str, ...]:
    """Return the keys of *facet* that *short* has."""
    if facet == "tag":
        return short.tags
    if facet == "topic":
        one = getattr(short.record, "topic", None)
    else:
        one = catalog_of(env).track_of(short)
    return (one,) if one else ()


def choices(env: BuildEnvironment, shorts: Iterable[Entry]) -> Choices:
    """Return the terms that *shorts* have, by title, with how many have each."""
    shorts = list(shorts)
    found: Choices = {}
    for facet in FACETS:
        counted = Counter(key for short in shorts for key in terms_of(env, short, facet))
        rows = [(key, entries.term_title(env, facet, key), n) for key, n in counted.items()]
        found[facet] = sorted(rows, key=lambda row: (row[1].casefold(), row[0]))
    return found


class wall_form(nodes.General, nodes.Element):
    """The form above the cards; its attributes are plain values.

    ``choices`` is by facet a list of (key, title, number of shorts, address of its page),
    ``total`` the number of all shorts, ``root`` the address of the folder of the files,
    ``suffix`` how the name of a card ends in an address.
    """


def visit_wall_form(self: HTML5Translator, node: wall_form) -> None:
    """Write the form."""
    attributes = {"data-root": node["root"], "data-suffix": node["suffix"], "role": "search"}
    attributes["aria-label"] = "Shorts"
    self.body.append(self.starttag(node, "form", CLASS="wall-form", **attributes))
    self.body.append(FIELDS.format(orders="".join(map(_order, ORDERS.items()))))
    self.body.append('<div class="facets">\n')
    self.body += [_facet(facet, rows) for facet, rows in node["choices"].items() if rows]
    self.body.append(f'</div>\n<p class="wall-count facts">{counted(node["total"])}</p>\n</form>\n')
    raise nodes.SkipNode


FIELDS = """\
<div class="wall-fields">
<p><label for="wall-words">Words</label>
<input id="wall-words" name="q" type="search" autocomplete="off" spellcheck="false"></p>
<p><label for="wall-order">Order</label>
<select id="wall-order" name="sort">{orders}</select></p>
</div>
"""


def counted(total: int) -> str:
    """Return how many shorts there are, in words."""
    return "1 short" if total == 1 else f"{total:,} shorts"


def _order(order: tuple[str, str]) -> str:
    return f'<option value="{order[0]}">{order[1]}</option>'


def _facet(facet: str, rows: list[tuple[str, str, int, str]]) -> str:
    items = "\n".join(_choice(*row) for row in rows)
    head = f'<summary>{FACETS[facet]}<span class="chosen"></span></summary>'
    return f'<details data-facet="{facet}">{head}\n<ul>\n{items}\n</ul>\n</details>\n'


def _choice(key: str, title: str, count: int, address: str) -> str:
    return (
        f'<li><a data-key="{escape(slugify(key))}" href="{escape(address)}">'
        f'<bdi>{escape(title)}</bdi> <span class="count">{count}</span></a></li>'
    )


def register(app: Sphinx) -> None:
    """Register the form."""
    app.add_node(wall_form, html=(visit_wall_form, None))
