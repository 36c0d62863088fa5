"""Files of the output: those that belong to pages, and the inputs that all of them share."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from extensions.building.compat.builds import has_script_messages, settings_digests
from extensions.doctree.fragments import html_builder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def site_inputs(app: Sphinx) -> list[str]:
    """Return digests of what each page depends on besides its source: settings, templates, assets.

    The address of a style sheet or script carries a checksum of its content, so that a
    page is out of date as soon as an asset is.
    """
    folders = [*app.config.templates_path, *app.config.html_static_path]
    contents = [line for folder in folders for line in contents_of(Path(app.confdir) / folder)]
    return [*settings_digests(app), *sorted(contents)]


def settings_of_docutils(app: Sphinx) -> list[str]:
    """Return a digest of ``docutils.conf`` beside ``conf.py``, if there is one: Sphinx reads it."""
    path = Path(app.confdir) / "docutils.conf"
    return [hashlib.blake2b(path.read_bytes()).hexdigest()] if path.is_file() else []


def code_of_extensions(env: BuildEnvironment) -> int:
    """Return the version that the code of the extensions had when they were set up."""
    return env.version["extensions.building.incremental"]


def contents_of(folder: Path) -> list[str]:
    """Return name and digest of each file below *folder*."""
    return [
        f"{path.relative_to(folder)} {hashlib.blake2b(path.read_bytes()).hexdigest()}"
        for path in files_below(folder)
    ]


def files_below(folder: Path) -> Iterator[Path]:
    """Yield all files below *folder* in a fixed order."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def forget_hidden_toctrees(app: Sphinx, doctree: nodes.document) -> None:
    """Forget the children in hidden toctrees, for which Sphinx would write a page again."""
    env = app.env
    if all(toctree.get("hidden") for toctree in doctree.findall(addnodes.toctree)):
        for parents in env.files_to_rebuild.values():
            parents.discard(env.docname)


def images_by_page(env: BuildEnvironment) -> dict[str, list[tuple[str, str]]]:
    """Return path and name in the output of each image, by the pages that it is on."""
    images: dict[str, list[tuple[str, str]]] = {}
    for path, (pages, name) in sorted(env.images.items()):
        for page in pages:
            images.setdefault(page, []).append((path, name))
    return images


def output_files(app: Sphinx, pages: Mapping[str, str]) -> list[str]:
    """Return the files, relative to the output folder, that belong to *pages*."""
    builder, start = html_builder(app), f"{app.outdir}{os.sep}"
    # There are thousands: their paths are no objects.
    files = {str(builder.get_output_path(page)).removeprefix(start) for page in pages}
    files |= {f"{builder.imagedir}/{name}" for _, name in app.env.images.values()}
    files |= {f"_downloads/{name}" for _, name in app.env.dlfiles.values()}
    if has_script_messages(builder):
        files.add("_static/translations.js")
    if app.config.html_copy_source:
        end = app.config.html_sourcelink_suffix
        sources = (app.env.doc2path(page, base=False) for page in pages if page in app.env.all_docs)
        files |= {f"_sources/{source.as_posix()}{end}" for source in sources}
    for entry in app.config.html_static_path:
        folder = Path(app.confdir) / entry
        files |= {f"_static/{path.relative_to(folder)}" for path in files_below(folder)}
    return sorted(files)


def files_beside(app: Sphinx, pages: Iterable[str]) -> dict[str, list[str]]:
    """Return the files that are written with each of *pages* besides its HTML, by page."""
    return {
        page: sorted({name for names in app.emit("page-files", app.env, page) for name in names})
        for page in pages
    }


def named(files: Mapping[str, Iterable[str]]) -> set[str]:
    """Return all of *files*, which are by page."""
    return {name for names in files.values() for name in names}


def delete_stale(outdir: Path, stale: Iterable[str]) -> None:
    """Delete the files *stale* below *outdir*, and the folders that are empty without them."""
    # Sphinx leaves a copy of its old build info behind when a setting has changed.
    for name in [*sorted(stale), ".buildinfo.bak"]:
        path = outdir / name
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == outdir or not folder.is_dir() or any(folder.iterdir()):
                break
            folder.rmdir()
