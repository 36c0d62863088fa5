"""Set formulas: from the cache what is there, by KaTeX what is not."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from extensions.cache import Cache
from extensions.math.katex import VERSION, Fault, Formula, KatexProcess

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.application import Sphinx

# About 5 KB an entry: 500 MB at most, the formulas of some 4,000 long posts.
MAX_ENTRIES = 100_000
# Raise it when what is kept for a formula changes its form.
FORMAT = 2


def key_of(formula: Formula, macros: Mapping[str, str]) -> str:
    """Return the cache key of *formula*: all that its HTML depends on."""
    parts = [FORMAT, VERSION, sorted(macros.items()), formula.display, formula.tex]
    return hashlib.blake2b(json.dumps(parts).encode(), digest_size=20).hexdigest()


class Setter:
    """Sets the formulas of a build; one per Sphinx application."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app
        self._process: KatexProcess | None = None
        self._cache: Cache | None = None

    @property
    def macros(self) -> dict[str, str]:
        """The macros of conf.py, TeX by name."""
        return dict(self.app.config.katex_macros)

    @property
    def cache(self) -> Cache:
        """The cache of the site."""
        if self._cache is None:
            path = Path(self.app.confdir) / self.app.config.formula_cache
            self._cache = Cache(path, MAX_ENTRIES)
        return self._cache

    @property
    def process(self) -> KatexProcess:
        """The Node process of the build."""
        if self._process is None:
            self._process = KatexProcess(self.macros)
        return self._process

    def set_formulas(self, app: Sphinx, formulas: Sequence[Formula]) -> dict[Formula, str | Fault]:
        """Return the HTML of each of *formulas*, or why there is none."""
        keys = {formula: key_of(formula, self.macros) for formula in formulas}
        known = self.cache.get(keys.values())
        done: dict[Formula, str | Fault] = {f: known[k] for f, k in keys.items() if k in known}
        missing = [formula for formula in keys if formula not in done]
        if missing:
            fresh = dict(zip(missing, self.process.set(missing), strict=True))
            self.cache.put({keys[f]: html for f, html in fresh.items() if isinstance(html, str)})
            done |= fresh
            app.emit("count", "formulas set", len(missing))
        return done

    def cached(self, formula: Formula) -> str | None:
        """Return the HTML of *formula* if it was set before."""
        key = key_of(formula, self.macros)
        return self.cache.get([key]).get(key)

    def close(self, app: Sphinx, exception: Exception | None) -> None:
        """End Node and close the cache."""
        if self._process is not None:
            self._process.close()
        if self._cache is not None:
            self._cache.close()
