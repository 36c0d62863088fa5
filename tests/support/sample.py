"""A small site with everything that pages show of each other: what tests build and edit."""

from __future__ import annotations

from pathlib import Path

from tests.support import project as empty
from tests.support.project import Project

POST = """\
---
date: {date}
tags: [{tags}]
level: foundation
authors: [Ada, Grace]
summary: About {title}, with $x^2$ and [a link](#first-section) and [](#second).
---

({label})=
# {title}

Opening words. See [](#second-section), [](#thm-first), {{eq}}`eq-first` and [](#fig-first).

({label}-section)=
## A section of {title}

$$
y = {label_length} x
$$ (eq-{label})

:::{{prf:theorem}} A fact
:label: thm-{label}

It holds.
:::

```{{figure}} {image}
:name: fig-{label}
:alt: A picture.

A picture of {title}.
```
"""

SHORT = """\
---
date: {date}
tags: [probability, attention]
topic: losses
claim: The claim of {title}.
distils: {distils}
---

(short-{label})=
# {title}

One idea, which [](#first) has at length.
"""

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" class="drawn">'
    '<path d="M0 0h9"/></svg>'
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def post(label: str, **changes: str) -> str:
    """Return a post whose labels start with *label*."""
    fields = {
        "date": "2026-01-01",
        "tags": "optimisation, attention",
        "title": f"The {label} post",
        "label": label,
        "label_length": str(len(label)),
        "image": "picture.svg",
    }
    return POST.format(**{**fields, **changes})


def requiring(source: str, *labels: str) -> str:
    """Return the post *source*, requiring *labels*."""
    return source.replace("\nlevel:", f"\nrequires: [{', '.join(labels)}]\nlevel:", 1)


def short(label: str, **changes: str) -> str:
    """Return a short that distils the first post unless *changes* say otherwise."""
    fields = {
        "date": "2026-02-01",
        "title": f"What is {label}?",
        "label": label,
        "distils": "first-section",
    }
    return SHORT.format(**{**fields, **changes})


def series(title: str, *posts: str, track: str = "learning") -> str:
    """Return the page of a series."""
    listed = "\n".join(posts)
    return (
        f"---\ntrack: {track}\nsummary: About {title}, [first](#first).\n---\n\n"
        f"# {title}\n\n```{{toctree}}\n:hidden:\n\n{listed}\n```\n"
    )


FILES = {
    "index.md": (
        "# Home\n\n```{posts}\n:limit: 1\n:featured:\n```\n\n"
        "```{posts}\n:skip: 1\n:limit: 3\n```\n\n"
        "```{shorts}\n:limit: 2\n```\n\n```{series-contents}\n```\n\n"
        "```{toctree}\n:hidden:\n:glob:\n\nposts/*/index\nshorts/index\n```\n"
    ),
    "shorts/index.md": "# Shorts\n\n```{shorts-wall}\n```\n",
    "map.md": "# Map\n\n```{map}\n```\n",
    "about.md": (
        "# About\n\nSee [](#second), [](#short-one) and [the first](#first-section).\n\n"
        "```{short} two\n```\n\nA book {footcite:p}`knuth1984`.\n\n"
        "```{footbibliography}\n```\n"
    ),
    "posts/alpha/index.md": series("Alpha", "first", "second"),
    "posts/beta/index.md": series("Beta", "third", track="statistics"),
    "posts/alpha/first.md": post("first"),
    "posts/alpha/second.md": requiring(
        post("second", date="2026-01-02", image="photo.png"), "first"
    ),
    "posts/beta/third.md": requiring(
        post("third", date="2025-12-31", image="photo.png"), "second-section"
    ),
    "posts/alone.md": post("alone", date="2026-01-04", image="alpha/picture.svg"),
    "posts/alpha/picture.svg": SVG,
    "posts/beta/picture.svg": SVG,
    "shorts/one.md": short("one"),
    "shorts/two.md": short("two", date="2026-02-02", distils="null"),
}


def sample(root: Path, files: dict[str, str] | None = None) -> Project:
    """Return the sample site in *root*, with *files* in place of its own."""
    project = Project(root, {**FILES, **(files or {})})
    _add_photos(project.docs)
    return project


def write_sample(docs: Path) -> None:
    """Write the content of the sample site, and nothing of the page, into the folder *docs*."""
    for name, text in {**empty.FILES, **FILES}.items():
        if not name.startswith("_"):
            (docs / name).parent.mkdir(parents=True, exist_ok=True)
            (docs / name).write_text(text, "utf-8")
    _add_photos(docs)


def _add_photos(docs: Path) -> None:
    (docs / "posts/alpha/photo.png").write_bytes(PNG)
    (docs / "posts/beta/photo.png").write_bytes(PNG + b"\0")


FRONT = """\
---
date: 2026-01-01
tags: [attention, optimisation]
level: foundation
summary: Numbers.
---

"""


def with_image(source: str, name: str) -> str:
    """Return the post *source* with the image *name* in its front matter."""
    return source.replace("level:", f"image: {name}\nimage_alt: A.\nlevel:")
