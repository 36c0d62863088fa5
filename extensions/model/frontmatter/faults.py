"""What can be wrong with a date or an address, each fault with its remedy."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from extensions.model.frontmatter.nodes import shown

DATE_ADVICE = "write year-month-day, as in 2026-05-10"

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ZONE = r"(?:[Zz]|[A-Z]{2,5}|[+-][0-9]{1,2}(?::?[0-9]{2})?)"
_DATE_FAULTS = [
    (r"[0-9]{4}", "date-year-only", "is a year only"),
    (r"[0-9]{4}[-/.][0-9]{1,2}", "date-without-day", "has no day"),
    (rf"{_DAY.pattern}(?:[Tt ].*[0-9] ?)?{_ZONE}", "date-with-zone", "has a time zone"),
    (rf"{_DAY.pattern}[Tt ]+[0-9].*", "date-with-time", "has a time"),
    (r"[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}", "date-order", "is in another form"),
]

_ADDRESS_FAULTS: list[tuple[Callable[[str], object], str, str]] = [
    (
        lambda address: re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", address),
        "redirect-absolute",
        "is an address on a host: write the path on this site only",
    ),
    (
        lambda address: address.startswith("/"),
        "redirect-leading-slash",
        'begins with a slash: write it without, as in "posts/old-name"',
    ),
    (
        lambda address: {".", ".."} & set(re.split(r"[/\\]", address)),
        "redirect-parent",
        'has "." or ".." in it: write the whole path from the root of the site',
    ),
    (
        lambda address: re.search("[#?]", address),
        "redirect-fragment",
        'has a fragment or a query: write the address before the "#" or "?"',
    ),
    (
        lambda address: re.search(r"\.html?$", address),
        "redirect-suffix",
        'ends in ".html": write the address without it',
    ),
    (
        lambda address: re.search(r'[\s\\:*"<>|]|//|/$', address),
        "redirect-character",
        "is no path: write names joined by single slashes, without spaces",
    ),
]


def date_fault(key: str, value: str) -> tuple[str, str] | None:
    """Return subtype and text of what is wrong with *value*, the date of *key*."""
    if _DAY.fullmatch(value):
        return None if _exists(value) else _impossible(key, value)
    for pattern, subtype, fault in _DATE_FAULTS:
        if re.fullmatch(pattern, value):
            return subtype, f'"{key}" {fault} ({shown(value)}): {DATE_ADVICE}'
    return "not-a-date", f'"{key}" is not a date ({shown(value)}): {DATE_ADVICE}'


def _exists(day: str) -> bool:
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _impossible(key: str, value: str) -> tuple[str, str]:
    text = f'"{key}" is {shown(value)}, a day that does not exist: {DATE_ADVICE}'
    return "impossible-date", text


def address_fault(address: str, docname: str) -> tuple[str, str] | None:
    """Return subtype and text of why *address* can be no former address of *docname*."""
    if address == docname:
        return "redirect-to-itself", f"{shown(address)} is the address of this page: delete it"
    for is_fault, subtype, advice in _ADDRESS_FAULTS:
        if is_fault(address):
            return subtype, f"{shown(address)} {advice}"
    return None
