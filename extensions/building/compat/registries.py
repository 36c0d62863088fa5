"""The names that are registered with docutils."""

from __future__ import annotations

from docutils.parsers.rst import directives, roles


def docutils_directives() -> set[str]:
    """Return the names of the directives that are registered with docutils.

    Tried with: docutils 0.22.4.
    Why: it answers whether a name is known, and lists none.
    Upstream: to file there: a function that lists them.
    """
    return {*vars(directives)["_directives"], *vars(directives)["_directive_registry"]}


def docutils_roles() -> set[str]:
    """Return the names of the roles that are registered with docutils.

    Tried with: docutils 0.22.4.
    Why: it answers whether a name is known, and lists none.
    Upstream: to file there: a function that lists them.
    """
    return {*vars(roles)["_roles"], *vars(roles)["_role_registry"]}
