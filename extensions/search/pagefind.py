"""Talk to Pagefind, which makes the index.

Pagefind runs as a service: it reads requests, JSON in base64 with a comma after each, and
answers each likewise.  Its own Python package (1.5.2) waits a tenth of a second for each
answer, 100 seconds for a thousand records, so that only its program is used.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
from contextlib import contextmanager
from importlib.metadata import version
from itertools import islice
from typing import TYPE_CHECKING, Any

from pagefind_bin import get_executable

from extensions.messages import HelperError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

    from extensions.search.records import Record

VERSION = version("pagefind-bin")
# While so many are indexed, as many are made; more answers than twice that, waiting in the
# smallest of pipes, would let both sides wait for ever.
AT_ONCE = 16
PIPE = 1 << 20
# What it has done with goes back to the system soon: a sixth of its memory.  At once would
# save a fifth, and take a fifth more time.
THRIFTY = {"_RJEM_MALLOC_CONF": "dirty_decay_ms:50,muzzy_decay_ms:0"}


def index(records: Iterable[Record], language: str, chunk: int) -> dict[str, bytes]:
    """Return the files, by their path, of an index of *records*, in their order.

    What is fetched for a word is some *chunk* bytes.

    Raises:
        HelperError: Pagefind refused a record or has ended.
    """
    with Pagefind(chunk) as pagefind:
        return pagefind.index(records, language)


class Pagefind:
    """The running service, as a context manager."""

    def __init__(self, chunk: int) -> None:
        self._rest = b""
        self._settings = {**THRIFTY, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": str(chunk)}

    def __enter__(self) -> Pagefind:
        """Start the service."""
        self._process = subprocess.Popen(
            [str(get_executable()), "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pipesize=PIPE,
            env={**os.environ, **self._settings},
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the service: it ends when its input does."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def index(self, records: Iterable[Record], language: str) -> dict[str, bytes]:
        """Return the files, by their path, of an index of *records*, in their order.

        Pagefind 1.5.2 would also write them to a folder, but answers before they are whole,
        and leaves some empty if it is ended then: one time in ten on a busy machine.

        Raises:
            HelperError: Pagefind refused a record or has ended.
        """
        made = self._ask([{"type": "NewIndex", "config": {"force_language": language}}])
        number = made[0]["index_id"]
        requests = (added(record, number, language) for record in records)
        waiting = 0
        while some := list(islice(requests, AT_ONCE)):
            self._tell(some)
            self._hear(waiting)
            waiting = len(some)
        self._hear(waiting)
        (answer,) = self._ask([{"type": "GetFiles", "index_id": number}])
        return {file["path"]: base64.b64decode(file["content"]) for file in answer["files"]}

    def _ask(self, requests: list[dict[str, Any]]) -> list[dict[str, Any]]:
        self._tell(requests)
        return self._hear(len(requests))

    def _tell(self, requests: list[dict[str, Any]]) -> None:
        assert self._process.stdin is not None
        with told_of():
            for request in requests:
                said = json.dumps({"message_id": 1, "payload": request})
                self._process.stdin.write(base64.b64encode(said.encode()) + b",")
            self._process.stdin.flush()

    def _hear(self, number: int) -> list[dict[str, Any]]:
        with told_of():
            answers = [self._answer() for _ in range(number)]
        for answer in answers:
            if answer["type"] == "Error":
                raise HelperError(f"Pagefind, which makes the search index: {answer['message']}")
        return answers

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        pieces = [self._rest]
        while b"," not in pieces[-1]:
            more = os.read(self._process.stdout.fileno(), PIPE)
            if not more:
                raise OSError("no answer")
            pieces.append(more)
        said = b"".join(pieces)
        # One with all files is megabytes, of which few copies are held.
        pieces.clear()
        end = said.index(b",")
        self._rest = said[end + 1 :]
        answer: dict[str, Any] = json.loads(base64.b64decode(memoryview(said)[:end]))["payload"]
        return answer


@contextmanager
def told_of() -> Iterator[None]:
    """Raise in words for the author that Pagefind does not answer."""
    try:
        yield
    except OSError as error:
        raise HelperError("Pagefind, which makes the search index, has failed") from error


def added(record: Record, number: int, language: str) -> dict[str, Any]:
    """Return the request that *record* be added to the index *number*."""
    given = {"index_id": number, "url": record.url}
    if record.fields is None:
        return {"type": "AddFile", **given, "file_path": None, "file_contents": record.content}
    given |= {"content": record.content, "meta": record.fields, "language": language}
    return {"type": "AddRecord", **given, "filters": None, "sort": None}
