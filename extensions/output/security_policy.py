"""What a browser may do on a page: ``security_policy`` of conf.py, for pages and for servers.

Each page carries the policy itself, for hosts that let nobody set headers (Read the Docs);
the file ``_headers`` carries it for those that read it (Netlify, Cloudflare Pages).

A worker has the policy of its own answer and not that of its page.  So the headers let WebAssembly
be compiled, which the policy in each page still forbids the page: workers alone may.

One script stands in the page itself, since it has to run before anything is painted: the policy
names it by its digest, and forbids every other.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rjsmin import jsmin

from extensions.lib.phases import PageContext
from extensions.markup.guard.hosts import widened
from extensions.output import services as sources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

# What a page cannot say of itself.
HEADER_ONLY = {"frame-ancestors": "'none'"}
# What lets a script compile WebAssembly, and nothing else.
COMPILE = "'wasm-unsafe-eval'"
REFERRER = "strict-origin-when-cross-origin"
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"

# Read once, when Python starts: it is a part of our code.
FIRST_SCRIPT = jsmin(
    (Path(__file__).parents[2] / "docs/_static/theme.js").read_text("utf-8")
).strip()


def source_of(script: str) -> str:
    """Return how a policy names the text of a *script* that stands in the page."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def with_first_script(policy: Mapping[str, str]) -> dict[str, str]:
    """Return *policy* with the script of the page allowed, which may be so already."""
    sources = policy.get("script-src", policy.get("default-src"))
    # With a digest, a browser would no longer look at the word.
    if sources is None or "'unsafe-inline'" in sources:
        return dict(policy)
    others = "" if sources == "'none'" else f"{sources} "
    return {**policy, "script-src": f"{others}{source_of(FIRST_SCRIPT)}"}


def directives(policy: Mapping[str, str]) -> str:
    """Return *policy* as the value of the header Content-Security-Policy."""
    return "; ".join(f"{name} {sources}" for name, sources in policy.items())


def for_workers(policy: Mapping[str, str]) -> dict[str, str]:
    """Return *policy* with WebAssembly allowed, for what has no policy in itself: workers."""
    sources = policy.get("script-src", policy.get("default-src"))
    if sources is None or sources == "'none'" or COMPILE in sources:
        return dict(policy)
    return {**policy, "script-src": f"{sources} {COMPILE}"}


def headers(policy: Mapping[str, str]) -> str:
    """Return the text of ``_headers``: paths, and the headers of what is served there."""
    sent = {**for_workers(with_first_script(policy)), **HEADER_ONLY}
    return (
        "/*\n"
        f"  Content-Security-Policy: {directives(sent)}\n"
        f"  Referrer-Policy: {REFERRER}\n"
        "  X-Content-Type-Options: nosniff\n"
        f"  Permissions-Policy: {PERMISSIONS}\n"
        "/*.md\n"
        "  Content-Type: text/markdown; charset=utf-8\n"
        "  X-Robots-Tag: noindex\n"
        "/*.ipynb\n"
        "  Content-Type: application/x-ipynb+json\n"
        "  X-Robots-Tag: noindex\n"
    )


def add_context(
    app: Sphinx,
    page: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the templates the policy (answers ``html-page-context``)."""
    allowed = frozenset(app.config.allowed_hosts)
    context["first_script"] = FIRST_SCRIPT
    policy = widened(app.config.security_policy, context.get("body") or "", allowed)
    policy = sources.widened(policy, sources.on_page(app.config, context))
    context["security_policy"] = directives(with_first_script(policy))
    context["referrer_policy"] = REFERRER


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the setting and what gives it to the templates."""
    app.add_config_value(
        "security_policy",
        {},
        "html",
        types=(dict,),
        description="The Content-Security-Policy of all pages: its sources by directive.",
    )
    app.connect("html-page-context", add_context, priority=PageContext.SECURITY_POLICY)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
