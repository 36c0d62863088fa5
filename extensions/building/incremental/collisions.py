"""Report two things that would be written to one output file, and what to rename.

Pages and files are known here because their makers ask first whether they are current.  Where a
page has a source as well, the source is written.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from extensions.building.incremental.outputs import files_below
from extensions.doctree.fragments import html_builder, is_site
from extensions.lib.messages import logger, warn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

    from sphinx.application import Sphinx

# What of the project ends here, as the author sees it.
OURS = "is made by the site"


class Taken:
    """The pages without a source that are made in this build; one object per application."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app
        self.made: set[str] = set()

    @cached_property
    def sources(self) -> dict[str, str]:
        """The pages with a source, by the paths that they are written to; ask when all are read."""
        return {self._path(page): page for page in self._pages()}

    @cached_property
    def folders(self) -> dict[str, str]:
        """The first page with a source in each folder."""
        found: dict[str, str] = {}
        for page in self._pages():
            for folder in PurePosixPath(page).parents:
                found.setdefault(folder.as_posix(), page)
        return found

    def _pages(self) -> list[str]:
        return sorted(self.app.env.found_docs) if is_site(self.app) else []

    def by_source(self, page: str) -> bool:
        """Return whether a source has the address of *page*, which would be made; warn of it."""
        self.made.add(page)
        source = self.sources.get(self._path(page))
        if source is not None:
            self._warn(source, page)
        return source is not None

    def by_folder(self, path: str) -> bool:
        """Return whether a folder of sources has the *path* of a file."""
        return path in self.folders

    def by_made(self, page: str) -> bool:
        """Return whether *page* is one that is made."""
        return page in self.made

    def rest(self, files: Set[str]) -> set[str]:
        """Return the files that Sphinx makes besides *files*; warn of sources at their paths."""
        if not is_site(self.app):
            return set()
        sphinx = pages_of_sphinx(self.app)
        for page in sphinx:
            self.by_source(page)
        self._warn_of_folders(files)
        builder, outdir = html_builder(self.app), Path(self.app.outdir)
        paths = (Path(builder.get_output_path(page)) for page in sphinx)
        pages = {path.relative_to(outdir).as_posix() for path in paths}
        return {*pages, *check_extra(self.app, files | pages)}

    def _warn_of_folders(self, files: Set[str]) -> None:
        """Warn of folders of sources with the name of one of *files*, or of a folder of them."""
        sources, private = self.app.env.found_docs, (name for name in files if name.startswith("_"))
        generated = {
            name.partition("/")[0] for name in private if without_suffix(name) not in sources
        }
        for name in sorted(self.folders.keys() & (files | generated)):
            text = f'"{name}" {OURS}: give this folder another name'
            warn(self.folders[name], 1, "address-taken", text)

    def _path(self, page: str) -> str:
        # Where a file system knows no capitals, two such names are one.
        return str(html_builder(self.app).get_output_path(page)).casefold()

    def _warn(self, source: str, page: str) -> None:
        name = self.app.env.doc2path(source, base=False).name
        text = f'the page "{page}" {OURS}: give {name} another name'
        warn(source, 1, "address-taken", text)


def without_suffix(name: str) -> str:
    """Return the path *name* as that of a page whose file it may be."""
    return PurePosixPath(name).with_suffix("").as_posix()


def pages_of_sphinx(app: Sphinx) -> list[str]:
    """Return the pages that Sphinx itself makes at the end of a build."""
    builder = html_builder(app)
    pages = [*app.config.html_additional_pages, *(index[0] for index in builder.domain_indices)]
    pages += ["search"] if builder.search else []
    if builder.use_index:
        pages += ["genindex"]
        letters = (path.stem for path in Path(app.outdir).glob("genindex-*.html"))
        pages += letters if app.config.html_split_index else []
    return sorted({*pages})


def check_static(app: Sphinx) -> None:
    """Warn of a file that two folders of static files have (answers ``builder-inited``)."""
    owners: dict[str, list[Path]] = defaultdict(list)
    for entry in app.config.html_static_path:
        for name, path in static_files(Path(app.confdir) / entry):
            owners[name.casefold()].append(path)
    for name in sorted(owners):
        for path in owners[name][:-1]:
            warn_of_static(path, f"_static/{name}")


def check_extra(app: Sphinx, files: Iterable[str]) -> list[str]:
    """Warn of extra files that are copied to where the site makes one of *files*.

    Return the paths in the output of all that are copied.
    """
    generated, copied = {name.casefold() for name in files}, []
    for entry in app.config.html_extra_path:
        for name, path in static_files(Path(app.confdir) / entry):
            copied.append(name)
            if name.casefold() in generated:
                warn_of_static(path, name)
    return copied


def static_files(path: Path) -> Iterator[tuple[str, Path]]:
    """Yield name in the output and path of *path*, a file, or of all files below it."""
    if path.is_file():
        yield path.name, path
    for file in files_below(path):
        yield file.relative_to(path).as_posix(), file


def warn_of_static(path: Path, name: str) -> None:
    """Warn that the author's file *path* is in the way of the file *name* of the output."""
    logger.warning(
        '"%s" %s: give %s another name',
        name,
        OURS,
        path.name,
        type="groundwork",
        subtype="address-taken",
        location=f"{path}:1",
    )
