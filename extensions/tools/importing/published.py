"""The addresses under which other programs publish a page."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from extensions.lib.slugs import slugify
from extensions.tools.importing.pages import Page, Site
from extensions.tools.importing.sources import content_folder

DATED = re.compile(r"(?P<day>\d{4}-\d{1,2}-\d{1,2})-(?P<slug>.+)")
NAMED = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "none": "/:categories/:title.html",
}


def published(site: Site, page: Page) -> list[str]:
    """Return the addresses under which the other program published *page*."""
    path = PurePosixPath(page.file.removeprefix(content_folder(site)))
    whole = path.with_suffix("").as_posix()
    given = [one for one in page.meta.addresses if "/" in one or one]
    if site.format == "jekyll":
        return [] if given else [_jekyll(site, page, whole)]
    if site.format == "hugo":
        return [_hugo(site, page, whole)]
    if site.format == "zola":
        stem = re.sub(r"(?:^|/)_?index$", "", whole)
        dated = DATED.fullmatch(PurePosixPath(stem).name)
        name = page.meta.slug or (dated["slug"] if dated else PurePosixPath(stem).name)
        return [PurePosixPath(stem).with_name(slugify(name)).as_posix() if stem else ""]
    return [] if site.format in ("notebook", "obsidian") else [whole]


def _jekyll(site: Site, page: Page, whole: str) -> str:
    if "_posts" not in PurePosixPath(page.file).parts:
        return whole
    pattern = str(site.settings.get("permalink") or "date")
    pattern = NAMED.get(pattern, pattern)
    return _filled(pattern, page, PurePosixPath(whole).name)


def _hugo(site: Site, page: Page, whole: str) -> str:
    section = whole.partition("/")[0]
    permalinks = site.settings.get("permalinks")
    if isinstance(permalinks, dict) and isinstance(permalinks.get("page"), dict):
        permalinks = permalinks["page"]
    pattern = permalinks.get(section) if isinstance(permalinks, dict) else None
    if pattern and "/" in whole:
        return _filled(
            str(pattern), page, PurePosixPath(re.sub(r"/index$", "", whole)).name, section
        )
    stem = re.sub(r"(?:^|/)_?index$", "", whole)
    parent, _, name = stem.rpartition("/")
    return f"{parent}/{page.meta.slug or name}".strip("/").lower()


def _filled(pattern: str, page: Page, name: str, section: str = "") -> str:
    dated = DATED.fullmatch(name)
    day = page.meta.date
    values = {
        "categories": "/".join(slugify(one) for one in page.meta.categories),
        "title": dated["slug"] if dated else name,
        "slug": page.meta.slug or (dated["slug"] if dated else name),
        "filename": name,
        "contentbasename": name,
        "slugorfilename": page.meta.slug or name,
        "slugorcontentbasename": page.meta.slug or name,
        "section": section,
        "sections": section,
        "name": name,
        "output_ext": "",
        "path": name,
        "year": f"{day:%Y}" if day else "",
        "month": f"{day:%m}" if day else "",
        "day": f"{day:%d}" if day else "",
        "i_day": str(day.day) if day else "",
        "i_month": str(day.month) if day else "",
        "short_year": f"{day:%y}" if day else "",
        "y_day": f"{day:%j}" if day else "",
        "monthname": f"{day:%B}".lower() if day else "",
    }
    if section and page.meta.title:
        values["title"] = slugify(page.meta.title)
    path = re.sub(r":(\w+)", lambda one: values.get(one[1], ""), pattern)
    return re.sub(r"/{2,}", "/", path)
