"""Links to what is gone lead to its archived copy, as the ledger of links has it.

Off until ``site.toml`` says ``link_ledger = true``.  A build reads the ledger and asks no network.
"""

from __future__ import annotations

import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from extensions.doctree.app_state import of_app
from extensions.doctree.translation import _, day
from extensions.lib.link_ledger import FILE, copies, load
from extensions.lib.messages import logger
from extensions.lib.phases import BuilderInited, WriteTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

ARCHIVED = "archived"


class Copies:
    """The copies of dead links; one object per application."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app

    @cached_property
    def by_address(self) -> dict[str, tuple[str, str]]:
        """Address of the copy, and the day on which it was last seen, by address."""
        if not self.app.config.link_ledger:
            return {}
        try:
            ledger = load(Path(self.app.srcdir, FILE))
        except ValueError:
            return {}
        return {one: (link.archived, link.seen) for one, link in copies(ledger).items()}


class UseCopies(SphinxPostTransform):
    """Let dead links lead to their copies, and say so."""

    default_priority = WriteTransform.DEAD_LINKS

    def run(self, **kwargs: Any) -> None:
        """Change the page that is written."""
        known = of_app(self.app, Copies).by_address
        for link in list(self.document.findall(nodes.reference)) if known else ():
            if (found := known.get(link.get("refuri", ""))) is None:
                continue
            copy, seen = found
            link["refuri"] = copy
            text = _("archived copy")
            if seen:
                text = _("archived copy, last seen {day}").format(day=shown(seen))
            note = nodes.inline("", f" ({text})", classes=[ARCHIVED])
            link.parent.insert(link.parent.index(link) + 1, note)


def shown(seen: str) -> str:
    """Return the day *seen* in the form of the site's language."""
    return day(datetime.date.fromisoformat(seen))


def check(app: Sphinx) -> None:
    """Warn of a ledger that cannot be read (answers ``builder-inited``)."""
    path = Path(app.srcdir, FILE)
    try:
        for link in load(path).values() if app.config.link_ledger else ():
            shown(link.seen or "2000-01-01")
    except ValueError:
        logger.warning(
            "it is no ledger of links: run make linkcheck, which writes it anew",
            type="groundwork",
            subtype="link-ledger",
            location=f"{path}:1",
        )


def dead(app: Sphinx, env: BuildEnvironment) -> object:
    """Return the copies, which any page may lead to (answers ``site-dependencies``)."""
    return tuple(sorted(of_app(app, Copies).by_address.items()))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the setting, and what uses the ledger where it is set."""
    app.add_config_value(
        "link_ledger",
        False,
        "html",
        types=(bool,),
        description="Whether make linkcheck keeps a ledger of links, and builds take copies of it.",
    )
    if app.config.link_ledger:
        app.add_post_transform(UseCopies)
        app.connect("builder-inited", check, priority=BuilderInited.LINK_LEDGER)
        app.connect("site-dependencies", dead)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
