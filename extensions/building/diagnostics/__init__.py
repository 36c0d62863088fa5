"""Give every warning of a build one form: file, line, what is wrong, what to write instead.

Sphinx, MyST, docutils and the other libraries word their warnings differently: some in several
lines, many without a remedy, some two or three times.  A logging filter (``log_filter``) rewrites
each before it is printed, and drops repetitions.

``texts`` and ``blocks`` hold the rules; ``lookup`` and ``missing_targets`` the functions that they
use; ``suggestions`` finds the nearest known name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.building.compat.logs import filter_warnings
from extensions.building.diagnostics.log_filter import Reword

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Put the filter before Sphinx's own, which count warnings."""
    filter_warnings(Reword(app))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
