"""What shorts can be chosen by on the wall: words, track, topic and tag, and their order.

Without script a choice is a link to the page that lists what has the term; with script it
narrows the wall.
"""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from extensions.doctree.translation import _, ngettext
from extensions.features.terms import term_title
from extensions.model.catalog.domain import catalog_of
from extensions.model.frontmatter import slugify

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

    from extensions.model.catalog.domain import Entry

# In the order in which they are shown: from the widest to the narrowest.
FACETS = ("track", "topic", "tag")

# Each facet with its terms: the key, the title and the number of shorts of each.
Choices = tuple[tuple[str, tuple[tuple[str, str, int], ...]], ...]


def terms_of(env: BuildEnvironment, short: Entry, facet: str) -> tuple[str, ...]:
    """Return the keys of *facet* that *short* has."""
    if facet == "tag":
        return short.tags
    term = short.as_short.topic if facet == "topic" else catalog_of(env).track_of(short)
    return (term,) if term else ()


def choices(env: BuildEnvironment, shorts: Iterable[Entry]) -> Choices:
    """Return the terms of each facet that *shorts* have, sorted by title, with their numbers."""
    shorts = list(shorts)
    found = []
    for facet in FACETS:
        counts = Counter(key for short in shorts for key in terms_of(env, short, facet))
        rows = [(key, term_title(env, facet, key), n) for key, n in counts.items()]
        found.append((facet, tuple(sorted(rows, key=lambda row: (row[1].casefold(), row[0])))))
    return tuple(found)


class wall_form(nodes.General, nodes.Element):
    """The form above the cards; its attributes are plain values.

    ``choices`` is by facet a list of (key, title, number of shorts, address of its page),
    ``total`` the number of all shorts, ``root`` the address of the folder of the files,
    ``suffix`` how the name of a card ends in an address.
    """


def visit_wall_form(self: HTML5Translator, node: wall_form) -> None:
    """Write the form."""
    attributes = {"data-root": node["root"], "data-suffix": node["suffix"], "role": "search"}
    attributes["aria-label"] = _("Shorts")
    self.body.append(self.starttag(node, "form", CLASS="wall-form", **attributes))
    self.body.append(
        FIELDS.format(
            orders="".join(map(_order, orders().items())), words=_("Words"), order=_("Order")
        )
    )
    self.body.append('<div class="facets">\n')
    self.body += [_facet(facet, rows) for facet, rows in node["choices"].items() if rows]
    self.body.append(f'</div>\n<p class="wall-count facts">{counted(node["total"])}</p>\n</form>\n')
    raise nodes.SkipNode


FIELDS = """\
<div class="wall-fields">
<p><label for="wall-words">{words}</label>
<input id="wall-words" name="q" type="search" autocomplete="off" spellcheck="false"></p>
<p><label for="wall-order">{order}</label>
<select id="wall-order" name="sort">{orders}</select></p>
</div>
"""


def orders() -> dict[str, str]:
    """Return the orders of the wall by their names in its address."""
    return {
        "": _("Best, then newest"),
        "newest": _("Newest first"),
        "oldest": _("Oldest first"),
        "title": _("Title"),
    }


def facet_title(facet: str) -> str:
    """Return what *facet* is called."""
    return {"track": _("Track"), "topic": _("Topic"), "tag": _("Tag")}[facet]


def counted(total: int) -> str:
    """Return how many shorts there are, in words."""
    return ngettext("{count} short", "{count} shorts", total)


def _order(order: tuple[str, str]) -> str:
    return f'<option value="{order[0]}">{order[1]}</option>'


def _facet(facet: str, rows: list[tuple[str, str, int, str]]) -> str:
    items = "\n".join(_choice(*row) for row in rows)
    head = f'<summary>{facet_title(facet)}<span class="chosen"></span></summary>'
    return f'<details data-facet="{facet}">{head}\n<ul>\n{items}\n</ul>\n</details>\n'


def _choice(key: str, title: str, count: int, address: str) -> str:
    return (
        f'<li><a data-key="{escape(slugify(key))}" href="{escape(address)}">'
        f'<bdi>{escape(title)}</bdi> <span class="count">{count}</span></a></li>'
    )


def register(app: Sphinx) -> None:
    """Register the form."""
    app.add_node(wall_form, html=(visit_wall_form, None))
