"""Items of lists: each is made once, kept between builds, and put where it is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from extensions.doctree.fragments import html_builder, html_of_each
from extensions.doctree.links import links_from
from extensions.doctree.urls import led_from
from extensions.lib.cache import Cache
from extensions.lib.digest import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sphinx.application import Sphinx

    from extensions.doctree.links import Links

TOP = 2
HEADING = re.compile(rf"(</?)h{TOP}([ >])")
# A page at the root that all links lead away from.
AT_ROOT = "_"
# Some kilobytes each.
MOST = 60_000


@dataclass(frozen=True)
class Form:
    """How something is shown in lists: the ``name`` of that, and the nodes of a value.

    ``cut`` takes the item out of what is around it in the HTML of these.
    """

    name: str
    node: Callable[[Any, Links], nodes.Node]
    cut: Callable[[str], str] = str


class listed(nodes.General, nodes.Element):
    """Items that are the same on all pages: ``values``, which have a title, in a ``form``.

    If an item has a heading, that is of ``level``; it has no other.
    """


class Items:
    """Makes the items of all lists, and keeps them.

    ``made_by`` stands for all that an item is made of besides its value.
    """

    def __init__(self, app: Sphinx, made_by: str) -> None:
        self.app = app
        self.builder = html_builder(app)
        self.made_by = made_by
        path = Path(app.doctreedir) / f"items-{app.builder.name}.sqlite"
        self._kept: Cache[str] = Cache(path, MOST)
        self._html: dict[tuple[str, str], str] = {}

    def fill(self, page: str, content: list[nodes.Node]) -> list[nodes.Node]:
        """Return the *content* of *page* with its lists filled."""
        whole = nodes.container("", *content)
        for place in list(whole.findall(listed)):
            form: Form = place["form"]
            self._find(form, place["values"])
            html = "".join(
                self._item(page, form, value, place.get("level", TOP)) for value in place["values"]
            )
            place.replace_self(nodes.raw("", html, format="html"))
        return whole.children

    def close(self) -> None:
        """Close what is kept."""
        self._kept.close()

    def _item(self, page: str, form: Form, value: Any, level: int) -> str:
        """Return *value* as an item of a list on *page*, its title a heading of *level*."""
        html = self._html[form.name, value.title.docname]
        if level != TOP:
            html = HEADING.sub(rf"\1h{level}\2", html)
        return led_from("../" * page.count("/"), html) if "/" in page else html

    def _find(self, form: Form, values: Iterable[Any]) -> None:
        """See that there is an item for each of *values*."""
        wanted = {
            digest((self.made_by, form.name, value), value.title.docname): value
            for value in values
            if (form.name, value.title.docname) not in self._html
        }
        known = self._kept.get(wanted)
        new = {key: value for key, value in wanted.items() if key not in known}
        made = dict(zip(new, self._made(form, [*new.values()]), strict=True)) if new else {}
        if made:
            self._kept.put(made)
            self.app.emit("count", "list items", len(made))
        for key, value in wanted.items():
            self._html[form.name, value.title.docname] = (known | made)[key]

    def _made(self, form: Form, values: Sequence[Any]) -> list[str]:
        """Return the items of *values*, made all at once: that is much sooner."""
        links = links_from(AT_ROOT, self.builder)
        items = [form.node(value, links) for value in values]
        return [form.cut(html) for html in html_of_each(items, AT_ROOT, self.builder)]
