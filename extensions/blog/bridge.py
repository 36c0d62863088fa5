"""Hand the pieces of the catalog to ABlog."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ablog
from ablog.blog import Blog, Catalog, Collection, Post
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from extensions.catalog.domain import catalog_of
from extensions.entries import author_page, tag_page, tag_title
from extensions.frontmatter import Kind
from extensions.messages import warn

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from extensions.catalog.domain import Entry


class RefusedDirective(SphinxDirective):
    """ABlog's own directives, which would go stale in an incremental build."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Warn of what to write instead."""
        text = f"{{{self.name}}} is not used here: write {{posts}}, and dates in the front matter"
        warn(self.env.docname, self.lineno, "ablog-directive", text)
        return []


def disconnect(app: Sphinx, handler: Callable[..., Any]) -> None:
    """Disconnect *handler*, a function of ABlog's, from the event it listens to."""
    for listeners in app.events.listeners.values():
        for listener in [one for one in listeners if one.handler is handler]:
            app.disconnect(listener.id)


def leave_out_assets(app: Sphinx, config: Config) -> None:
    """Do not copy ABlog's style sheets, which no page loads."""
    assets = str(Path(ablog.__file__).parent / "stylesheets")
    config.html_static_path = [path for path in config.html_static_path if path != assets]


def forget_blog(app: Sphinx) -> None:
    """Drop the posts of a build before this one: ABlog keeps them on its class."""
    Blog._dict.clear()


def blog_of(app: Sphinx) -> Blog:
    """Return ABlog's blog with all pieces of the catalog registered."""
    blog = Blog(app)
    if not blog:
        _place(blog.tags, "tags")
        _place(blog.author, "authors")
        for entry in catalog_of(app.env).pieces():
            _register(blog, app.env, entry)
    return blog


def _place(catalog: Catalog, path: str) -> None:
    catalog.path = catalog.docname = path


def _register(blog: Blog, env: BuildEnvironment, entry: Entry) -> None:
    for tag in entry.tags:
        if tag not in blog.tags.collections:
            # Ours gives C, C++ and C# an address each; ABlog's slug does not.
            blog.tags[tag] = Collection(blog.tags, tag, tag_title(env, tag), path=tag_page(tag))
    for author in entry.authors:
        if author not in blog.author.collections:
            page = author_page(author)
            blog.author[author] = Collection(blog.author, author, author, path=page)
    post = Post(blog, entry.docname, _as_ablog_has_it(entry))
    # What is in the catalog may be shown; ABlog would ask the clock again.
    post.published, post.draft = True, False
    if entry.date != datetime.date.min:
        post.archive = blog.archive[post.date.year]
        post.archive.add(post)
    blog.posts.add(post)
    for catalog in blog.catalogs.values():
        catalog.add(post)


def _as_ablog_has_it(entry: Entry) -> dict[str, Any]:
    date = datetime.datetime.combine(entry.date, datetime.time())
    updated = getattr(entry.record, "updated", None) or entry.date
    return {
        "docname": entry.docname,
        "section": "",
        "order": 1,
        # Years start at 1; a piece without a date is in no year.
        "date": date,
        "update": datetime.datetime.combine(updated, datetime.time()),
        "title": entry.title,
        "excerpt": [],
        "tags": list(entry.tags),
        "author": list(entry.authors),
        "category": ["Shorts" if entry.kind is Kind.SHORT else "Posts"],
        "location": [],
        "language": [],
        "redirect": [],
        "nocomments": True,
        "image": None,
        "exclude": True,
        "canonical_link": None,
        "external_link": None,
        "doctree": None,
    }
