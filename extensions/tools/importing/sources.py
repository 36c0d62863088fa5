"""Which files of a folder are pages, of which format it is, and what its settings say."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from extensions.tools.importing.metadata import loaded
from extensions.tools.importing.pages import Site

FORMATS = ("ablog", "hugo", "jekyll", "zola", "quarto", "mkdocs", "obsidian", "notebook", "book")
TEXTS = {".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd"}
ENDINGS = {
    "ablog": {".md", ".rst", ".ipynb"},
    "book": {".md", ".ipynb", ".rst"},
    "notebook": {".ipynb", ".md", ".py"},
    "quarto": {".qmd", ".md", ".ipynb", ".rmd"},
    "hugo": TEXTS | {".html"},
    "jekyll": TEXTS | {".html"},
}
# What is never content.
SKIPPED = {
    *("node_modules", "_site", "_build", "public", "resources", "site-packages", "__pycache__"),
    *("themes", "layouts", "archetypes", "_includes", "_layouts", "_sass", "_data", "_plugins"),
    *("_templates", "_freeze", "dist", "build", "venv", "i18n", "vendor", "exampleSite"),
}
PAPERS = {
    *("readme", "license", "licence", "contributing", "changelog", "code_of_conduct", "security"),
    *("authors", "history", "news", "todo", "pull_request_template", "claude", "agents"),
}


def guess(root: Path) -> str:
    """Return the format of the site in *root*; empty if nothing tells."""

    def has(*names: str) -> bool:
        return any((root / name).exists() for name in names)

    if has("_toc.yml", "myst.yml"):
        return "book"
    if has("_quarto.yml", "_quarto.yaml"):
        return "quarto"
    if has("mkdocs.yml", "mkdocs.yaml", "zensical.toml"):
        return "mkdocs"
    if has(".obsidian"):
        return "obsidian"
    if has("conf.py", "source/conf.py", "docs/conf.py"):
        return "ablog"
    if has("hugo.toml", "hugo.yaml", "hugo.json", "config/_default", "archetypes"):
        return "hugo"
    if has("_config.yml", "_posts", "_config.toml"):
        return "jekyll"
    config = root / "config.toml"
    if config.is_file():
        settings = _toml(config)
        return "hugo" if {"baseURL", "baseurl", "languageCode"} & set(settings) else "zola"
    if has("content", "config.yaml"):
        return "hugo"
    ends = [path.suffix for path in _below(root)]
    if ends.count(".ipynb") and ends.count(".ipynb") >= ends.count(".md"):
        return "notebook"
    if ends.count(".qmd"):
        return "quarto"
    if not ends.count(".md"):
        return ""
    texts = (path for path in _below(root) if path.suffix == ".md")
    marks = sum("[[" in path.read_text("utf-8", "replace") for path in texts)
    return "obsidian" if marks else "mkdocs"


def read_site(root: Path, format_: str) -> Site:
    """Return the site in *root*, its settings read and its files listed, without pages."""
    site = Site(root, format_)
    site.settings = _settings(root)
    site.files = [path.relative_to(root).as_posix() for path in _below(root)]
    for key in ("baseURL", "baseurl", "base_url", "site_url", "url", "blog_baseurl"):
        value = site.settings.get(key)
        if isinstance(value, str) and value.startswith("http"):
            site.hosts.append(value.rstrip("/"))
    folders = (
        "static",
        "assets",
        "docs",
        "public",
        "content",
        "source",
        "src",
        "_static",
        "images",
        "media",
    )
    site.static = ["", *(name for name in folders if (root / name).is_dir())]
    return site


def pages_of(site: Site) -> list[str]:
    """Return the paths of the files of *site* that are pages, in the order of their names."""
    endings = ENDINGS.get(site.format, TEXTS)
    home = content_folder(site)
    out = []
    for name in site.files:
        path = Path(name)
        if path.suffix.lower() not in endings or not name.startswith(home):
            continue
        if path.stem.lower() in PAPERS and site.format not in ("obsidian",):
            continue
        parts = path.parts[:-1]
        if any(
            part.startswith("_")
            and part not in ("_posts", "_drafts")
            and not _is_collection(site, part)
            for part in parts
        ):
            continue
        if path.suffix.lower() == ".html" and not has_front_matter(site.root / name):
            continue
        if (
            site.format == "jekyll"
            and not has_front_matter(site.root / name)
            and "_posts" not in parts
        ):
            continue
        if path.suffix == ".py" and not re.search(
            r"^# %%", (site.root / name).read_text("utf-8", "replace"), re.M
        ):
            continue
        out.append(name)
    return [name for name in out if not _is_twin(name, set(out))]


def _is_twin(name: str, names: set[str]) -> bool:
    """Return whether *name* is the other form in which jupytext keeps a notebook."""
    stem, _, end = name.rpartition(".")
    return end in ("md", "py") and f"{stem}.ipynb" in names


def _is_collection(site: Site, folder: str) -> bool:
    collections, included = site.settings.get("collections"), site.settings.get("include")
    names = {"pages", *(collections if isinstance(collections, dict | list) else ())}
    names |= {
        str(one).removeprefix("_") for one in (included if isinstance(included, list) else ())
    }
    return site.format == "jekyll" and folder.removeprefix("_") in names


def content_folder(site: Site) -> str:
    """Return the folder of the pages of *site*, with a slash at its end; empty for all."""
    chosen = {
        "hugo": "content",
        "zola": "content",
        "mkdocs": str(site.settings.get("docs_dir", "docs")),
    }
    name = chosen.get(site.format, "")
    if site.format == "hugo":
        name = str(site.settings.get("contentDir") or site.settings.get("contentdir") or name)
    if site.format == "ablog":
        name = next(
            (one for one in ("source", "docs") if (site.root / one / "conf.py").is_file()), ""
        )
    if site.format == "jekyll":
        name = str(site.settings.get("source") or "").strip("./")
    return f"{name}/" if name and (site.root / name).is_dir() else ""


def has_front_matter(path: Path) -> bool:
    """Return whether the file at *path* begins with front matter."""
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.read(4).lstrip("\ufeff")[:3] in ("---", "+++") or path.suffix == ".ipynb"


def _below(root: Path) -> list[Path]:
    """Return the files below *root* that may be content, sorted."""
    out = []
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root).parts
        hidden = any(part.startswith(".") or part in SKIPPED for part in inside)
        if not hidden and path.is_file():
            out.append(path)
    return out


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8", "replace"))
    except tomllib.TOMLDecodeError:
        return {}


def _settings(root: Path) -> dict[str, object]:
    """Return what the settings of the site in *root* say, whatever program they are of."""
    found: dict[str, object] = {}
    names = (
        "_config",
        "config",
        "hugo",
        "mkdocs",
        "_quarto",
        "config/_default/config",
        "config/_default/hugo",
        "config/_default/permalinks",
    )
    for name in names:
        for end in ("toml", "yml", "yaml"):
            path = root / f"{name}.{end}"
            if path.is_file():
                values = (
                    _toml(path) if end == "toml" else loaded(path.read_text("utf-8", "replace"))
                )
                if name.endswith("permalinks"):
                    values = {"permalinks": values}
                found |= values if isinstance(values, dict) else {}
    for place in ("conf.py", "source/conf.py", "docs/conf.py"):
        if (root / place).is_file():
            found |= _of_python((root / place).read_text("utf-8", "replace"))
    return found


def _of_python(text: str) -> dict[str, object]:
    """Return the settings of a ``conf.py`` that are plain texts, without running it."""
    pairs = re.findall(r"^(\w+)\s*=\s*[rf]?([\"'])(.*?)\2\s*(?:#.*)?$", text, re.M)
    return {name: value for name, _, value in pairs}
