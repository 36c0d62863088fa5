"""Hand the pieces of the catalog to ABlog."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ablog
from ablog.blog import Blog, Catalog, Collection, Post
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from extensions.building.compat import blog as compat
from extensions.features.terms import (
    author_page,
    tag_page,
    tag_title,
    topic_page,
    topic_title,
    track_page,
    track_title,
)
from extensions.lib.messages import warn
from extensions.model.catalog.domain import catalog_of
from extensions.model.frontmatter import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from extensions.model.catalog.domain import Entry


# A key, its title and the name of its page.
Term = tuple[str, str, str]

# The catalogs of ABlog that have pages, and the name of the page of each.
CATALOGS = {"tags": "tags", "topics": "topics", "tracks": "tracks", "author": "authors"}


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


def leave_out_assets(app: Sphinx, config: Config) -> None:
    """Do not copy ABlog's style sheets, which no page loads."""
    assets = str(Path(ablog.__file__).parent / "stylesheets")
    config.html_static_path = [path for path in config.html_static_path if path != assets]


def forget_blog(app: Sphinx) -> None:
    """Drop the posts of a build before this one: ABlog keeps them on its class."""
    compat.forget_blog()


def blog_of(app: Sphinx) -> Blog:
    """Return ABlog's blog with all pieces of the catalog registered.

    Beside ABlog's own catalogs of collections (tags, authors, years) it has topics and tracks.
    """
    blog = Blog(app)
    if not blog:
        catalog = catalog_of(app.env)
        for name, path in CATALOGS.items():
            if name not in blog.catalogs:
                blog.catalogs[name] = Catalog(blog, name, name, name)
            blog.catalogs[name].path = blog.catalogs[name].docname = path
        for series in catalog.all_series():
            _collect(blog, "tracks", _track(app.env, series))
        for entry in catalog.pieces():
            _register(blog, app.env, entry)
    return blog


def _collect(blog: Blog, name: str, terms: Iterable[Term]) -> list[str]:
    """Make sure that the catalog *name* has a collection for each of *terms*; return their keys.

    ABlog would make them itself, but gives C, C++ and C# one address.
    """
    catalog, keys = blog.catalogs[name], []
    for key, title, page in terms:
        if key not in catalog.collections:
            catalog[key] = Collection(catalog, key, title, path=page)
        keys.append(key)
    return keys


def _track(env: BuildEnvironment, entry: Entry) -> list[Term]:
    track = catalog_of(env).track_of(entry)
    return [(track, track_title(env, track), track_page(track))] if track else []


def _register(blog: Blog, env: BuildEnvironment, entry: Entry) -> None:
    _collect(blog, "tags", ((tag, tag_title(env, tag), tag_page(tag)) for tag in entry.tags))
    _collect(blog, "author", ((author, author, author_page(author)) for author in entry.authors))
    post = Post(blog, entry.docname, _as_ablog_has_it(entry))
    topic = entry.as_short.topic
    named = [(topic, topic_title(env, topic), topic_page(topic))] if topic else []
    post.topics = _collect(blog, "topics", named)
    post.tracks = _collect(blog, "tracks", _track(env, entry))
    # What is in the catalog may be shown; ABlog would ask the clock again.
    post.published, post.draft = True, False
    blog.posts.add(post)
    for catalog in blog.catalogs.values():
        catalog.add(post)


def _as_ablog_has_it(entry: Entry) -> dict[str, Any]:
    date = datetime.datetime.combine(entry.date, datetime.time())
    return {
        "docname": entry.docname,
        "section": "",
        "order": 1,
        # Years start at 1; a piece without a date is in no year.
        "date": date,
        "update": datetime.datetime.combine(entry.updated, datetime.time()),
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
