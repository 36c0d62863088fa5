"""Pictures of pixels: in a few widths and newer formats, with a pair for the dark by its name.

Off until ``site.toml`` has a table ``[images]``.  ``raster_files`` says which files there are and
makes them, ``shown`` how they stand in a page.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from extensions.building.incremental import note_absent
from extensions.doctree.fragments import html_builder, is_site
from extensions.doctree.page_domain import ByPage
from extensions.lib.cache import Cache
from extensions.lib.files import write
from extensions.lib.phases import BuildFinished, DoctreeRead, PageContext, WriteTransform
from extensions.markup.guard.paths import is_outside
from extensions.markup.rasters.raster_files import (
    SUFFIXES,
    Size,
    Variant,
    key_of,
    made,
    size_of,
    variants,
)
from extensions.markup.rasters.shown import (
    IN_LISTS,
    IN_TEXT,
    Raster,
    as_plain_images,
    depart_raster,
    raster,
    visit_raster,
)
from extensions.model.views import Dependency, add_dependency, views_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["IN_LISTS", "Raster", "as_plain_images", "raster", "raster_of", "setup"]

# About 60 KB an entry: 1.2 GB at most.
MAX_ENTRIES = 20_000
# The path of a picture from the sources, its width and its height.
Known = tuple[str, int, int]


class RasterDomain(ByPage[tuple[Known, ...]]):
    """The pictures of each page, those for the dark among them, with their sizes."""

    name = "rasters"
    label = "Pictures"

    @cached_property
    def sizes(self) -> dict[str, Size]:
        """The size of each picture by its path; ask only when all sources have been read."""
        found = (one for name in sorted(self.by_page) for one in self.by_page[name])
        return {path: Size(width, height) for path, width, height in found}


def rasters_of(env: BuildEnvironment) -> RasterDomain:
    """Return the pictures of *env*."""
    return cast("RasterDomain", env.get_domain(RasterDomain.name))


def dark_of(path: str) -> str:
    """Return the name of the picture for dark pages that goes with *path*.

    >>> dark_of("figures/plot.png")
    'figures/plot-dark.png'
    """
    stem, dot, suffix = path.rpartition(".")
    return f"{stem}-dark{dot}{suffix}"


def note_rasters(app: Sphinx, doctree: nodes.document) -> None:
    """Note the pictures of the page that was read, and what goes with them (``doctree-read``)."""
    env, found = app.env, {}
    if not app.config.image_widths:
        return
    for image in doctree.findall(nodes.image):
        path = image["uri"]
        if path not in env.images or Path(path).suffix.lower() not in SUFFIXES:
            continue
        if size := size_of(Path(app.srcdir, path)):
            found[path] = size
            dark = dark_of(path)
            file = Path(app.srcdir, dark)
            if not file.is_file():
                note_absent(env, file)
            elif not is_outside(app.confdir, file):
                env.note_dependency(dark)
                env.images.add_file(env.docname, dark)
                if of_dark := size_of(file):
                    found[dark] = of_dark
    if found:
        known = tuple((path, size.width, size.height) for path, size in sorted(found.items()))
        rasters_of(env).by_page[env.docname] = known


def raster_of(env: BuildEnvironment, path: str) -> Raster | None:
    """Return the picture at *path*, from the sources, as it is published, if there is one."""
    size = rasters_of(env).sizes.get(path)
    if size is None or path not in env.images:
        return None
    name = env.images[path][1]
    files = ((one.format, one.width, one.name(name)) for one in variants_of(env, path, size))
    return Raster(name, size.width, size.height, tuple(files))


def variants_of(env: BuildEnvironment, path: str, size: Size) -> tuple[Variant, ...]:
    """Return the other files of the picture at *path* of *size*."""
    return variants(path, size, env.config.image_widths, env.config.image_formats)


class ShowRasters(SphinxPostTransform):
    """Put pictures with other files in place of the images that name them."""

    formats = ("html",)
    default_priority = WriteTransform.RASTERS

    def run(self, **kwargs: Any) -> None:
        """Change the page that is written."""
        if not self.config.image_widths or not is_site(self.app):
            return
        # The first is in the first screen, or near to it.
        is_lazy = False
        for image in list(self.document.findall(nodes.image)):
            if isinstance(image, raster):
                continue
            if light := raster_of(self.env, image["uri"]):
                dark = dark_of(image["uri"])
                shown = raster_of(self.env, dark)
                node = raster("", **image.attributes)
                node["light"], node["dark"] = light, shown
                node["folder"], node["sizes"], node["is_lazy"] = "", IN_TEXT, is_lazy
                image.replace_self(node)
                if shown:
                    html_builder(self.app).images[dark] = shown.file
            is_lazy = True


class Shown(Dependency[tuple[Any, ...]]):
    """The sizes of all pictures, on a page that shows others, and may show a picture of theirs."""

    def data(self, env: BuildEnvironment, page: str) -> tuple[Any, ...]:
        """Return them."""
        if page not in views_on(env):
            return ()
        sizes = rasters_of(env).sizes
        return tuple((path, one.width, one.height) for path, one in sizes.items())


class Publisher:
    """Writes the other files of pictures, each with its page."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app

    @cached_property
    def _cache(self) -> Cache[bytes]:
        return Cache[bytes](Path(self.app.confdir) / self.app.config.image_cache, MAX_ENTRIES)

    def publish(self, app: Sphinx, page: str, *given: object) -> None:
        """Write the files of the pictures on *page* (answers ``html-page-context``)."""
        if not is_site(app):
            return
        for path, name, variant in files_on(app.env, page):
            content = Path(app.srcdir, path).read_bytes()
            folder = Path(app.outdir, html_builder(app).imagedir)
            write(folder / name, self._made(content, variant))

    def _made(self, content: bytes, variant: Variant) -> bytes:
        key = key_of(content, variant)
        known = self._cache.get([key]).get(key)
        if known is None:
            known = made(content, variant)
            self._cache.put({key: known})
        return known

    def close(self, app: Sphinx, exception: Exception | None) -> None:
        """Close the cache (answers ``build-finished``)."""
        if app.config.image_widths:
            self._cache.close()


def files_on(env: BuildEnvironment, page: str) -> Iterator[tuple[str, str, Variant]]:
    """Yield path, name of the file and variant of all other files of the pictures on *page*."""
    for path, width, height in rasters_of(env).by_page.get(page, ()):
        if path in env.images:
            for one in variants_of(env, path, Size(width, height)):
                yield path, one.name(env.images[path][1]), one


def page_files(app: Sphinx, env: BuildEnvironment, page: str) -> list[str]:
    """Return these files as files of the output (answers ``page-files``)."""
    if not is_site(app):
        return []
    return [f"{html_builder(app).imagedir}/{name}" for _, name, _ in files_on(env, page)]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the settings, what notes pictures, what shows them and what writes their files."""
    app.add_config_value(
        "image_widths",
        [],
        "env",
        types=(list,),
        description="The widths in pixels that pictures are published in; none: as they are.",
    )
    app.add_config_value(
        "image_formats",
        ["webp"],
        "env",
        types=(list,),
        description="The formats, of webp and avif, that pictures are published in besides.",
    )
    app.add_config_value(
        "image_cache",
        ".cache/images.sqlite",
        "",
        types=(str,),
        description="The file of pictures that were made, as a path from the folder of conf.py.",
    )
    app.add_domain(RasterDomain)
    app.add_node(raster, html=(visit_raster, depart_raster))
    app.connect("doctree-read", note_rasters, priority=DoctreeRead.RASTERS)
    app.add_post_transform(ShowRasters)
    add_dependency(app, Shown())
    publisher = Publisher(app)
    app.connect("html-page-context", publisher.publish, priority=PageContext.RASTERS)
    app.connect("page-files", page_files)
    app.connect("build-finished", publisher.close, priority=BuildFinished.RASTERS)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
