"""The default settings of docutils, which MyST computes for every text."""

from __future__ import annotations

from copy import copy
from functools import cache
from typing import Any

from docutils.frontend import get_default_settings
from myst_parser.mdit_to_docutils import base

_default_settings = cache(get_default_settings)


def _copy_of_default_settings(*components: Any) -> Any:
    return copy(_default_settings(*components))


def cache_default_settings() -> None:
    """Cache docutils' default settings for MyST.

    Tried with: MyST-Parser 5.2.0.
    Why: it makes a document for each text that it renders, and drops it where it was given one,
    as by all of Sphinx and by us.  For its settings all options of docutils are declared anew: 4 %
    of a cold build.
    Upstream: to file there: make the document only where none is given.
    """
    vars(base)["get_default_settings"] = _copy_of_default_settings
