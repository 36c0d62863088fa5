"""The pages that ABlog lists posts on, each made only when what it shows has changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ablog.blog import Blog, Catalog, Collection
from ablog.post import generate_archive_pages
from docutils import nodes

from extensions import entries
from extensions.blog.bridge import blog_of
from extensions.catalog.domain import catalog_of
from extensions.fragments import html_builder, to_html
from extensions.messages import warn
from extensions.views import link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from extensions.catalog.domain import Entry

Page = tuple[str, dict[str, Any], str]


@dataclass(frozen=True)
class Listing:
    """A page of pieces: ``groups`` are (heading or empty, its page, entries)."""

    title: str
    line: str
    groups: tuple[tuple[str, str, tuple[Entry, ...]], ...]

    def shows(self, env: BuildEnvironment) -> object:
        """Return what the page shows of the pieces."""
        groups = [
            (head, [entries.shows(env, one) for one in group]) for head, _, group in self.groups
        ]
        return [self.title, self.line, groups]

    def render(self, env: BuildEnvironment, page: str, level: int) -> list[nodes.Node]:
        """Return the line that says what is listed, and the groups."""
        found: list[nodes.Node] = []
        if self.line:
            found.append(nodes.paragraph("", self.line, classes=["lead"]))
        for head, target, group in self.groups:
            if head:
                found.append(entries.heading(level, link(env, page, target, head)))
            items = [entries.item(env, page, one, level + bool(head)) for one in group]
            found.append(nodes.container("", *items, classes=["entries"]))
        return found


@dataclass(frozen=True)
class Overview:
    """A page of collections: ``rows`` are (page, title, what it means, number of pieces)."""

    title: str
    rows: tuple[tuple[str, str, str, int], ...]

    def shows(self, env: BuildEnvironment) -> object:
        """Return the rows."""
        return [self.title, self.rows]

    def render(self, env: BuildEnvironment, page: str, level: int) -> list[nodes.Node]:
        """Return a definition list of the rows."""
        listed = nodes.definition_list("", classes=["overview"])
        for target, title, line, count in self.rows:
            term = nodes.term("", "", link(env, page, target, title))
            term += nodes.inline("", f" {count}", classes=["facts"])
            meaning = nodes.definition("", *([nodes.paragraph("", line)] if line else []))
            listed += nodes.definition_list_item("", term, meaning)
        return [listed]


def listings(app: Sphinx) -> Iterator[Page]:
    """Yield the listings of ABlog that are out of date, set by our templates."""
    env = app.env
    for page, view in views_of(app):
        if not app.emit_firstresult("page-is-current", page, view.shows(env)):
            body = to_html(view.render(env, page, 2), page, html_builder(app))
            yield page, {"title": view.title, "body": body}, "listing.html"


def views_of(app: Sphinx) -> Iterator[tuple[str, Listing | Overview]]:
    """Yield each listing of ABlog that is published, with what it is to show."""
    for page, context, _ in generate_archive_pages(app):
        view = view_of(app.env, blog_of(app), page, context)
        if view is not None:
            yield page, view


def view_of(
    env: BuildEnvironment, blog: Blog, page: str, context: dict[str, Any]
) -> Listing | Overview | None:
    """Return what ABlog's *page* is to show; ``None`` for a page that is not published.

    Not published are its drafts, which are in no public build, its list of years, which
    the archive itself shows, and the kinds, which are the shorts' page and the archive.
    """
    catalog = context.get("catalog")
    if catalog is not None:
        return _overview(env, catalog) if catalog in (blog.tags, blog.author) else None
    collection = context.get("collection")
    if collection is None or page == blog.drafts.docname:
        return None
    if collection is blog.posts:
        years = tuple((str(year), year.docname, _entries(env, year)) for year in blog.archive)
        return Listing("Archive", "", years)
    if collection.catalog is blog.category:
        return None
    return _listing(env, blog, collection)


def _listing(env: BuildEnvironment, blog: Blog, collection: Collection) -> Listing:
    term = catalog_of(env).vocabulary.tags.get(collection.label)
    line = term.line if term and collection.catalog is blog.tags else ""
    return Listing(str(collection), line, (("", "", _entries(env, collection)),))


def _overview(env: BuildEnvironment, catalog: Catalog) -> Overview:
    lines = {key: term.line for key, term in catalog_of(env).vocabulary.tags.items()}
    rows = [(one.docname, str(one), lines.get(one.label, ""), len(one)) for one in catalog]
    title = "Tags" if catalog.name == "tags" else "Authors"
    return Overview(title, tuple(sorted(rows, key=lambda row: row[1].casefold())))


def _entries(env: BuildEnvironment, posts: Iterable[Any]) -> tuple[Entry, ...]:
    # The catalog's order, which settles what ABlog leaves to chance.
    wanted = {post.docname for post in posts}
    return tuple(one for one in catalog_of(env).pieces() if one.docname in wanted)


def redirects(app: Sphinx) -> Iterator[Page]:
    """Yield a page at each address that a piece was once published under."""
    listed = {page for page, _ in views_of(app)}
    for entry in catalog_of(app.env).entries.values():
        for old in entry.record.redirect_from:
            if old in listed:
                text = f'redirect_from: "{old}" is the address of a listing: delete it here'
                warn(entry.docname, entry.line("redirect_from"), "redirect-taken", text)
                continue
            target = app.builder.get_relative_uri(old, entry.docname)
            if not app.emit_firstresult("page-is-current", old, [target, entry.title]):
                yield old, {"title": entry.title, "target": target}, "redirect.html"
