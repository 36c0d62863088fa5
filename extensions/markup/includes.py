"""Report a file that includes itself, and leave it out.

MyST-Parser 5.2.0 follows ``{include}`` until Python's limit of recursion ends the build with a
traceback.  Its event does not say which file includes another, so the files that a page has
included are counted.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, cast

from extensions.building.diagnostics.suggestions import line_with
from extensions.lib.messages import warn
from extensions.lib.phases import IncludeRead

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

# Keys of Sphinx's values for the page that is being read.
COUNTS, IS_REPORTED = "groundwork_included", "groundwork_includes_itself"
# A page may include the same file several times on purpose.
MOST = 20


def check(app: Sphinx, path: Path, parent: str, content: list[str]) -> None:
    """Empty *content*, that of a file which includes itself (answers ``include-read``)."""
    current = app.env.current_document
    counts = cast("Counter[str]", current.setdefault(COUNTS, Counter()))
    name = path.as_posix()
    counts[name] += 1
    source = app.env.doc2path(app.env.docname)
    if Path(app.srcdir, name) != Path(source) and counts[name] <= MOST:
        return
    content[0] = ""
    if not current.get(IS_REPORTED):
        current[IS_REPORTED] = True
        line = line_with(str(source), r"^[ \t]*[`:~]{3,}[ \t]*\{include\}")
        text = f"{{include}}: {name} includes itself: delete that, or include another file"
        warn(app.env.docname, line or None, "includes-itself", text)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the check of included files."""
    app.connect("include-read", check, priority=IncludeRead.RECURSION)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
