"""A picture of a few flat colours as a PNG file (https://www.w3.org/TR/png-3/).

Pillow predicts each row from its neighbours, as is right for photographs: letters on paper take a
tenth more bytes by that, and twice the time.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Bits for a pixel: there are 16 colours at the most.
DEPTH = 4
OF_PALETTE, NOT_PREDICTED = 3, b"\0"


def palette_png(places: Image, colours: list[int]) -> bytes:
    """Return a file of the picture whose values are *places* among *colours*.

    A colour is three numbers.
    """
    width, height = places.size
    head = struct.pack(">IIBBBBB", width, height, DEPTH, OF_PALETTE, 0, 0, 0)
    packed = places.convert("P").tobytes("raw", f"P;{DEPTH}")
    row = len(packed) // height
    rows = (NOT_PREDICTED + packed[at : at + row] for at in range(0, len(packed), row))
    chunks = (b"IHDR", head), (b"PLTE", bytes(colours)), (b"IDAT", zlib.compress(b"".join(rows)))
    return SIGNATURE + b"".join(chunk(*one) for one in (*chunks, (b"IEND", b"")))


def chunk(name: bytes, content: bytes) -> bytes:
    """Return a part of a PNG file: its length, its name, its content and a checksum."""
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)
