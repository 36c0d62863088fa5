"""What a hold on the insides of a dependency says of itself, and that all stand in ``compat``."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from extensions.building import compat as upper
from extensions.building.compat import (
    autobuild,
    bibtex,
    blog,
    builds,
    images,
    logs,
    markdown_writer,
    reading,
    registries,
    settings,
)
from extensions.doctree import compat as lower
from extensions.doctree.compat import myst
from tests.support.project import ROOT

MODULES = [
    lower,
    myst,
    *(autobuild, bibtex, blog, builds, images, logs, markdown_writer, reading, registries),
    settings,
]
TRIED, WHY, UPSTREAM = "Tried with: ", "Why: ", "Upstream: "


def holds() -> Iterator[tuple[str, str]]:
    """Yield name and docstring of each hold."""
    for module in MODULES:
        for name, value in vars(module).items():
            if getattr(value, "__module__", None) == module.__name__ and not name.startswith("_"):
                doc = inspect.getdoc(value) or ""
                # What belongs to another hold refers to it.
                if "; see " not in doc:
                    yield name, doc


def names_of_canaries() -> Iterator[str]:
    """Yield the names of the tests of ``test_compat*.py``, where canaries stand."""
    for path in (ROOT / "tests").glob("*/test_compat*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                yield node.name


def test_each_hold_says_why_it_is_there_and_has_a_canary() -> None:
    found = dict(holds())
    assert len(found) > 20
    lines = {
        name: [part for part in (TRIED, WHY, UPSTREAM) if part in doc]
        for name, doc in found.items()
    }
    assert [name for name, parts in lines.items() if parts != [TRIED, WHY, UPSTREAM]] == []
    canaries = {re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower() for name in found}
    assert {f"test_{name}" for name in canaries} - {*names_of_canaries()} == set()


# No other module has a hold.

FOREIGN_AND_DOCUMENTED = {
    ("os", "_exit"),
    # Of named tuples.
    (None, "_replace"),
}


def private_names(tree: ast.Module) -> Iterator[tuple[str | None, str]]:
    """Yield owner, if it is a name, and name of each private attribute or import in *tree*."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield (node.value.id if isinstance(node.value, ast.Name) else None), node.attr
        if isinstance(node, ast.ImportFrom):
            for name in [*(node.module or "").split("."), *(alias.name for alias in node.names)]:
                yield None, name


def own_names(trees: list[ast.Module]) -> set[str]:
    """Return what our own classes and modules define: ``def _x``, ``self._x = …``."""
    found = set()
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            found.add(node.attr)
    return found


def parsed() -> dict[Path, ast.Module]:
    """Return the modules of ``extensions/`` that may have no hold."""
    paths = [path for path in (ROOT / "extensions").rglob("*.py") if "compat" not in path.parts]
    return {path: ast.parse(path.read_text("utf-8")) for path in paths}


def test_no_other_module_uses_a_private_name() -> None:
    trees = parsed()
    known = own_names(list(trees.values())) | {"_", "__future__"}
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path, tree in trees.items()
        for owner, name in private_names(tree)
        if name.startswith("_") and not name.endswith("__") and name not in known
        if not {(owner, name), (None, name)} & FOREIGN_AND_DOCUMENTED
    ]
    assert found == []


def test_no_other_module_reaches_into_a_namespace() -> None:
    # vars(module)["_name"], getattr(module, "_name"), setattr(module, …).
    found = []
    for path, tree in parsed().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
                private = [t for t in texts if isinstance(t, str) and re.match(r"_[a-z]", t)]
                if node.func.id == "setattr" or (node.func.id == "getattr" and private):
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
            elif isinstance(node, ast.Subscript) and ast.unparse(node.value).startswith("vars("):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == []


def test_no_other_module_overrides_a_private_method() -> None:
    found = []
    for path in parsed():
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if path.read_text("utf-8").find('if __name__ == "__main__"') < 0:
            found += [f"{name}: {one}" for one in overridden(importlib.import_module(name))]
    assert found == []


def overridden(module: ModuleType) -> Iterator[str]:
    """Yield the private functions of foreign classes that classes of *module* replace."""
    for cls in [one for one in vars(module).values() if inspect.isclass(one)]:
        # Those of Python's own classes are documented (codecs) or made by it (enum).
        foreign = [
            one
            for one in cls.__mro__
            if one.__module__.partition(".")[0] not in ("extensions", "enum", "typing", "codecs")
        ]
        for name, value in vars(cls).items():
            private = name.startswith("_") and not name.endswith("__")
            ours = cls.__module__ == module.__name__ and inspect.isfunction(value)
            if ours and private and any(name in vars(one) for one in foreign):
                yield f"{cls.__name__}.{name}"


def test_the_packages_of_holds_are_those_that_are_looked_at() -> None:
    for package in (upper, lower):
        assert package.__file__ is not None
        for path in Path(package.__file__).parent.glob("*.py"):
            name = (
                package.__name__ if path.stem == "__init__" else f"{package.__name__}.{path.stem}"
            )
            assert importlib.import_module(name) in [*MODULES, upper]
