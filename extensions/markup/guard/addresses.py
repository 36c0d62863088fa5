"""Which addresses may stand in a page; knows no Sphinx.

A browser runs ``javascript:``, shows ``data:`` as a page, and opens ``file:`` on the reader's disk.
It ignores the case of such a scheme, and control characters in it.
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit

REFUSED = frozenset(
    {"javascript", "vbscript", "livescript", "data", "file", "blob", "filesystem", "view-source"}
)
REMEDY = "write one that begins with https://, or the path of a file"
# What browsers leave out of an address, and what nobody sees in it.
UNSEEN = re.compile("[\x00-\x20\x7f-\xa0\xad\u180e\u200b-\u200f\u2028-\u202f\u2060-\u2069\ufeff]")
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.ASCII)
# What no address may hold as it stands, such as the "<" of an old DOI.
UNSAFE = str.maketrans({sign: f"%{ord(sign):02X}" for sign in '<>"{}|\\^` '})
# What Markdown leaves as text because of its address: a link or an image, a definition, an
# address in angle brackets.
PLAIN = r"((?:[^()<>\s]|\([^()]*\))+)"
LEFT = re.compile(rf"\]\(\s*<?\s*{PLAIN}|\]:\s*<?\s*{PLAIN}|<([^<>\s]+:[^<>]*)>")
LONGEST = 60


def scheme_of(address: str) -> str:
    """Return the scheme of *address* as a browser reads it; empty for none."""
    match = SCHEME.match(UNSEEN.sub("", unescape(address)).lower())
    return match[1] if match else ""


def is_refused(address: str) -> bool:
    """Return whether *address* may not stand in a page."""
    return scheme_of(address) in REFUSED


def valid(address: str) -> str:
    """Return *address* with what it may not hold encoded.

    >>> valid("https://doi.org/10.1/a<305::b>3.0")
    'https://doi.org/10.1/a%3C305::b%3E3.0'
    """
    return address.strip().translate(UNSAFE)


def refused_in(text: str) -> list[str]:
    """Return the addresses that may not stand in a page of the links that *text* shows as text."""
    addresses = (next(filter(None, link.groups())) for link in LEFT.finditer(text))
    return [address for address in addresses if is_refused(address)]


def refusal(address: str) -> str:
    """Return what is wrong with the refused *address*, and what to write."""
    shown = " ".join(address.split())
    shown = shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…"
    return f'the address "{shown}" is none that a reader may be led to: {REMEDY}'


def other_host(address: str) -> str:
    """Return the host that *address* names, with its port; empty where it names none."""
    if scheme_of(address) not in ("", "http", "https"):
        return ""
    try:
        return urlsplit(address.strip()).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""
