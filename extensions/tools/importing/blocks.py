"""Write our blocks: notes, folds, tabs and figures, with as many colons as their content needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from extensions.doctree.markdown.notes import NOTES, SAME, block_for

COLONS = re.compile(r"^[ \t]*(:{3,})", re.MULTILINE)


def block(head: str, body: str, options: Mapping[str, str] | None = None) -> str:
    """Return a block with *head*, as in ``{note}``, around *body*, which may hold others."""
    body = body.strip("\n")
    longest = max([2, *(len(colons) for colons in COLONS.findall(body))])
    colons = ":" * (longest + 1)
    given = [f":{key}: {value}" for key, value in (options or {}).items() if value]
    parts = [f"{colons}{head.rstrip()}", *given]
    if body:
        parts += ["", body] if given else [body]
    return "\n".join([*parts, colons])


def note(kind: str, title: str, body: str, folded: bool = False) -> str:
    """Return a note of *kind*, whatever another program calls it; a fold if it is *folded*."""
    name = kind.lower().strip()
    title = title.strip().strip("\"'")
    if title.lower() in (name, SAME.get(name, name)):
        title = ""
    if not body.strip():
        body = title or kind.capitalize()
        title = ""
    head = block_for(name or "note", title, folded)
    own = name if name in NOTES else SAME.get(name, "note")
    # An admonition with a title of its own has its colour by its class.
    has_class = head.startswith("{admonition}") and own != "note"
    return block(head, body, {"class": own} if has_class else None)


def tabs(items: Iterable[tuple[str, str]]) -> str:
    """Return a set of tabs, each a title and a text."""
    made = [block(f"{{tab-item}} {title.strip() or 'Tab'}", body or "…") for title, body in items]
    return block("{tab-set}", "\n\n".join(made))


def figure(path: str, alt: str, caption: str, name: str = "", width: str = "") -> str:
    """Return a figure with its caption; without one, a picture."""
    if caption.strip() or name:
        options = {"name": name, "alt": " ".join(alt.split()), "width": size(width)}
        return block(f"{{figure}} {path}", caption.strip(), options)
    attributes = f"{{width={size(width)}}}" if size(width) else ""
    return f"![{alt}]({f'<{path}>' if ' ' in path else path}){attributes}"


def size(width: str) -> str:
    """Return *width* as it can stand in an option; empty if it cannot."""
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*(px|%|em)?\s*", width or "")
    return f"{match[1]}{match[2] or 'px'}" if match else ""


def indented(lines: Sequence[str], at: int, least: int) -> tuple[list[str], int]:
    """Return the lines from *at* on that are empty or indented by *least*, and where they end."""
    out, end = [], at
    while end < len(lines):
        line = lines[end].expandtabs(4)
        if line.strip() and len(line) - len(line.lstrip(" ")) < least:
            break
        out.append(line[least:] if line.strip() else "")
        end += 1
    while out and not out[-1]:
        out.pop()
        end -= 1
    return out, end


def prefixed(text: str, prefix: str) -> list[str]:
    """Return the lines of *text*, each behind *prefix*."""
    return [f"{prefix}{line}".rstrip() for line in text.split("\n")]


def destination(address: str) -> str:
    """Return *address* as it can stand in a link between round brackets.

    Not between angle brackets: "</code/x>" would be taken for a tag.
    """
    return re.sub(r"[\s()<>]", lambda sign: f"%{ord(sign[0]):02X}", address.strip())
