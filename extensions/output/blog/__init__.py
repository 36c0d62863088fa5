"""Listings and feeds, made with ABlog's collections of posts.

ABlog groups posts by tag, author and year, gives the groups their addresses, and has the settings
of the feed.  It is given the entries of the catalog instead of reading sources itself: ABlog
0.11.13 keeps documents in the environment, does not merge what parallel processes read, and removes
standard labels when it purges a post.

``bridge`` gives it the posts.  ``pages`` makes the listings: ``listing`` their content, ``paging``
their division into pages.  ``feeds`` writes the feeds from the stored ``feed_content`` and the
``items``, as ``atom`` and ``json_feed``.  ``people`` are the authors.
``links`` gives templates the addresses of listings and feeds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ablog.post import generate_archive_pages, generate_atom_feeds, process_postlist, purge_posts

from extensions.building.compat import blog as compat
from extensions.lib.phases import (
    BuilderInited,
    BuildFinished,
    CollectPages,
    ConfigInited,
    DoctreeResolved,
    GetUpdated,
    PageContext,
)
from extensions.model.views import add_dependency
from extensions.output.blog import bridge, feed_content, feeds, pages, people
from extensions.output.blog.links import Ways, check_templates
from extensions.output.blog.people import byline

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["byline", "setup"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set ABlog up and put ours in place of what it does wrong."""
    app.setup_extension("ablog")
    compat.allow_parallel_reading(app)
    for handler in (purge_posts, process_postlist, generate_archive_pages, generate_atom_feeds):
        compat.disconnect(app, handler)
    for name in ("post", "postlist", "update"):
        app.add_directive(name, bridge.RefusedDirective, override=True)
    # No template, style sheet or post pattern of ABlog's own is used.
    app.connect("config-inited", bridge.leave_out_assets, priority=ConfigInited.BLOG_ASSETS)
    app.connect("builder-inited", bridge.forget_blog, priority=BuilderInited.BLOG)
    app.connect("builder-inited", check_templates, priority=BuilderInited.BLOG)
    app.connect("html-collect-pages", pages.listings, priority=CollectPages.BLOG)
    app.connect("html-collect-pages", feeds.write_feeds, priority=CollectPages.BLOG)
    app.connect("html-collect-pages", people.write_pictures, priority=CollectPages.BLOG)
    # After all others have said which pages they make.
    app.connect("html-collect-pages", pages.redirects, priority=CollectPages.REDIRECTS)
    ways = Ways(app)
    add_dependency(app, ways)
    app.connect("html-page-context", ways.add_context, priority=PageContext.BLOG)
    app.connect("env-get-updated", feed_content.lost, priority=GetUpdated.FEED_CONTENT)
    resolved = DoctreeResolved.FEED_CONTENT
    app.connect("doctree-resolved", feed_content.note_written, priority=resolved)
    app.connect("page-state", feed_content.state_files)
    app.connect("page-restored", feed_content.note_restored)
    app.connect("html-page-context", feed_content.keep, priority=PageContext.BLOG)
    app.connect("build-finished", feed_content.forget, priority=BuildFinished.FEED_CONTENT)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
