"""Scripts of the site as addresses that Node can import."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote


def script_address(path: Path) -> str:
    """Return an address that is the text of the script at *path*, with what it imports.

    By its text: what a script is would else depend on the folder that the checkout is in.
    """

    def imported(found: re.Match[str]) -> str:
        return f'from "{script_address(path.with_name(found[1]))}"'

    script = re.sub(r'from "\./([\w.-]+)"', imported, path.read_text("utf-8"))
    return f"data:text/javascript,{quote(script)}"
