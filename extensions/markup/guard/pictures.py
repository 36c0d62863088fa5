"""What is wrong with the file of a picture; knows no Sphinx."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extensions.markup.figures.clean import NotSvgError, dropped_from
from extensions.markup.figures.clean import is_drawn as is_drawing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# What a reader on a slow line waits a second for, and a page has several of.
MOST_BYTES = 2_000_000
# How files begin, and how they end, by the end of their names.
PNG = b"\x89PNG\r\n\x1a\n"
BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    ".png": (PNG,),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".gif": (b"GIF87a", b"GIF89a"),
    ".webp": (b"RIFF",),
}
ENDINGS: dict[str, bytes] = {".png": b"IEND", ".jpg": b"\xff\xd9", ".jpeg": b"\xff\xd9"}


# A picture of Markdown whose name has a space, which Markdown leaves as text.
SPACED = re.compile(
    r"!\[[^\]]*\]\(\s*([^()<>\"']*\s[^()<>\"']*\.(?:png|jpe?g|gif|svg|webp|avif))\s*\)", re.I
)


def spaced(text: str) -> Iterator[str]:
    """Yield what is wrong with the pictures that *text* shows as text, and what to write."""
    for name in SPACED.findall(text):
        yield f'the picture "{name}" has a space in its name: write ![…](<{name}>)'


def fault(path: Path) -> str:
    """Return what is wrong with the picture at *path*, and what to do; empty for nothing."""
    size, name = path.stat().st_size, path.name
    if size > MOST_BYTES:
        return (
            f'the picture "{name}" has {size / 1e6:.1f} MB: make it smaller than '
            f"{MOST_BYTES / 1e6:.0f} MB, which a phone can load"
        )
    content, suffix = path.read_bytes(), path.suffix.lower()
    if suffix == ".svg":
        return fault_of_svg(content, name)
    if suffix in BEGINNINGS and not content.startswith(BEGINNINGS[suffix]):
        return f'"{name}" is no {suffix[1:].upper()} file: save the picture again as one'
    # Some programs write a little after the end.
    if suffix in ENDINGS and ENDINGS[suffix] not in content[-4096:]:
        return f'the picture "{name}" ends too early: copy it again'
    return ""


def fault_of_svg(content: bytes, name: str) -> str:
    """Return what is wrong with the SVG *content* of the file *name*."""
    try:
        dropped = dropped_from(content, whole=is_drawing(content))
    except NotSvgError as error:
        return f'the picture "{name}" is no whole SVG: {error}: save it again'
    if dropped:
        return f'the drawing "{name}" may not have {", ".join(dropped)}: save it without'
    return ""
