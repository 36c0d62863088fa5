"""Marks of MyST as Sphinx sites and lecture books write it: their blocks, roles and cells."""

from __future__ import annotations

import re

from extensions.markup.theorems import KINDS
from extensions.tools.importing import blocks, myst_blocks, obsidian, restructured
from extensions.tools.importing.fences import VERBATIM
from extensions.tools.importing.myst_heads import OPEN, end_of, options_of
from extensions.tools.importing.pages import Page, Site
from extensions.tools.importing.report import Teller

# A block that is opened and closed by blocks of their own, so that cells can stand in it.
GATED = re.compile(
    r"^(?P<mark>`{3,}|:{3,})\{(?P<name>exercise|solution)-start\}(?P<rest>[^\n]*)\n(?P<options>"
    r"(?:[ \t]*:[^\n]*\n)*)"
    r"(?P=mark)[ \t]*\n(?P<body>.*?)\n(?P=mark)\{(?P=name)-end\}[ \t]*\n(?P=mark)[ \t]*$",
    re.M | re.S,
)
# What names something of a program and describes it.
DESCRIBED = re.compile(
    r"(?:py|c|cpp|js|rst):[\w-]+|confval|option|envvar|describe|object|function|class|method"
    r"|attribute|data|exception|module"
)
KEPT = {
    *(
        "dropdown",
        "tab-set",
        "tab-item",
        "grid",
        "grid-item",
        "grid-item-card",
        "card",
        "figure",
        "table",
        "rubric",
    ),
    *(
        "glossary",
        "list-table",
        "epigraph",
        "pull-quote",
        "highlights",
        "topic",
        "sidebar",
    ),
    *(
        "button-link",
        "card-carousel",
        "versionadded",
        "versionchanged",
        "deprecated",
        "code-block",
        "math",
    ),
}
CARDS = {"card", "grid-item-card"}
DROPPED = {
    *(
        "toctree",
        "tableofcontents",
        "contents",
        "index",
        "postlist",
        "meta",
        "highlight",
        "currentmodule",
    ),
    *(
        "sectnum",
        "nb-exec-table",
        "tags",
        "title-block",
        "badges",
        "section-authors",
        "default-role",
    ),
}


def structure(text: str, page: Page, site: Site, tell: Teller) -> str:
    """Return *text* with its blocks as ours, and its cells as code."""
    text = GATED.sub(r"::::::::{\g<name>}\g<rest>\n\g<options>\n\g<body>\n::::::::", text)
    text = re.sub(r"^\+\+\+.*$", "", text, flags=re.M)
    return obsidian.callouts(_nested(text.split("\n"), page, site, tell))


def _nested(lines: list[str], page: Page, site: Site, tell: Teller) -> str:
    out: list[str] = []
    at = 0
    while at < len(lines):
        one = OPEN.fullmatch(lines[at])
        plain = re.match(r"[ \t]*(`{3,}|~{3,})", lines[at])
        if not one and not plain:
            out.append(lines[at])
            at += 1
            continue
        mark = one["mark"] if one else plain[1]  # type: ignore[index]
        end = end_of(lines, at + 1, mark, one["name"] if one else "")
        if not one:
            out += lines[at : end + 1]
        else:
            indent = re.sub(r"[^\s]", " ", one["indent"])
            body = [
                line.removeprefix(indent) if line.startswith(indent) else line.lstrip()
                for line in lines[at + 1 : end]
            ]
            made = _directive(one, body, page, site, tell)
            put = blocks.prefixed(made, indent)
            put[0] = one["indent"] + put[0].removeprefix(indent) if put[0].strip() else put[0]
            # A text that came in the place of a block is none of the paragraph above it.
            out += (
                put
                if not one["indent"].strip() and out and not out[-1].strip()
                else ["", *put]
                if not one["indent"].strip()
                else put
            )
            if end + 1 < len(lines) and lines[end + 1].strip():
                out.append("")
        at = end + 1
    return "\n".join(out)


def _directive(one: re.Match[str], body: list[str], page: Page, site: Site, tell: Teller) -> str:
    name, rest = one["name"].lower(), one["rest"].strip()
    options, body = options_of(body)
    text = "\n".join(body)
    whole = one[0].strip()
    if name in ("code-cell", "code"):
        return myst_blocks.cell(rest, options, text, tell)
    if name == "post":
        # ``read_post`` has read it.
        return ""
    if name == "update":
        return blocks.note("note", f"Updated {rest}", _nested(body, page, site, tell))
    if name in DROPPED:
        tell.chose(f"the block {{{name}}}, which has no use here, left out")
        return ""
    if name in ("bibliography", "footbibliography"):
        return "```{footbibliography}\n```"
    if name in ("raw", "only", "ifconfig", "margin", "aside", "marginnote") or name.startswith(
        "glue"
    ):
        return myst_blocks.special(
            name, rest, options, _nested(body, page, site, tell), whole, tell
        )
    if name in ("image", "figure"):
        return myst_blocks.figure(name, rest, options, _nested(body, page, site, tell))
    if name in myst_blocks.EXERCISES or name in ("exercise-end", "solution-end"):
        return myst_blocks.exercise(name, rest, options, _nested(body, page, site, tell))
    if name in ("literalinclude", "include"):
        return myst_blocks.include(name, rest, options, page, site, tell, whole)
    if name == "eval-rst":
        return restructured.markdown(text, page, tell)
    if (name in VERBATIM or name == "math") and name not in (
        "mermaid",
        "graphviz",
        "parsed-literal",
    ):
        return myst_blocks.as_it_is(one, options, text)
    if name in ("mermaid", "graphviz", "parsed-literal"):
        return f"```{'mermaid' if name == 'mermaid' else 'text'}\n{text}\n```"
    inner = _nested(body, page, site, tell)
    kind = name.split(":")[-1]
    if name.startswith(("prf:", "proof:")) and (kind in KINDS or kind == "proof"):
        label = options.get("label", "")
        return blocks.block(
            f"{{prf:{kind}}} {rest}", inner, {"label": label} if kind != "proof" else None
        )
    if name in myst_blocks.ADMONITIONS:
        return myst_blocks.admonition(name, rest, options, inner)
    if name in ("tabbed", "tab", "group-tab"):
        return blocks.tabs([(rest, inner)])
    if name in ("toggle", "details", "collapse"):
        return blocks.note("details", rest or "More", inner, True)
    if name in ("youtube", "vimeo", "video", "iframe"):
        return f"[Video]({rest if '/' in rest else f'https://www.youtube.com/watch?v={rest}'})"
    if name in ("div", "container"):
        tell.chose("boxes without a meaning left out; their text stands")
        return inner
    if re.fullmatch(r"https?://\S+", rest) and not inner.strip():
        tell(whole, f"a link stands in place of what {{{name}}} would show")
        return f"[{name.capitalize()}](<{rest}>)"
    if name in CARDS:
        # A line of ^^^ ends the head of a card.
        inner = re.sub(r"^\^{3,}[ \t]*$", "\n", inner, flags=re.M)
    if name in KEPT:
        kept = {
            key: value for key, value in options.items() if not (name == "table" and key == "align")
        }
        return blocks.block(
            f"{{{name}}} {rest}", inner, {key: value or " " for key, value in kept.items()}
        )
    if DESCRIBED.fullmatch(name):
        return f"**`{rest}`**\n\n{inner}"
    tell(whole, f"the block {{{name}}} is not known here: its text stands in a note", person=True)
    return blocks.note("note", rest or name, inner)


def inline(text: str, page: Page, site: Site, tell: Teller) -> str:
    """Return *text* with the values that its front matter or ``conf.py`` gives to names."""
    values = site.settings.get("substitutions")
    if isinstance(values, dict):
        text = re.sub(r"\{\{\s*(\w+)\s*\}\}", lambda one: str(values.get(one[1], one[0])), text)
    return text
