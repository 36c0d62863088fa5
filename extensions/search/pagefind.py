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
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from pagefind_bin import get_executable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

    from extensions.search.records import Record

VERSION = version("pagefind-bin")
AT_ONCE = 65536
# What it has done with goes back to the system at once: a fifth of its memory.
THRIFTY = {"_RJEM_MALLOC_CONF": "dirty_decay_ms:0,muzzy_decay_ms:0"}


def index(records: Iterable[Record], language: str, chunk: int) -> dict[str, bytes]:
    """Return the files, by their path, of an index of *records*, in their order.

    What is fetched for a word is some *chunk* bytes.

    Raises:
        RuntimeError: Pagefind refused a record or has ended.
    """
    with Pagefind(chunk) as pagefind:
        return pagefind.index(records, language)


class Pagefind:
    """The running service, as a context manager."""

    def __init__(self, chunk: int) -> None:
        self._settings = {**THRIFTY, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": str(chunk)}

    def __enter__(self) -> Pagefind:
        """Start the service."""
        self._process = subprocess.Popen(
            [str(get_executable()), "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
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
            RuntimeError: Pagefind refused a record or has ended.
        """
        number = self._ask("NewIndex", config={"force_language": language})["index_id"]
        for record in records:
            given = {"index_id": number, "url": record.url}
            if record.fields is None:
                self._ask("AddFile", **given, file_path=None, file_contents=record.content)
            else:
                given |= {"content": record.content, "meta": record.fields, "language": language}
                self._ask("AddRecord", **given, filters=None, sort=None)
        files = self._ask("GetFiles", index_id=number)["files"]
        return {file["path"]: base64.b64decode(file["content"]) for file in files}

    def _ask(self, action: str, **what: Any) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        request = {"message_id": 1, "payload": {"type": action, **what}}
        try:
            self._process.stdin.write(base64.b64encode(json.dumps(request).encode()) + b",")
            self._process.stdin.flush()
            answer = self._answer(self._process.stdout.fileno())
        except OSError as error:
            raise RuntimeError(
                f"Pagefind, which makes the search index, failed: {error}"
            ) from error
        if answer["type"] == "Error":
            raise RuntimeError(f"Pagefind, which makes the search index: {answer['message']}")
        return answer

    @staticmethod
    def _answer(pipe: int) -> dict[str, Any]:
        got = b""
        while not got.endswith(b","):
            more = os.read(pipe, AT_ONCE)
            if not more:
                raise OSError("it ended without an answer")
            got += more
        answer: dict[str, Any] = json.loads(base64.b64decode(got[:-1]))["payload"]
        return answer
