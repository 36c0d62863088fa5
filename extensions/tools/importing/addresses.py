"""Addresses within a site: compared in one form, and known as those of lists."""

from __future__ import annotations

import re

from extensions.lib.slugs import slugify


def key_of(address: str) -> str:
    """Return *address* in the form in which addresses are compared."""
    key = re.sub(
        r"\.(?:md|markdown|qmd|rmd|rst|ipynb|html?|mdx)$",
        "",
        address.strip().strip("/"),
        flags=re.I,
    )
    key = re.sub(r"(?:^|/)_?index$", "", key)
    return "/".join(slugify(part) for part in key.split("/") if part)


def is_listing(address: str) -> bool:
    """Return whether *address* is that of a list which every site makes of itself."""
    return bool(
        re.search(
            r"(?:^|/)(?:tags?|categor(?:y|ies)|archives?|feed|rss|atom|index|search|blog|posts?"
            r"|about|contact)(?:[/.]|$)|^/?$|#$",
            address,
        )
    )
