"""Where a page goes in our folders, its label, and the addresses that it had before."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import PurePosixPath

from extensions.lib.slugs import slugify
from extensions.model.frontmatter.faults import address_fault
from extensions.tools.importing.addresses import key_of
from extensions.tools.importing.order import parts_of
from extensions.tools.importing.pages import Page, Site, There
from extensions.tools.importing.published import DATED, published
from extensions.tools.importing.report import Report
from extensions.tools.importing.sources import content_folder

# Folders that hold posts without an order.
POSTS = {
    "posts",
    "post",
    "_posts",
    "_drafts",
    "blog",
    "articles",
    "article",
    "content",
    "docs",
    "src",
    "source",
    "notes",
    "pages",
    "en",
    "entries",
    "writing",
    "til",
    "notebooks",
    "nbs",
    "",
}
# "01-intro", "1.2 Lists"; no date.
NUMBERED = re.compile(r"(?!\d{4}-\d)\d{1,3}[-_. ]")
LONGEST = 80


def slug_of(page: Page) -> str:
    """Return the slug of *page*: of its front matter, else of its file or folder."""
    path = PurePosixPath(page.file)
    stem = path.stem
    if (
        stem.lower() in ("index", "_index", "readme", "intro")
        and path.parent.name
        and page.kind != "series"
    ):
        stem = path.parent.name
    dated = DATED.fullmatch(stem)
    slug = slugify(page.meta.slug or (dated["slug"] if dated else stem))
    while len(slug.encode()) > LONGEST:
        slug = slug.rpartition("-")[0] or slug[:-1]
    return "index-page" if slug == "index" else slug


def assign(site: Site, there: There, report: Report) -> None:
    """Give each page of *site* its series, docname and label, none of those that are *there*."""
    _series(site)
    used = set(there.docnames)
    labels = set(there.labels)
    for page in sorted(site.pages, key=lambda one: (one.kind != "series", one.file)):
        slug = slug_of(page)
        if page.kind == "series":
            page.docname = f"posts/{page.series}/index"
            page.label = _free(f"series-{page.series}", labels)
            used.add(page.docname)
            continue
        folder = (
            f"posts/{page.series}" if page.series else "posts" if page.kind == "post" else "pages"
        )
        slug = _free(
            slug, {name.rpartition("/")[2] for name in used if name.startswith(f"{folder}/")}
        )
        page.docname = f"{folder}/{slug}"
        used.add(page.docname)
        page.label = (
            _free(slug, labels)
            if slug not in labels
            else _free(f"{page.series or page.kind}-{slug}", labels)
        )
    _addresses(site, there, report)


def _free(name: str, taken: set[str]) -> str:
    number, first = 2, name
    while name in taken:
        name, number = f"{first}-{number}", number + 1
    taken.add(name)
    return name


def _series(site: Site) -> None:
    """Give each page its series: of the settings, of its front matter, or of its folder."""
    home = content_folder(site)
    by_key = {key_of(page.file): page for page in site.pages}
    for part in parts_of(site):
        pages = [
            page
            for name in part.files
            if (page := by_key.get(key_of(f"{home}{name}")) or by_key.get(key_of(name)))
        ]
        pages = [page for page in pages if not page.series and page.kind != "page"]
        for number, page in enumerate(pages if len(pages) > 1 else []):
            page.series, page.order = slugify(part.title), number
            page.kind = "post"
            site.titles.setdefault(page.series, part.title)
    folders: dict[str, list[Page]] = defaultdict(list)
    for page in site.pages:
        if page.series or page.kind == "page":
            continue
        folder = page.meta.series or _folder(page, home)
        page.order = page.order if page.order is not None else page.meta.order
        if folder:
            folders[slugify(folder)].append(page)
            site.titles.setdefault(
                slugify(folder),
                page.meta.series or folder.replace("-", " ").replace("_", " ").strip().capitalize(),
            )
    _numbered(site, folders)
    for slug, pages in folders.items():
        inside = [page for page in pages if page.kind == "post"]
        for page in pages:
            if len(inside) > 1 or page.meta.series:
                page.series = slug
            elif page.kind == "series":
                page.kind = "page"
    _one_index(site)


def _numbered(site: Site, folders: dict[str, list[Page]]) -> None:
    """Let files whose names begin with a number be read in that order, as a series."""
    within = {page.file for pages in folders.values() for page in pages}
    outside = [page for page in site.pages if not page.series and page.file not in within]
    name = site.root.resolve().name
    title = site.root.resolve().parent.name if name.lower() in POSTS else name
    groups = {**folders, slugify(title): folders.get(slugify(title), outside)}
    for slug, pages in groups.items():
        posts = [page for page in pages if page.kind == "post" and page.order is None]
        numbered = [page for page in posts if NUMBERED.match(PurePosixPath(page.file).name)]
        if len(numbered) > 1 and 2 * len(numbered) >= len(posts):
            folders[slug] = pages
            site.titles.setdefault(slug, title[:1].upper() + title[1:])
            for number, page in enumerate(sorted(posts, key=lambda one: _natural(one.file))):
                page.order = number


def _natural(name: str) -> list[tuple[int, str]]:
    """Return a key by which 2 stands before 10."""
    return [(int(part or 0), text) for part, text in re.findall(r"(\d*)(\D*)", name)]


def _one_index(site: Site) -> None:
    """Leave a series one page that opens it; a text that opens no series is a page."""
    seen: set[str] = set()
    for page in site.pages:
        if page.kind == "series":
            if not page.series or page.series in seen:
                page.kind, page.series = "page", ""
            seen.add(page.series)


def _folder(page: Page, home: str) -> str:
    """Return the folder that makes *page* one of a series; empty if its folders do not."""
    folder = PurePosixPath(page.file.removeprefix(home)).parent
    is_bundle = PurePosixPath(page.file).stem.lower() == "index" and page.kind == "post"
    parts = list(folder.parts[:-1] if is_bundle else folder.parts)
    # A series has posts and no folders: the innermost folder gives the name.
    parts = [
        part
        for part in parts
        if part.lower() not in POSTS and not re.fullmatch(r"\d{4}|\d{1,2}", part)
    ]
    return parts[-1] if parts else ""


def _addresses(site: Site, there: There, report: Report) -> None:
    """Let the addresses of each page be those that it had, in the form of ``redirect_from``."""
    docnames = {page.docname for page in site.pages} | there.docnames
    claimed: set[str] = set()
    for page in sorted(site.pages, key=lambda one: one.file):
        own = [*published(site, page), *page.meta.addresses]
        kept = []
        for address in own:
            for host in site.hosts:
                address = address.removeprefix(host)
            path = re.sub(
                r"(?:^|/)index$",
                "",
                re.sub(r"\.html?$|\.rst$|\.md$", "", address.strip().strip("/")),
            )
            if not path or path in kept or path == page.docname:
                continue
            if path in docnames:
                report.note(page.file, 1, f'the address "{path}" is that of another page now')
                continue
            if fault := address_fault(path, page.docname):
                report.note(page.file, 1, f"an address cannot be kept: {fault[1]}")
            elif path in claimed:
                report.note(page.file, 1, f'the address "{path}" leads to another page already')
            else:
                claimed.add(path)
                kept.append(path)
        page.meta.addresses = kept
