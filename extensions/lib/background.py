"""Run a function in a forked child process and return its result.

A thread would compete with the thread that writes pages for Python's global lock.
"""

from __future__ import annotations

import gc
import traceback
from contextlib import suppress
from multiprocessing import get_context
from typing import TYPE_CHECKING, Generic, TypeVar

from extensions.lib.messages import HelperError

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

Value = TypeVar("Value")


class ForkedTask(Generic[Value]):
    """A forked process that runs *work*, which takes no arguments, and sends its result back."""

    def __init__(self, work: Callable[[], Value]) -> None:
        context = get_context("fork")
        self._reader, writer = context.Pipe(duplex=False)
        # A daemon: it is ended when this process ends.
        self._process = context.Process(target=send, args=(work, writer), daemon=True)
        self._process.start()
        writer.close()

    def value(self) -> Value:
        """Wait for the result of the work and return it.

        Raises:
            Exception: what the work has raised.
            HelperError: the process was killed.
        """
        try:
            value, error = self._reader.recv()
        except EOFError:
            raise HelperError("a process of this build was killed") from None
        finally:
            self._process.join()
            self._reader.close()
        if error is not None:
            raise error
        result: Value = value
        return result


def send(work: Callable[[], Value], writer: Connection) -> None:
    """Send the result of *work*, or the exception that it raises, to *writer*."""
    # The garbage collector writes to every object, which would copy the memory that is shared with
    # the parent process.
    gc.disable()
    value: Value | None = None
    error: BaseException | None = None
    try:
        value = work()
    except BaseException as raised:
        # Also Ctrl-C, which reaches every process: the parent reports it.
        error = raised
        error.add_note(traceback.format_exc())
    # The process that asked may have been killed.
    with suppress(OSError):
        writer.send((value, error))
