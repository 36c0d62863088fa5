"""Elements of HTML that are written anew as a whole: tables, figures, lists, code, films."""

from __future__ import annotations

import re
from collections.abc import Callable

from bs4 import Tag

from extensions.tools.importing import blocks
from extensions.tools.importing.report import Teller
from extensions.tools.importing.stash import Stash


def plain(text: str) -> str:
    """Return *text* without tags."""
    return re.sub(r"<[^>]+>", "", text)


def dedented(text: str) -> str:
    """Return *text* without the indentation that all of its lines have."""
    lines = text.strip("\n").split("\n")
    least = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return "\n".join(line[least:] for line in lines)


class Wholes:
    """Writes whole elements; *markdown* writes what stands in them."""

    def __init__(self, markdown: Callable[[str], str], stash: Stash, tell: Teller) -> None:
        self.markdown = markdown
        self.stash = stash
        self.tell = tell

    def inner(self, element: Tag) -> str:
        """Return what stands in *element* as Markdown."""
        return self.markdown(element.decode_contents(formatter="minimal")).strip()

    def media(self, element: Tag) -> str:
        """Return a link to what an element would play."""
        source = element.get("src") or element.get("data") or ""
        inner = element.find("source")
        if not source and isinstance(inner, Tag):
            source = inner.get("src") or ""
        address = str(source)
        video = re.search(r"youtube(?:-nocookie)?\.com/embed/([\w-]+)", address)
        if video:
            address = f"https://www.youtube.com/watch?v={video[1]}"
        if address.startswith("//"):
            address = f"https:{address}"
        if not address:
            return ""
        title = str(
            element.get("title")
            or (
                "Video on YouTube"
                if video
                else "Recording"
                if element.name in ("video", "audio")
                else "What was shown here"
            )
        )
        self.tell.chose(f"a link in place of what <{element.name}> would show")
        return f"[{title}]({blocks.destination(address)})"

    def table(self, table: Tag) -> str:
        """Return a table."""
        rows = []
        for row in table.find_all("tr"):
            cells = []
            for cell in row.find_all(["td", "th"], recursive=False):
                text = " ".join(self.inner(cell).split())
                cells.append(re.sub(r"(?<!\\)\|", r"\\|", text))
                span = cell.get("colspan")
                if span and str(span).isdigit() and int(str(span)) > 1:
                    cells += [""] * (int(str(span)) - 1)
                if cell.get("rowspan") not in (None, "1"):
                    self.tell(
                        str(cell.get_text())[:30],
                        "a cell over several rows stands in the first of them",
                    )
            rows.append(cells)
        rows = [row for row in rows if row]
        if not rows:
            return ""
        width = max(map(len, rows))
        rows = [row + [""] * (width - len(row)) for row in rows]
        if not any(rows[0]):
            rows[0] = [cell or " " for cell in rows[0]]
        lines = [f"| {' | '.join(row)} |" for row in rows]
        caption = table.find("caption")
        text = "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])
        title = self.inner(caption) if isinstance(caption, Tag) else ""
        return blocks.block(f"{{table}} {title}", text) if title else text

    def figure(self, figure: Tag) -> str:
        """Return a figure with its caption."""
        images = figure.find_all("img")
        caption = figure.find("figcaption")
        said = self.inner(caption) if isinstance(caption, Tag) else ""
        if not images:
            if isinstance(caption, Tag):
                caption.extract()
            return f"{self.inner(figure)}\n\n{said}".strip()
        *others, last = [{key: str(value) for key, value in one.attrs.items()} for one in images]
        name = str(figure.get("id") or "")
        shown = [self.image(one) for one in others]
        alt = last.get("alt") or plain(said)
        return "\n\n".join(
            [*shown, blocks.figure(last.get("src", ""), alt, said, name, last.get("width", ""))]
        )

    def picture(self, picture: Tag) -> str:
        """Return the image of a picture."""
        image = picture.find("img")
        return (
            self.image({key: str(value) for key, value in image.attrs.items()})
            if isinstance(image, Tag)
            else ""
        )

    def image(self, given: dict[str, str]) -> str:
        """Return a picture with the attributes *given*."""
        source = given.get("src") or given.get("data-src") or ""
        if not source:
            return ""
        width = (
            given.get("width", "")
            or (re.findall(r"(?<!-)width:\s*(\d+(?:px|%)?)", given.get("style", "")) or [""])[0]
        )
        return blocks.figure(
            source,
            " ".join((given.get("alt") or given.get("title") or "").split()),
            "",
            width=width,
        )

    def pre(self, pre: Tag) -> str:
        """Return a block of code."""
        code = pre.find("code")
        classes = " ".join(
            map(
                str,
                [
                    *(pre.get("class") or []),
                    *((code.get("class") or []) if isinstance(code, Tag) else []),
                ],
            )
        )
        language = re.search(r"(?:language-|lang-|brush:\s*)([\w+-]+)", classes)
        text = self.stash.restore(pre.get_text()).strip("\n")
        ticks = "````" if "```" in text else "```"
        return self.stash.hold(f"{ticks}{language[1] if language else 'text'}\n{text}\n{ticks}")

    def quote(self, quote: Tag) -> str:
        """Return a quotation."""
        return "\n".join(blocks.prefixed(dedented(self.inner(quote)), "> "))

    def list(self, element: Tag) -> str:
        """Return a list."""
        lines = []
        for number, item in enumerate(element.find_all("li", recursive=False), 1):
            mark = "- " if element.name == "ul" else f"{number}. "
            inner = self.inner(item).split("\n")
            lines.append(
                mark
                + inner[0].strip()
                + "".join(
                    f"\n{' ' * len(mark)}{line}".rstrip() for line in inner[1:] if line.strip()
                )
            )
        return "\n".join(lines)

    def terms(self, element: Tag) -> str:
        """Return a list of terms."""
        parts = []
        for one in element.find_all(["dt", "dd"]):
            text = " ".join(self.inner(one).split())
            parts.append(text if one.name == "dt" else f": {text}\n")
        return "\n".join(parts).strip()
