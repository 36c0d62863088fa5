"""Pictures and other files that pages show or offer: found, mended and put beside the page."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Callable
from pathlib import PurePosixPath
from urllib.error import URLError
from urllib.parse import unquote, urlsplit

from extensions.lib.slugs import slugify
from extensions.markup.guard.mending import mended
from extensions.tools.importing.pages import Output, Page, Site
from extensions.tools.importing.report import Teller

KINDS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif", b"RIFF": "webp"}
SHOWN = re.compile(r"\.(png|jpe?g|gif|svg|webp|avif|bmp|tiff?|ico)$", re.I)
Fetch = Callable[[str], bytes | None]


def fetched(address: str) -> bytes | None:
    """Return what is at *address*; nothing where there is no network."""
    request = urllib.request.Request(address, headers={"User-Agent": "Mozilla/5.0 (import)"})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            content: bytes = answer.read(20_000_000)
    except (URLError, OSError, ValueError):
        return None
    return content


class Pictures:
    """The files that the pages of *site* show, and where they go in *output*."""

    def __init__(self, site: Site, output: Output, fetch: Fetch | None) -> None:
        self.site = site
        self.output = output
        self.fetch = fetch
        self.by_name: dict[str, list[str]] = {}
        for name in site.files:
            self.by_name.setdefault(PurePosixPath(name).name.casefold(), []).append(name)
        self.known = {name.casefold(): name for name in site.files}
        self.placed: dict[tuple[str, str], str] = {}

    def find(self, address: str, page: Page) -> str:
        """Return the path in the source of the file at *address*; empty if there is none."""
        path = unquote(urlsplit(address).path if "?" in address or "#" in address else address)
        for host in self.site.hosts:
            path = path.removeprefix(host)
        folders = (
            [*self.site.static]
            if path.startswith("/")
            else [str(page.folder), page.file.rpartition(".")[0], *self.site.static]
        )
        for folder in folders:
            candidate = joined(folder, path)
            if candidate.casefold() in self.known:
                return self.known[candidate.casefold()]
        same = self.by_name.get(PurePosixPath(path).name.casefold(), [])
        ends = [one for one in same if one.casefold().endswith(path.strip("./").casefold())]
        return (ends or (same if len(same) == 1 else [""]))[0]

    def place(self, address: str, page: Page, tell: Teller) -> str:
        """Return the path, from the page, of the picture at *address*; empty if there is none."""
        if address in page.attachments:
            return self._put(page, address, page.attachments[address], tell)
        is_remote = bool(re.match(r"(?:https?:)?//", address)) and not any(
            address.startswith(host) for host in self.site.hosts
        )
        if is_remote:
            return self._remote(address if ":" in address[:6] else f"https:{address}", page, tell)
        if address.startswith("data:"):
            return self._data(address, page, tell)
        found = self.find(address, page)
        if not found:
            tell(address, f'there is no picture "{address}": its text stands', person=True)
            return ""
        key = (page.docname, found)
        if key not in self.placed:
            self.placed[key] = self._put(page, found, (self.site.root / found).read_bytes(), tell)
        return self.placed[key]

    def _remote(self, address: str, page: Page, tell: Teller) -> str:
        content = self.fetch(address) if self.fetch else None
        if content is None:
            tell.chose("pictures of other sites that were not fetched are links")
            tell(
                address,
                f"the picture {address} is on another site and was not fetched: a link leads to it",
            )
            return ""
        name = PurePosixPath(urlsplit(address).path).name or "picture"
        return self._put(page, name, content, tell)

    def _data(self, address: str, page: Page, tell: Teller) -> str:
        try:
            with urllib.request.urlopen(address) as answer:
                content: bytes = answer.read()
        except (URLError, ValueError):
            tell(address[:30], "a picture within the text cannot be read", person=True)
            return ""
        end = address[5:].partition(";")[0].rpartition("/")[2].partition("+")[0]
        return self._put(page, f"picture-{len(content)}.{end}", content, tell)

    def _put(self, page: Page, source: str, content: bytes, tell: Teller) -> str:
        """Put *content* beside *page*, in a form that may be published."""
        name = PurePosixPath(source)
        stem = slugify(name.stem)
        end = name.suffix.lower().lstrip(".") or "png"
        end = "jpg" if end == "jpeg" else end
        real = next(
            (kind for begin, kind in KINDS.items() if content.startswith(begin)),
            "svg" if b"<svg" in content[:2000] else "",
        )
        made, end, why = mended(content, real or end)
        if why:
            tell(PurePosixPath(source).name, f"the picture {source} {why}", person=not made)
        if not made:
            return ""
        return self._named(page, stem, end, made)

    def _named(self, page: Page, stem: str, end: str, content: bytes) -> str:
        folder, _, slug = page.docname.rpartition("/")
        begin = "figures/" + (stem if stem.startswith(slug) else f"{slug}-{stem}")[:120]
        for number in range(1, 1000):
            path = f"{begin}{f'-{number}' if number > 1 else ''}.{end}"
            whole = f"{folder}/{path}".lstrip("/")
            if self.output.pictures.setdefault(whole, content) == content:
                return path
        raise AssertionError(begin)

    def offer(self, address: str, page: Page) -> str:
        """Return the path, from the page, of a file that it offers; empty if there is none."""
        found = self.find(address, page)
        if not found:
            return ""
        name = PurePosixPath(found)
        return self._named(
            page,
            slugify(name.stem),
            name.suffix.lstrip(".").lower() or "bin",
            (self.site.root / found).read_bytes(),
        )


def joined(folder: str, path: str) -> str:
    """Return *path* from *folder*, its dots carried out; empty if it leads out of the source."""
    parts: list[str] = []
    for part in [*PurePosixPath(folder).parts, *PurePosixPath(path.lstrip("/")).parts]:
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        elif part not in (".", ""):
            parts.append(part)
    return "/".join(parts)
