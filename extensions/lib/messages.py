"""Warnings of our own, in one form: file, line, what is wrong, what to write instead.

Each is one line and ends with its type, ``[groundwork.<subtype>]``.
"""

from __future__ import annotations

from sphinx.errors import SphinxError
from sphinx.util import logging

logger = logging.getLogger(__name__)


class HelperError(SphinxError):
    """A program or a process that a build needs has failed; the message says which and how."""


def warn(docname: str, line: int | None, subtype: str, text: str) -> None:
    """Warn about *text* at *line* (1-based) of the source of *docname*."""
    location = docname if line is None else (docname, line)
    logger.warning("%s", text, type="groundwork", subtype=subtype, location=location)
