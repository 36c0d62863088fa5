"""What the engine's files of a site were when they were written: their digests.

By it ``make update`` knows whether their owner has changed them.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import asdict, dataclass, field
from pathlib import Path

NAME = "engine.json"


@dataclass(frozen=True)
class Manifest:
    """The ``version`` of the engine, the folder that it came ``from``, as a path from the site,
    and the digest of each of its ``files``.
    """

    version: str = ""
    source: str = ""
    files: dict[str, str] = field(default_factory=dict)

    def save(self, site: Path) -> None:
        """Write it into the folder *site*."""
        text = json.dumps(asdict(self), indent=1, sort_keys=True, ensure_ascii=False)
        (site / NAME).write_text(f"{text}\n", "utf-8")


def load(site: Path) -> Manifest:
    """Return that of the folder *site*.

    Raises:
        ValueError: it is none, or damaged.
        OSError: there is none.
    """
    try:
        manifest = Manifest(**json.loads((site / NAME).read_text("utf-8")))
        return Manifest(str(manifest.version), str(manifest.source), dict(manifest.files))
    except (TypeError, KeyError) as error:
        raise ValueError(str(error)) from None


def digest(path: Path) -> str:
    """Return the digest of the file at *path*; empty if there is none."""
    return hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest() if path.is_file() else ""


def version_of(root: Path) -> str:
    """Return the version of the engine in *root*: that of its package."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    return str(project["version"])
