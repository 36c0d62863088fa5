"""The files of the output: which ones pages account for, and what they all depend on."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.html._build_info import BuildInfo

from extensions.fragments import html_builder
from extensions.unchanged import EXTENSIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def site_inputs(app: Sphinx) -> list[str]:
    """Digests of what each page depends on besides its source: settings, templates, assets.

    The address of a style sheet or script carries a checksum of its content, so that a
    page is out of date as soon as an asset is.
    """
    settings = BuildInfo(app.config, app.tags, frozenset({"env", "html"}))
    folders = [*app.config.templates_path, *app.config.html_static_path]
    contents = [line for folder in folders for line in contents_of(Path(app.confdir) / folder)]
    return [settings.config_hash, settings.tags_hash, *sorted(contents)]


def extension_inputs() -> list[str]:
    """Digests of the code of our extensions."""
    return [line for line in contents_of(EXTENSIONS) if "__pycache__" not in line]


def code_of_extensions(env: BuildEnvironment) -> int:
    """Return what ``extension_inputs`` came to when the extensions were set up."""
    return env.version["extensions.rebuild"]


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
    """Let no page be written again for a child that only a hidden toctree of it names."""
    env = app.env
    if all(toctree.get("hidden") for toctree in doctree.findall(addnodes.toctree)):
        for parents in env.files_to_rebuild.values():
            parents.discard(env.docname)


def canonical_images(env: BuildEnvironment) -> None:
    """Give images their names in the output in the order of their paths.

    Sphinx numbers images of one file name in the order in which it met them, which is
    another one after an incremental or a parallel build.
    """
    old = dict(env.images)
    env.images = type(env.images)()
    for path in sorted(old):
        for docname in sorted(old[path][0]):
            env.images.add_file(docname, path)


def images_by_page(env: BuildEnvironment) -> dict[str, list[tuple[str, str]]]:
    """Return path and name in the output of each image, by the pages that it is on."""
    images: dict[str, list[tuple[str, str]]] = {}
    for path, (pages, name) in sorted(env.images.items()):
        for page in pages:
            images.setdefault(page, []).append((path, name))
    return images


def output_files(app: Sphinx, pages: Mapping[str, str]) -> list[str]:
    """Return the files, relative to the output folder, that *pages* account for."""
    builder, start = html_builder(app), f"{app.outdir}{os.sep}"
    # There are thousands: their paths are no objects.
    files = {str(builder.get_output_path(page)).removeprefix(start) for page in pages}
    files |= {f"{builder.imagedir}/{name}" for _, name in app.env.images.values()}
    files |= {f"_downloads/{name}" for _, name in app.env.dlfiles.values()}
    if builder._get_translations_js():
        files.add("_static/translations.js")
    for page in pages:
        files |= {name for names in app.emit("page-files", app.env, page) for name in names}
    for entry in app.config.html_static_path:
        folder = Path(app.confdir) / entry
        files |= {f"_static/{path.relative_to(folder)}" for path in files_below(folder)}
    return sorted(files)


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
