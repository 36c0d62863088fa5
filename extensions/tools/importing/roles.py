"""Roles of Sphinx and its extensions, in Markdown, as those that this site has."""

from __future__ import annotations

import re

from extensions.tools.importing.blocks import destination
from extensions.tools.importing.report import Teller

ROLE = re.compile(r"\{(?P<name>[\w:.+-]+)\}(?P<ticks>`+)(?P<text>[^`]+)(?P=ticks)")
CITES = {
    "cite": "p",
    "cite:p": "p",
    "cite:ps": "p",
    "cite:t": "t",
    "cite:ts": "t",
    "cite:alp": "p",
    "cite:author": "t",
    "cite:year": "p",
    "cite:yearpar": "p",
    "cite:label": "p",
    "footcite": "p",
    "footcite:p": "p",
    "footcite:t": "t",
    "cite:alps": "p",
    "cite:cts": "t",
    "cite:ct": "t",
    "fullcite": "p",
    "footfullcite": "p",
    "citep": "p",
    "citet": "t",
}
# Roles that are there, from MyST, Sphinx and sphinx-design.
ROLES = {
    *(
        "eq",
        "math",
        "kbd",
        "sub",
        "sup",
        "subscript",
        "superscript",
        "abbr",
        "code",
        "command",
        "file",
        "guilabel",
    ),
    *(
        "menuselection",
        "samp",
        "term",
        "pep",
        "rfc",
        "program",
        "dfn",
        "envvar",
        "strong",
        "emphasis",
        "literal",
        "prf:ref",
    ),
    *("ref", "numref", "doc", "any", "octicon", "material-regular", "material-outlined"),
}


def written_as_ours(text: str, tell: Teller) -> str:
    """Return *text*, code and all, with roles of other extensions in our form."""

    def role(one: re.Match[str]) -> str:
        name, inner = one["name"].lower(), one["text"].strip()
        if name in CITES:
            return "".join(
                f"{{footcite:{CITES[name]}}}`{key.strip()}`"
                for key in inner.split(",")
                if key.strip()
            )
        if name in (
            "ref",
            "numref",
            "hoverxref",
            "doc",
            "any",
            "prf:ref",
            "proof:ref",
            "prf:numref",
        ) or name.startswith("site:"):
            return _reference(name, inner)
        if name in ROLES or name.startswith("bdg-"):
            return one[0]
        if name.startswith(
            (
                "py:",
                "class",
                "func",
                "meth",
                "mod",
                "attr",
                "c:",
                "cpp:",
                "obj",
                "data",
                "exc",
                "js:",
                "rst:",
            )
        ):
            return f"`{re.sub(r'^[~!.]+', '', re.sub(r' *<[^>]*>$', '', inner))}`"
        if name == "download" and (file := re.fullmatch(r"(.*?)\s*<([^<>]+)>", inner, re.S)):
            # A link to a file becomes {download} again, where the file is.
            return f"[{file[1]}]({destination(file[2])})"
        if name == "download":
            return f"[{inner}]({destination(inner)})"
        if name.startswith("glue"):
            tell(one[0], f"{one[0]} showed what a cell had computed: put that in", person=True)
            return f"`{inner}`"
        tell(one[0], f"the role {{{name}}} is not known here: its text stands without it")
        return f"`{inner}`"

    return ROLE.sub(role, text)


def _reference(name: str, inner: str) -> str:
    words = re.fullmatch(r"(?P<text>.*?)\s*<(?P<target>[^<>]+)>", inner, re.S)
    target = words["target"] if words else inner.lstrip("!")
    text = words["text"] if words and "%s" not in words["text"] and "{" not in words["text"] else ""
    if name == "doc":
        return f"[{text}](<doc:{target}>)"
    return f"[{text}](#{target})"
