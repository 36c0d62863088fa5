"""The order of a build is in ``extensions/lib/phases.py``, and nowhere else."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from enum import IntEnum
from pathlib import Path

import pytest

from extensions.doctree.events import EVENTS
from extensions.lib import phases
from tests.support.project import ROOT, Result, differences
from tests.support.sample import sample

EXTENSIONS = ROOT / "extensions"
PHASES = {
    name: cls
    for name, cls in vars(phases).items()
    if isinstance(cls, type) and issubclass(cls, IntEnum) and cls is not IntEnum
}

# The modules of our wings in an order that the seed decides; those of others stay first.
SHUFFLED = """
import random
from importlib import import_module

ours = [name for name in extensions if name.startswith("extensions.")]
theirs = [name for name in extensions if name not in ours]
modules = [f"{{wing}}.{{name}}" for wing in ours for name in import_module(wing).MODULES]
order = random.Random({seed}).sample(modules, len(modules))
assert order != modules and len(order) > 40
extensions = [*theirs, "extensions.doctree.events", *order]
"""


def calls(path: Path) -> Iterator[ast.Call]:
    """Yield the calls of ``….connect("event", …)`` in the module at *path*."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "app.connect":
            yield node


def modules() -> list[Path]:
    """Return our modules."""
    return sorted(EXTENSIONS.rglob("*.py"))


def priority(call: ast.Call) -> str | None:
    """Return what *call* has as a priority, as it is written."""
    found = [word.value for word in call.keywords if word.arg == "priority"]
    return ast.unparse(found[0]) if found else None


def test_each_phase_has_a_number_of_its_own() -> None:
    assert PHASES
    for cls in PHASES.values():
        assert issubclass(cls, IntEnum)
        # One with the number of another would be another name of that.
        assert list(cls.__members__) == [member.name for member in cls]
        assert list(cls) == sorted(cls), f"{cls.__name__} is not in its order"


def test_no_priority_is_a_number() -> None:
    found = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            named = isinstance(node, ast.keyword) and node.arg == "priority"
            target = ast.unparse(node.targets[0]) if isinstance(node, ast.Assign) else ""
            number = getattr(node, "value", None) if named or target == "default_priority" else None
            if isinstance(number, ast.Constant):
                found.append(f"{path.relative_to(ROOT)}:{number.lineno}")
    assert found == []


def test_no_two_modules_share_a_phase_and_none_is_left_over() -> None:
    owners: dict[str, set[Path]] = defaultdict(set)
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) in PHASES:
                owners[ast.unparse(node)].add(path.relative_to(ROOT))
    assert {phase: paths for phase, paths in owners.items() if len(paths) > 1} == {}
    assert set(owners) == {f"{name}.{one.name}" for name, cls in PHASES.items() for one in cls}


def test_a_handler_beside_others_of_ours_names_its_phase() -> None:
    without: dict[str, set[str]] = defaultdict(set)
    owners: dict[str, set[str]] = defaultdict(set)
    for path in modules():
        for call in calls(path):
            event = ast.literal_eval(call.args[0])
            owners[event].add(path.name)
            if priority(call) is None and event not in EVENTS:
                without[event].add(path.relative_to(ROOT).as_posix())
    # The answers to our own events are put together, whatever their order.
    assert {event: paths for event, paths in without.items() if len(owners[event]) > 1} == {}


def test_the_table_has_each_event() -> None:
    table = phases.__doc__ or ""
    events = [
        ast.literal_eval(call.args[0])
        for path in modules()
        for call in calls(path)
        if priority(call)
    ]
    assert [event for event in sorted({*events}) if f"``{event}``" not in table] == []


@pytest.fixture(scope="module")
def in_order(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The small site, built as ``conf.py`` has it."""
    return sample(tmp_path_factory.mktemp("in-order")).build()


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_our_extensions_decides_nothing(
    seed: int, in_order: Result, tmp_path: Path
) -> None:
    project = sample(tmp_path)
    project.configure(SHUFFLED.format(seed=seed))
    shuffled = project.build()
    assert (shuffled.status, shuffled.output) == (in_order.status, in_order.output)
    assert differences(shuffled, in_order) == []
    assert "posts/alpha/first.html" in shuffled.files()
