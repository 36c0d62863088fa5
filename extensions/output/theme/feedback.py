"""The ways from a page back to those who wrote it: to report an error, and to edit the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinx.util.logging import getLogger

from extensions.model.catalog.domain import catalog_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config

logger = getLogger(__name__)

# What may stand in braces in each setting.  A script fills in the quotation.
PLACES = {"report_url": {"address", "quotation", "version"}, "edit_url": {"source"}}
IN_BRACES = re.compile(r"\{(\w*)\}")


def check_settings(app: Sphinx, config: Config) -> None:
    """Warn of what stands in braces and is not known (answers ``config-inited``)."""
    for name, known in PLACES.items():
        for place in IN_BRACES.findall(config[name]):
            if place not in known:
                logger.warning(
                    "conf.py: {%s} in %s is not known: write %s",
                    place,
                    name,
                    " or ".join(f"{{{one}}}" for one in sorted(known)),
                    type="groundwork",
                    subtype="setting",
                )


def filled(template: str, values: Mapping[str, str]) -> str:
    """Return *template* with the *values* in place of their names in braces, quoted."""
    return IN_BRACES.sub(
        lambda place: quote(values[place[1]], safe="/") if place[1] in values else place[0],
        template,
    )


def add_context(
    app: Sphinx,
    page: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the templates the addresses (answers ``html-page-context``)."""
    if page not in app.env.all_docs:
        return
    entry = catalog_of(app.env).entries.get(page)
    day = entry.updated if entry else None
    form = filled(app.config.report_url, {"version": day.isoformat() if day else ""})
    source = app.env.doc2path(page, base=False).as_posix()
    context["report_template"] = form
    context["report_url"] = filled(form, {"address": context.get("pageurl") or "", "quotation": ""})
    context["edit_url"] = filled(app.config.edit_url, {"source": source})


def setup_settings(app: Sphinx) -> None:
    """Add the settings."""
    app.add_config_value(
        "report_url",
        "",
        "html",
        types=(str,),
        description="Where an error on a page is reported. In the address the words address, "
        "quotation and version, each in braces, stand for the page, what was selected, its date.",
    )
    app.add_config_value(
        "edit_url",
        "",
        "html",
        types=(str,),
        description="Where a page is edited. In the address the word source, in braces, stands for "
        "its file in docs/.",
    )
