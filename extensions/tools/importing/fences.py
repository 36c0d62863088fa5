"""Code between fences, indented code, and the heads of both in the form that is read here."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt

from extensions.doctree.lexers import OTHER_NAMES, lexer_of
from extensions.tools.importing.report import Teller
from extensions.tools.importing.stash import Stash

FENCE = re.compile(
    r"(?P<prefix>[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*)(?P<mark>`{3,}|~{3,})(?P<info>[^`\n]*)"
)
# Blocks of MyST whose content is no Markdown.
VERBATIM = {
    *(
        "code-block",
        "code",
        "sourcecode",
        "literalinclude",
        "math",
        "eval-rst",
        "toctree",
        "mermaid",
    ),
    *(
        "csv-table",
        "bibliography",
        "footbibliography",
        "raw",
        "parsed-literal",
        "highlight",
        "include",
    ),
    *("posts", "shorts", "widget", "doctest", "image", "postlist", "tableofcontents", "graphviz"),
}
# What the tests of the site run; another site's code was never meant to.
RUN = {"python": "py", "sql": "text", "output": "text"}
QUOTED = re.compile(
    r"(?P<key>[\w-]+)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|\[(?P<list>[^\]]*)\]|"
    r"(?P<bare>[^\s,}]+))"
)


def each_line(text: str) -> list[tuple[str, bool]]:
    """Return the lines of *text*, each with whether it is one of code between fences."""
    out, mark = [], ""
    for line in text.split("\n"):
        match = FENCE.fullmatch(line)
        if mark:
            closes = line.strip(" \t>").startswith(mark) and not line.strip(" \t>`~")
            out.append((line, True))
            mark = "" if closes else mark
        elif match and not _is_content(match["info"]):
            mark = match["mark"]
            out.append((line, True))
        else:
            out.append((line, False))
    return out


def _is_content(info: str) -> bool:
    name = re.match(r"\{([\w:.-]+)\}", info.strip())
    if name is None or name[1].startswith((".", "code")):
        return False
    return name[1].lower() not in VERBATIM


def head_of(info: str) -> tuple[str, dict[str, str]]:
    """Return the language of a block with the head *info*, and the options that it keeps."""
    info = info.strip()
    language = re.match(r"\{?[.=]?([\w#+./-]*)", info)
    values = {
        one["key"].lower(): one["double"] or one["single"] or one["list"] or one["bare"] or ""
        for one in QUOTED.finditer(info)
    }
    options = {}
    if (
        title := values.get("title")
        or values.get("caption")
        or values.get("filename")
        or values.get("name")
    ):
        options["caption"] = title
    if lines := values.get("hl_lines") or values.get("emphasize-lines"):
        options["emphasize-lines"] = ",".join(re.findall(r"\d+(?:-\d+)?", lines))
    elif numbers := re.search(r"\{([\d,\s-]+)\}", info):
        options["emphasize-lines"] = numbers[1].replace(" ", "")
    return (language[1] if language else "").split("/")[-1], options


def block(code: str, info: str, tell: Teller, run: bool = False) -> list[str]:
    """Return the lines of a block of *code* whose head was *info*; *run* if it is to be run."""
    language, options = head_of(info)
    name = lexer_of(language, code)
    if language.lower() == "mermaid":
        tell(code, "a diagram of Mermaid is shown as its source: draw it as an SVG", person=True)
    elif (
        name == "text"
        and language not in ("", "text")
        and OTHER_NAMES.get(language.lower()) != "text"
    ):
        tell(code, f"the code is shown without colours, for it is not read as {language}")
    if not run:
        name = RUN.get(name, name)
    ticks = "`" * max([2, *(len(found) for found in re.findall(r"^[ \t]*(`{3,})", code, re.M))])
    ticks += "`"
    lines = code.rstrip("\n").split("\n")
    if "emphasize-lines" in options and not _in_range(options["emphasize-lines"], len(lines)):
        del options["emphasize-lines"]
    if not options:
        return [f"{ticks}{name or 'text'}", *lines, ticks]
    given = [f":{key}: {value}" for key, value in options.items()]
    return [f"{ticks}{{code-block}} {name or 'text'}", *given, "", *lines, ticks]


def _in_range(spec: str, count: int) -> bool:
    return bool(spec) and all(int(number) <= count for number in re.findall(r"\d+", spec))


def hold_code(text: str, stash: Stash, tell: Teller, run: Callable[[str], bool]) -> str:
    """Return *text* with its blocks of code taken out, in our form.

    *run* tells of the head of a block whether its code is to be run.
    """
    parser = MarkdownIt("commonmark").enable("table")
    lines = text.split("\n")
    tokens = [one for one in parser.parse(text) if one.type in ("fence", "code_block") and one.map]
    for token in reversed(tokens):
        begin, end = token.map or (0, 0)
        while end - 1 > begin and not lines[end - 1].strip():
            end -= 1
        name = re.match(r"\{([\w:.-]+)\}", token.info.strip())
        prefix = _prefix(lines[begin], token.type) if token.level or token.type == "fence" else ""
        if name and not name[1].startswith("."):
            # A directive stays as it is.
            kept = lines[begin:end]
            if len(kept) == 1 or kept[-1].strip(" \t>") != token.markup:
                kept.append(_continued(prefix) + token.markup)
        else:
            after = _continued(prefix)
            made = block(token.content, token.info, tell, run(token.info))
            kept = [prefix + made[0], *(f"{after}{line}".rstrip() for line in made[1:])]
        lines[begin:end] = [stash.hold_block(kept, prefix)]
    return "\n".join(lines)


def _prefix(line: str, kind: str) -> str:
    if kind == "fence":
        match = FENCE.match(line)
        return match["prefix"] if match else ""
    indent = re.match(r"[ \t>]*", line)
    return re.sub(r"(?:\t| {1,4})$", "", indent[0]) if indent else ""


def _continued(prefix: str) -> str:
    """Return what stands before the next line of a block whose first has *prefix*."""
    return re.sub(r"[^\s>]", " ", prefix)
