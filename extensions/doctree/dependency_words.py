"""Translate words of the interface that Furo, Sphinx and ``conf.py`` leave in English.

Furo 2025.12.19 has no message catalogs, and those of Sphinx 9.0 lack its newer messages: our
catalogs contain them.  ``numfig_format`` of ``conf.py`` is translated as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.locale import translators

from extensions.doctree.translation import _, catalog
from extensions.lib.phases import ConfigInited

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata


def words() -> list[str]:
    """Return the messages of other packages, for ``make translations`` to find them here."""
    return [
        # Of Furo's templates, which ask the same catalog as ours.
        _("Back to top"),
        _("Skip to content"),
        # Of Sphinx.
        _("Link to this code"),
        _("Link to this definition"),
        _("Link to this heading"),
        _("Link to this image"),
        _("Link to this table"),
        _("Link to this term"),
        # Of numfig_format.
        _("Figure %s"),
        _("Listing %s"),
        _("Table %s"),
    ]


def fill_catalog(app: Sphinx, config: Config) -> None:
    """Let Sphinx find in our catalog what its own lacks (answers ``config-inited``)."""
    if sphinx := translators.get(("general", "sphinx")):
        sphinx.add_fallback(catalog())


def name_numbers(app: Sphinx, config: Config) -> None:
    """Name figures, tables and listings in the site's language (answers ``config-inited``)."""
    config.numfig_format = {kind: _(text) for kind, text in config.numfig_format.items()}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the words."""
    app.connect("config-inited", fill_catalog, priority=ConfigInited.DEPENDENCY_WORDS)
    app.connect("config-inited", name_numbers, priority=ConfigInited.DEPENDENCY_WORDS)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
