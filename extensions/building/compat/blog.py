"""Parts of ABlog that are replaced or switched off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ablog.blog import Blog

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx


def allow_parallel_reading(app: Sphinx) -> None:
    """Let Sphinx read sources side by side, although ABlog says that it is not made for that.

    Tried with: ABlog 0.11.13.
    Why: nothing of it is in the environment once ``disconnect`` has taken its readers away.
    Upstream: https://github.com/sunpy/ablog/issues/327, https://github.com/sunpy/ablog/pull/330.
    """
    app.extensions["ablog"].parallel_read_safe = True


def disconnect(app: Sphinx, handler: Callable[..., Any]) -> None:
    """Disconnect *handler*, a function of another extension, from the events it listens to.

    Tried with: Sphinx 9.0.4 and 9.1.0, ABlog 0.11.13.
    Why: ABlog connects what goes stale in an incremental build, and no setting leaves it out;
    Sphinx disconnects by the number that it gave to the other extension.
    Upstream: to file with ABlog: settings for its pages and feeds.
    """
    for listeners in app.events.listeners.values():
        for listener in [candidate for candidate in listeners if candidate.handler is handler]:
            app.disconnect(listener.id)


def forget_blog() -> None:
    """Drop the posts of a build before this one in the same process.

    Tried with: ABlog 0.11.13.
    Why: it keeps them on its class.
    Upstream: to file there: keep them on the application.
    """
    Blog._dict.clear()
