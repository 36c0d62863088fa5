"""The interactive figures of the site: a folder each, and the pages that show it."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from extensions.lib.node import NODE
from tests.support.project import ROOT

DOCS = ROOT / "docs"
IN_NODE = """
import { readFileSync } from "node:fs";
const [address, calls] = JSON.parse(readFileSync(0, "utf8"));
const model = await import(address);
const found = calls.map(([name, given]) => (given === null ? model[name] : model[name](...given)));
console.log(JSON.stringify(found));
"""


@dataclass(frozen=True)
class Figure:
    """The folder of a figure."""

    path: Path

    @property
    def name(self) -> str:
        """The name by which a page asks for it."""
        return self.path.name

    @property
    def id(self) -> str:
        """Where it is, from the folder of the sources."""
        return self.path.relative_to(DOCS).as_posix()

    @property
    def kind(self) -> str:
        """What kind of page shows it: posts of a series are longer than others."""
        return "post" if "posts/" in self.id else "page"

    @property
    def weight(self) -> tuple[bool, int]:
        """What tests of it cost: one with work of its own computes long, a long page opens late."""
        at_work = any((self.path / name).is_file() for name in ("worker.js", "session.js"))
        sources = (DOCS / page for page in self.pages)
        return at_work, sum(path.with_suffix(".md").stat().st_size for path in sources)

    @cached_property
    def pages(self) -> list[str]:
        """The addresses of the pages that show it."""
        asked = re.compile(rf"^[`:]{{3,}}\{{widget\}}\s+{re.escape(self.name)}\s*$", re.MULTILINE)
        sources = sorted(self.path.parents[1].glob("*.md"))
        return [
            path.relative_to(DOCS).with_suffix(".html").as_posix()
            for path in sources
            if asked.search(path.read_text("utf-8"))
        ]

    @property
    def fixtures(self) -> ModuleType | None:
        """The module that says what its model must give."""
        path = self.path / "fixtures.py"
        spec = importlib.util.spec_from_file_location(f"fixtures_of_{self.name}", path)
        if not path.is_file() or not spec or not spec.loader:
            return None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module


def figures() -> list[Figure]:
    """Return all figures, by their folders."""
    return [Figure(path.parent) for path in sorted(DOCS.glob("**/widgets/*/figure.js"))]


def answers(model: Path, calls: list[tuple[str, Any]]) -> list[Any]:
    """Return what the functions of the module *model* give, and its constants (arguments None)."""
    done = subprocess.run(
        [NODE, "--input-type=module", "--eval", IN_NODE],
        input=json.dumps([model.as_uri(), calls]),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[Any] = json.loads(done.stdout)
    return found


def differences(found: Any, expected: Any, place: str, tolerance: float) -> Iterator[str]:
    """Yield where *found*, of JSON, is not *expected*, but for a relative *tolerance*."""
    if isinstance(expected, dict):
        for key, value in expected.items():
            yield from differences((found or {}).get(key), value, f"{place}.{key}", tolerance)
    elif isinstance(expected, list):
        if not isinstance(found, list) or len(found) != len(expected):
            yield f"{place} is {found}, not {expected}"
            return
        for at, (one, other) in enumerate(zip(found, expected, strict=True)):
            yield from differences(one, other, f"{place}[{at}]", tolerance)
    elif isinstance(expected, str | bool) or expected is None:
        if found != expected:
            yield f"{place} is {found}, not {expected}"
    else:
        limit = tolerance * max(1, abs(expected))
        if not isinstance(found, int | float) or not abs(found - expected) <= limit:
            yield f"{place} is {found}, not {expected}"
