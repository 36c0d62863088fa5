"""What kinds of pages and terms of the vocabulary are called, and the pages of the latter."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from extensions.doctree.separators import POINT
from extensions.doctree.translation import _
from extensions.model.catalog.domain import catalog_of
from extensions.model.frontmatter import Kind, slugify

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from extensions.lib.site_tables import Person
    from extensions.model.catalog.domain import Entry


def kind_name(kind: Kind) -> str:
    """Return what a page of *kind* is called; pages of most kinds are not called anything."""
    return {Kind.SHORT: _("Short"), Kind.SERIES: _("Series")}.get(kind, "")


def term_title(env: BuildEnvironment, kind: str, key: str) -> str:
    """Return the title of the "tag", "topic" or "track" *key*; an unknown one is its own."""
    term = getattr(catalog_of(env).vocabulary, f"{kind}s").get(key)
    return term.title if term else key


def kicker(env: BuildEnvironment, entry: Entry) -> str:
    """Return the words above the title that say what a page is: "Short · Attention"."""
    topic = topic_title(env, entry.as_short.topic or "")
    return POINT.join(filter(None, (kind_name(entry.kind), topic)))


def tag_title(env: BuildEnvironment, tag: str) -> str:
    """Return the title of *tag*; an unknown one is its own."""
    return term_title(env, "tag", tag)


def track_title(env: BuildEnvironment, track: str) -> str:
    """Return the title of *track*; an unknown one is its own."""
    return term_title(env, "track", track)


def topic_title(env: BuildEnvironment, topic: str) -> str:
    """Return the title of *topic*; an unknown one is its own."""
    return term_title(env, "topic", topic)


def tag_page(tag: str) -> str:
    """Return the name of the page of *tag*."""
    return f"tags/{slugify(tag)}"


def topic_page(topic: str) -> str:
    """Return the name of the page of *topic*."""
    return f"topics/{slugify(topic)}"


def track_page(track: str) -> str:
    """Return the name of the page of *track*."""
    return f"tracks/{slugify(track)}"


def person_of(env: BuildEnvironment, name: str) -> Person | None:
    """Return what site.toml says of the author *name*, if it says anything."""
    return next((one for one in env.config.people if one.name == name), None)


def picture_of_person(person: Person) -> str:
    """Return the file of the output that shows *person*; nothing without a picture."""
    suffix = PurePosixPath(person.picture).suffix.lower()
    return f"{author_page(person.name)}{suffix}" if person.picture else ""


def author_page(author: str) -> str:
    """Return the name of the page of *author*."""
    return f"authors/{slugify(author)}"
