"""Zensical, as its manual sets it up; formulas are left to the browser."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.bench.sites import Post, Site, linked
from tests.bench.tools import front_matter, html_section, installed

CONFIG = """\
[project]
site_name = "Bench"
site_url = "https://example.org/"
extra_javascript = [
  "javascripts/katex.js",
  "https://unpkg.com/katex@0/dist/katex.min.js",
  "https://unpkg.com/katex@0/dist/contrib/auto-render.min.js",
]
extra_css = ["https://unpkg.com/katex@0/dist/katex.min.css"]
"""

SCRIPT = """\
document$.subscribe(({ body }) => {
  renderMathInElement(body, { delimiters: [
    { left: "\\\\(", right: "\\\\)", display: false },
    { left: "\\\\[", right: "\\\\]", display: true }
  ] })
})
"""


class Zensical:
    """Zensical from its wheel."""

    name = "Zensical"
    note = "formulas left to the browser"
    built = "site"
    state: tuple[str, ...] = ("site", ".cache")
    kept: tuple[str, ...] = ()
    more = False
    post = "posts/{series}/{slug}/index.html"
    home = "index.html"
    wall = "shorts/index.html"
    readable = False

    def prepare(self, folder: Path) -> None:
        """Write the settings."""
        installed("zensical")
        script = folder / "docs" / "javascripts" / "katex.js"
        script.parent.mkdir(parents=True)
        script.write_text(SCRIPT, "utf-8")
        (folder / "zensical.toml").write_text(CONFIG, "utf-8")

    def files(self, site: Site) -> dict[str, str]:
        """Return the sources; lists, which Zensical does not make, are written out."""
        files = {"docs/index.md": "# Home\n\n" + listed(site, site.posts[-5:], "")}

        def from_post(label: str) -> str:
            return link(site, label, "../../")

        def from_short(label: str) -> str:
            return link(site, label, "../")

        for one in site.series:
            posts = listed(site, site.members(one), "../../")
            files[f"docs/posts/{one.slug}/index.md"] = f"# {one.title}\n\n{one.summary}\n\n{posts}"
        for post in site.posts:
            head = front_matter(date=str(post.date), tags=post.tags)
            sections = "\n".join(html_section(section, from_post) for section in post.sections)
            text = f"{head}# {post.title}\n\n{post.summary}\n\n{sections}"
            files[f"docs/posts/{post.series}/{post.slug}.md"] = text
        for short in site.shorts:
            head = front_matter(date=str(short.date), tags=short.tags)
            said = f"{short.claim} From ⟦{short.distils}⟧.\n\n{short.text}\n"
            text = f"{head}# {short.title}\n\n{linked(said, from_short)}"
            files[f"docs/shorts/{short.slug}.md"] = text
        wall = (f"- [{one.title}]({one.slug}.md) {one.claim}" for one in site.shorts)
        files["docs/shorts/index.md"] = "# Shorts\n\n" + "\n".join(wall) + "\n"
        return files

    def command(self, folder: Path) -> list[str]:
        """Return the command."""
        return [str(installed("zensical")), "build"]


def link(site: Site, label: str, root: str) -> str:
    """Return a link with the title of its target, from a page with *root* above it."""
    address, title = site.places[label]
    page, _, anchor = address.partition("#")
    return f"[{title}]({root}{page}.md{'#' if anchor else ''}{anchor})"


def listed(site: Site, posts: Iterable[Post], root: str) -> str:
    """Return a list of links to *posts*."""
    return "".join(f"- {link(site, post.slug, root)}\n" for post in posts)
