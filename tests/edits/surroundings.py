"""What a site is made of besides its sources: ``site.toml``, inventories, files of odd names."""

from __future__ import annotations

import zlib

from tests.support.project import SITE

SITE_FILE = "../site.toml"
INVENTORY = "inventories/numpy.inv"
# What each bit of a number stands for.
TAGLINE, COMMENTS, INVENTORIES, LICENCE = 1, 2, 4, 8

# Letters, signs and capitals that a path or an address may stumble over.
ODD = {
    "notes/Über 1 & (two).md": "# An odd name\n\nWords, and [](#about).\n",
    "posts/b'ä c.md": (
        "---\ndate: 2026-01-15\ntags: [attention, probability]\nauthors: [Ada]\n"
        "level: foundation\nsummary: An odd one.\n---\n\n# A post of an odd name\n\nWords.\n"
    ),
    "Index.md": "# Capitals\n\nSee [](notes/Über%201%20&%20(two).md).\n",
}


def site_file(number: int) -> str:
    """Return ``site.toml`` with what *number* stands for."""
    text = SITE
    if number & TAGLINE:
        text = text.replace("What a site says", "What another site says")
    if number & LICENCE:
        text = text.replace("https://licence.example/", "https://licence.example/another")
    if number & COMMENTS:
        text += '\n[comments]\nrepo = "an-author/a-site"\n'
    if number & INVENTORIES:
        text += '\n[inventories]\nnumpy = "https://numpy.example/doc/"\n'
    return text


def refers_elsewhere(number: int) -> str:
    """Return a reference to the other site, if ``site.toml`` of *number* names it."""
    return "\nAnd [sums](inv:numpy#numpy.sum).\n" if number & INVENTORIES else ""


def inventory(number: int) -> bytes:
    """Return the inventory *number* of the other site; every third lacks what is referred to."""
    name = "dot" if number % 3 == 2 else "sum"
    line = f"numpy.{name} py:function 1 ref/{name}-{number}.html#$ -\n"
    head = "# Sphinx inventory version 2\n# Project: NumPy\n# Version: 3\n"
    head += "# The remainder of this file is compressed using zlib.\n"
    return head.encode() + zlib.compress(line.encode())
