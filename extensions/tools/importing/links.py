"""Links: to other pages by their labels, to files beside the page, to other sites as they are."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote

from extensions.doctree.markdown.walk import ADDRESS
from extensions.lib.slugs import slugify
from extensions.markup.guard.addresses import is_refused, scheme_of
from extensions.tools.importing import blocks
from extensions.tools.importing.addresses import is_listing, key_of
from extensions.tools.importing.labels import link_to
from extensions.tools.importing.pages import Page, Site
from extensions.tools.importing.pictures import SHOWN, Pictures, joined
from extensions.tools.importing.references import written_out
from extensions.tools.importing.report import Teller
from extensions.tools.importing.stash import OPEN, Stash

TEXT = r"(?P<text>(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*\])*)"
REST = (
    r"\(\s*(?P<dest><[^<>\n]*>|(?:[^\s()<>]|\((?:[^\s()]|\([^\s()]*\))*\))*)(?:\s+"
    r"(?P<title>\"(?:[^\"\\]|\\.)*\"|'[^']*'|\([^()]*\)))?"
    r"(?:\s+=(?P<size>\d+)x?\d*)?\s*\)(?P<given>\{[^{}\n]*\})?"
)
PICTURE = re.compile(rf"!\[{TEXT}\]{REST}")
LINK = re.compile(rf"(?<!!)\[{TEXT}\]{REST}")
BLOCK = re.compile(r"^(?P<head>[ \t]*:{3,}\{(?:figure|image)\}[ \t]+)(?P<path>\S.*?)[ \t]*$", re.M)
GONE = re.compile("\ue025([^\n]*)\n(?:[ \t]*:[\\w-]+:[^\n]*\n)*(?:[ \t]*\n)?")
LABEL = re.compile(r"(?!(?:https?|mailto|doc|wiki|post|ftp|tel):)[A-Za-z][\w:-]*")
# A host without its scheme, which elsewhere leads nowhere.
DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+(?:com|org|net|io|co|dev|edu|ai|app|me)(?:/|$)", re.I)
SCHEMES = {"http", "https", "mailto", "ftp", "tel"}
INNER = re.compile("\\[([^\\[\\]]*)(?:\ue000\\d+\ue001|\\]\\([^()]*\\))")
AUTO = re.compile(r"<(?P<address>(?:https?|mailto|ftp):[^<>\s]+|[\w.+-]+@[\w-]+\.[\w.-]+)>")


class Links:
    """The links and pictures of one page."""

    def __init__(
        self,
        site: Site,
        page: Page,
        pictures: Pictures,
        addresses: dict[str, Page],
        stash: Stash,
        tell: Teller,
    ) -> None:
        self.site, self.page, self.pictures = site, page, pictures
        self.addresses, self.stash, self.tell = addresses, stash, tell

    def markdown(self, text: str) -> str:
        """Return *text* with its links in our form, and those that are ready out of reach."""
        text = written_out(text)
        text = BLOCK.sub(self._block, text)
        text = self._captioned(text)
        # What is no figure any more has none of its options.
        text = GONE.sub(r"\1\n", text)
        text = PICTURE.sub(self._picture, text)
        for _ in range(2):
            text = LINK.sub(self._link, text)
        text = AUTO.sub(lambda one: self.stash.hold(one[0]), text)
        text = re.sub(r"<((?:doc|wiki):[^<>\n]+)>", r"\1", text)
        return ADDRESS.sub(self._bare, text)

    def _bare(self, one: re.Match[str]) -> str:
        return self._held(one[0], "<>" if "://" in one[0] else "<https://>")

    def _held(self, address: str, marks: str) -> str:
        """Return *address*, between *marks*, out of reach; what was taken out is no part of it."""
        address, mark, rest = address.partition(OPEN)
        return self.stash.hold(f"{marks[:-1]}{address}{marks[-1:]}") + mark + rest

    def _captioned(self, text: str) -> str:
        """Return *text* with pictures that stand alone and have a label as figures."""
        pattern = re.compile(rf"^(?P<before>[ \t]*){PICTURE.pattern}[ \t]*$", re.M)

        def one(match: re.Match[str]) -> str:
            given = match["given"] or ""
            name = re.search(r"#([\w-]+)", given)
            if not name:
                return match[0]
            alt = re.search(r"fig-alt=\"([^\"]*)\"", given)
            width = re.search(r"width=\"?([\w%.]+)", given)
            made = blocks.figure(
                match["dest"].strip("<>"),
                alt[1] if alt else re.sub(r"[*`\[\]]", "", match["text"]),
                match["text"],
                name[1],
                width[1] if width else "",
            )
            lines = blocks.prefixed(made, match["before"])
            return f"\n{BLOCK.sub(self._block, chr(10).join(lines))}\n"

        return pattern.sub(one, text)

    def _block(self, one: re.Match[str]) -> str:
        """Return the head of a figure, its path as a file beside the page."""
        address = one["path"].strip("<>")
        path = self.pictures.place(address, self.page, self.tell)
        alt = slugify(PurePosixPath(address).stem).replace("-", " ")
        if not path:
            head = (
                one["head"]
                .replace(
                    "{figure}",
                    f"{{admonition}} [{alt or 'Picture'}](<{address}>)"
                    if "//" in address
                    else f"{{admonition}} {alt or 'Picture'}",
                )
                .replace("{image}", "{admonition} Picture")
            )
            return "\ue025" + head.rstrip()
        after = one.string[one.end() :].split("\n\n")[0]
        has_alt = re.match(r"(?:\n[ \t]*:[\w-]+:.*)*\n[ \t]*:alt:[ \t]*\S", after)
        indent = one["head"][: len(one["head"]) - len(one["head"].lstrip())]
        return f"{one['head']}{path}" + ("" if has_alt else f"\n{indent}:alt: {alt}")

    def _picture(self, one: re.Match[str]) -> str:
        address = one["dest"].strip("<>").strip()
        title = (one["title"] or "").strip("\"'()")
        alt = " ".join((one["text"] or title).split()) or _said(address)
        if not one["text"].strip() and address:
            self.tell.chose(
                "pictures without a description are described by the name of their file"
            )
        if not address:
            return one["text"]
        path = (
            self.pictures.place(address, self.page, self.tell)
            if SHOWN.search(address.split("?")[0])
            or not re.search(r"\.(?:mp4|webm|mov|mp3|ogg|pdf)$", address, re.I)
            else ""
        )
        if not path:
            is_remote = "//" in address
            shown = alt.replace("![", "[")
            return (
                f"[{shown}]({f'<{address}>' if not is_remote else address})"
                if is_remote
                or (self.pictures.find(address, self.page) and not SHOWN.search(address))
                else shown
            )
        width = re.search(r"width=[\"']?(\d+(?:\.\d+)?(?:px|%|em)?)", one["given"] or "") or (
            re.match(r"(\d+)", one["size"] or "")
        )
        given = f'{{width="{blocks.size(width[1])}"}}' if width and blocks.size(width[1]) else ""
        return self.stash.hold(f"![{_plain(alt, self.stash)}]({path}){given}")

    def _link(self, one: re.Match[str]) -> str:
        text, address = one["text"], one["dest"].strip("<>").strip()
        if address.startswith("\ue030"):
            return one[0]
        title = f" {one['title']}" if one["title"] else ""
        if not address:
            return text
        # An address that is the text of a link is no other link.
        text = ADDRESS.sub(lambda found: self._held(found[0], ""), text)
        if "![" not in text:
            # No link stands in a link: the outer one does.
            text = INNER.sub(r"\1", text)
        if re.fullmatch(r"\(.*\)", address):
            address = address[1:-1]
        if re.match(r"[\w.+-]+@[\w-]+\.\w+$", address):
            address = f"mailto:{address}"
        is_myst = self.page.dialect in ("ablog", "book", "notebook")
        if is_myst and LABEL.fullmatch(address) and not self.target(address):
            # In MyST a label is an address.
            return f"[{text}]({link_to('', address)})"
        if DOMAIN.match(address) and not self.target(address):
            address = f"https://{address}"
        if is_refused(address):
            self.tell(address, f"the address {address[:60]} may not be linked: its text stands")
            return text
        page_address, _, anchor = address.partition("#")
        for host in sorted(self.site.hosts, key=len, reverse=True):
            if page_address.startswith(host):
                page_address = page_address.removeprefix(host) or "/"
        if re.match(r"(?:[a-z][a-z0-9+.-]*:|//)", page_address, re.I) and not re.match(
            r"(?:post|wiki|doc):", page_address
        ):
            whole = f"https:{address}" if address.startswith("//") else address
            if scheme_of(whole) not in SCHEMES:
                self.tell(address, f"the address {address[:60]} is of no kind that can be linked")
                return text
            return f"[{text}" + self.stash.hold(f"]({_safe(whole)}{title})")
        if not page_address:
            return f"[{text}]({link_to('', unquote(anchor))})" if anchor else text
        return self._inside(one, text, page_address, unquote(anchor))

    def _inside(self, one: re.Match[str], text: str, address: str, anchor: str) -> str:
        """Return a link within the site: to a page, else to a file, else its text."""
        if page := self.target(address):
            return f"[{text}]({link_to(page.file, anchor)})"
        path = self.pictures.offer(re.sub(r"^(?:post|wiki|doc):", "", address), self.page)
        if path and not re.search(r"\.(?:md|qmd|rst|ipynb|html?)$", path):
            shown = (
                re.sub(r"!\[([^\]]*)\].*", r"\1", self.stash.restore(text))
                .replace("`", "")
                .replace("<", "")
                .replace(">", "")
            )
            return self.stash.hold(f"{{download}}`{shown or PurePosixPath(path).name} <{path}>`")
        self.tell(
            re.sub(r"^(?:post|wiki|doc):", "", address),
            f'the link leads to "{address}", which is no page of what was imported: its text '
            f"stands",
            person=not (is_listing(address) or re.match(r"doc:[\w.-]+:", address)),
        )
        return text or f"`{address}`"

    def target(self, address: str) -> Page | None:
        """Return the page that *address* leads to from this one."""
        kind = re.match(r"(post|wiki|doc):", address)
        path = unquote(address[kind.end() :] if kind else address)
        places = [joined(str(self.page.folder), path)] if not path.startswith("/") else []
        places += [joined(folder, path) for folder in self.site.static]
        if not path.startswith("/") and not kind:
            # As from the address of the page, which may end in a slash.
            for own in self.page.meta.addresses:
                places += [joined(own, path), joined(str(PurePosixPath(own).parent), path)]
        places.append(path)
        for place in places:
            if not place and path.strip("/."):
                # It leads out of the source, and not to the first page.
                continue
            if page := self.addresses.get(key_of(place)):
                return page
        return (
            self.addresses.get(f"*{key_of(PurePosixPath(path).name)}")
            if kind or re.search(r"\.(?:md|qmd|ipynb|rst)$", path) or "/" not in path
            else None
        )


def _safe(address: str) -> str:
    return f"<{address}>" if re.search(r"[\s()]", address) else address


def _plain(text: str, stash: Stash) -> str:
    """Return the description *text* of a picture; what is set as code in it stays as words."""
    return re.sub(r"[\[\]]", "", stash.restore(text).replace("`", "").replace("$", ""))


def _said(address: str) -> str:
    return (
        slugify(PurePosixPath(unquote(address.split("?")[0])).stem).replace("-", " ") or "Picture"
    )
