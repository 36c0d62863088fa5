"""What waits for the author, for the panel of ``make live``: it is in no public build.

Shorts whose section has changed since they were compared with it, and addresses that were
published and have gone, are noted at the end of a build that shows drafts.  Links to other sites
that ``make linkcheck`` has found broken, and symbols that are not declared, are looked up when the
panel is shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extensions.features import review
from extensions.lib.files import write
from extensions.lib.phases import BuildFinished
from extensions.output.ledger import gone_addresses

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

NOTED = "due.json"
# What ``make linkcheck`` leaves beside the environment.
CHECKED = Path("linkcheck/output.json")
UNDECLARED = "[groundwork.symbol-unknown]"


def note_due(app: Sphinx, exception: Exception | None) -> None:
    """Leave what is due beside the environment of a build that shows drafts."""
    if exception is None and app.config.show_drafts:
        noted = Path(app.srcdir) / review.FILE
        reviewed = review.read(noted.read_text("utf-8")) if noted.is_file() else {}
        found = {
            "Shorts to compare with their section": [
                *review.due(reviewed, review.distilled(app.env))
            ],
            "Addresses that have gone": [*gone_addresses(app)],
        }
        write(Path(app.doctreedir) / NOTED, json.dumps(found))


def all_due(build: Path, doctrees: Path, faults: Sequence[str]) -> dict[str, list[str]]:
    """Return the lines of what is due, by title, as far as there is any.

    *build* is the folder of all builds, *doctrees* that of the environment of the site with drafts,
    *faults* are the messages of its last build.
    """
    try:
        found: dict[str, list[str]] = json.loads((doctrees / NOTED).read_text("utf-8"))
    except (OSError, ValueError):
        found = {}
    found["Links to other sites that are broken"] = [*broken_links(build / CHECKED)]
    found["Symbols without a meaning"] = [line for line in faults if UNDECLARED in line]
    return {title: lines for title, lines in found.items() if lines}


def broken_links(path: Path) -> Iterator[str]:
    """Yield a line for each link that ``make linkcheck`` has found broken when it last ran."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError:
        return
    for line in lines:
        try:
            found = json.loads(line)
            if found["status"] in ("broken", "timeout"):
                place = f"docs/{found['filename']}:{found['lineno']}"
                yield f"{place}: {found['uri']}: {found['info'] or found['status']}"
        except (ValueError, KeyError, TypeError):
            # It is being written.
            continue


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what is noted."""
    app.connect("build-finished", note_due, priority=BuildFinished.DUE)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
