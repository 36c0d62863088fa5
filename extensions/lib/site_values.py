"""Read the values of ``site.toml``: each function returns one, or says what to write instead.

They are given what the TOML has, and raise a ``ValueError`` whose text is the remedy.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

# Keys of front matter that a site may ask for, or leave to whoever writes; a date is always there.
ASKABLE = ("tags", "level", "summary", "topic", "claim", "distils", "track")

Range = tuple[int, int]
Reader = Callable[[Any], Any]


def text(value: Any) -> str:
    """One line of text."""
    if not isinstance(value, str) or "\n" in value:
        raise ValueError("write one line of text in quotes")
    return value


def words(value: Any) -> str:
    """Text that is not empty, its white space collapsed."""
    if not text(value).strip():
        raise ValueError("write some words in quotes")
    return " ".join(text(value).split())


def texts(value: Any) -> tuple[str, ...]:
    """A list of texts, each one line."""
    if not isinstance(value, list) or not all(map(_is_line, value)):
        raise ValueError('write a list of texts, as in ["one", "two"]')
    return tuple(value)


def _is_line(value: Any) -> bool:
    return isinstance(value, str) and "\n" not in value and bool(value.strip())


def names(value: Any) -> tuple[str, ...]:
    """A list of texts, one at least."""
    if not (names := texts(value)):
        raise ValueError('write at least one, as in ["Ada Lovelace"]')
    return names


def address(value: Any) -> str:
    """The address of a site, with one slash at its end."""
    if not _is_address(text(value)):
        raise ValueError('write the whole address, as in "https://notes.example.org/"')
    return f"{value.rstrip('/')}/"


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        is_whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return is_whole and not re.search(r"[?#\s\x00-\x20\x7f]", value)


def link(value: Any) -> str:
    """The address of a site without a slash at its end, or nothing."""
    return address(value).rstrip("/") if value != "" else ""


def links(value: Any) -> tuple[tuple[str, str], ...]:
    """Addresses by the words that lead there."""
    remedy = 'write words and addresses, as in { Homepage = "https://ada.example" }'
    if not isinstance(value, dict):
        raise ValueError(remedy)
    for one in value.values():
        if not isinstance(one, str) or not is_link(one):
            raise ValueError(remedy)
    return tuple(value.items())


def is_link(value: str) -> bool:
    """Whether *value* is the whole address of a page or of a mailbox."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    if re.search(r"[\s\x00-\x20\x7f\"<>]", value):
        return False
    is_page = parts.scheme in ("http", "https") and bool(parts.hostname)
    return is_page or (parts.scheme == "mailto" and "@" in parts.path)


def repository(value: Any) -> str:
    """A repository on GitHub."""
    if not re.fullmatch(r"[\w-]+/[\w.-]+", text(value), re.ASCII):
        raise ValueError('write owner and name on GitHub, as in "ada/notes"')
    return str(value)


def token(value: Any) -> str:
    """An id that giscus.app gives."""
    if not re.fullmatch(r"[\w=+/-]*", text(value), re.ASCII):
        raise ValueError('write it as giscus.app gives it, as in "R_kgDOG1abcQ"')
    return str(value)


def inventories(value: Any) -> tuple[tuple[str, str], ...]:
    """Addresses of sites of documentation by the names that references give them."""
    remedy = 'write names and addresses, as in python = "https://docs.python.org/3/"'
    if not isinstance(value, dict) or not all(re.fullmatch(r"[a-z][a-z0-9-]*", n) for n in value):
        raise ValueError(remedy)
    if not all(isinstance(one, str) and _is_address(one) for one in value.values()):
        raise ValueError(remedy)
    return tuple((name, address(one)) for name, one in value.items())


def script(value: Any) -> str:
    """The address of a script, with https or from the root of the site."""
    is_here = re.fullmatch(r"/(?!/)[^\s\"'<>;,\\]*", text(value))
    if not is_here and not (value.startswith("https://") and is_link(value)):
        raise ValueError(
            'write the address of the script, as in "https://stats.example.org/count.js"'
        )
    if re.search("[;,']", value):
        raise ValueError("delete what is no part of an address of a script: ; , and '")
    return str(value)


def attributes(value: Any) -> tuple[tuple[str, str], ...]:
    """Attributes of an element by their names, without the data- in front of each."""
    is_table = isinstance(value, dict) and all(isinstance(one, str) for one in value.values())
    if not is_table or not all(re.fullmatch("[a-z][a-z0-9-]*", name) for name in value):
        raise ValueError('write names in small letters and texts, as in { site = "notes" }')
    return tuple(value.items())


def subscription(value: Any) -> str:
    """The address at which readers subscribe, or nothing."""
    if value != "" and not is_link(text(value)):
        raise ValueError('write the whole address, as in "https://mail.example.org/notes"')
    return str(value)


def widths(value: Any) -> tuple[int, ...]:
    """Widths of pictures in pixels, each wider than the one before."""
    is_list = isinstance(value, list) and bool(value) and all(type(one) is int for one in value)
    if not is_list or value != sorted({*value}) or not 16 <= value[0] <= value[-1] <= 8000:
        raise ValueError("write widths in pixels, the smallest first, as in [480, 960, 1600]")
    return tuple(value)


def formats(value: Any) -> tuple[str, ...]:
    """Formats of pictures that browsers are offered beside the file itself."""
    if not isinstance(value, list) or not value or any(one not in FORMATS for one in value):
        raise ValueError('write "webp", "avif" or both, as in ["avif", "webp"]')
    return tuple(value)


FORMATS = ("avif", "webp")
PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")


def picture(value: Any) -> str:
    """The path of a picture below the folder of the sources."""
    path = text(value)
    is_below = path.startswith("docs/") and not {".", ".."} & {*path.split("/")}
    if not is_below or not path.lower().endswith(PICTURES):
        raise ValueError('write the path of a picture, as in "docs/people/ada.jpg"')
    return path


def language(value: Any) -> str:
    """The code of a language, as Sphinx and Babel have it."""
    if not re.fullmatch(r"[a-z]{2,3}(_[A-Z]{2}|_[A-Z][a-z]{3})?", text(value)):
        raise ValueError('write the code of a language, as in "en", "de" or "pt_BR"')
    return str(value)


def flag(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise ValueError("write true or false, without quotes")
    return value


def openness(value: Any) -> str:
    """Whether other terms than those of the vocabulary may be used."""
    if value not in ("open", "closed"):
        raise ValueError('write "closed" (only what the file lists) or "open"')
    return str(value)


def bounds(value: Any) -> Range | None:
    """The least and the most of something; None if nothing is asked."""
    if value is False:
        return None
    whole = isinstance(value, list) and [type(one) for one in value] == [int, int]
    if not whole or not 0 <= value[0] <= value[1]:
        raise ValueError("write the least and the most, as in [60, 110], or false to ask for none")
    return value[0], value[1]


def tags(value: Any) -> Range:
    """The fewest and the most tags."""
    if (pair := bounds(value)) is None:
        raise ValueError("write the fewest and the most, as in [0, 9]")
    return pair


def asked(value: Any) -> tuple[str, ...]:
    """The keys of front matter that are asked for."""
    keys = texts(value)
    if unknown := [one for one in keys if one not in ASKABLE]:
        raise ValueError(f'"{unknown[0]}" is none of {", ".join(ASKABLE)}: delete it')
    return keys


def colour(value: Any) -> tuple[str, str]:
    """A colour in light and in dark."""
    pair = [value, value] if isinstance(value, str) else value
    if (
        not isinstance(pair, list)
        or len(pair) != 2
        or not all(isinstance(one, str) and re.fullmatch("#[0-9a-f]{6}", one) for one in pair)
    ):
        raise ValueError('write it for light and for dark, as in ["#rrggbb", "#rrggbb"]')
    return pair[0], pair[1]


def stretch(value: Any) -> int | None:
    """The most words of prose in a row; None if nothing is asked."""
    if value is False:
        return None
    if type(value) is not int or value < 1:
        raise ValueError("write the most words without something to look at, or false")
    return value
