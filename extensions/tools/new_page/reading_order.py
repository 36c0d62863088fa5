"""Add a post to the toctree of its series, which is the reading order."""

from __future__ import annotations

import re
from pathlib import Path

from extensions.tools.new_page.answers import RefusalError

_FENCE = re.compile(r"\s*(`{3,}|:{3,})\{toctree\}")


def listed(index: Path, slug: str) -> bytes:
    """Return the bytes of *index* with *slug* as the last entry of its toctree.

    Raises:
        RefusalError: it has no closed toctree, or is not UTF-8.
    """
    try:
        # Decoded here, so that the line ends of the file stay as they are.
        text = index.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise RefusalError(f"{index} is not UTF-8: save it as UTF-8") from None
    end_of_line = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(end_of_line)
    start, end = _toctree(lines, index)
    while end - 1 > start and not lines[end - 1].strip():
        end -= 1
    entry = [slug]
    if end - 1 == start or lines[end - 1].lstrip().startswith(":"):
        entry.insert(0, "")  # Options end at an empty line.
    return end_of_line.join(lines[:end] + entry + lines[end:]).encode("utf-8")


def _toctree(lines: list[str], index: Path) -> tuple[int, int]:
    """Return the numbers of the first and last line of the toctree in *lines*."""
    for start, line in enumerate(lines):
        if opened := _FENCE.match(line):
            for end in range(start + 1, len(lines)):
                if lines[end].strip().startswith(opened[1]) and not lines[end].strip(" `:"):
                    return start, end
    raise RefusalError(f"{index} has no closed toctree: add one for the order of the series")
