"""Give a label another name, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from extensions.tools.language_server.occurrences import Occurrence, Role, occurrences
from extensions.tools.language_server.site import Site

# What MyST and Sphinx take for one name in every form of a reference.
LABEL = re.compile(r"[A-Za-z0-9]+(?:[._:+-][A-Za-z0-9]+)*")


class RefusalError(Exception):
    """The label cannot have the name; the text says why, in one line."""


def places_of(name: str, texts: Mapping[Path, str]) -> Mapping[Path, Sequence[Occurrence]]:
    """Return where the label *name* stands in *texts*, by the paths of those that have it.

    Sphinx does not tell capitals apart in labels.
    """
    found = {path: [*_labels(name.lower(), text)] for path, text in texts.items()}
    return {path: places for path, places in found.items() if places}


def _labels(name: str, text: str) -> Iterator[Occurrence]:
    for one in occurrences(text):
        if one.role is not Role.CITES and one.name.lower() == name:
            yield one


def check(site: Site, old: str, new: str) -> None:
    """Make sure that the label *old* of *site* can be called *new*.

    Raises:
        RefusalError: it cannot.
    """
    if not LABEL.fullmatch(new):
        raise RefusalError(
            f'"{new}" is no label: use letters of English, digits, and single hyphens between them'
        )
    taken = site.target(new)
    if taken and new.lower() != old.lower():
        raise RefusalError(f'the label "{new}" is taken, by {taken.describe()}: choose another')
