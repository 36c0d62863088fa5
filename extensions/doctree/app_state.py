"""One value per Sphinx application, for what lives as long as a build and is never pickled.

Sphinx creates transforms itself, so they take no arguments of ours, and functions of other modules
are given the application alone: both get the object that they share from here.  What must outlive
the build belongs in a domain (``page_domain``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

T = TypeVar("T")

# The attribute of the application that holds the values.
ATTRIBUTE = "groundwork_state"


def of_app(app: Sphinx, make: Callable[[Sphinx], T]) -> T:
    """Return the value that *make*, a class or a function, gives for *app*; it is made once."""
    values: dict[Callable[[Sphinx], Any], Any] = vars(app).setdefault(ATTRIBUTE, {})
    if make not in values:
        values[make] = make(app)
    value: T = values[make]
    return value
