"""Sphinx's log handlers and their filters."""

from __future__ import annotations

import logging

from sphinx.util.logging import NAMESPACE, WarningStreamHandler


def listen(handler: logging.Handler, *, first: bool = False) -> None:
    """Add *handler* to Sphinx's logger, as the *first* if it may raise to stop the others.

    Tried with: Sphinx 9.0.4 and 9.1.0.
    Why: warnings are no event; a handler that is added comes after the one that prints.
    Upstream: to file there: an event for each warning.
    """
    handlers = logging.getLogger(NAMESPACE).handlers
    handlers.insert(0 if first else len(handlers), handler)


def stop_listening(handler: logging.Handler) -> None:
    """Remove *handler* from Sphinx's logger; see ``listen``."""
    logging.getLogger(NAMESPACE).removeHandler(handler)


def filter_warnings(reword: logging.Filter) -> None:
    """Let *reword* change a warning, or leave it out, before it is counted and printed.

    Tried with: Sphinx 9.0.4 and 9.1.0.
    Why: its own filters count warnings, and they come first.
    Upstream: to file there: an event for each warning.
    """
    for handler in logging.getLogger(NAMESPACE).handlers:
        if isinstance(handler, WarningStreamHandler):
            handler.filters.insert(0, reword)
