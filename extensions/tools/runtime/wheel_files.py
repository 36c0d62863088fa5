"""The packages for Pyodide, each compared with the digest that the core has of it."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urljoin
from urllib.request import Request, urlopen

from extensions.tools.runtime.core_files import FetchError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SECONDS = 60.0
CHUNK = 1 << 16
MOST_BYTES = 100_000_000


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of the file at *path*; empty where there is none."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def fetch_wheel(package: Mapping[str, Any], wheels: str, folder: Path) -> None:
    """Let *folder* have the file of *package*, from *wheels*, an address or a folder.

    What is there, and is what it should be, is not fetched again.

    Raises:
        FetchError: it cannot be had, or is not what it should be.
    """
    name, digest = package["file_name"], package["sha256"]
    target = folder / name
    if sha256_of(target) == digest:
        return
    place = urljoin(wheels, name) if is_address(wheels) else str(Path(wheels) / name)
    part = folder / f"{name}.part"
    try:
        with opened(place) as source, part.open("wb") as written:
            size = 0
            while chunk := source.read(CHUNK):
                size += len(chunk)
                if size > MOST_BYTES:
                    raise FetchError(f"{place}: it is larger than a package can be")
                written.write(chunk)
        if sha256_of(part) != digest:
            raise FetchError(f"{place}: it is not {name}: its digest differs; name another WHEELS=")
        # Pages may be built of it: it is whole at once.
        part.replace(target)
    except (OSError, HTTPException) as error:
        reason = getattr(error, "reason", None) or getattr(error, "strerror", None) or error
        raise FetchError(
            f"{place}: {reason}: try again later, or name a folder that has it, "
            "make runtime WHEELS=folder"
        ) from None
    finally:
        part.unlink(missing_ok=True)


def is_address(wheels: str) -> bool:
    """Return whether *wheels* is an address and no folder."""
    return wheels.startswith(("https://", "http://"))


@contextmanager
def opened(place: str) -> Iterator[IO[bytes]]:
    """Open what is at *place*, an address or a path."""
    if not is_address(place):
        with Path(place).open("rb") as file:
            yield file
        return
    asked = Request(place, headers={"User-Agent": "Groundwork"})
    with urlopen(asked, timeout=SECONDS) as answer:
        yield answer
