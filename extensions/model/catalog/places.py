"""Check where sources stand and what they are called: what is at a wrong place is told.

Sphinx leaves out in silence what does not end in ``.md``, and takes two files whose names
differ in capitals for two pages, of which one is lost where the system takes them for one.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from unicodedata import normalize

from extensions.doctree.notebooks import markdown_lines
from extensions.lib.messages import logger, warn
from extensions.model.catalog.domain import catalog_of
from extensions.model.catalog.publication import SUFFIXES
from extensions.model.frontmatter import Kind, series_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.environment import BuildEnvironment

    from extensions.model.catalog.domain import Catalog, Entry

# What an author may take for a source, in small letters.
LIKE_SOURCES = {
    *(*SUFFIXES, ".markdown", ".mdown", ".mkd", ".mdx", ".rst"),
    *(".rmd", ".qmd", ".adoc", ".asciidoc", ".org"),
}


def check_places(env: BuildEnvironment) -> None:
    """Warn of sources that are not read, and of pages at a place where none belongs."""
    srcdir = Path(env.srcdir)
    taken = {Path(srcdir, one).resolve() for own in env.dependencies.values() for one in own}
    for path in not_read(srcdir):
        if path.resolve() not in taken:
            logger.warning(
                "is no page, only files that end in .md or .ipynb are: write it in Markdown, as %s",
                path.with_suffix(".md").name,
                type="groundwork",
                subtype="not-read",
                location=f"{path}:1",
            )
    for name, other in sorted(same_but_for_capitals(env.found_docs)):
        text = (
            f'"{name}.md" and "{other}.md" differ in capitals alone, and are one file on some '
            "systems: give one another name"
        )
        warn(name, 1, "same-name", text)
    catalog = catalog_of(env)
    for _, entry in sorted(catalog.entries.items()):
        check_depth(entry)
    check_toctrees(catalog)


def not_read(srcdir: Path) -> Iterator[Path]:
    """Yield the files below *srcdir* that look like sources and are none, sorted."""
    for path in sorted(srcdir.rglob("*")):
        inside = path.relative_to(srcdir).parts
        if (
            path.suffix.lower() in LIKE_SOURCES - ({path.suffix} & {*SUFFIXES})
            and not any(part.startswith(("_", ".")) for part in inside)
            and path.is_file()
        ):
            yield path


def same_but_for_capitals(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of *names* that some systems take for one, the later by name first."""
    first_of: dict[str, str] = {}
    for name in sorted(names):
        first = first_of.setdefault(normalize("NFC", name).casefold(), name)
        if first != name:
            yield name, first


def check_depth(entry: Entry) -> None:
    """Warn of a post in a folder inside that of a series: it would be in no series."""
    parts = PurePosixPath(entry.docname).parts
    if entry.kind is Kind.POST and len(parts) > 3:
        text = (
            "a post stands in posts/ or in the folder of its series: "
            f"move this file to posts/{parts[1]}/{parts[-1]}.md"
        )
        warn(entry.docname, 1, "post-too-deep", text)


def check_toctrees(catalog: Catalog) -> None:
    """Warn of series that list a post of another one."""
    listed: dict[str, str] = {}
    for series in sorted(catalog.all_series(), key=lambda one: one.docname):
        slug = PurePosixPath(series.docname).parts[1]
        for post in catalog.members(series):
            if post.kind is not Kind.POST:
                continue
            home = series_of(post.docname) or listed.setdefault(post.docname, slug)
            if home != slug:
                text = (
                    f'the toctree lists {post.docname}, which is in the series "{home}": '
                    "a post is in one series, take it out of here"
                )
                warn(series.docname, line_of(catalog, series, post), "post-in-two-series", text)


def line_of(catalog: Catalog, series: Entry, post: Entry) -> int:
    """Return the line of the source of *series* that lists *post*."""
    slug = post.docname.rpartition("/")[2]
    lines = enumerate(markdown_lines(catalog.env.doc2path(series.docname)), start=1)
    # An entry is a path, or a title with a path in angle brackets.
    return next(
        (at for at, line in lines if line.strip().rstrip(">").removesuffix(".md").endswith(slug)), 1
    )
