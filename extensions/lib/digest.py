"""The digest of a plain value, by which a build decides whether something looks as it did.

Plain are ``str``, ``int``, ``float``, ``bool``, ``None``, ``bytes``, dates and times, members of
enumerations, tuples, frozen dataclasses, and dicts whose keys are text in its order.  They are the
same in every process; a set has no order, and the ``repr`` of an object may hold its address.
"""

from __future__ import annotations

import datetime
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from hashlib import blake2b
from typing import Any

# Metadata of a field of a dataclass that no page shows: a line of a source, a digest.
UNSHOWN = {"shown": False}


class NotPlainError(TypeError):
    """A value is not plain; the message says what it is."""


def digest(value: object, giver: str) -> str:
    """Return a digest of the plain *value*, which *giver* shows or makes something of.

    Raises:
        TypeError: some of it is not plain; the message names *giver* and the way to that part.
    """
    parts: list[str] = []
    try:
        _put(value, parts)
    except NotPlainError as error:
        path = _path_to_fault(value).removeprefix(".") or "the value"
        raise TypeError(f"digest of {giver}: {path} is {error}") from None
    return blake2b("".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _put(value: Any, parts: list[str]) -> None:
    """Append *value* to *parts*, each part with its type and, where it needs one, its length."""
    kind: Any = type(value)
    # By how often they come.
    if kind is str:
        parts.append(f"s{len(value)}:{value}")
    elif kind is tuple:
        parts.append(f"({len(value)}:")
        for one in value:
            _put(one, parts)
    elif value is None or kind in (bool, int, float):
        parts.append(f"{value!r};")
    elif (names := _fields_of(kind)) is not None:
        parts.append(f"{kind.__name__}(")
        for name in names:
            _put(getattr(value, name), parts)
    elif kind is bytes:
        parts.append(f"b{len(value)}:{value.decode('latin-1')}")
    elif isinstance(value, Enum):
        parts.append(f"{kind.__name__}.{value.name};")
    elif isinstance(value, (datetime.date, datetime.time)):
        parts.append(f"{kind.__name__} {value.isoformat()};")
    elif isinstance(value, dict) and _is_sorted(value):
        parts.append(f"{{{len(value)}:")
        for item in value.items():
            _put(item, parts)
    else:
        raise NotPlainError(_what(value))


@cache
def _fields_of(kind: Any) -> tuple[str, ...] | None:
    """Return the names of the fields of a frozen dataclass; ``None`` for another class."""
    params = getattr(kind, "__dataclass_params__", None)
    return tuple(field.name for field in fields(kind)) if params and params.frozen else None


def _is_sorted(value: dict[Any, Any]) -> bool:
    keys = list(value)
    return all(isinstance(key, str) for key in keys) and keys == sorted(keys)


def _path_to_fault(value: Any) -> str:
    """Return the path from *value* to the first part of it that is not plain."""
    for step, part in _parts_of(value):
        try:
            _put(part, [])
        except NotPlainError:
            return step + _path_to_fault(part)
    return ""


def _parts_of(value: Any) -> list[tuple[str, Any]]:
    if isinstance(value, tuple):
        return [(f"[{place}]", part) for place, part in enumerate(value)]
    if isinstance(value, dict):
        return [(f"[{key!r}]", part) for key, part in value.items()] if _is_sorted(value) else []
    return [(f".{name}", getattr(value, name)) for name in _fields_of(value.__class__) or ()]


def _what(value: Any) -> str:
    """Return what is wrong with *value*."""
    if isinstance(value, dict):
        return "a dict whose keys are not text in its order"
    name = type(value).__name__
    article = "an" if name[0] in "aeiouAEIOU" else "a"
    return f"{article} {name}{', which is not frozen' * is_dataclass(type(value))}"
