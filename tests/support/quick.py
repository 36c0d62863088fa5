"""Which tests are quick: those that need no browser, build no site and start no program.

That is found out and not written down: from what the code of a test, of its fixtures and of
the functions of the tests that they call refers to.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from inspect import unwrap
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest

# What takes its time, by the module that it is of.
SLOW = (
    "playwright",
    "subprocess",
    "tests.support.checkout",
    "tests.edits",
    "tests.support.processes",
    "tests.support.program",
)
SLOW_NAMES = {
    ("tests.support.project", "Project"),
    ("tests.support.project", "build_site"),
    ("tests.support.sample", "sample"),
    ("extensions.markup.math.katex", "KatexProcess"),
    ("extensions.lib.node", "NodeProcess"),
    ("extensions.tools.importing.importer", "imported"),
    ("extensions.tools.importing.__main__", "main"),
}

# Which fixture that is, the code does not say: the built site is asked for like that.
ASKS_FOR_A_FIXTURE = "getfixturevalue"


def is_quick(item: pytest.Item) -> bool:
    """Whether *item* needs no browser, no build and no other program."""
    if not isinstance(item, pytest.Function) or item.get_closest_marker("slow"):
        return False
    fixtures = item._fixtureinfo.name2fixturedefs.values()
    return is_light(item.function) and all(
        is_light(definition.func) for definitions in fixtures for definition in definitions
    )


@cache
def is_light(function: Any, seen: frozenset[Any] = frozenset()) -> bool:
    """Whether nothing that *function* refers to takes its time."""
    function = unwrap(getattr(function, "__func__", function))
    if not isinstance(function, FunctionType) or function in seen:
        return True
    seen = seen | {function}
    for name in names_in(function.__code__):
        if name == ASKS_FOR_A_FIXTURE:
            return False
        found = function.__globals__.get(name)
        if found is None:
            continue
        module = found.__name__ if isinstance(found, ModuleType) else found_in(found)
        if module.startswith(SLOW) or (module, name) in SLOW_NAMES:
            return False
        if module.startswith("tests") and not is_light(found, seen):
            return False
    return True


def found_in(value: Any) -> str:
    """Return the module that *value* is of."""
    return str(getattr(value, "__module__", "") or "")


def names_in(code: CodeType) -> Iterator[str]:
    """Yield the names that *code*, and the functions in it, refer to."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from names_in(constant)
