"""What stands in the head of a post: what to read before it, and the whole way to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes

from extensions.doctree.folds import fold
from extensions.doctree.separators import separated
from extensions.doctree.translation import _, minutes_text
from extensions.features import briefly, entries
from extensions.features.prerequisites.requirements_domain import prerequisites_of
from extensions.markup.label_targets import Title
from extensions.markup.references import Reference, reference_from

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.environment import BuildEnvironment

    from extensions.doctree.links import Links
    from extensions.model.catalog.domain import Entry


@dataclass(frozen=True)
class Step:
    """A post on the way to another: its title, and the minutes that it takes."""

    title: Title
    minutes: str


@dataclass(frozen=True)
class BeforeReading:
    """What a post requires, and all that is to be read on the ``way`` to it."""

    required: tuple[Reference, ...]
    way: tuple[Step, ...]
    extent: str


def requirements_of(env: BuildEnvironment, post: Entry) -> BeforeReading:
    """Return what is to be read before *post*."""
    prerequisites = prerequisites_of(env)
    required = tuple(
        reference_from(env, one.label) for one in prerequisites.required_by(post.docname)
    )
    way = prerequisites.reading_path(post.docname) if required else []
    return BeforeReading(required, tuple(step_of(env, one) for one in way), briefly.extent(way))


def step_of(env: BuildEnvironment, post: Entry) -> Step:
    """Return what is shown of *post* on the way to another."""
    return Step(entries.title_of(env, post), minutes_text(post.minutes))


def before_reading(data: BeforeReading, links: Links) -> list[nodes.Node]:
    """Return what is required and, folded, all that is to be read on the way."""
    if not data.required:
        return []
    steps = [
        nodes.list_item("", nodes.paragraph("", "", *step_line(step, links))) for step in data.way
    ]
    block = nodes.container("", classes=["before-reading"])
    required = references(data.required, links)
    block += nodes.paragraph("", _("Before you read:") + " ", *required)
    summary = _("The way from nothing to here: {extent}").format(extent=data.extent)
    block += fold(
        "",
        nodes.paragraph("", summary),
        nodes.enumerated_list("", *steps, enumtype="arabic", prefix="", suffix="."),
        classes=["way"],
    )
    return [block]


def references(required: Iterable[Reference], links: Links) -> list[nodes.Node]:
    """Return references to what is *required*, in one line."""
    return separated(one.node(links.page) for one in required)


def step_line(step: Step, links: Links) -> list[nodes.Node]:
    """Return the title of a post, a link, and the minutes that it takes."""
    minutes = nodes.inline("", f" {step.minutes}", classes=["facts"])
    return [entries.title_link(step.title, links), minutes]
