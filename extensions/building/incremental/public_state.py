"""What the environment holds of one page, and what pages are made of besides their sources.

An edit of a body mostly changes nothing that another page shows.  Then none has to be asked what
it shows: where all that the environment holds of the pages that were read is as before, and all
else that pages are made of, so is what every page shows.  Nothing here knows what that is: the
tables of Sphinx and of all domains are compared, but for fields with the metadata ``UNSHOWN``.
What cannot be compared counts as changed.

Handlers of ``public-state`` (env, page) return, as a plain value, what pages show of *page* that is
not in the environment.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from extensions.building import up_to_date
from extensions.doctree.compat import app_of
from extensions.lib.digest import UNSHOWN, NotPlainError, digest
from extensions.lib.fingerprint import Fingerprint, files_below
from extensions.model.catalog.publication import today

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

# The times at which pages were read.
TIMES = "all_docs"
PLAIN = frozenset({str, bytes, int, float, bool, type(None), datetime.date, datetime.time})


def public_state(env: BuildEnvironment, docname: str) -> str:
    """Return a digest of all that *env* holds of *docname* and a page may show.

    It is empty if some of it is no value that can be compared.
    """
    # What begins with a line is a cache.
    tables = {name: table for name, table in vars(env).items() if name[0] != "_" and name != TIMES}
    of_domains = {
        f"{domain} {name}": table
        for domain, data in env.domaindata.items()
        for name, table in data.items()
    }
    found = {name: tuple(about(docname, table)) for name, table in {**tables, **of_domains}.items()}
    try:
        values = tuple((name, plain(found[name])) for name in sorted(found) if found[name])
    except NotPlainError:
        return ""
    besides = tuple(app_of(env).emit("public-state", env, docname))
    return digest((values, besides), f"what is known of {docname}")


def about(docname: str, table: object) -> Iterator[object]:
    """Yield the parts of *table* that are about *docname*, by their key or in what they have."""
    if isinstance(table, Mapping):
        for key, value in table.items():
            # Some tables have empty values for pages that others leave out.
            is_empty = isinstance(value, (Mapping, list, tuple, set)) and not value
            if not is_empty and (concerns(docname, key) or concerns(docname, value)):
                yield key, value
    elif isinstance(table, (list, tuple, set)):
        yield from (value for value in table if concerns(docname, value))


def concerns(docname: str, value: object) -> bool:
    """Return whether *value* is or names *docname*."""
    if isinstance(value, str):
        return value == docname
    if isinstance(value, (list, tuple, set)):
        # Paths of Sphinx complain where they are compared with a text.
        return any(
            part == docname if isinstance(part, str) else docname in part
            for part in value
            if type(part) in (str, set, tuple)
        )
    return getattr(value, "docname", None) == docname


def plain(value: Any) -> object:
    """Return *value* as one that has a digest.

    Raises:
        NotPlainError: there is none for some of it.
    """
    if type(value) in PLAIN or isinstance(value, Enum):
        return value
    if isinstance(value, (list, tuple)):
        return tuple(map(plain, value))
    if isinstance(value, (set, frozenset)):
        return tuple(sorted(map(repr, value)))
    if isinstance(value, Mapping):
        return tuple(sorted((repr(key), plain(one)) for key, one in value.items()))
    if isinstance(value, nodes.Node):
        return value.pformat()
    if isinstance(value, Path):
        return str(value)
    if is_dataclass(value):
        kept = (one.name for one in fields(value) if one.metadata != UNSHOWN)
        return type(value).__name__, tuple(plain(getattr(value, name)) for name in kept)
    raise NotPlainError(type(value).__name__)


def settings(config: Config) -> str:
    """Return a digest of all settings; of one that is no plain value its type counts."""
    values = {one.name: one.value for one in config}
    shown = tuple((name, setting(values[name])) for name in sorted(values))
    return digest(shown, "the settings")


def setting(value: object) -> object:
    """Return *value* as one that has a digest."""
    try:
        return plain(value)
    except NotPlainError:
        return type(value).__name__


class Surroundings:
    """What pages are made of besides their sources, as the file system had it at first."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app
        self.begun = time.time()
        # Some are added to while a build goes on.
        self.settings = settings(app.config)
        self.files: dict[str, tuple[int, ...]] | None = None
        with suppress(OSError):
            self.files = dict(files_below(app.srcdir))

    def digest(self, *, unchanged: bool = False) -> str:
        """Return a digest of it, empty if some of it cannot be read.

        What is *unchanged* has to be so since the build began.
        """
        app, found = self.app, Fingerprint()
        sources = {str(app.env.doc2path(name)) for name in app.env.all_docs}
        elsewhere = up_to_date.Elsewhere.load(Path(app.doctreedir) / up_to_date.ELSEWHERE)
        found.note(str(today(app.config)), self.settings)
        try:
            for record in up_to_date.records_of_commands(app.config):
                found.path(Path(app.confdir) / record)
            for folder in up_to_date.packages():
                found.packages(folder)
            for path in map(Path, elsewhere.paths):
                found.path(path)
                if unchanged and path.exists() and path.stat().st_ctime >= self.begun:
                    return ""
        except OSError:
            return ""
        for name, known in (self.files or {}).items():
            if name not in sources:
                found.note(name, *known)
        return found.hexdigest() if self.files is not None else ""
