"""Name the pieces that wait for their date, in a line of ``make html``; knows no Sphinx."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

# What the front matter of each piece says of its publication, kept beside the environment.
FILE = "publication.json"


def waiting(doctrees: Path, day: datetime.date) -> str:
    """Return which pieces of a day after *day* were left out of the build in *doctrees*."""
    try:
        pieces = json.loads((doctrees / FILE).read_text(encoding="utf-8"))["pieces"]
        dated = sorted(
            (date, source)
            for source, (_, draft, date) in pieces.items()
            if not draft and date > day.isoformat()
        )
    except (OSError, ValueError, TypeError, KeyError):
        return ""
    if not dated:
        return ""
    said = "1 piece waits for its day" if len(dated) == 1 else f"{len(dated)} pieces wait"
    date, source = dated[0]
    return f"{said}: {'' if len(dated) == 1 else 'the next is '}{source} on {date}"
