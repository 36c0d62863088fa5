"""Private parts of Sphinx that read, resolve and write pages."""

from __future__ import annotations

import pickle
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from sphinx.application import ENV_PICKLE_FILENAME
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.html._build_info import BuildInfo
from sphinx.domains._domains_container import _DomainsContainer
from sphinx.registry import SphinxComponentRegistry
from sphinx.util.parallel import ParallelTasks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from jinja2 import BytecodeCache
    from sphinx.application import Sphinx
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment


class Writers(ParallelTasks):
    """Sphinx's pool of writing processes, which can say whether one is free.

    Tried with: Sphinx 9.0.4 and 9.1.0.
    Why: ``add_task`` takes whatever it is given and lets it wait in memory.
    Upstream: https://github.com/sphinx-doc/sphinx/issues/10779; to file there: a limit of what
    waits.
    """

    def one_is_free(self) -> bool:
        """Return whether a process is free to begin a task."""
        self._join_one()
        return self._pworking < self.nproc


def forget_doctree(env: BuildEnvironment, docname: str) -> None:
    """Drop the doctree of *docname* from the memory of *env*; it stays on disk.

    Tried with: Sphinx 9.0.4 and 9.1.0.
    Why: it keeps what it has read of each page until the end of the build.
    Upstream: to file there: drop what was written.
    """
    env._pickled_doctree_cache.pop(docname, None)


def purge_before_reading(app: Sphinx, env: BuildEnvironment, docnames: Sequence[str]) -> None:
    """Forget *docnames* before the first of them is read.

    Tried with: Sphinx 9.0.4 and 9.1.0.
    Why: Sphinx does so with several processes; with one it purges each page just before it reads
    it, and reports a label that has moved to a page which is read earlier as a duplicate.
    Upstream: to file there: purge in ``_read_serial`` as in ``_read_parallel``.
    """
    for docname in docnames:
        app.emit("env-purge-doc", env, docname)
        env.clear_doc(docname)


def stored_environment(doctrees: Path, domains: Iterable[type[Domain]]) -> BuildEnvironment:
    """Return the environment that a build has left in *doctrees*, without an application.

    It has the domains of Sphinx and *domains*, to be asked and not to be changed.

    Tried with: Sphinx 9.0.4 and 9.1.0.
    Why: an application that reads it sets all extensions up, and counts as the begin of a build.
    Upstream: to file there: a way to read an environment alone.
    """
    env: BuildEnvironment = pickle.loads((doctrees / ENV_PICKLE_FILENAME).read_bytes())
    # Of an application the domains ask its registry alone.
    env._app = cast("Any", SimpleNamespace(registry=SphinxComponentRegistry()))
    of_sphinx = _DomainsContainer._from_environment_default(env=env).sorted()
    found = {domain.name: domain for domain in (*of_sphinx, *(kind(env) for kind in domains))}
    env.domains = _DomainsContainer(**cast("Any", found))
    return env


def settings_digests(app: Sphinx) -> list[str]:
    """Return digests of the settings that pages depend on, and of the tags of the build.

    Tried with: Sphinx 9.0.4 and 9.1.0.
    Why: to tell whether a setting has changed it has a digest of values of every type, and
    offers it to nobody.
    Upstream: to file there: the class in the public part of the builder.
    """
    info = BuildInfo(app.config, app.tags, frozenset({"env", "html"}))
    return [info.config_hash, info.tags_hash]


def has_script_messages(builder: StandaloneHTMLBuilder) -> bool:
    """Return whether *builder* copies Sphinx's messages for scripts, ``_static/translations.js``.

    Tried with: Sphinx 9.0.4 and 9.1.0.
    Why: a file that no page accounts for is deleted; whether there is one, is decided inside.
    Upstream: to file there: a list of the files that a builder has written.
    """
    return builder._get_translations_js() is not None


def make_no_search_index(builder: StandaloneHTMLBuilder) -> None:
    """Stop *builder* from making an index for Sphinx's own search.

    Tried with: Sphinx 9.0.4 and 9.1.0.
    Why: the index is that of another search, and no setting leaves it out.
    Upstream: to file there: a setting.
    """
    builder.search = False


def keep_compiled_templates(builder: StandaloneHTMLBuilder, cache: BytecodeCache) -> None:
    """Give *builder* the *cache* for compiled templates.

    Tried with: Sphinx 9.0.4 and 9.1.0.
    Why: it makes Jinja's environment without one, and takes no argument for it.
    Upstream: to file there: a setting for a folder.
    """
    cast("Any", builder.templates).environment.bytecode_cache = cache
