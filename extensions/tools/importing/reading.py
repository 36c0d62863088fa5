"""Read the files of a site as pages, each with what its front matter says."""

from __future__ import annotations

import datetime
import re
import subprocess
from pathlib import Path, PurePosixPath

from extensions.tools.importing import myst_heads, notebooks, restructured
from extensions.tools.importing.metadata import date_in, meta_of, split
from extensions.tools.importing.pages import Meta, Page, Site
from extensions.tools.importing.published import DATED
from extensions.tools.importing.report import Report, Teller

OPENERS = {"_index", "index", "readme", "intro"}


def page_of(site: Site, name: str, report: Report) -> Page | None:
    """Return the page that the file *name* holds; none where it holds no text."""
    source = (site.root / name).read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
    tell = Teller(report, name, source)
    if "\ufffd" in source:
        tell("\ufffd", "a sign is no UTF-8: what stands there may be lost", person=True)
    path = PurePosixPath(name)
    page = Page(name, source, "", Meta(), site.format)
    text = source
    if path.suffix in (".ipynb", ".py"):
        page.dialect = "notebook" if site.format not in ("book", "ablog") else site.format
        page.dialect = "notebook"
        text = _front_of_notebook(source, page, tell)
    values, page.body, fault = split(text)
    if fault:
        tell("---", f"the front matter is not wholly read: {fault}", person=True)
    if path.suffix == ".rst":
        text = restructured.with_included(text, site.root / path.parent, site.root, tell)
        page.body = restructured.markdown(text, page, tell)
        values = {}
    page.values = values
    page.meta = _merged(meta_of(values, tell), page.meta, path)
    is_post = myst_heads.read_post(page, tell) if site.format in ("ablog", "book") else False
    page.kind = "post" if is_post else _kind(site, page, values)
    if not page.body.strip() and not page.meta.title:
        report.note(name, 1, "there is no text in this file: it is not carried over")
        return None
    if "_posts" not in path.parts and not values.get("date") and _is_template(page.body):
        report.note(name, 1, "a page of the theme, made of lists alone: it is not carried over")
        return None
    return _dated(page, site, tell)


def _front_of_notebook(source: str, page: Page, tell: Teller) -> str:
    try:
        return notebooks.markdown(source, page, tell)
    except Exception as error:
        tell("", f"the notebook cannot be read: {str(error).splitlines()[0]}", person=True)
        return ""


def _merged(meta: Meta, before: Meta, path: PurePosixPath) -> Meta:
    """Return *meta* with what *before*, read from the text, says of its own."""
    meta.title = meta.title or before.title
    meta.date = meta.date or before.date
    meta.draft = meta.draft or before.draft or "_drafts" in path.parts
    meta.tags = [*meta.tags, *before.tags]
    meta.categories = [*meta.categories, *before.categories]
    meta.authors = [*meta.authors, *before.authors]
    meta.addresses = [*meta.addresses, *before.addresses]
    if dated := DATED.fullmatch(path.stem) or DATED.fullmatch(path.parent.name):
        meta.date = meta.date or date_in(dated["day"])
    return meta


def _kind(site: Site, page: Page, values: dict[str, object]) -> str:
    path = PurePosixPath(page.file)
    stem = path.stem.lower()
    if site.format in ("hugo", "zola"):
        if stem == "_index":
            return "series"
        return "post" if values.get("date") or len(path.parts) > 2 else "page"
    if site.format == "jekyll":
        folders = {part for part in path.parts if part.startswith("_")} - {"_pages"}
        return "post" if folders or values.get("date") else "page"
    if site.format == "ablog":
        is_post = bool(values.get("blogpost") or values.get("date") or page.meta.date)
        return "post" if is_post else "page"
    return "page" if stem in OPENERS and len(path.parts) <= 1 and site.format != "book" else "post"


def _is_template(body: str) -> bool:
    """Return whether *body* has loops or shortcodes and hardly a sentence."""
    loops = len(re.findall(r"\{%-?\s*(?:for|include|assign|if)\b|\{\{[<%]", body))
    words = re.sub(r"\{\{[<%]\s*([\w-]+).*?\{\{[<%]\s*/\1\s*[%>]\}\}", " ", body, flags=re.S)
    words = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", words, flags=re.S)
    return loops > 0 and len(re.findall(r"[^\W\d_]{2,}", words)) < 20


def _dated(page: Page, site: Site, tell: Teller) -> Page:
    if page.kind == "post" and page.meta.date is None:
        page.meta.date = _day_of_file(site.root / page.file)
        tell.chose("pages without a date have the day on which their file was last changed")
    return page


def _day_of_file(path: Path) -> datetime.date:
    """Return the day of the last commit of the file at *path*, else that of its last change."""
    try:
        done = subprocess.run(
            ["git", "log", "-1", "--format=%cs", "--", path.name],
            cwd=path.parent,
            capture_output=True,
            encoding="utf-8",
            timeout=20,
        )
        if done.returncode == 0 and (day := date_in(done.stdout.strip())):
            return day
    except (OSError, subprocess.SubprocessError):
        pass
    return min(datetime.date.fromtimestamp(path.stat().st_mtime), datetime.date.today())
