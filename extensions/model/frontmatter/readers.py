"""Readers of keys whose value depends on another key."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from extensions.model.frontmatter.fields import Fields


def not_before(other: str) -> Callable[[Fields, str], datetime.date | None]:
    """Return a reader of days that are not before that of *other*, a key further up."""

    def read(fields: Fields, key: str) -> datetime.date | None:
        day, first = fields.date(key), fields.values.get(other)
        if day and isinstance(first, datetime.date) and day < first:
            text = f'"{key}" ({day}) is before "{other}" ({first}): mend one of them'
            fields.say(key, f"{key}-before-{other}", text)
            return None
        return day

    read.__doc__ = Fields.date.__doc__
    return read


def beside(other: str, subtype: str, advice: str) -> Callable[[Fields, str], str | None]:
    """Return a reader of texts that say nothing without the key *other*.

    Where that is missing, a message of *subtype* gives *advice*.
    """

    def read(fields: Fields, key: str) -> str | None:
        if other not in fields.nodes:
            fields.say(key, subtype, f'"{key}" without "{other}": {advice}')
        return fields.optional_text(key)

    read.__doc__ = Fields.optional_text.__doc__
    return read
