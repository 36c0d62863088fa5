"""Marks of Quarto and Pandoc: divs, references, citations, options of code, spans."""

from __future__ import annotations

import re

from extensions.markup.theorems import KINDS
from extensions.tools.importing import blocks, hugo
from extensions.tools.importing.fences import QUOTED, each_line
from extensions.tools.importing.pages import Page, Site
from extensions.tools.importing.report import Teller

OPEN = re.compile(
    r"(?P<indent>[ \t]*)(?P<colons>:{3,})[ \t]*(?:\{(?P<what>[^{}]*)\}|(?P<name>[\w-]+))[ \t]*:*[ "
    r"\t]*"
)
SHUT = re.compile(r"[ \t]*:{3,}[ \t]*")
SHORT = {
    "thm": "theorem",
    "lem": "lemma",
    "cor": "corollary",
    "prp": "proposition",
    "cnj": "conjecture",
    "def": "definition",
    "exm": "example",
    "rem": "remark",
    "alg": "algorithm",
}
REFERENCE = re.compile(
    r"(?<![\w.@\\`\[{/-])@(?P<kind>fig|tbl|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|rem|sol|alg"
    r"|tip|nte|wrn|imp|cau)-(?P<name>[\w-]*\w)"
)
BRACKETED = re.compile(r"\[(?P<inner>[^\[\]\n]*@[^\[\]\n]*)\](?![(\[{])")
CITED = re.compile(r"(?<![\w.@\\`/{-])@(?P<key>[A-Za-z][\w:.-]*\w)")
CELL = re.compile(r"(?P<indent>[ \t]*)(?P<mark>`{3,})\{(?P<language>[a-z]+)[^}]*\}[ \t]*")
OPTION = re.compile(r"(?:#|//|--)\|\s*(?P<key>[\w-]+):\s*(?P<value>.*)")
CLASS_SPAN = re.compile(r"\[(?P<text>[^\[\]\n]+)\]\{(?P<what>[.#][^{}\n]*|[\w-]+=[^{}\n]*)\}(?!\()")
HIGHLIGHTED = re.compile(r"(?<![=\w])==(?=[^\s=])([^=\n]+?)(?<=\S)==(?![=\w])")


def structure(text: str, page: Page, site: Site, tell: Teller) -> str:
    """Return *text* with its divs as our blocks, its cells as code, its shortcodes done."""
    text = re.sub(
        r"^\{\{<\s*include\s+(\S+)\s*>\}\}\s*$",
        lambda one: _included(one, page, site, tell),
        text,
        flags=re.M,
    )
    text = hugo.structure(text, page, site, tell)
    return _divs(_cells(text, tell), tell)


def _included(one: re.Match[str], page: Page, site: Site, tell: Teller) -> str:
    path = site.root / page.folder / one[1]
    if one[1].startswith("/"):
        path = site.root / one[1].lstrip("/")
    if path.is_file() and path.resolve().is_relative_to(site.root.resolve()):
        return path.read_text("utf-8", "replace")
    tell(one[0], f'there is no file "{one[1]}" to put in here', person=True)
    return f"`` {one[0].strip()} ``"


def _cells(text: str, tell: Teller) -> str:
    """Return *text* with cells of code as plain code, without the lines that are their options."""
    out: list[str] = []
    options = False
    for line in text.split("\n"):
        if one := CELL.fullmatch(line):
            out.append(f"{one['indent']}{one['mark']}{one['language']}")
            options = True
        elif options and (option := OPTION.match(line.strip())):
            if option["key"] in ("label", "fig-cap", "tbl-cap"):
                tell(
                    line.strip(),
                    f"the code is not run here, so its {option['key']} is left out: put in what it "
                    f"drew",
                    person=option["key"] == "label",
                )
        else:
            options = False
            out.append(line)
    return "\n".join(out)


def _divs(text: str, tell: Teller) -> str:
    lines = [(line, is_code) for line, is_code in each_line(text)]
    made, _ = _div(lines, 0, tell, top=True)
    return "\n".join(made)


def _div(
    lines: list[tuple[str, bool]], at: int, tell: Teller, top: bool = False
) -> tuple[list[str], int]:
    """Return the lines from *at* to the end of a div, inner divs as blocks, and what follows."""
    out: list[str] = []
    while at < len(lines):
        line, is_code = lines[at]
        is_ours = re.match(r"\s*:{3,}\{", line) and not re.match(r"\s*:{3,}\{[.#]", line)
        if not is_code and not is_ours and (one := OPEN.fullmatch(line)):
            inner, at = _div(lines, at + 1, tell)
            made = _block(
                one["what"] if one["what"] is not None else f".{one['name']}",
                "\n".join(inner).strip("\n"),
                tell,
            )
            out += ["", *blocks.prefixed(made, one["indent"]), ""]
        elif not is_code and is_ours:
            out.append(line)
            inner, at = _div(lines, at + 1, tell)
            out += [*inner, re.match(r"\s*:{3,}", line)[0]]  # type: ignore[index]
        elif not is_code and SHUT.fullmatch(line) and not top:
            return out, at + 1
        else:
            out.append(line)
            at += 1
    return out, at


def _block(what: str, body: str, tell: Teller) -> str:
    """Return the block that a div with the attributes *what* around *body* becomes."""
    classes = re.findall(r"\.([\w-]+)", re.sub(r"\"[^\"]*\"|'[^']*'", "", what))
    name = (re.findall(r"#([\w-]+)", what) or [""])[0]
    values = {
        one["key"]: one["double"] or one["single"] or one["bare"] or ""
        for one in QUOTED.finditer(what)
    }
    kind = next((one.removeprefix("callout-") for one in classes if one.startswith("callout")), "")
    title = values.get("title") or values.get("name") or ""
    first = re.match(r"\s*#{1,6}\s+(.+?)\s*(?:\{[^}]*\})?\n", body + "\n")
    short = name.partition("-")[0]
    if kind:
        if not title and first:
            title, body = first[1], body[first.end() :] if first.end() <= len(body) else ""
        label = f"(^{name})=\n" if name else ""
        return label + blocks.note(kind, title, body, values.get("collapse") in ("true", "false"))
    if short in SHORT or (classes and classes[0] in KINDS):
        if first and not title:
            title, body = first[1], body[first.end() :] if first.end() <= len(body) else ""
        head = f"{{prf:{SHORT.get(short) or classes[0]}}} {title}"
        return blocks.block(head, body, {"label": name} if name else None)
    if "proof" in classes:
        return blocks.block(f"{{prf:proof}} {title}", body)
    if "panel-tabset" in classes:
        return _tabset(body)
    if short in ("fig", "tbl"):
        return _float(name, body)
    if "content-hidden" in classes:
        return f"<!-- {body.replace('-->', '—>')} -->"
    if "aside" in classes or "column-margin" in classes or "margin" in classes:
        return blocks.note("note", "", body)
    if classes:
        tell.chose(f"the div .{classes[0]} left out; its text stands")
    return (f"(^{name})=\n" if name else "") + body


def _tabset(body: str) -> str:
    level = min((len(marks) for marks in re.findall(r"^(#+)\s", body, re.M)), default=0)
    parts = re.split(rf"^#{{{level}}}\s+(.+?)\s*$", body, flags=re.M) if level else [body]
    return blocks.tabs(zip(parts[1::2], parts[2::2], strict=True)) if len(parts) > 2 else body


def _float(name: str, body: str) -> str:
    """Return the figure or table *name*, whose caption is the last paragraph of *body*."""
    *rest, last = re.split(r"\n[ \t]*\n", body.strip())
    picture = re.fullmatch(
        r"\s*!\[(?P<alt>[^\]]*)\]\((?P<path>[^()\s]+)\)(?:\{[^}]*\})?\s*", "\n\n".join(rest)
    )
    if picture:
        return blocks.figure(picture["path"], picture["alt"] or last, last, name)
    content = "\n\n".join(rest) or last
    if name.startswith("tbl") and "|" in content and rest:
        return blocks.block(f"{{table}} {' '.join(last.split())}", content, {"name": name})
    return f"(^{name})=\n{body}"


def inline(text: str, page: Page, site: Site, tell: Teller) -> str:
    """Return *text* with references, citations and spans in our form."""
    text = re.sub(
        r"(?<!\w)-?(\[)?@(?=(?:fig|tbl|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|rem|sol|alg)-)",
        lambda one: f"{one[1] or ''}@",
        text,
    )
    text = re.sub(
        r"\[(@(?:fig|tbl|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|rem|alg)-[\w-]*\w)\](?![(\[])",
        r"\1",
        text,
    )
    text = REFERENCE.sub(lambda one: f"[](#{one['kind']}-{one['name']})", text)
    text = BRACKETED.sub(_cited, text)
    text = CITED.sub(
        lambda one: (
            f"{{cite:t}}`{one['key']}`"
            if f"{{{one['key']}," in str(site.settings.get("bib", ""))
            else one[0]
        ),
        text,
    )
    text = CLASS_SPAN.sub(lambda one: _span(one, tell), text)
    return re.sub(r"`([^`\n]+)`\{=\w+\}", r"`\1`", text)


def _cited(one: re.Match[str]) -> str:
    keys = re.findall(r"@([A-Za-z][\w:.-]*\w)", one["inner"])
    rest = re.sub(r"-?@[\w:.-]+|;", "", one["inner"]).strip(" ,")
    cited = "".join(f"{{cite:p}}`{key}`" for key in keys)
    return f"{cited} ({rest})" if rest else cited


def _span(one: re.Match[str], tell: Teller) -> str:
    if ".mark" in one["what"]:
        return f"**{one['text']}**"
    tell.chose("classes of spans left out; their text stands")
    return one["text"]
