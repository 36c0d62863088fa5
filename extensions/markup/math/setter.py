"""Give formulas their HTML: from the cache, or from KaTeX where it is not cached."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from extensions.building.node_process import node_of
from extensions.lib.cache import Cache
from extensions.markup.math.katex import SERVER, VERSION, Fault, Formula, KatexProcess, made_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.application import Sphinx

    from extensions.markup.math.katex import Marked, Pattern

# About 5 KB an entry: 500 MB at most, the formulas of some 4,000 long posts.
MAX_ENTRIES = 100_000
# Raise it when what is kept for a formula changes its form.
FORMAT = 8


@cache
def code_digest() -> str:
    """Return a digest of what is run in Node: another one may set the same formula otherwise."""
    texts = sorted(SERVER.parent.glob("katex_*.js"))
    return hashlib.blake2b(b"".join(text.read_bytes() for text in texts)).hexdigest()


def key_of(
    formula: Formula, macros: Mapping[str, str], symbols: Sequence[Pattern] | None = None
) -> str:
    """Return the cache key of *formula*: all that its HTML depends on."""
    parts: list[object] = [FORMAT, VERSION, code_digest(), sorted(macros.items())]
    parts += [formula.display, formula.tex]
    if symbols is not None:
        parts.append([one.plain for one in symbols])
    return hashlib.blake2b(json.dumps(parts).encode(), digest_size=20).hexdigest()


class Setter:
    """The cache and the KaTeX process of a build; one per Sphinx application."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app
        self._process: KatexProcess | None = None
        self._cache: Cache[str] | None = None

    @property
    def macros(self) -> dict[str, str]:
        """The macros of conf.py, TeX by name."""
        return dict(self.app.config.katex_macros)

    @property
    def cache(self) -> Cache[str]:
        """The cache of the site."""
        if self._cache is None:
            path = Path(self.app.confdir) / self.app.config.formula_cache
            self._cache = Cache[str](path, MAX_ENTRIES)
        return self._cache

    @property
    def process(self) -> KatexProcess:
        """KaTeX in the Node process of the build."""
        if self._process is None:
            self._process = KatexProcess(self.macros, node_of(self.app))
        return self._process

    def set_formulas(self, formulas: Sequence[Formula]) -> dict[Formula, str | Fault]:
        """Return the HTML of each of *formulas*, or why there is none."""
        keys = {formula: key_of(formula, self.macros) for formula in formulas}
        known = self.cache.get(keys.values())
        done: dict[Formula, str | Fault] = {f: known[k] for f, k in keys.items() if k in known}
        missing = [formula for formula in keys if formula not in done]
        if missing:
            fresh = dict(zip(missing, self.process.set(missing), strict=True))
            self.cache.put({keys[f]: html for f, html in fresh.items() if isinstance(html, str)})
            done |= fresh
            self.app.emit("count", "formulas set", len(missing))
        return done

    def set_marked(
        self, formulas: Sequence[Formula], symbols: Sequence[Pattern]
    ) -> dict[Formula, Marked | Fault]:
        """Return each of *formulas* with *symbols* marked in it, or why there is none."""
        keys = {formula: key_of(formula, self.macros, symbols) for formula in formulas}
        known = self.cache.get(keys.values())
        done = {f: made_of(json.loads(known[k])) for f, k in keys.items() if k in known}
        missing = [formula for formula in keys if formula not in done]
        if missing:
            made = self.process.mark(missing, symbols).formulas
            fresh = dict(zip(missing, made, strict=True))
            self.cache.put(
                {
                    keys[f]: json.dumps(asdict(m))
                    for f, m in fresh.items()
                    if not isinstance(m, Fault)
                }
            )
            done |= fresh
            self.app.emit("count", "formulas set", len(missing))
        return done

    def symbol_keys(self, symbols: Sequence[Pattern]) -> list[str | None]:
        """Return for each of *symbols* what makes others the same symbol, None if it is none."""
        keys = [key_of(Formula(one.tex, display=False), self.macros, [one]) for one in symbols]
        names = [f"name {key}" for key in keys]
        known = self.cache.get(names)
        if any(name not in known for name in names):
            found = self.process.mark((), symbols).keys
            known = {name: key or "" for name, key in zip(names, found, strict=True)}
            self.cache.put(known)
        return [known[name] or None for name in names]

    def cached(self, formula: Formula) -> str | None:
        """Return the HTML of *formula* if it was set before."""
        key = key_of(formula, self.macros)
        return self.cache.get([key]).get(key)

    def close(self, app: Sphinx, exception: Exception | None) -> None:
        """Close the cache."""
        if self._cache is not None:
            self._cache.close()
