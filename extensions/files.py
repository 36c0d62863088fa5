"""How files of the output are written, and what is kept beside the environment."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathlib import Path


def write(path: Path, content: str | bytes) -> None:
    """Write *content* to *path*, whose folder need not exist; text in UTF-8, lines as they are.

    A file that says the same keeps its date: no mirror and no reader has to fetch it again.
    """
    new = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    if not path.is_file() or path.read_bytes() != new:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, new)


def _write(path: Path, content: bytes) -> None:
    # In place: a build that is killed here is followed by one from nothing (see ``rebuild``).
    try:
        path.write_bytes(content)
    except OSError as error:
        # What fails while it is written, unlike what cannot be opened, does not say its name.
        raise OSError(error.errno, error.strerror, str(path)) from None


@dataclass
class Kept:
    """Plain values that one build leaves for the next; a subclass says which, with defaults.

    They are of JSON: no dataclass among them.
    """

    @classmethod
    def load(cls, path: Path) -> Self:
        """Return what is kept at *path*; an absent or damaged file counts as nothing kept."""
        try:
            return cls(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return cls()

    def save(self, path: Path) -> None:
        """Write the values to *path*, whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        _write(new, json.dumps(vars(self), sort_keys=True).encode())
        new.replace(path)
