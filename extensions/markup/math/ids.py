"""Give every displayed formula an address, so that a reader can send another to it."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from extensions.lib.phases import WriteTransform

LENGTH = 8


class FormulaIds(SphinxPostTransform):
    """Give a displayed formula without an id one that holds as long as the formula stays.

    It is made of the TeX and not of the place, so that a formula put before takes none over.
    """

    formats = ("html",)
    # Before formulas of other pages are shown on this one, which have their address there.
    default_priority = WriteTransform.FORMULA_IDS

    def run(self, **kwargs: Any) -> None:
        """Change the page that is written."""
        give_ids(self.document)


def give_ids(document: nodes.document) -> None:
    """Give the displayed formulas of *document* that have no id one."""
    times: Counter[str] = Counter()
    for formula in document.findall(nodes.math_block):
        if not formula["ids"]:
            name = id_of(formula.astext())
            times[name] += 1
            formula["ids"] = [name if times[name] == 1 else f"{name}-{times[name]}"]


def id_of(tex: str) -> str:
    """Return the id of the formula *tex*."""
    return f"formula-{hashlib.sha256(tex.strip().encode()).hexdigest()[:LENGTH]}"
