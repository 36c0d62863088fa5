"""The files that a picture of pixels is published as: in a few widths and newer formats.

Knows no Sphinx.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import PIL
from PIL import Image, ImageOps

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp"})
MODES = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK"})
# Raise it when a file looks different for the same picture.
FORMAT = 1
# One thread: with more, the encoder may cut the picture into other parts.
AVIF = {"quality": 62, "speed": 6, "max_threads": 1, "autotiling": False}
WEBP = {"quality": 80, "method": 5}
# Drawings and shots of screens have sharp edges and few colours.
LOSSLESS = {"lossless": True, "quality": 80, "method": 5}


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height of a picture as it is shown, in pixels."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Variant:
    """One more file of a picture."""

    format: str
    width: int
    is_lossless: bool

    def name(self, published: str) -> str:
        """Return the name of the file, of a picture that is itself *published* as that."""
        return f"{published}-{self.width}.{self.format}"


def size_of(path: Path) -> Size | None:
    """Return the size of the picture at *path*; None for what has no other files, or is none."""
    if path.suffix.lower() not in SUFFIXES:
        return None
    try:
        with Image.open(path) as image:
            if image.mode not in MODES or getattr(image, "is_animated", False):
                return None
            turned = image.getexif().get(0x0112, 1) >= 5
            width, height = image.size
            return Size(height, width) if turned else Size(width, height)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        # What is wrong with it is told by the guard.
        return None


def variants(
    name: str, size: Size, widths: Sequence[int], formats: Sequence[str]
) -> tuple[Variant, ...]:
    """Return the files of the picture *name* of *size*: no wider than it is, the best format first.

    >>> [one.width for one in variants("a.png", Size(900, 9), [480, 960, 1600], ["webp"])]
    [480, 900]
    """
    narrower = [width for width in widths if width < size.width]
    own = [size.width] if size.width <= max(widths) else []
    is_lossless = name.lower().endswith(".png")
    ordered = [one for one in ("avif", "webp") if one in formats]
    return tuple(
        Variant(format, width, is_lossless and format == "webp")
        for format in ordered
        for width in (*narrower, *own)
    )


def key_of(content: bytes, variant: Variant) -> str:
    """Return the key in the cache of *variant* of the picture *content*: all that makes it."""
    how = {"avif": AVIF, "webp": LOSSLESS if variant.is_lossless else WEBP}[variant.format]
    parts = [FORMAT, PIL.__version__, how, asdict(variant)]
    digest = hashlib.blake2b(json.dumps(parts, sort_keys=True).encode(), digest_size=20)
    digest.update(content)
    return digest.hexdigest()


def made(content: bytes, variant: Variant) -> bytes:
    """Return *variant* of the picture *content*.

    Raises:
        OSError: the picture cannot be read to its end.
    """
    with Image.open(io.BytesIO(content)) as opened:
        colours = opened.info.get("icc_profile")
        image = as_colours(ImageOps.exif_transpose(opened))
    if opened.mode == "CMYK":
        colours = None
    height = max(1, round(image.height * variant.width / image.width))
    if variant.width != image.width:
        image = image.resize((variant.width, height), Image.Resampling.LANCZOS)
    options: dict[str, Any] = dict(AVIF)
    if variant.format == "webp":
        options = dict(LOSSLESS if variant.is_lossless else WEBP)
    if colours:
        options["icc_profile"] = colours
    file = io.BytesIO()
    image.save(file, variant.format.upper(), **options)
    return file.getvalue()


def as_colours(image: Image.Image) -> Image.Image:
    """Return *image* in red, green and blue, its transparency kept."""
    is_clear = image.mode in ("LA", "PA", "RGBA") or "transparency" in image.info
    return image.convert("RGBA" if is_clear else "RGB")
