"""ABlog, made to behave.

ABlog gives the blog its shape: posts with dates, the collections by tag, author and year
with their addresses, the pages that list them, and the settings of the feed.  It is fed
from the catalog instead of reading sources itself, so that nothing of it is in the
environment and reading in parallel is safe (0.11.13 is not: its posts carry documents,
are not merged, and purging one removes standard labels of the same name).

``bridge`` hands it the posts.  ``pages`` makes the pages of its collections: what they show
is in ``listing``, how they are cut in ``paging``.  ``feeds`` writes the feeds, of what
``contents`` keeps of each piece, through ``items``, as ``atom`` and as ``json_feed``.
``links`` tells every page of both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ablog.post import generate_archive_pages, generate_atom_feeds, process_postlist, purge_posts

from extensions.blog import bridge, contents, feeds, pages
from extensions.blog.links import Links

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set ABlog up and put ours in place of what it does wrong."""
    app.setup_extension("ablog")
    app.extensions["ablog"].parallel_read_safe = True
    for handler in (purge_posts, process_postlist, generate_archive_pages, generate_atom_feeds):
        bridge.disconnect(app, handler)
    for name in ("post", "postlist", "update"):
        app.add_directive(name, bridge.RefusedDirective, override=True)
    # No template, style sheet or post pattern of ABlog's own is used.
    app.connect("config-inited", bridge.leave_out_assets, priority=900)
    app.connect("builder-inited", bridge.forget_blog)
    app.connect("html-collect-pages", pages.listings)
    app.connect("html-collect-pages", feeds.write_feeds)
    app.connect("html-collect-pages", pages.redirects)
    links = Links(app)
    app.connect("site-shows", links.shown_everywhere)
    app.connect("page-shows", links.shown)
    app.connect("html-page-context", links.add_context)
    app.connect("env-get-updated", contents.lost)
    app.connect("html-page-context", contents.keep)
    app.connect("build-finished", contents.forget)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
