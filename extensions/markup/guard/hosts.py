"""What raw HTML asks of a browser that the policy of the page forbids; knows no Sphinx."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from extensions.markup.guard.addresses import is_refused, other_host, refusal

# The directive of a Content-Security-Policy that what an element loads falls under.
LOADS = {
    **{"img": "img-src", "iframe": "frame-src"},
    **dict.fromkeys(("audio", "video", "source", "track"), "media-src"),
}
# Nothing makes these work.
NEVER = {"script", "style", "object", "embed", "base", "link", "meta", "form"}
ADDRESSES = ("src", "href", "data", "poster", "srcset", "action", "formaction")


class Elements(HTMLParser):
    """The elements of a piece of HTML, in their order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def loaded(html: str) -> Iterator[tuple[str, str]]:
    """Yield the directive and the host of what the elements of *html* load from elsewhere."""
    for tag, attributes in Elements(html).found:
        for name in ("src", "poster"):
            if tag in LOADS and (host := other_host(attributes.get(name, ""))):
                yield "img-src" if name == "poster" else LOADS[tag], host


def faults(html: str, allowed: frozenset[str]) -> Iterator[str]:
    """Yield what is wrong with *html* on a page that may ask the hosts *allowed*."""
    for tag, attributes in Elements(html).found:
        if tag in NEVER:
            yield f"the policy of the page forbids <{tag}>: delete it"
        for name, value in attributes.items():
            if name.startswith("on"):
                yield f"the policy of the page forbids {name}=: delete it"
            elif name in ADDRESSES and is_refused(value):
                yield refusal(value)
    for host in dict.fromkeys(host for _, host in loaded(html)):
        if host not in allowed:
            yield message_for_host(host, html)


def message_for_host(host: str, address: str) -> str:
    """Return what is wrong with asking *host*, and what to do."""
    kind = "picture" if re.search(r"\.(png|jpe?g|gif|svg|webp|avif)\b", address, re.I) else "file"
    return (
        f"no page asks the host {host}: put the {kind} beside this page, or allow the host in "
        f'conf.py, allowed_hosts = ["{host}"]'
    )


def widened(policy: Mapping[str, str], html: str, allowed: frozenset[str]) -> dict[str, str]:
    """Return *policy* with those of the *allowed* hosts that the page *html* loads from."""
    wider = dict(policy)
    # To go through a page takes a quarter of the time in which it is written.
    for directive, host in sorted(set(loaded(html))) if allowed else ():
        if host in allowed:
            add(wider, directive, host)
    return wider


def for_servers(policy: Mapping[str, str], allowed: frozenset[str]) -> dict[str, str]:
    """Return *policy* as a server sends it, which may not forbid what one page is allowed.

    A browser keeps to both: each page says itself what it may.
    """
    wider = dict(policy)
    for directive in sorted(set(LOADS.values())) if allowed else ():
        for host in sorted(allowed):
            add(wider, directive, host)
    return wider


def add(policy: dict[str, str], directive: str, host: str) -> None:
    """Let *policy* allow *host* for *directive*."""
    before = policy.get(directive, "'self'")
    policy[directive] = (
        f"{'' if before == chr(39) + 'none' + chr(39) else before + ' '}https://{host}"
    )
