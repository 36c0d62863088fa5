"""Write figures, pictures and tables in Typst's markup."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes

from extensions.output.books.typst_base import TypstBase
from extensions.output.books.typst_math import quoted

VIEW_BOX = re.compile(r'viewBox="\s*[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')
# The width of the text, and how large a unit of a drawing is: its labels are then 9 pt high.
COLUMN, UNIT = 419.0, 0.84


class FigureTranslator(TypstBase):
    """Writes what has a caption or may have one."""

    def visit_figure(self, node: nodes.figure) -> None:
        """Write a figure with its caption."""
        names = self.ids(node)
        captions = (nodes.caption, nodes.legend)
        pictures = self.inner(one for one in node if not isinstance(one, captions))
        caption = "".join(
            self.inner(one.children) if isinstance(one, nodes.caption) else self._legend(one)
            for one in node
            if isinstance(one, captions)
        )
        number = self._number(node)
        head = f"#strong[#{quoted(number)};] " if number else ""
        self.add(f'#captioned("figure", [{head}{caption}], [{pictures}]){self.label(names)}\n')
        raise nodes.SkipNode

    def _legend(self, node: nodes.Element) -> str:
        return "".join(
            f" {self.inner(part.children)}" for part in node if isinstance(part, nodes.Element)
        )

    def _number(self, node: nodes.Element) -> str:
        """Return kind and number of what has a caption."""
        kind = self.env.domains.standard_domain.get_enumerable_node_type(node)
        numbers = self.env.toc_fignumbers.get(self.docname, {}).get(kind or "", {})
        number = numbers.get(node["ids"][0]) if node["ids"] else None
        if not kind or not number:
            return ""
        return str(self.env.config.numfig_format[kind] % ".".join(map(str, number)))

    def visit_drawing(self, node: nodes.Element) -> None:
        """Write a drawing, which is a file beside the chapter."""
        svg = node["svg"]
        name = f"{self.docname.replace('/', '-')}-{len(self.pictures)}.svg"
        self.pictures[name] = svg
        box = VIEW_BOX.search(svg)
        width = min(float(box[1]) * UNIT, COLUMN) if box else COLUMN
        self._picture(name, f"{width:.1f}pt", node["alt"])

    def visit_image(self, node: nodes.image) -> None:
        """Write an image."""
        name = self.images.get(node["uri"], "")
        if name:
            self._picture(name, "auto", node.get("alt", ""))
        raise nodes.SkipNode

    def _picture(self, name: str, width: str, alt: str) -> None:
        path = quoted(f"/{name}")
        if alt:
            self.add(f"#drawn({path}, {width}, {quoted(alt)});")
        else:
            self.add(f"#ornament({path}, {width});")
        raise nodes.SkipNode

    def visit_table(self, node: nodes.table) -> None:
        """Write a table; its title stands over it."""
        names = self.ids(node)
        titles = [one for one in node if isinstance(one, nodes.title)]
        group: Any = next(one for one in node if isinstance(one, nodes.tgroup))
        columns = sum(isinstance(one, nodes.colspec) for one in group)
        head = "".join(self._rows(one) for one in group if isinstance(one, nodes.thead))
        rows = "".join(self._rows(one) for one in group if isinstance(one, nodes.tbody))
        header = f"table.header({head}), " if head else ""
        count = sum(1 for _row in node.findall(nodes.row))
        table = f"#tabled({count}, table(columns: {columns}, {header}{rows}))"
        number = self._number(node)
        caption = "".join(self.inner(one.children) for one in titles)
        if caption or number:
            text = f"#strong[#{quoted(number)};] {caption}" if number else caption
            self.add(f'#captioned("table", figure.caption(position: top)[{text}], [{table}])')
            self.add(f"{self.label(names)}\n")
        else:
            self.add("".join(f"#at({quoted(name)});" for name in names) + f"{table}\n\n")
        raise nodes.SkipNode

    def _rows(self, group: nodes.Element) -> str:
        cells = []
        for row in group:
            for entry in row.children if isinstance(row, nodes.Element) else ():
                if not isinstance(entry, nodes.entry):
                    continue
                given = [
                    f"{name}: {entry[key] + 1}, "
                    for name, key in (("colspan", "morecols"), ("rowspan", "morerows"))
                    if entry.get(key)
                ]
                if "text-right" in entry["classes"]:
                    given.append("align: end, ")
                text = self.inner(entry.children).strip()
                text = f"#strong[{text}]" if isinstance(group, nodes.thead) else text
                cells.append(f"table.cell({''.join(given)})[{text}], ")
        return "".join(cells)
