"""Astro, with formulas set at build time by rehype-katex, and the same theme as Hugo's.

Its content is in collections, which Astro keeps from build to build; the list of series is made
once for all pages.  Formulas of summaries are set on the pages of the pieces; in lists, where Hugo
sets them too, they stay as they are written.
"""

from __future__ import annotations

from pathlib import Path

from tests.bench.rivals.hugo import copy_katex
from tests.bench.sites import Site, linked
from tests.bench.tools import front_matter, installed_npm, node

CONFIG = """\
import { defineConfig } from "astro/config";
import { unified } from "@astrojs/markdown-remark";
import remarkMath from "remark-math";
import rehypeKatex from "rehype-katex";

export default defineConfig({
  site: "https://example.org",
  cacheDir: "./.kept",
  markdown: {
    processor: unified({ remarkPlugins: [remarkMath], rehypePlugins: [rehypeKatex] }),
  },
});
"""

CONTENT = """\
import { defineCollection } from "astro:content";
import { glob } from "astro/loaders";

const of = (name) => defineCollection({
  loader: glob({ pattern: "**/*.md", base: `./src/${name}` }),
});
export const collections = { posts: of("posts"), shorts: of("shorts"), series: of("series") };
"""

SITE = """\
import { getCollection, render } from "astro:content";

const newest = (one, other) =>
  new Date(other.data.date) - new Date(one.data.date) || one.id.localeCompare(other.id);
export const posts = (await getCollection("posts")).sort(newest);
export const shorts = (await getCollection("shorts")).sort(newest);
export const series = await getCollection("series");
export const members = Object.groupBy([...posts].reverse(), (post) => post.data.series);
export const tags = [...new Set([...posts, ...shorts].flatMap((one) => one.data.tags))].sort();
export const address = (one) => `/${one.collection}/${one.id}/`;
export const day = (one) => new Date(one.data.date).toISOString().slice(0, 10);
export { render };
"""

BASE = """\
---
import { address, members, series } from "../site.js";
const { title, summary = "", of = "", headings = [] } = Astro.props;
---
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title} – Bench</title>
<meta name="description" content={summary}>
<link rel="canonical" href={Astro.url.href}>
<link rel="alternate" type="application/rss+xml" href="/index.xml">
<link rel="stylesheet" href="/katex/katex.css">
</head>
<body>
<nav><ul>{series.map((one) =>
  <li><a href={`/posts/${one.id}/contents/`}>{one.data.title}</a></li>)}</ul>
{of && <ol>{(members[of] ?? []).map((one) =>
  <li><a href={address(one)}>{one.data.title}</a></li>)}</ol>}
<ul>{headings.map((one) => <li><a href={`#${one.slug}`}>{one.text}</a></li>)}</ul></nav>
<main><slot /></main>
</body>
</html>
"""

PIECE = """\
---
import Base from "../../layouts/Base.astro";
import { COLLECTION as all, address, day, render } from "../../site.js";
export function getStaticPaths() {
  return all.map((piece, at) => ({
    params: { slug: piece.id },
    props: { piece, next: all[at - 1], previous: all[at + 1] },
  }));
}
const { piece, next, previous } = Astro.props;
const { Content, headings } = await render(piece);
const { title, summary, series: of } = piece.data;
---
<Base {title} {summary} {of} {headings}>
<h1>{piece.data.title}</h1>
<p>{day(piece)} {piece.data.tags.map((tag) => <a href={`/tags/${tag}/`}>{tag}</a>)}</p>
<Content />
{previous && <a href={address(previous)}>{previous.data.title}</a>}
{next && <a href={address(next)}>{next.data.title}</a>}
</Base>
"""

LIST = """\
---
const { pieces } = Astro.props;
import { address, day } from "../site.js";
---
<ul>{pieces.map((one) =>
  <li><a href={address(one)}>{one.data.title}</a> {day(one)} {one.data.summary}</li>)}</ul>
"""

PAGE = """\
---
import Base from "UPlayouts/Base.astro";
import List from "UPlayouts/List.astro";
import * as site from "UPsite.js";
BEFORE
---
<Base title={TITLE} of={OF}><h1>{TITLE}</h1>
BODY
</Base>
"""

FEED = """\
import rss from "@astrojs/rss";
import { address, day, posts } from "../site.js";

export const GET = (context) => rss({
  title: "Bench",
  description: "Bench",
  site: context.site,
  items: posts.map((post) => ({
    title: post.data.title,
    link: address(post),
    pubDate: new Date(day(post)),
    description: post.data.summary,
  })),
});
"""


def page(up: str, title: str, body: str, before: str = "", of: str = '""') -> str:
    """Return a page that lists something, *up* from the folder of the sources."""
    parts = {"UP": up, "TITLE": title, "OF": of, "BODY": body, "BEFORE": before}
    text = PAGE
    for name, part in parts.items():
        text = text.replace(name, part)
    return text


TAG = """\
export function getStaticPaths() {
  return site.tags.map((tag) => ({ params: { tag } }));
}
const { tag } = Astro.params;
const pieces = [...site.posts, ...site.shorts].filter((one) => one.data.tags.includes(tag));"""

SERIES = """\
export function getStaticPaths() {
  return site.series.map((one) => ({ params: { series: one.id }, props: { one } }));
}
const { one } = Astro.props;
const { Content } = await site.render(one);"""

SOURCES = {
    "astro.config.mjs": CONFIG,
    "src/content.config.mjs": CONTENT,
    "src/site.js": SITE,
    "src/layouts/Base.astro": BASE,
    "src/layouts/List.astro": LIST,
    "src/pages/index.astro": page(
        "../",
        '"Bench"',
        "<List pieces={site.posts.slice(0, 5)} /><List pieces={site.shorts.slice(0, 6)} />",
    ),
    "src/pages/shorts/index.astro": page("../../", '"Shorts"', "<List pieces={site.shorts} />"),
    "src/pages/tags/[tag].astro": page("../../", "tag", "<List pieces={pieces} />", TAG),
    "src/pages/posts/[series]/contents.astro": page(
        "../../../",
        "one.data.title",
        "<Content /><List pieces={site.members[one.id] ?? []} />",
        SERIES,
        of="one.id",
    ),
    "src/pages/posts/[...slug].astro": PIECE.replace("COLLECTION", "posts"),
    "src/pages/shorts/[...slug].astro": PIECE.replace("COLLECTION", "shorts"),
    "src/pages/index.xml.js": FEED,
}


class Astro:
    """Astro from npm, run by the Node of the project."""

    name = "Astro"
    note = "formulas set by the build"
    built = "dist"
    state: tuple[str, ...] = ("dist", ".astro", ".kept")
    kept: tuple[str, ...] = ()
    more = False
    post = "posts/{series}/{slug}/index.html"
    home = "index.html"
    wall = "shorts/index.html"
    readable = True

    def prepare(self, folder: Path) -> None:
        """Write the settings and the theme, and lead to the packages."""
        packages = installed_npm()
        for name, text in SOURCES.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        copy_katex(folder / "public" / "katex")
        (folder / "package.json").write_text('{"type": "module"}\n', "utf-8")
        (folder / "node_modules").symlink_to(packages)

    def files(self, site: Site) -> dict[str, str]:
        """Return the sources."""

        def link(label: str) -> str:
            address, title = site.places[label]
            page, _, anchor = address.partition("#")
            return f"[{title}](/{page}/{'#' if anchor else ''}{anchor})"

        files = {}
        for one in site.series:
            files[f"src/series/{one.slug}.md"] = front_matter(title=one.title) + f"{one.summary}\n"
        for post in site.posts:
            head = front_matter(
                title=post.title,
                date=str(post.date),
                tags=post.tags,
                series=post.series,
                summary=post.summary,
            )
            sections = (
                f'<a id="{one.label}"></a>\n\n## {one.title}\n\n{linked(one.text, link)}\n'
                for one in post.sections
            )
            text = "\n".join((f"{post.summary}\n", *sections))
            files[f"src/posts/{post.series}/{post.slug}.md"] = head + text
        for short in site.shorts:
            head = front_matter(
                title=short.title, date=str(short.date), tags=short.tags, summary=short.claim
            )
            text = linked(f"{short.claim}\n\n{short.text}\n\nFrom ⟦{short.distils}⟧.\n", link)
            files[f"src/shorts/{short.slug}.md"] = head + text
        return files

    def command(self, folder: Path) -> list[str]:
        """Return the command."""
        return [node(), "node_modules/astro/bin/astro.mjs", "build", "--silent"]
