"""Messages for formulas that KaTeX rejects, with what to write instead."""

from __future__ import annotations

import re

DEFINITIONS = r"\\(?:(?:re|provide)?newcommand|providecommand|DeclareMathOperator|[gex]?def|let)"
# A macro that is defined and used in one formula serves it; elsewhere it is not known.
DEFINED = re.compile(rf"(?P<how>{DEFINITIONS})\*?(?![A-Za-z])\s*\{{?\s*(?P<name>\\[A-Za-z]+)")
OUTSIDE = {
    "href": "write the link outside of the formula",
    "url": "write the address outside of the formula",
    "includegraphics": "write the picture outside of the formula",
}
UNKNOWN = {
    "label": "write $$ (label) on the line that ends the formula",
    "ref": "write [](#label) outside of the formula",
    "eqref": "write {eq}`label` outside of the formula",
    "DeclareMathOperator": "write \\operatorname{name}, or define it in katex_macros in conf.py",
    "cite": "write {footcite:p}`key` outside of the formula",
}
COMMAND = re.compile(r"\\(?P<name>[A-Za-z]+)")


def message_for(message: str) -> str:
    """Return KaTeX's *message*, with what to write instead where that is known."""
    command = COMMAND.search(message)
    name = command["name"] if command else ""
    if message.startswith("Undefined control sequence") and name in UNKNOWN:
        return f"\\{name} has no meaning in a formula: {UNKNOWN[name]}"
    if "[htmlExtension]" in message:
        return "HTML is not allowed in a formula: write what the command holds alone"
    if message.startswith("Untrusted") and name in OUTSIDE:
        return f"\\{name} is not allowed in a formula: {OUTSIDE[name]}"
    return message.rstrip(".")


def definition_in(tex: str) -> tuple[str, int] | None:
    r"""Return the message for a ``\newcommand`` and its like in *tex*, and its place there.

    There is none for a macro that the same formula uses.
    """
    for definition in DEFINED.finditer(tex):
        name = definition["name"]
        if not re.search(rf"{re.escape(name)}(?![A-Za-z])", tex[definition.end() :]):
            message = (
                f"{definition['how']} holds in its own formula alone: define {name} in "
                "katex_macros in conf.py"
            )
            return message, definition.start()
    return None
