"""Keep objects that live as long as the build out of Python's garbage collector.

What is imported, registered and loaded, and what was read of all pages, is millions of objects,
in which every full collection looks for garbage in vain; in processes that are forked it
writes to each of them, so that none is shared any longer.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from extensions.lib.phases import BuilderInited, EnvUpdated

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


def settled(app: Sphinx) -> None:
    """Begin to collect garbage, but not among what has been set up (``builder-inited``)."""
    gc.freeze()
    gc.collect()
    gc.enable()


def all_read(app: Sphinx, env: BuildEnvironment) -> None:
    """Leave aside what was read as well (``env-updated``)."""
    gc.collect()
    gc.freeze()
    # Python collects all once there is a quarter more than it found at the last time.
    gc.collect()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Collect nothing until all is set up: the first extension calls for this."""
    gc.disable()
    app.connect("builder-inited", settled, priority=BuilderInited.GARBAGE)
    app.connect("env-updated", all_read, priority=EnvUpdated.GARBAGE)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
