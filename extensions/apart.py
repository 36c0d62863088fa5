"""What is done in a process of its own, forked from this one, which goes on.

A thread would wait for Python's lock each time that it has read something, and take turns with
the thread that writes pages.
"""

from __future__ import annotations

import gc
import traceback
from contextlib import suppress
from multiprocessing import get_context
from typing import TYPE_CHECKING, Generic, TypeVar

from extensions.messages import HelperError

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

Value = TypeVar("Value")


class Apart(Generic[Value]):
    """A process that does *work*, which nothing is handed to and whose value comes back."""

    def __init__(self, work: Callable[[], Value]) -> None:
        context = get_context("fork")
        self._reader, writer = context.Pipe(duplex=False)
        # It ends with this one, if that fails.
        self._process = context.Process(target=send, args=(work, writer), daemon=True)
        self._process.start()
        writer.close()

    def value(self) -> Value:
        """Wait for the value of the work and return it.

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
        made: Value = value
        return made


def send(work: Callable[[], Value], writer: Connection) -> None:
    """Send the value of *work*, or what it raises, to *writer*."""
    # To look for garbage is to write to every object: what is shared with the first process
    # would be copied.
    gc.disable()
    value: Value | None = None
    error: BaseException | None = None
    try:
        value = work()
    except BaseException as raised:
        # Also Ctrl-C, which reaches every process: the first tells of it.
        error = raised
        error.add_note(traceback.format_exc())
    # The process that asked may have been killed.
    with suppress(OSError):
        writer.send((value, error))
