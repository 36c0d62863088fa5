"""The order in which a site shows its pages, where its settings say one, as series."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from extensions.tools.importing.metadata import loaded
from extensions.tools.importing.pages import Site


@dataclass
class Part:
    """A series: its title, and its pages by their paths in the source, in order."""

    title: str
    files: list[str] = field(default_factory=list)


def parts_of(site: Site) -> list[Part]:
    """Return the series that the settings of *site* name; none where they name no order."""
    if site.format == "book":
        return _of_toc(site) or _of_toctrees(site)
    if site.format == "mkdocs":
        return _of_nav(site)
    if site.format == "quarto":
        return _of_quarto(site)
    if site.format == "ablog":
        return _of_toctrees(site)
    return []


def _title(site: Site) -> str:
    project = site.settings.get("project")
    inner = project.get("title") if isinstance(project, dict) else None
    book = site.settings.get("book")
    inner = inner or (book.get("title") if isinstance(book, dict) else None)
    return str(
        inner
        or site.settings.get("title")
        or site.settings.get("site_name")
        or (project if isinstance(project, str) else "")
        or site.root.resolve().name
    )


def _of_toc(site: Site) -> list[Part]:
    for name, where in (("_toc.yml", ()), ("myst.yml", ("project", "toc"))):
        path = site.root / name
        if not path.is_file():
            continue
        toc: Any = loaded(path.read_text("utf-8", "replace"))
        for key in where:
            toc = toc.get(key) if isinstance(toc, dict) else None
        if toc:
            return [part for part in _parts(toc, _title(site)) if part.files]
    return []


def _parts(toc: Any, title: str) -> list[Part]:
    if isinstance(toc, list):
        # The older form: a list whose first item is the root.
        first = Part(title)
        parts = [first]
        for entry in toc:
            if isinstance(entry, dict) and (
                named := entry.get("part")
                or (entry.get("title") if entry.get("children") and not entry.get("file") else None)
            ):
                parts.append(
                    Part(
                        str(named),
                        list(_files(entry.get("chapters") or entry.get("children") or [])),
                    )
                )
            elif isinstance(entry, dict) and "header" in entry:
                parts.append(Part(str(entry["header"])))
            else:
                parts[-1].files += _files([entry])
        return parts
    first = Part(title, [str(toc["root"])] if toc.get("root") else [])
    first.files += _files(toc.get("chapters") or toc.get("sections") or toc.get("entries") or [])
    parts = [first]
    for number, part in enumerate([*toc.get("parts", []), *toc.get("subtrees", [])], 1):
        named = str(part.get("caption") or f"{title}, part {number}")
        parts.append(Part(named, list(_files(part.get("chapters") or part.get("entries") or []))))
    return parts


def _files(entries: Any) -> Iterator[str]:
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, str):
            yield entry
        elif isinstance(entry, dict):
            if entry.get("file"):
                yield str(entry["file"])
            for key in ("sections", "chapters", "entries", "children", "subtrees", "items"):
                yield from _files(entry.get(key))


def _of_nav(site: Site) -> list[Part]:
    nav = site.settings.get("nav")
    parts = [Part(_title(site))]
    for entry in nav if isinstance(nav, list) else []:
        if isinstance(entry, str):
            parts[0].files.append(entry)
        elif isinstance(entry, dict):
            for title, inner in entry.items():
                if isinstance(inner, str):
                    parts[0].files.append(inner)
                else:
                    parts.append(Part(str(title), list(_nested(inner))))
    return [part for part in parts if part.files]


def _nested(entry: Any) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, list):
        for one in entry:
            yield from _nested(one)
    elif isinstance(entry, dict):
        for one in entry.values():
            yield from _nested(one)


def _of_quarto(site: Site) -> list[Part]:
    book = site.settings.get("book")
    chapters = book.get("chapters") if isinstance(book, dict) else None
    parts = [Part(_title(site))]
    for entry in chapters if isinstance(chapters, list) else []:
        if isinstance(entry, dict) and entry.get("part"):
            parts.append(
                Part(
                    re.sub(r"\.qmd$", "", str(entry["part"])), list(_nested(entry.get("chapters")))
                )
            )
        elif isinstance(entry, dict):
            parts[-1].files += _nested(entry.get("file") or entry.get("href"))
        else:
            parts[-1].files.append(str(entry))
    return [part for part in parts if part.files]


def _of_toctrees(site: Site) -> list[Part]:
    """Return the toctrees with a caption that pages hold, as the series of what they list."""
    parts = []
    for name in site.files:
        if not re.search(r"(?:^|/)index\.(?:md|rst)$", name):
            continue
        text = (site.root / name).read_text("utf-8", "replace")
        folder = name.rpartition("/")[0]
        found = re.findall(r"\{toctree\}[^\n]*\n(.*?)\n[ \t]*(?:`{3,}|:{3,})", text, re.S)
        found += re.findall(r"\.\. toctree::[^\n]*\n((?:[ \t]+[^\n]*\n|[ \t]*\n)*)", text + "\n")
        for body in found:
            caption = re.search(r":caption:[ \t]*(.+)", body)
            entries = [
                re.sub(r".*<(.*)>$", r"\1", line.strip())
                for line in body.split("\n")
                if line.strip() and not line.strip().startswith(":")
            ]
            inside = [
                f"{folder}/{entry}".lstrip("/")
                for entry in entries
                if "*" not in entry and "://" not in entry
            ]
            if caption and len(inside) > 1:
                parts.append(Part(caption[1].strip(), inside))
    return parts
