"""The plain stack: Sphinx, MyST, ABlog, Furo and sphinxcontrib-katex as their manuals say.

Set up so alone, ABlog 0.11.13 puts a template of its own before those of Furo, and every page
is an error message: its templates stand where those of a user do, with the one block renamed
that Furo calls otherwise.

Formulas are set in the browser, the default of sphinxcontrib-katex.  There is no ``-j``:
ABlog does not allow it.  Furo shows the whole tree on each page: shorts may be in it, as manuals
have all pages, or in no tree, which makes pages small and builds short.
"""

from __future__ import annotations

import sys
from pathlib import Path

import ablog

from tests.bench.sites import Post, Short, Site, linked
from tests.bench.tools import front_matter, myst_body

CONF = """\
project = "Bench"
extensions = ["myst_parser", "ablog", "sphinxcontrib.katex"]
exclude_patterns = ["_build", "Thumbs.db", ".DS_Store", "_templates"]
myst_enable_extensions = ["dollarmath"]
html_theme = "furo"
blog_title = "Bench"
blog_baseurl = "https://example.org/"
skip_injecting_base_ablog_templates = True
templates_path = ["_templates"]
"""

HOME = """\
# Home

```{postlist} 5
:excerpts:
```

```{toctree}
:glob:

posts/*/index
shorts/index
```
"""

WALL = """\
# Shorts

```{postlist}
:category: Shorts
:excerpts:
```
"""

TREE = """
```{toctree}
:hidden:
:glob:

*
```
"""


class Plain:
    """Sphinx with the extensions that the project is made of, and nothing of ours."""

    name = "plain stack"
    note = "shorts in no tree, formulas left to the browser"
    tree = False
    built = "_build/html"
    state: tuple[str, ...] = ("_build",)
    kept: tuple[str, ...] = ()
    more = False
    post = "posts/{series}/{slug}.html"
    home = "index.html"
    wall = "shorts/index.html"
    readable = False

    def prepare(self, folder: Path) -> None:
        """Write the settings and the templates."""
        theirs = Path(ablog.get_html_templates_path()) / "ablog"
        ours = folder / "_templates" / "ablog"
        ours.mkdir(parents=True)
        for path in theirs.glob("*.html"):
            text = path.read_text("utf-8").replace("block body", "block content")
            (ours / path.name).write_text(text, "utf-8")
        (folder / "conf.py").write_text(CONF, "utf-8")

    def files(self, site: Site) -> dict[str, str]:
        """Return the sources."""
        files = {"index.md": HOME, "shorts/index.md": WALL + (TREE if self.tree else "")}
        for one in site.series:
            listed = "\n".join(post.slug for post in site.members(one))
            toctree = f"```{{toctree}}\n\n{listed}\n```\n"
            files[f"posts/{one.slug}/index.md"] = f"# {one.title}\n\n{one.summary}\n\n{toctree}"
        for post in site.posts:
            files[f"posts/{post.series}/{post.slug}.md"] = page(post, post.summary, "Posts")
        for short in site.shorts:
            source = f"{short.claim} From ⟦{short.distils}⟧."
            more = {} if self.tree else {"orphan": True}
            files[f"shorts/{short.slug}.md"] = page(short, source, "Shorts", **more)
        return files

    def command(self, folder: Path) -> list[str]:
        """Return the command of the Makefile that sphinx-quickstart writes."""
        return [sys.executable, "-m", "sphinx", "-M", "html", ".", "_build", "-q"]


class PlainWithTree(Plain):
    """The same with all pages in one tree."""

    name = "plain stack, one tree"
    note = "shorts in Furo's tree, formulas left to the browser"
    tree = True


def page(piece: Post | Short, opening: str, category: str, **more: bool) -> str:
    """Return *piece* as a post of ABlog, *opening* below its title."""
    head = front_matter(
        blogpost=True,
        date=str(piece.date),
        author="Ada",
        category=category,
        tags=", ".join(piece.tags),
        **more,
    )
    title, rest = myst_body(piece, link).split("\n\n", 1)
    return f"{head}{title}\n\n{linked(opening, link)}\n\n{rest}"


def link(label: str) -> str:
    """Return a reference that prints the title of its target."""
    return f"[](#{label})"
