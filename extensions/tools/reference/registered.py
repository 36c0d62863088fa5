"""What our modules register with Sphinx, read from their source.

Sphinx does not keep which extension a directive, a setting or an event comes from.  The
call in the source says it, with the words beside it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

METHODS = ("add_config_value", "add_directive", "add_domain", "add_role")


@dataclass(frozen=True)
class Registration:
    """One call of a method of the Sphinx application, in the setup of ``module``.

    ``name`` is what is registered, empty for a domain; ``arguments`` are those after the
    name and ``keywords`` those with a name, both as source.
    """

    method: str
    name: str
    module: str
    arguments: tuple[str, ...]
    keywords: dict[str, str]

    @property
    def target(self) -> Any:
        """The class that is registered: the first argument, without its call."""
        name = self.arguments[0].partition("(")[0]
        return getattr(import_module(self.module), name)

    @property
    def description(self) -> str:
        """What a setting means; empty where its registration does not say it."""
        return str(ast.literal_eval(self.keywords.get("description", "''")))


def registrations(package: Path) -> Iterator[Registration]:
    """Yield what the modules below the folder *package* register, in the order of their names.

    Left out is what is registered in a loop, under names that are no literals.
    """
    for path in sorted(package.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if any(f".{method}(" in source for method in METHODS):
            module = module_of(path, package)
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.Call) and (registration := _registration(node, module)):
                    yield registration


def module_of(path: Path, package: Path) -> str:
    """Return the name of the module at *path*, in or below the folder *package*."""
    parts = path.relative_to(package.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def _registration(call: ast.Call, module: str) -> Registration | None:
    method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    if method not in METHODS or not call.args:
        return None
    first, *rest = call.args
    if method == "add_domain":
        name, rest = "", call.args
    elif isinstance(first, ast.Constant) and isinstance(first.value, str):
        name = first.value
    else:
        return None
    return Registration(
        method,
        name,
        module,
        tuple(map(ast.unparse, rest)),
        {word.arg: ast.unparse(word.value) for word in call.keywords if word.arg},
    )
