"""Write output files, and keep state beside the environment as JSON."""

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
    # In place: a killed build is followed by one from nothing (see ``building.incremental``).
    try:
        path.write_bytes(content)
    except OSError as error:
        # What fails while it is written, unlike what cannot be opened, does not say its name.
        raise OSError(error.errno, error.strerror, str(path)) from None


@dataclass
class JsonState:
    """Base of state that one build keeps for the next; a subclass names the values and defaults.

    They are of JSON: no dataclass among them.
    """

    @classmethod
    def load(cls, path: Path) -> Self:
        """Return the state stored at *path*, or the defaults if the file is missing or damaged."""
        try:
            return cls(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return cls()

    def save(self, path: Path) -> None:
        """Write the state to *path* atomically."""
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        _write(new, json.dumps(vars(self), sort_keys=True).encode())
        new.replace(path)
