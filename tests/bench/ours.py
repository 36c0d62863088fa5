"""The generated site in a copy of the project: ``make html`` as its authors run it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import yaml

from tests.bench.sites import TAGS, TOPICS, TRACKS, Series, Site
from tests.bench.tools import front_matter, myst_body
from tests.support.checkout import checkout

# What the pieces of the project need; the pages that show pieces stay.
LEFT_OUT = ("ledger.txt", "reviewed.txt", "references.bib")

HOME = """\
# Home

```{posts}
:limit: 5
:brief:
:more:
```

```{shorts}
:limit: 4
```

```{series-contents}
:depth: 1
```

```{toctree}
:hidden:
:glob:

series
map
shorts/index
about
posts/*/index
```
"""

RECALL = """\
(recall)=
# From memory

```{recall-due}
You have answered no question yet.
```
"""


class Groundwork:
    """The project itself."""

    name = "Groundwork"
    note = "formulas set by the build"
    built = "_build/html"
    state: tuple[str, ...] = ("_build",)
    kept: tuple[str, ...] = (
        ".cache/formulas.sqlite",
        ".cache/reading.sqlite",
        ".cache/pages.sqlite",
    )
    # The pictures for networks.
    more = True
    post = "posts/{series}/{slug}.html"
    home = "index.html"
    wall = "shorts/index.html"
    readable = True

    def prepare(self, folder: Path) -> None:
        """Copy the project without its pieces, and without the pages that name some of them."""
        checkout(folder)
        docs = folder / "docs"
        for name in ("posts", "handbook"):
            shutil.rmtree(docs / name)
        for path in (docs / "shorts").glob("*.md"):
            if path.stem != "index":
                path.unlink()
        for name in LEFT_OUT:
            (docs / name).write_text("", "utf-8")

    def files(self, site: Site) -> dict[str, str]:
        """Return the sources."""
        files = {"docs/about.md": "(about)=\n# About\n\nA site to measure with.\n"}
        files["docs/index.md"] = HOME
        files["docs/recall.md"] = RECALL
        files["docs/vocabulary.yml"] = vocabulary()
        for one in site.series:
            files[f"docs/posts/{one.slug}/index.md"] = series(site, one)
        for post in site.posts:
            head = front_matter(
                date=str(post.date),
                tags=post.tags,
                level=post.level,
                authors=["Ada"],
                summary=post.summary,
            )
            files[f"docs/posts/{post.series}/{post.slug}.md"] = head + myst_body(post, link)
        for short in site.shorts:
            head = front_matter(
                date=str(short.date),
                tags=short.tags,
                topic=short.topic,
                claim=short.claim,
                distils=short.distils,
            )
            files[f"docs/shorts/{short.slug}.md"] = head + myst_body(short, link)
        return files

    def command(self, folder: Path) -> list[str]:
        """Return the command."""
        return ["make", "--silent", "-o", "venv", "html", f"VENV={sys.prefix}"]


def link(label: str) -> str:
    """Return a reference that prints the title of today."""
    return f"[](#{label})"


def series(site: Site, one: Series) -> str:
    """Return the page of a series."""
    listed = "\n".join(post.slug for post in site.members(one))
    head = front_matter(track=one.track, summary=one.summary)
    return f"{head}# {one.title}\n\n```{{toctree}}\n:hidden:\n\n{listed}\n```\n"


def vocabulary() -> str:
    """Return the closed lists of the site."""

    def terms(names: tuple[str, ...], **more: str) -> dict[str, dict[str, str]]:
        return {
            name: {"title": name.capitalize(), "line": f"What {name} is about.", **more}
            for name in names
        }

    lists = {"tracks": terms(TRACKS), "topics": terms(TOPICS, track=TRACKS[0]), "tags": terms(TAGS)}
    return yaml.safe_dump(lists, sort_keys=False)
