"""What a browser may do on a page: ``security_policy`` of conf.py, for pages and for servers.

Each page carries the policy itself, for hosts that let nobody set headers (Read the Docs);
the file ``_headers`` carries it for those that read it (Netlify, Cloudflare Pages).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

# What a page cannot say of itself.
HEADER_ONLY = {"frame-ancestors": "'none'"}
REFERRER = "strict-origin-when-cross-origin"
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def directives(policy: Mapping[str, str]) -> str:
    """Return *policy* as the value of the header Content-Security-Policy."""
    return "; ".join(f"{name} {sources}" for name, sources in policy.items())


def headers(policy: Mapping[str, str]) -> str:
    """Return the text of ``_headers``: paths, and the headers of what is served there."""
    return (
        "/*\n"
        f"  Content-Security-Policy: {directives({**policy, **HEADER_ONLY})}\n"
        f"  Referrer-Policy: {REFERRER}\n"
        "  X-Content-Type-Options: nosniff\n"
        f"  Permissions-Policy: {PERMISSIONS}\n"
        "/*.md\n"
        "  Content-Type: text/markdown; charset=utf-8\n"
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
    context["security_policy"] = directives(app.config.security_policy)
    context["referrer_policy"] = REFERRER


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the setting and what gives it to the templates."""
    app.add_config_value("security_policy", {}, "html", types=(dict,))
    app.connect("html-page-context", add_context)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
