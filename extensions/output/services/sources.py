"""What the policy of a page has to allow for what the site has from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.config import Config

    from extensions.lib.site_tables import Analytics

# Directive and source.
Allowed = tuple[str, str]
GISCUS = "https://giscus.app"
DISCUSSION: tuple[Allowed, ...] = (("frame-src", GISCUS),)


def origin(address: str) -> str:
    """Return the host of *address* as a policy names it; nothing for a path of the site."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def of_counter(counter: Analytics | None) -> Iterator[Allowed]:
    """Yield what *counter* needs: its script, and the hosts that it tells of a visit."""
    if counter is None:
        return
    own = origin(counter.script)
    told = (origin(value) for _, value in counter.data if value.startswith("https://"))
    if own:
        yield "script-src", own
    for host in dict.fromkeys(filter(None, (own, *told))):
        # Counters tell of a visit by a request of a script, or by a picture of one pixel.
        yield "connect-src", host
        yield "img-src", host


def on_page(config: Config, context: dict[str, Any]) -> Iterator[Allowed]:
    """Yield what the page with the variables *context* needs."""
    if context.get("has_comments"):
        yield from DISCUSSION
    yield from of_counter(config.analytics)


def on_any_page(config: Config) -> Iterator[Allowed]:
    """Yield what some page needs: what a server may not forbid."""
    if config.comments and config.comments.repo_id:
        yield from DISCUSSION
    yield from of_counter(config.analytics)


def widened(policy: dict[str, str], allowed: Iterable[Allowed]) -> dict[str, str]:
    """Return *policy* with what is *allowed* besides."""
    wider = dict(policy)
    for directive, source in allowed:
        before = wider.get(directive, "'none'")
        wider[directive] = source if before == "'none'" else f"{before} {source}"
    return wider
