"""Private parts of Sphinx that read sources, and what one page has left in the environment."""

from __future__ import annotations

from collections import defaultdict
from copy import copy, deepcopy
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.domains._domains_container import _DomainsContainer

from extensions.doctree.compat import app_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment

# Of one page: attributes of the environment by their names, and data of domains below this one.
Part = dict[str, Any]
DOMAINS = "domaindata"
TABLES = (dict, list, set)


class OwnReadingBuilder(StandaloneHTMLBuilder):
    """Sphinx's HTML builder, which lets a method of its own read the sources.

    Tried with: Sphinx 9.0.4 and 9.1.0.
    Why: with several processes it reads even one page in a process of its own, and for ten pages
    each sends back all that is known of the site; nothing can be read by other means.
    Upstream: https://github.com/sphinx-doc/sphinx/pull/12796 took away the least number of pages;
    https://github.com/sphinx-doc/sphinx/issues/11448 asks for another way of reading.
    """

    def read_sources(self, docnames: list[str], processes: int) -> None:
        """Read *docnames* in at most *processes* processes at once."""
        super()._read_serial(docnames)

    def _read_parallel(self, docnames: list[str], nproc: int) -> None:
        self.read_sources(docnames, nproc)

    def _read_serial(self, docnames: list[str]) -> None:
        self.read_sources(docnames, 1)


def part_of(env: BuildEnvironment, docname: str) -> Part:
    """Return what reading *docname* has left in *env*: what an empty environment takes over of it.

    Tried with: Sphinx 9.0.4 and 9.1.0.
    Why: a process that reads sends its whole environment back, and what of it belongs to a page
    is known to ``merge_info_from`` alone, to which an environment is given that has nothing.
    Upstream: https://github.com/sphinx-doc/sphinx/issues/11448.
    """
    own = copy(env)
    own._app, own.events, own.domaindata = app_of(env), env.events, {}
    empty = {name: _emptied(value) for name, value in _tables(env)}
    vars(own).update(empty)
    bare = {name: _bare(domain, own) for name, domain in env.domains.items()}
    own.domains = _DomainsContainer(**cast("Any", bare))
    own.merge_info_from([docname], env, app_of(env))
    part: Part = {name: table for name, table in empty.items() if table}
    part[DOMAINS] = {
        name: changed
        for name, domain in env.domains.items()
        if (changed := dict(_changed(domain, own.domaindata[name])))
    }
    return part


def merge_part(env: BuildEnvironment, docname: str, part: Part) -> None:
    """Let *env* have of *docname* what *part* has, as if it had read the page itself.

    Tried with: Sphinx 9.0.4 and 9.1.0.
    Why: see ``part_of``: this is its counterpart.
    Upstream: https://github.com/sphinx-doc/sphinx/issues/11448.
    """
    known = part[DOMAINS]
    data = {
        name: {**domain.initial_data, **known.get(name, {})} for name, domain in env.domains.items()
    }
    tables = {name: _emptied(value) for name, value in _tables(env)} | part | {DOMAINS: data}
    env.merge_info_from([docname], cast("Any", SimpleNamespace(**tables)), app_of(env))


def _tables(env: BuildEnvironment) -> Iterator[tuple[str, Any]]:
    """Yield the attributes of *env* that may have something of each page."""
    for name, value in vars(env).items():
        if isinstance(value, (dict, set)) and name not in {DOMAINS, "settings"}:
            yield name, value


def _emptied(table: Any) -> Any:
    return defaultdict(table.default_factory) if isinstance(table, defaultdict) else type(table)()


def _bare(domain: Domain, env: BuildEnvironment) -> Domain:
    """Return a copy of *domain* in *env*, as it is before anything is read."""
    other = copy(domain)
    other.env = env
    # Some of its tables a domain has only when they were asked for.
    late = {key: _emptied(domain.data[key]) for key in domain.data if _is_late(domain, key)}
    initial = {key: _fresh(value) for key, value in domain.initial_data.items()}
    other.data = env.domaindata[domain.name] = initial | late
    return other


def _fresh(value: Any) -> Any:
    """Return a copy of *value*; a whole one, which takes long, only of what has tables in it."""
    if isinstance(value, dict) and not any(isinstance(one, TABLES) for one in value.values()):
        return value.copy()
    return deepcopy(value)


def _is_late(domain: Domain, key: str) -> bool:
    return key not in domain.initial_data and isinstance(domain.data[key], TABLES)


def _changed(domain: Domain, data: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    initial = domain.initial_data
    for key, value in data.items():
        if key not in initial or value != initial[key]:
            yield key, value
