"""What the shortcodes of Hugo, Zola and Quarto, and the includes of Jekyll, become."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extensions.tools.importing import blocks
from extensions.tools.importing.report import Teller
from extensions.tools.importing.shortcode_names import (
    BOXES,
    FILMS,
    FOLDS,
    MEDIA,
    NOTES,
    NOTHING,
    PICTURES,
    THROUGH,
)

VALUE = re.compile(
    r"""(?:(?P<key>[\w-]+)\s*[=:]\s*)?(?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>[^']*)'|`(?P<tick>[^`]*)`|(?P<bare>[^\s,"'`]+))""",
    re.S,
)


@dataclass
class Call:
    """A shortcode as it is called: its name, what it is given, and the text that it is around."""

    name: str
    written: str
    given: dict[str, str] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    body: str | None = None

    def get(self, *names: str, at: int | None = None) -> str:
        """Return what was given under one of *names*, or as the word *at* this place."""
        for name in names:
            if self.given.get(name):
                return self.given[name]
        return self.words[at] if at is not None and len(self.words) > at else ""


def call_of(name: str, rest: str, written: str, body: str | None = None) -> Call:
    """Return the call of *name* with the text of its arguments, *rest*."""
    call = Call(name.lower(), written, body=body)
    for one in VALUE.finditer(rest):
        value = next(
            (one[key] for key in ("double", "single", "tick", "bare") if one[key] is not None), ""
        )
        if one["key"]:
            call.given[one["key"].lower()] = value.replace('\\"', '"')
        elif value not in ("/", "|", "(", ")"):
            call.words.append(value)
    return call


def written_as(call: Call, tell: Teller) -> str:
    """Return what *call* becomes; one that is not known is shown as it stands, and told."""
    name, body = call.name.rpartition("/")[2], call.body
    plain = name.removesuffix(".html").removesuffix(".liquid")
    if name in PICTURES or plain in PICTURES:
        return _figure(call, tell)
    if plain in MEDIA:
        return _media(call, plain, tell)
    if plain in ("highlight", "code") and body is not None:
        return _code(body, call.get("lang", "language", at=0), " ".join(call.words[1:]))
    if plain in ("mermaid", "chart", "graphviz", "plantuml") and body is not None:
        return _code(body, "mermaid", "")
    if plain in BOXES and body is not None:
        kind = (
            call.get("type", "kind", "level", "style", "icon", "context", "color", at=0) or "note"
        )
        title = call.get("title", "text", "header", at=1 if call.words else None)
        return blocks.note(kind, title, body)
    if plain in ("quote", "blockquote", "epigraph") and body is not None:
        author = call.get("author", "cite", "source", at=0)
        quoted = "\n".join(blocks.prefixed(body.strip("\n"), "> "))
        return f"{quoted}\n>\n> — {author}" if author else quoted
    if plain in NOTES and body is not None:
        return blocks.note(plain, call.get("title", at=0), body)
    if plain in FOLDS and body is not None:
        return blocks.note(
            "details", call.get("title", "summary", "label", at=0) or "More", body, True
        )
    if plain in ("tab", "tabitem") and body is not None:
        return blocks.block(
            f"{{tab-item}} {call.get('name', 'title', 'header', 'label', at=0) or 'Tab'}", body
        )
    if plain in ("tabs", "tabset", "codetabs") and body is not None:
        return blocks.block("{tab-set}", body)
    return _other(call, plain, tell)


def _other(call: Call, plain: str, tell: Teller) -> str:
    body = call.body
    if plain in ("katex", "latex", "math") and body is not None:
        display = plain != "katex" or "display" in [*call.words, *call.given] or "\n" in body
        return (
            body
            if "$" in body or "\\(" in body
            else f"$$\n{body.strip()}\n$$"
            if display
            else f"${body.strip()}$"
        )
    if plain in ("ref", "relref", "link"):
        return call.get("path", at=0)
    if plain in ("kbd", "key"):
        return f"{{kbd}}`{(body or call.get(at=0)).strip()}`"
    if plain in ("button", "linkcard", "btn", "bookmark", "github") and (
        address := call.get("href", "url", "link", "repo", "relref", at=0)
    ):
        address = (
            address
            if "/" not in address or "." in address or address[0] == "/"
            else f"https://github.com/{address}"
        )
        return (
            f"[{(body or call.get('text', 'title', 'label', at=1) or address).strip()}]({address})"
        )
    if plain in FILMS:
        return _film(call, tell)
    if plain in ("br", "linebreak"):
        return "\\\n"
    if plain in ("comment", "hidden") and body is not None:
        return f"<!-- {body.strip()} -->"
    if plain in ("sidenote", "marginnote", "footnote", "sidenotes") and (
        text := body or call.get("text", at=0)
    ):
        return f"^[{' '.join(text.split())}]"
    if body is not None:
        if plain not in THROUGH:
            tell(
                call.written,
                f"the shortcode {call.name} is not known: its text stands without it",
                person=True,
            )
        return body
    if plain in NOTHING:
        tell.chose(f"{plain}, which has no use here, left out")
        return ""
    tell(
        call.written,
        f"{' '.join(call.written.split())} is filled in by nothing here: write its text",
        person=True,
    )
    return f"`` {' '.join(call.written.split())} ``"


def _figure(call: Call, tell: Teller) -> str:
    path = call.get(
        "src", "url", "path", "image_path", "file", "link", "image", "filename", "name", at=0
    )
    parts = [
        call.get("title"),
        call.get("caption", "description", "desc"),
        call.get("attr", "credit"),
    ]
    caption = " ".join(
        part.strip()
        if part.strip().endswith((".", "?", "!", ">", ")")) or n == len(parts) - 1
        else f"{part.strip()}."
        for n, part in enumerate(parts)
        if part.strip()
    )
    if call.body and call.body.strip():
        caption = f"{caption} {call.body.strip()}".strip()
    if call.get("caption") and not call.get("title", "attr", "credit"):
        caption = call.get("caption")
    if call.get("link") and call.get("link") != path:
        tell(call.written, f"the link of a picture is left out: {call.get('link')}")
    alt = call.get("alt", at=1) or re.sub(r"<[^>]+>|[*_`]|\[|\]\([^)]*\)", "", caption)
    return f"\n{blocks.figure(path, alt, caption, width=call.get('width'))}\n"


def _media(call: Call, name: str, tell: Teller) -> str:
    title, address = MEDIA[name]
    if name == "gist" and len(call.words) > 1:
        call.words = ["/".join(call.words[:2])]
    if name in ("tweet", "twitter", "x") and call.get("user") and call.get("id"):
        address = f"https://x.com/{call.get('user')}/status/{{}}"
    code = call.get("id", "url", "src", at=0)
    where = code if code.startswith("http") else address.format(code)
    tell.chose(f"a link in place of what {name} would show")
    return f"[{call.get('title') or title}]({where})"


def _film(call: Call, tell: Teller) -> str:
    address = call.get("src", "url", "id", "mp4", "file", "path", at=0)
    tell(call.written, f"a link stands in place of what {call.name} would play")
    return f"[{call.get('title', 'caption', 'alt') or 'Recording'}]({address})"


def _code(body: str, language: str, options: str) -> str:
    body = body.strip("\n")
    ticks = "`" * (max([2, *(len(run) for run in re.findall(r"^\s*(`{3,})", body, re.M))]) + 1)
    return f"\n{ticks}{language} {options}".rstrip() + f"\n{body}\n{ticks}\n"
