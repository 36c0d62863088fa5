"""The discussion of a piece, on GitHub: a link to it, and giscus, which a button shows in the page.

Nothing is asked of another host before the button is pressed.  Without a script there is the link.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from extensions.doctree.compat import app_of
from extensions.doctree.fragments import is_site
from extensions.doctree.translation import _
from extensions.model.catalog.domain import catalog_of
from extensions.model.frontmatter import PIECES
from extensions.model.views import Part, rendered

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from extensions.doctree.links import Links

# The languages of our interface that giscus has as well.
LANGUAGES = ("de", "en", "fa")


@dataclass(frozen=True)
class CommentsData:
    """Where the discussion of a piece is: its title there, ``term``, and what giscus asks for.

    Without a ``repo`` the page has none.
    """

    repo: str
    repo_id: str
    category: str
    category_id: str
    term: str
    language: str


NO_COMMENTS = CommentsData("", "", "", "", "", "")


class Comments(Part[CommentsData, str]):
    """The way to the discussion of a piece, and what the script needs to show it."""

    def data(self, env: BuildEnvironment, page: str) -> CommentsData:
        """Return where the discussion of *page* is, if it is a piece that has one."""
        said, entry = env.config.comments, catalog_of(env).entries.get(page)
        if not said or entry is None or entry.kind not in PIECES or not entry.as_piece.comments:
            return NO_COMMENTS
        if not is_site(app_of(env)):
            return NO_COMMENTS
        # The discussion stays when the piece moves, as its id in feeds does.
        term = (*entry.record.redirect_from, page)[0]
        language = env.config.language
        return CommentsData(
            said.repo,
            said.repo_id,
            said.category,
            said.category_id,
            term,
            language if language in LANGUAGES else "en",
        )

    def render(self, data: CommentsData, links: Links) -> str:
        """Return the HTML."""
        if not data.repo:
            return ""
        link = f"https://github.com/{data.repo}/discussions?discussions_q={quote(data.term)}"
        values = {
            "repo": data.repo,
            "repo-id": data.repo_id,
            "category": data.category,
            "category-id": data.category_id,
            "term": data.term,
            "language": data.language,
        }
        told = "".join(f' data-{name}="{escape(value)}"' for name, value in values.items())
        shown = told if data.repo_id else ""
        title, way = escape(_("Discussion")), escape(_("The discussion on GitHub"))
        return (
            f'<section class="comments" aria-label="{title}"{shown}>\n'
            f'<p class="kicker">{title}</p>\n'
            f'<p><a href="{escape(link)}">{way}</a></p>\n</section>\n'
        )


def add_context(
    app: Sphinx,
    page: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Put the discussion at the end of the page (answers ``html-page-context``)."""
    if doctree is not None and (html := rendered(app.env, Comments(), page)):
        context["body"] += html
        # Without giscus there is a link, which asks nothing.
        context["has_comments"] = "data-repo-id" in html
