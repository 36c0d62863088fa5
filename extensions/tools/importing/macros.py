"""Macros of TeX: read where they are defined, written out where they are used."""

from __future__ import annotations

import re
from collections.abc import Mapping

Macros = Mapping[str, tuple[int, str]]
DEFINITION = re.compile(
    r"\\(?:(?:re|provide)?newcommand\*?|def|gdef|DeclareMathOperator(?P<star>\*?))\s*\{?\s*"
    r"(?P<name>\\[A-Za-z]+)\s*\}?\s*(?:\[(?P<count>\d)\])?(?P<hashes>(?:#\d)*)\s*"
    r"(?P<body>\{(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*\})"
)


def definitions(text: str) -> dict[str, tuple[int, str]]:
    r"""Return the macros that *text* defines, each with its number of arguments and its body."""
    found = {}
    for one in DEFINITION.finditer(text):
        body = one["body"][1:-1].strip()
        if "DeclareMathOperator" in one[0]:
            body = f"\\operatorname{one['star'] or ''}{{{body}}}"
        found[one["name"]] = (int(one["count"] or len(one["hashes"]) // 2), body)
    return found


def expanded(tex: str, macros: Macros, depth: int = 0) -> str:
    """Return *tex* with *macros* written out."""
    if not macros or depth > 6:
        return tex
    out, at, changed = [], 0, False
    for one in re.finditer(r"\\[A-Za-z]+", tex):
        if one.start() < at or one[0] not in macros:
            continue
        count, body = macros[one[0]]
        arguments, end = _arguments(tex, one.end(), count)
        if len(arguments) < count:
            continue
        made = body
        for number, argument in enumerate(arguments, 1):
            made = made.replace(f"#{number}", argument)
        # A letter after it would be taken into its name.
        gap = " " if re.search(r"\\[A-Za-z]+$", made) and tex[end : end + 1].isalpha() else ""
        out += [
            tex[at : one.start()],
            f"{{{made}}}"
            if len(made) > 1
            and not made.startswith(("{", "\\operatorname"))
            and not re.fullmatch(r"\\[A-Za-z]+", made)
            else made,
            gap,
        ]
        at, changed = end, True
    text = "".join([*out, tex[at:]])
    return expanded(text, macros, depth + 1) if changed else text


def _arguments(tex: str, at: int, count: int) -> tuple[list[str], int]:
    out: list[str] = []
    while len(out) < count:
        while at < len(tex) and tex[at].isspace():
            at += 1
        if at >= len(tex):
            break
        if tex[at] == "{":
            depth, begin = 0, at
            while at < len(tex):
                depth += {"{": 1, "}": -1}.get(tex[at], 0) if tex[at - 1] != "\\" else 0
                at += 1
                if not depth:
                    break
            out.append(tex[begin + 1 : at - 1])
        else:
            token = re.match(r"\\[A-Za-z]+|\\.|.", tex[at:])
            out.append(token[0] if token else "")
            at += len(out[-1]) or 1
    return out, at
