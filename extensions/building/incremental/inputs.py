"""Track the inputs of pages besides their sources: included files, listings, images, citations.

Sphinx reads a page again when one of these is newer than the last reading.  Dates mislead: a file
from an archive keeps an old one, and clocks go back.  So digests of the contents are compared.

The paths of inputs outside the sources are saved beside the environment, where ``up_to_date``
reads them before Sphinx is started.
"""

from __future__ import annotations

import hashlib
import os
import sys
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.util.i18n import get_image_filename_for_language

from extensions.building import up_to_date
from extensions.building.compat import bibtex
from extensions.building.compat.builds import purge_before_reading
from extensions.doctree.page_domain import ByPage
from extensions.lib.own_code import EXTENSIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


# What the name of a file is kept for whose content does not matter.
PRESENT = "is there"
# How the name of an image ends that is there in several formats.
ANY = ".*"


class ReadFrom(ByPage[dict[str, str]]):
    """A digest of each file that a page was read from, by its path.

    It is empty for a file that was not there, and that of the names for a pattern of names.
    """

    name = "read-from"
    label = "Read from"


def read_from(env: BuildEnvironment) -> dict[str, dict[str, str]]:
    """Return path and digest of the files that each page was read from, by docname."""
    return cast("ReadFrom", env.get_domain(ReadFrom.name)).by_page


def contents_read_from(env: BuildEnvironment, docname: str) -> dict[str, str]:
    """Return path and digest of the files whose content *docname* shows, besides its source."""
    known = read_from(env).get(docname, {})
    return {path: then for path, then in known.items() if then not in ("", PRESENT)}


def digest_of(path: str) -> str:
    """Return a digest of the file at *path*; empty where there is none.

    A path that ends with ``.*`` stands for all that it may mean: an image in several formats.
    """
    file = Path(path)
    if file.suffix == ANY:
        names = sorted(found.name for found in file.parent.glob(f"{escape(file.stem)}{ANY}"))
        return hashlib.blake2b("\n".join(names).encode(), digest_size=16).hexdigest()
    return hashlib.blake2b(file.read_bytes(), digest_size=16).hexdigest() if file.is_file() else ""


def note_names(app: Sphinx, doctree: nodes.document) -> None:
    """Note which files make the present page what it is by being there (answers ``doctree-read``).

    MyST asks whether there is a file that a link may mean, Sphinx for an image in the language of
    the site, and for all that a name with a pattern means.
    """
    env, found = app.env, {}
    for xref in doctree.findall(pending_xref):
        if xref["reftype"] == "myst":
            found[path_of_link(env, xref)] = PRESENT if xref.get("refdomain") == "doc" else ""
    for image in doctree.findall(nodes.image):
        if not {"?"} & {*image["candidates"]} and "original_uri" not in image:
            for name in (image["uri"], get_image_filename_for_language(f"/{image['uri']}", env)):
                path = env.relfn2path(f"/{name.removeprefix('/')}")[1]
                if name.endswith(ANY) or not Path(path).is_file():
                    found[path] = digest_of(path)
    if found:
        read_from(env).setdefault(env.docname, {}).update(found)


def path_of_link(env: BuildEnvironment, xref: pending_xref) -> str:
    """Return the path of the file that a link of Markdown names, or would name."""
    if xref.get("refdomain") == "doc":
        return str(env.doc2path(xref["reftarget"]))
    return env.relfn2path(xref["reftarget"].partition("#")[0], env.docname)[1]


def note_inputs(app: Sphinx, doctree: nodes.document) -> None:
    """Note what the present page was read from (answers ``doctree-read``)."""
    env = app.env
    # Sphinx gives whole paths.
    if paths := sorted(map(str, env.dependencies.get(env.docname, ()))):
        known = read_from(env).setdefault(env.docname, {})
        known.update((path, digest_of(path)) for path in paths)


def note_absent(env: BuildEnvironment, path: Path) -> None:
    """Note that the present page would be another one if there were a file at *path*.

    Sphinx would read a page again at every build that depends on a file which is not there.
    """
    read_from(env).setdefault(env.docname, {})[str(path)] = ""


class States:
    """What stands at paths today; each file is read once."""

    def __init__(self) -> None:
        self._digests: dict[str, str] = {}

    def are_as(self, known: Mapping[str, str]) -> bool:
        """Return whether all files are as they are *known*."""
        return all(self._state(path, then) == then for path, then in known.items())

    def _state(self, path: str, then: str) -> str:
        if then == PRESENT:
            return PRESENT if Path(path).is_file() else ""
        if path not in self._digests:
            self._digests[path] = digest_of(path)
        return self._digests[path]


def changed_inputs(env: BuildEnvironment) -> Iterator[str]:
    """Yield the pages that were read from files which have changed since."""
    states = States()
    return (name for name, known in read_from(env).items() if not states.are_as(known))


def forget_outdated(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Forget *docnames* before the first of them is read (answers ``env-before-read-docs``).

    Otherwise a label that has moved to a page which is read earlier is reported as a duplicate.
    """
    purge_before_reading(app, env, docnames)


def forget_bibliography(app: Sphinx) -> None:
    """Have the bibliography parsed again if it has changed (answers ``builder-inited``)."""
    if any(changed_inputs(app.env)):
        bibtex.forget_bibliography(app.env)


def forget_published(app: Sphinx, config: Config) -> None:
    """Delete the up-to-date marker, in case this build fails (answers ``config-inited``).

    Another builder, or other settings, may use the environment of the published site.
    """
    up_to_date.forget(Path(app.doctreedir))


def leave_elsewhere(app: Sphinx, exception: Exception | None) -> None:
    """Save the paths of inputs outside the sources (answers ``build-finished``).

    What all pages are made of and comes with a package, or is ours, is known without.
    """
    if exception is None:
        known = [
            app.srcdir,
            EXTENSIONS,
            Path(os.__file__).parent,
            *up_to_date.packages(),
        ]
        paths = {*outside(known, [*of_settings(app), *of_modules()])}
        paths |= {*outside([app.srcdir], of_pages(app.env))}
        up_to_date.Elsewhere(sorted(paths)).save(Path(app.doctreedir) / up_to_date.ELSEWHERE)


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
    # What commands have left for pages to show, where there is any (see ``BuildRequest``).
    records = up_to_date.records_of_commands(config)
    named += [one for one in records if (app.confdir / one).is_file()]
    for name in ("conf.py", "site.toml", "docutils.conf", *named):
        yield os.path.normpath(app.confdir / name)


def of_modules() -> Iterator[str]:
    """Yield the paths of all modules that were imported."""
    for module in list(sys.modules.values()):
        if file := getattr(module, "__file__", None):
            yield file
