"""HTML in Markdown: what has a form here takes it, of the rest the text stays."""

from __future__ import annotations

import re
from collections.abc import Callable

from bs4 import BeautifulSoup, Tag

from extensions.doctree.markdown.html import NAMES
from extensions.tools.importing import blocks, phrases
from extensions.tools.importing.report import Teller
from extensions.tools.importing.stash import Stash
from extensions.tools.importing.whole_elements import Wholes

WHOLE = (
    "table",
    "figure",
    "video",
    "audio",
    "iframe",
    "object",
    "embed",
    "script",
    "style",
    "svg",
    "picture",
    "pre",
    "ul",
    "ol",
    "dl",
    "form",
    "noscript",
    "canvas",
    "blockquote",
)
HIDDEN = "\ue020"
DESTINATION = re.compile(r"\]\(<(?=[^<>\n]*>)")
BLOCKS = {
    "div",
    "p",
    "center",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "nav",
    "aside",
    "hgroup",
    "address",
}
# Those that are told of in a page, and others that mean nothing here either.
TAGS = sorted(
    NAMES
    | {"header", "footer", "address", "hgroup", "noscript", "time", "iframe", "col", "colgroup"},
    key=len,
    reverse=True,
)
TAG = re.compile(
    rf"</?(?P<name>{'|'.join(TAGS)})\b(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*)>", re.I
)


class Elements:
    """Writes the HTML of one page as Markdown."""

    def __init__(self, stash: Stash, tell: Teller, files: dict[str, bytes]) -> None:
        self.stash = stash
        self.tell = tell
        # Drawings that stand in the text become files, by their names.
        self.files = files
        self.whole = Wholes(self.markdown, stash, tell)

    def markdown(self, text: str) -> str:
        """Return *text* without tags."""
        if "<" not in text:
            return text
        # "</code/x>" and "<img.png>" may be where a link leads, and no tags.
        text = DESTINATION.sub(f"]({HIDDEN}", text)
        return self._without_tags(text).replace(HIDDEN, "<")

    def _without_tags(self, text: str) -> str:
        text = phrases.details(text)
        for name in WHOLE:
            text = self._wholes(text, name)
        text = re.sub(
            r"<img\b(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^>\"'])*)/?>",
            lambda one: self.whole.image(phrases.attributes(one["rest"])),
            text,
            flags=re.I | re.S,
        )
        text = re.sub(
            r"<a\b(?P<rest>[^>]*)>(?P<inner>.*?)</a>", self._link, text, flags=re.I | re.S
        )
        text = phrases.marked(text, self.stash)
        text = phrases.headings(text)
        return TAG.sub(self._left, text)

    def _wholes(self, text: str, name: str) -> str:
        """Return *text* with the elements *name* written anew, the outermost of them whole."""
        out, at = [], 0
        pattern = re.compile(
            rf"<(?P<end>/?){name}\b(?:\"[^\"]*\"|'[^']*'|[^>\"'])*?(?P<alone>/?)>", re.I
        )
        for opened in pattern.finditer(text):
            if opened.start() < at or opened["end"]:
                continue
            depth, end = 0, 0
            for one in pattern.finditer(text, opened.start()):
                depth += -1 if one["end"] else 0 if one["alone"] else 1
                if depth <= 0:
                    end = one.end()
                    break
            if not end:
                # Nothing closes it.
                end = opened.end() if name in ("embed",) else 0
                if not end:
                    continue
            line = text[: opened.start()].rpartition("\n")[2]
            made = self._whole(text[opened.start() : end], name)
            in_line = bool(line.strip()) and "\n" not in made
            prefix = re.match(r"[ \t>]*", line)[0] if not line.strip(" \t>") else ""  # type: ignore[index]
            put = (
                made
                if in_line
                else "\n"
                + "\n".join(blocks.prefixed(made, prefix)).removeprefix(
                    prefix if not line.strip() or ">" in line else ""
                )
                + "\n"
            )
            out += [
                text[at : opened.start()],
                put if in_line else f"\n{prefix}{put.strip(chr(10))}\n\n",
            ]
            at = end
        return "".join([*out, text[at:]])

    def _whole(self, html: str, name: str) -> str:
        if name == "svg":
            drawing = self.stash.restore(html)
            if "xmlns=" not in drawing:
                drawing = drawing.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
            name = f"drawing-{len(self.files) + 1}.svg"
            self.files[name] = drawing.encode()
            return f"![A drawing]({name})"
        if name == "style":
            self.tell.chose("styles within a page left out: the site has its own")
            return ""
        if name in ("script", "form", "noscript", "canvas"):
            shown = " ".join(self.stash.restore(html).split())
            if name == "script" and (
                gist := re.search(
                    r"src=[\"'](https://gist\.github\.com/[\w/.-]+?)(?:\.js)?[\"'?]", shown
                )
            ):
                return f"[Code on GitHub]({gist[1]})"
            self.tell(html, f"<{name}> is left out, as nothing here runs it: {shown[:60]}")
            return ""
        # Cells and rows of tables need not be closed, which only lxml knows.
        soup = BeautifulSoup(html, "lxml" if name == "table" else "html.parser")
        element = soup.find(name)
        if not isinstance(element, Tag):
            return html
        write: dict[str, Callable[[Tag], str]] = {
            "table": self.whole.table,
            "figure": self.whole.figure,
            "picture": self.whole.picture,
            "pre": self.whole.pre,
            "dl": self.whole.terms,
            "blockquote": self.whole.quote,
        }
        if name in ("ul", "ol"):
            return self.whole.list(element)
        if name in write:
            return write[name](element)
        return self.whole.media(element)

    def _link(self, one: re.Match[str]) -> str:
        given = phrases.attributes(one["rest"])
        inner = (
            " ".join(one["inner"].split()) if "\n\n" not in one["inner"] else one["inner"].strip()
        )
        if "href" not in given:
            name = given.get("name") or given.get("id")
            alone = not one.string[: one.start()].rpartition("\n")[2].strip() and one.string[
                one.end() : one.end() + 1
            ] in ("", "\n")
            return f"(^{name})=\n{inner}".rstrip() if name and alone else inner
        return f"[{inner}]({blocks.destination(given['href'])})" if inner else ""

    def _left(self, one: re.Match[str]) -> str:
        name = one["name"].lower()
        if name == "br":
            in_row = "|" in one.string[: one.start()].rpartition("\n")[2]
            return " " if in_row or one.string[one.end() : one.end() + 1] in ("", "\n") else "\\\n"
        if name in BLOCKS:
            identifier = (
                phrases.attributes(one["rest"]).get("id") if not one[0].startswith("</") else None
            )
            mark = f"(^{identifier})=\n" if identifier else ""
            return (
                f"\n\n{mark}"
                if not one.string[: one.start()].rpartition("\n")[2].strip()
                else "\n\n"
                if one[0].startswith("</")
                else ""
            )
        self.tell.chose(f"<{name}> left out; its text stands")
        return ""
