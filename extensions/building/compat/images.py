"""The file names that Sphinx gives to images in the output."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def name_images_by_path(env: BuildEnvironment) -> None:
    """Give images their names in the output in the order of their paths.

    Tried with: Sphinx 9.0.4 and 9.1.0.
    Why: it numbers images of one file name in the order in which it met them, which is another
    one after an incremental or a parallel build.
    Upstream: to file there: numbers that depend on the paths alone.
    """
    old = dict(env.images)
    env.images = type(env.images)()
    for path in sorted(old):
        for docname in sorted(old[path][0]):
            env.images.add_file(docname, path)


def forget_image(env: BuildEnvironment, path: str) -> None:
    """Forget the image *path*, and that its name in the output is taken.

    Tried with: Sphinx 9.0.4 and 9.1.0.
    Why: a folder counts as an image that can be read, and no builder can copy it.
    Upstream: to file there: ask ``is_file`` when images are collected.
    """
    _, name = env.images.pop(path)
    env.images._existing.discard(name)
