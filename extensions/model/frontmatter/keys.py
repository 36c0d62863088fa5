"""A key of front matter: the row of a table."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from extensions.model.frontmatter.fields import Fields

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Key:
    """One row.

    ``meaning`` says what the key is for, ``shown`` where readers meet it; both are sentences
    of the reference page.  ``read`` gives the value of the key, or a message and an empty
    value; it is not asked where the key is missing: then the value is ``default``.
    ``example`` is YAML.  ``advice`` is what the message says to write where the key is
    missing: a key without it is optional.  A new page has the required keys and those that
    are ``in_skeleton``, each with what its author answers or with the example.
    """

    meaning: str
    read: Callable[[Fields, str], Any]
    default: Any
    example: str
    shown: str
    advice: str
    in_skeleton: bool

    @property
    def is_required(self) -> bool:
        """Whether a page without the key gets a message."""
        return bool(self.advice)


def key(
    read: Callable[[Fields, str], T],
    default: T,
    *,
    meaning: str,
    example: str,
    shown: str,
    advice: str = "",
    in_skeleton: bool = False,
) -> T:
    """Return the field of a table that is the row of one key; see :class:`Key`."""
    row = Key(meaning, read, default, example, shown, advice, in_skeleton)
    return dataclasses.field(default=default, metadata={"key": row})
