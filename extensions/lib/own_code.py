"""A digest of the extensions' own code, on which everything they produce depends."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

EXTENSIONS = Path(__file__).parents[1]


@cache
def code_digest() -> str:
    """Return the digest of all files of the extensions, computed at the first call."""
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(EXTENSIONS.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            contents = hashlib.blake2b(path.read_bytes()).hexdigest()
            digest.update(f"{path.relative_to(EXTENSIONS)} {contents}\n".encode())
    return digest.hexdigest()
