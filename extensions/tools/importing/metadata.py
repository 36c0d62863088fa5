"""Read front matter, in YAML, TOML or JSON, and say in one form what it says of a page."""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any

import yaml
from dateutil import parser as dates
from frontmatter.default_handlers import BaseHandler, YAMLHandler

from extensions.tools.importing.pages import Meta
from extensions.tools.importing.report import Teller

# What says nothing that a page of ours would show.
_USELESS = """
layout type toc math mathjax katex comments comment sitemap jupytext kernelspec cssclass
cssclasses sidebar_label excerpt_separator share hide_table_of_contents hide icon template
numbering publish published linktitle menu weight nav_order order position sidebar_position
format execute engine bibliography csl editor output blogpost language has_children parent
grand_parent nav_exclude search_exclude comments_id disqus giscus header classes sidebar
toc_sticky toc_label show_date read_time render_with_liquid id showtoc tocopen hidemeta
disablehighlightjs hidesummary searchhidden showreadingtime showbreadcrumbs showpostnavlinks
disableshare usehugotoc iscjklanguage location nocomments exclude jupyter theme crossref
number-sections code-fold title-block-banner orphan myst html_meta substitutions file_format
nbsphinx mystnb author_profile related pin in_search_index generate_feeds page_template
paginate_by sort_by insert_anchor_links kernel_info language_info toc-depth tocdepth html
anchor-sections redirect excerpt_only
"""
USELESS = frozenset(_USELESS.split())
KEYS = {
    "title": ("title",),
    "date": ("date", "created", "publishdate", "pubdate", "published_at", "created_at"),
    "updated": (
        *("updated", "lastmod", "last_modified_at", "modified", "last_update", "date-modified"),
        *("date_modified", "last-modified", "modified_at"),
    ),
    "tags": ("tags", "tag", "keywords"),
    "categories": ("categories", "category"),
    "authors": ("authors", "author"),
    "summary": ("summary", "description", "excerpt", "abstract", "subtitle"),
    "addresses": ("aliases", "alias", "redirect_from", "redirects", "permalink", "url", "path"),
    "series": ("series",),
    "order": ("weight", "nav_order", "order", "sidebar_position"),
    "slug": ("slug",),
    "image": (
        *("image", "cover", "featured_image", "thumbnail", "banner", "hero", "feature_image"),
        *("featuredimage", "images", "og_image", "resources"),
    ),
    "draft": ("draft", "published"),
}
FLAT = {"taxonomies", "params", "extra"}


class TomlHandler(BaseHandler):
    """Front matter between lines of +++, read by the library of Python."""

    FM_BOUNDARY = re.compile(r"^\+{3,}\s*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "+++"

    def load(self, fm: str, **kwargs: object) -> Any:
        """Return what *fm* says."""
        return tomllib.loads(fm)


def split(text: str) -> tuple[dict[str, Any], str, str]:
    """Return the front matter of *text*, the rest, and why the first could not all be read."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if re.match(r"\{\s*\"", text):
        try:
            values, end = json.JSONDecoder().raw_decode(text)
            return values, text[end:].lstrip("\n"), ""
        except ValueError:
            return {}, text, ""
    for handler in (YAMLHandler(), TomlHandler()):
        if not handler.detect(text) or text[:3] not in ("---", "+++"):
            continue
        try:
            raw, body = handler.split(text)
        except ValueError:
            return {}, text, ""
        return (*_loaded(handler, raw, body),)
    return {}, text, ""


def _loaded(handler: BaseHandler, raw: str, body: str) -> tuple[dict[str, Any], str, str]:
    try:
        values = handler.load(raw)
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError) as error:
        return _line_by_line(raw), body.lstrip("\n"), str(error).split("\n")[0]
    return (values if isinstance(values, dict) else {}), body.lstrip("\n"), ""


def _line_by_line(raw: str) -> dict[str, Any]:
    """Return what the lines of *raw* say by themselves, where they are no YAML as a whole."""
    values: dict[str, Any] = {}
    key = ""
    for line in raw.split("\n"):
        if match := re.match(r"([\w-]+)\s*[:=]\s*(.*)", line):
            key, value = match[1], match[2].strip()
            try:
                values[key] = yaml.safe_load(value) if value else []
            # A day that the calendar has not is a ValueError.
            except (yaml.YAMLError, ValueError):
                values[key] = value.strip("\"'")
        elif key and (item := re.match(r"\s*-\s+(.*)", line)) and isinstance(values[key], list):
            values[key].append(item[1].strip("\"'"))
    return values


def meta_of(values: Mapping[str, Any], tell: Teller) -> Meta:
    """Return what *values*, the front matter of any format, say; what is not used is told."""
    flat = _flat(values)
    found = {
        name: next((flat[key] for key in keys if flat.get(key) not in (None, "", [])), None)
        for name, keys in KEYS.items()
    }
    known = {key for keys in KEYS.values() for key in keys} | USELESS | FLAT
    for key, value in flat.items():
        if key not in known and isinstance(value, bool | int | float):
            tell.chose(f"the key {key} left out, which has no use here")
        elif key not in known and value not in (None, "", [], {}):
            tell(f"{key}", f"the key {key} has no use here: left out ({_short(value)})")
    meta = Meta(
        title=_text(found["title"]),
        date=date_in(found["date"]),
        updated=date_in(found["updated"]),
        tags=_texts(found["tags"]),
        categories=_texts(found["categories"]),
        authors=_people(found["authors"]),
        summary=_text(found["summary"]),
        names=[],
        slug=_text(found["slug"]),
        image=_picture(found["image"]),
    )
    meta.draft = flat.get("draft") in (True, "true") or flat.get("published") in (False, "false")
    series = _texts(found["series"])
    meta.series = series[0] if series else ""
    if isinstance(found["order"], int | float):
        meta.order = float(found["order"])
    for key in KEYS["addresses"]:
        for one in _texts(flat.get(key), split_words=False):
            (
                meta.addresses
                if "/" in one or key in ("permalink", "url", "redirect_from")
                else meta.names
            ).append(one)
    if found["date"] and not meta.date:
        tell(str(found["date"]), f"the date {found['date']} is none that can be read", person=True)
    return meta


def _flat(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return *values* with keys in small letters, those of taxonomies and the like among them."""
    flat: dict[str, Any] = {}
    for key, value in values.items():
        name = str(key).lower()
        if name in FLAT and isinstance(value, Mapping):
            inner = {str(one).lower(): it for one, it in value.items()}
            flat.update({one: it for one, it in inner.items() if one not in flat})
        else:
            flat[name] = value
    return flat


def date_in(value: object) -> datetime.date | None:
    """Return the day that *value* names, as it is written there: in its own time zone."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if not isinstance(value, str) or not re.search(r"\d{4}", value):
        return None
    try:
        day: datetime.date = dates.parse(value, default=datetime.datetime(2000, 1, 1)).date()
    except (ValueError, OverflowError):
        return None
    return day


def _text(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if value is None or isinstance(value, Mapping):
        return ""
    return " ".join(str(value).split())


def _texts(value: object, split_words: bool = True) -> list[str]:
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return [text for one in value if (text := _text(one))]
    text = _text(value)
    if "," in text and split_words:
        return [one.strip() for one in text.split(",") if one.strip()]
    return [text] if text else []


def _people(value: object) -> list[str]:
    if isinstance(value, Mapping):
        value = [value]
    if isinstance(value, list):
        return [
            name
            for one in value
            if (name := _text(one.get("name", "") if isinstance(one, Mapping) else one))
        ]
    return _texts(value)


def _picture(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, Mapping):
        value = value.get("image") or value.get("src") or value.get("path") or value.get("teaser")
    return _text(value)


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else text[:59] + "…"


def loaded(text: str) -> Any:
    """Return what the settings *text* in YAML say, without tags that one program knows."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.add_multi_constructor("", lambda loader, suffix, node: None)
    try:
        return yaml.load(text, Loader)
    except (yaml.YAMLError, ValueError):
        return None


__all__ = ["date_in", "loaded", "meta_of", "split"]
