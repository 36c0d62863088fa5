"""Refuse what may not be published: unsafe links, files outside the project, raw markup.

``addresses`` knows which addresses a link may have, ``links`` removes others from a page,
``paths`` and ``directives`` keep files that are not of the project out of it, ``hosts`` and
``security_policy`` know which hosts a page may ask, ``pictures`` looks into the files of images,
``entries`` into the bibliography.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extensions.lib.phases import (
    BeforeReading,
    BuilderInited,
    ConfigInited,
    DoctreeRead,
    IncludeRead,
)
from extensions.markup.guard.directives import (
    GuardedListing,
    GuardedRaw,
    GuardedTable,
    OfPaper,
    RefusedRole,
    empty_outside,
)
from extensions.markup.guard.entries import check_entries
from extensions.markup.guard.links import Guard, LastGuard, check_front_image
from extensions.markup.guard.paths import leave_out_links, warn_of_links
from extensions.markup.guard.spaces import SPACED

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the settings and what keeps to them."""
    app.add_config_value(
        "allow_raw",
        False,
        "env",
        types=(bool,),
        description="Whether the directive ``{raw}`` may pass markup through.",
    )
    app.add_config_value(
        "allowed_hosts",
        [],
        "env",
        types=(list,),
        description="The hosts whose pictures, frames, sound and films may stand in pages.",
    )
    app.add_directive("literalinclude", GuardedListing, override=True)
    app.add_directive("csv-table", GuardedTable, override=True)
    app.add_directive("raw", GuardedRaw, override=True)
    for name in ("header", "footer"):
        app.add_directive(name, OfPaper, override=True)
    for name, directive in SPACED.items():
        app.add_directive(name, directive, override=True)
    app.add_role("raw", RefusedRole(), override=True)
    app.add_transform(Guard)
    app.add_post_transform(LastGuard)
    app.connect("config-inited", leave_out_links, priority=ConfigInited.LINKED_SOURCES)
    app.connect("builder-inited", warn_of_links, priority=BuilderInited.LINKED_SOURCES)
    app.connect("env-before-read-docs", check_entries, priority=BeforeReading.GUARD)
    app.connect("include-read", empty_outside, priority=IncludeRead.GUARD)
    app.connect("doctree-read", check_front_image, priority=DoctreeRead.GUARD)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
