"""The file that a reader fetches: a header of JSON, then the weights, most of them of eight bits.

The first four bytes are the length of the header, little-endian; the header has the pairs that the
tokenizer joins, the texts of the piece and, for each array, its shape.  An array of two axes is
kept as one scale (float32) for each of its columns, for ``e`` and ``p`` for each row, and then its
int8 numbers; one of a single axis as float32.  The last four bytes are the CRC-32 of all before.
"""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import Any

import numpy as np

VOCABULARY, CONTEXT, WIDTH, HEADS, LAYERS = 512, 96, 80, 4, 4
FORMAT = 1
BY_ROW = ("e", "p")


Arrays = dict[str, np.ndarray]


def pack(arrays: Arrays, merges: list[tuple[int, int]], texts: dict[str, Any]) -> bytes:
    """Return the file with *arrays*, *merges* and *texts*."""
    parts = []
    for name, array in arrays.items():
        if array.ndim == 1:
            parts.append(array.astype("<f4").tobytes())
            continue
        axis = 1 if name in BY_ROW else 0
        scale = (np.abs(array).max(axis, keepdims=True) / 127).astype("<f4")
        scale[scale == 0] = 1
        parts += [scale.tobytes(), np.rint(array / scale).astype("i1").tobytes()]
    header = {
        "format": FORMAT,
        "heads": HEADS,
        "merges": [one for pair in merges for one in pair],
        **texts,
        "arrays": {name: list(array.shape) for name, array in arrays.items()},
    }
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    whole = len(text).to_bytes(4, "little") + text + b"".join(parts)
    return whole + zlib.crc32(whole).to_bytes(4, "little")


def read(path: str | Path) -> tuple[Arrays, dict[str, Any]]:
    """Return the arrays of float32 in the file at *path*, by name, and its header."""
    return unpack(Path(path).read_bytes())


def unpack(packed: bytes) -> tuple[Arrays, dict[str, Any]]:
    """Return the arrays of float32 in *packed*, by name, and its header.

    The pairs of tokens in ``merges`` are pairs again.

    Raises:
        ValueError: the bytes are not those that were written.
    """
    if zlib.crc32(packed[:-4]) != int.from_bytes(packed[-4:], "little"):
        raise ValueError("the weights are damaged")
    length = int.from_bytes(packed[:4], "little")
    header = json.loads(packed[4 : 4 + length])
    at = 4 + length

    def take(count: int, kind: str) -> np.ndarray:
        nonlocal at
        size = count * np.dtype(kind).itemsize
        found = np.frombuffer(packed[at : at + size], kind)
        at += size
        return found

    arrays: Arrays = {}
    for name, shape in header["arrays"].items():
        if len(shape) == 1:
            arrays[name] = take(shape[0], "<f4").astype(np.float32)
            continue
        by_row = name in BY_ROW
        scale = take(shape[0] if by_row else shape[1], "<f4")
        whole = take(shape[0] * shape[1], "i1").reshape(shape).astype(np.float32)
        arrays[name] = whole * (scale[:, None] if by_row else scale)
    flat = header["merges"]
    return arrays, {**header, "merges": list(zip(flat[::2], flat[1::2], strict=True))}
