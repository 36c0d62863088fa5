"""What a page was read from besides its source: included files, listings, images, citations.

Sphinx reads a page again when one of these is newer than the last reading.  A file that
comes from an archive or a copy keeps an old date, and clocks go back: what counts here is
what is in it.

Of what was read outside the sources, by pages or by all, the paths are left beside the
environment, where ``unchanged`` looks before Sphinx is started.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

from extensions import unchanged
from extensions.by_page import ByPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.domain import BibtexDomain


class ReadFrom(ByPage[dict[str, str]]):
    """A digest of each file that a page was read from, by its path."""

    name = "read-from"
    label = "Read from"


def read_from(env: BuildEnvironment) -> dict[str, dict[str, str]]:
    """Return path and digest of the files that each page was read from, by docname."""
    return cast("ReadFrom", env.get_domain(ReadFrom.name)).by_page


def digest_of(path: str) -> str:
    """Return a digest of the file at *path*; empty where there is none."""
    file = Path(path)
    return hashlib.blake2b(file.read_bytes(), digest_size=16).hexdigest() if file.is_file() else ""


def note_inputs(app: Sphinx, doctree: nodes.document) -> None:
    """Note what the present page was read from (answers ``doctree-read``)."""
    env = app.env
    # Sphinx gives whole paths.
    if paths := sorted(map(str, env.dependencies.get(env.docname, ()))):
        read_from(env)[env.docname] = {path: digest_of(path) for path in paths}


def changed_inputs(env: BuildEnvironment) -> Iterator[str]:
    """Yield the pages that were read from files which have changed since."""
    known = read_from(env)
    today = {path: digest_of(path) for path in {one for files in known.values() for one in files}}
    for docname, files in known.items():
        if any(today[path] != then for path, then in files.items()):
            yield docname


def forget_outdated(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Forget *docnames* before the first of them is read (answers ``env-before-read-docs``).

    Sphinx 9.0.4 does so with several processes; with one it forgets each when its turn has
    come, and tells that a label is there twice which has moved to a page that is read earlier.
    """
    for docname in docnames:
        app.emit("env-purge-doc", env, docname)
        env.clear_doc(docname)


def forget_bibliography(app: Sphinx) -> None:
    """Have the bibliography parsed again if it has changed (answers ``builder-inited``).

    sphinxcontrib-bibtex 2.7.0 takes a file of the same date for the same file.
    """
    domain = cast("BibtexDomain", app.env.get_domain("cite"))
    if any(changed_inputs(app.env)):
        domain.data["bibdata"] = domain.bibdata._replace(bibfiles={})


def forget_published(app: Sphinx, config: Config) -> None:
    """Let the site be built at the next time, whatever becomes of this build (``config-inited``).

    Another builder, or other settings, may use the environment of the published site.
    """
    unchanged.forget(Path(app.doctreedir))


def leave_elsewhere(app: Sphinx, exception: Exception | None) -> None:
    """Leave the paths of what was read outside the sources (answers ``build-finished``).

    What all pages are made of and comes with a package, or is ours, is known without.
    """
    if exception is None:
        known = [app.srcdir, unchanged.EXTENSIONS, Path(os.__file__).parent, *unchanged.packages()]
        paths = {*outside(known, [*of_settings(app), *of_modules()])}
        paths |= {*outside([app.srcdir], of_pages(app.env))}
        unchanged.Elsewhere(sorted(paths)).save(Path(app.doctreedir) / unchanged.ELSEWHERE)


def outside(folders: Iterable[Path], paths: Iterable[str]) -> Iterator[str]:
    """Yield those of *paths* that are in none of *folders*."""
    starts, upwards = tuple(f"{folder}{os.sep}" for folder in folders), f"{os.sep}.."
    # Where dots lead to from behind a link, the system alone can tell.
    return (path for path in paths if upwards in path or not path.startswith(starts))


def of_pages(env: BuildEnvironment) -> Iterator[str]:
    """Yield the paths of what pages were read from."""
    for files in read_from(env).values():
        yield from files


def of_settings(app: Sphinx) -> Iterator[str]:
    """Yield the paths of the settings, and of the files and folders that they name."""
    config = app.config
    named = [*config.templates_path, *config.html_static_path, *config.html_extra_path]
    named += [*config.html_theme_path, *config.locale_dirs, *config.bibtex_bibfiles]
    named += filter(None, [config.html_logo, config.html_favicon])
    for name in ("conf.py", "docutils.conf", *named):
        yield os.path.normpath(app.confdir / name)


def of_modules() -> Iterator[str]:
    """Yield the paths of all modules that were imported."""
    for module in list(sys.modules.values()):
        if file := getattr(module, "__file__", None):
            yield file
