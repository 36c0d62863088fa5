"""Keep the file of a feed small: it is fetched again and again, and many refuse a large one.

A piece that there is no more room for has its summary in the feed, and a link to the whole.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from extensions.doctree.translation import _
from extensions.output.blog.feed_content import size_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extensions.output.blog.feed_content import Content

# A file is smaller than this: one of the whole site or of a kind, and one of a tag or a series, of
# which there are many.
MOST, MOST_OF_PART = 512 * 1024, 96 * 1024
# What the head of a feed, and all of an entry but its content and its summary, takes at the most.
HEAD, FRAME = 4096, 1280


def within(contents: Sequence[Content], urls: Sequence[str], most: int = MOST) -> list[Content]:
    """Return *contents*, the newest first, cut down so that their feed has less than *most* bytes.

    *urls* are the addresses of the pieces.  The newest are whole as long as there is room, and a
    small piece finds room where a large one before it did not.
    """
    short = [shortened(one, url) for one, url in zip(contents, urls, strict=True)]
    room = most - HEAD - sum(map(cost, short))
    kept = []
    for whole, cut in zip(contents, short, strict=True):
        more = cost(whole) - cost(cut)
        fits = more <= room
        room -= more if fits else 0
        kept.append(whole if fits else cut)
    return kept


def shortened(content: Content, url: str) -> Content:
    """Return *content* with its summary, and a link to the piece at *url*, in its place."""
    words = _("Read the whole piece on the site")
    link = f'<p><a href="{escape(url)}">{escape(words)}</a></p>'
    return replace(content, html=f"<div>{content.summary}{link}</div>", size=None)


def cost(content: Content) -> int:
    """Return how many bytes an entry with *content* takes in a file of either format."""
    if content.size is not None:
        return FRAME + content.size
    return FRAME + size_of(content.html, content.summary, content.text)
