"""What is said between a keeper, what it forks, and those who ask them.

Asked is "prepare" and, after the answer "ready", "build".  Before a build has ended it may say
"pages": what was saved can be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import TypeAlias

# The variable by which a build knows that it was set up ahead: the number of the connection, and
# "now" where it need not wait.
VARIABLE = "GROUNDWORK_STANDBY"
# Statuses beside those of ``sphinx-build``: what was waited with has changed; there is a bug.
OUTDATED, FAULT = 75, 70


@dataclass(frozen=True)
class Ended:
    """A process has ended with *status*, below zero by a signal, and has *said* this."""

    status: int
    said: str


Talk: TypeAlias = "Connection[str | Ended, str | Ended]"
