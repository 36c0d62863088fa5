"""References into the documentation of others, by the inventories of their sites (intersphinx).

``site.toml`` names the sites below ``[inventories]``.  Their inventories are files of the project,
which ``make inventories`` fetches: a build asks no network.  Off until a site is named.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from extensions.lib.messages import logger
from extensions.lib.phases import BuilderInited, ConfigInited
from extensions.lib.site_file import NAME, line_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

# Below the sources.
FOLDER = "inventories"


def file_of(name: str) -> str:
    """Return the inventory of the site *name*, as a path from the sources."""
    return f"{FOLDER}/{name}.inv"


def name_sites(app: Sphinx, config: Config) -> None:
    """Tell intersphinx which inventories are here (answers ``config-inited``)."""
    sites, digests = {}, {}
    for name, address in config.inventories.items():
        file = Path(app.srcdir, file_of(name))
        if file.is_file():
            sites[name] = (address, file_of(name))
            # Some references are resolved when a page is read.
            digests[name] = hashlib.sha256(file.read_bytes()).hexdigest()
    config.intersphinx_mapping = {**config.intersphinx_mapping, **sites}
    config.inventory_digests = digests


def warn_of_missing(app: Sphinx) -> None:
    """Warn of inventories that are not here (answers ``builder-inited``)."""
    config = app.config
    for name in sorted(config.inventories.keys() - config.inventory_digests.keys()):
        file = Path(app.confdir, NAME)
        logger.warning(
            'the inventory of "%s" is not here, so that nothing leads there: run '
            "make inventories, and commit docs/%s",
            name,
            file_of(name),
            type="groundwork",
            subtype="no-inventory",
            location=f"{file}:{line_of('inventories', name, file)}",
        )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the setting, and intersphinx where a site is named."""
    app.add_config_value(
        "inventories",
        {},
        "env",
        types=(dict,),
        description="The addresses of the documentation of others, by the names of their sites.",
    )
    app.add_config_value(
        "inventory_digests",
        {},
        "env",
        types=(dict,),
        description="Filled by the build: what the inventories say.",
    )
    if app.config.inventories:
        app.setup_extension("sphinx.ext.intersphinx")
        app.connect("config-inited", name_sites, priority=ConfigInited.INVENTORIES)
        app.connect("builder-inited", warn_of_missing, priority=BuilderInited.INVENTORIES)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
