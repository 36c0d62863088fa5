"""Report a label on two pages, and keep the table of labels the same after every build.

Sphinx 9.0.4 tells of it only where one process reads both pages, and lets the label stand
for the page that was read last, which is another one in a rebuild.  Here the labels of each
page are kept apart while sources are read; then the first page by name has the label.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sphinx.domains.std import StandardDomain

from extensions.doctree.page_domain import ByPage
from extensions.lib.phases import BeforeReading, DoctreeRead, EnvUpdated
from extensions.model.catalog.consistency import warn_at
from extensions.model.catalog.domain import catalog_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.domains.math import MathDomain
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

# Sphinx's tables: docname, id and title of what has a title; docname and id of everything.
TITLED, ALL = TABLES = ("labels", "anonlabels")
# Docname and number of equations.
NUMBERED = "equations"
Places = dict[str, tuple[Any, ...]]


class Labels(ByPage[dict[str, Places]]):
    """What each page has in Sphinx's two tables of labels and in that of equations, by table."""

    name = "labels"
    label = "Labels"


def labels_of(env: BuildEnvironment) -> dict[str, dict[str, Places]]:
    """Return what each page has in the tables, by docname."""
    return cast("Labels", env.get_domain(Labels.name)).by_page


def tables(env: BuildEnvironment) -> dict[str, Any]:
    """Return the data of Sphinx's standard domain, with the tables."""
    return env.domains.standard_domain.data


def equations(env: BuildEnvironment) -> dict[str, Any]:
    """Return Sphinx's table of equations, in which the page that was read last has a label."""
    return cast("MathDomain", env.get_domain("math")).equations


def empty(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Leave in the tables what no page has (answers ``env-before-read-docs``)."""
    for table in TABLES:
        tables(env)[table] = dict(StandardDomain.initial_data[table])
    equations(env).clear()


def take(app: Sphinx, doctree: nodes.document) -> None:
    """Take the labels of the page that was read out of the tables (answers ``doctree-read``)."""
    env = app.env
    own = {
        table: {
            name: place for name, place in tables(env)[table].items() if place[0] == env.docname
        }
        for table in TABLES
    }
    own[NUMBERED] = {
        name: place for name, place in equations(env).items() if place[0] == env.docname
    }
    empty(app, env, [])
    if own[ALL] or own[NUMBERED]:
        labels_of(env)[env.docname] = own


def fill(app: Sphinx, env: BuildEnvironment) -> None:
    """Put the labels of all pages into the tables, and tell of those that are there twice."""
    entries = catalog_of(env).entries
    for docname, own in sorted(labels_of(env).items()):
        for name, place in own[TITLED].items():
            tables(env)[TITLED].setdefault(name, place)
        for name, place in own[ALL].items():
            first, *_ = tables(env)[ALL].setdefault(name, place)
            if first != docname:
                text = f'the label "{name}" is also on {first}: change one of the two'
                warn_at(entries[docname], place[1], "duplicate-label", text)
        for name, place in own[NUMBERED].items():
            equations(env).setdefault(name, place)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the tables of pages, and what fills Sphinx's from them."""
    app.add_domain(Labels)
    app.connect("env-before-read-docs", empty, priority=BeforeReading.LABELS)
    app.connect("doctree-read", take, priority=DoctreeRead.LABELS)
    # Before all that asks what a label stands for.
    app.connect("env-updated", fill, priority=EnvUpdated.LABELS)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
