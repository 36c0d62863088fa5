"""Single blocks of MyST in our form, their content already so."""

from __future__ import annotations

import re

from extensions.tools.importing import blocks
from extensions.tools.importing.pages import Page, Site
from extensions.tools.importing.report import Teller

ADMONITIONS = {
    "note",
    "tip",
    "warning",
    "important",
    "caution",
    "danger",
    "hint",
    "attention",
    "error",
    "seealso",
    "admonition",
}
EXERCISES = {
    "exercise": "Exercise",
    "exercise-start": "Exercise",
    "solution": "Solution",
    "solution-start": "Solution",
}


def cell(rest: str, options: dict[str, str], text: str, tell: Teller) -> str:
    """Return a cell of code as code that is shown."""
    language = rest.split()[0] if rest else "python"
    if language.startswith(("ipython", "python")):
        language = "python"
    tags = options.get("tags", "")
    if "remove-cell" in tags or "remove-input" in tags or "remove_cell" in tags:
        tell.chose("code of cells that were hidden is shown")
    given = {
        key: options[key]
        for key in ("caption", "name", "emphasize-lines", "lineno-start")
        if options.get(key)
    }
    ticks = "````" if "```" in text else "```"
    code = f"{ticks}{language}\n{text.strip(chr(10))}\n{ticks}"
    if given:
        lines = [f":{key}: {value}" for key, value in given.items()]
        head = f"{ticks}{{code-block}} {language}"
        code = "\n".join([head, *lines, "", text.strip("\n"), ticks])
    name, caption = options.get("figure-name", ""), options.get("figure-caption", "")
    if name or caption:
        tell.chose("what cells drew is in no source: run them, and put the pictures in")
    label = f"(^{name})=\n" if name else ""
    return label + code + (f"\n\n*{caption.strip('*')}*" if caption else "")


def special(
    name: str, rest: str, options: dict[str, str], inner: str, whole: str, tell: Teller
) -> str:
    """Return a block whose text stands for itself."""
    if name == "raw":
        return inner if "html" in rest else f"<!-- {inner} -->"
    if name.startswith("glue"):
        tell(whole, f"{{{name}}} {rest} showed what a cell had computed: put that in", person=True)
        caption = f"\n\n{inner}" if inner.strip() else ""
        return f"`` {rest} ``{caption}"
    if name in ("margin", "aside", "marginnote"):
        return blocks.note("note", rest, inner)
    return inner


def figure(name: str, rest: str, options: dict[str, str], inner: str) -> str:
    """Return a figure, or a picture without a caption."""
    alt = options.get("alt", "")
    if name == "image" or (not inner.strip() and not options.get("name")):
        return blocks.figure(rest, alt, "", width=options.get("width", ""))
    kept = {
        "name": options.get("name", ""),
        "alt": alt,
        "width": blocks.size(options.get("width", "")),
        "target": options.get("target", ""),
    }
    return blocks.block(f"{{figure}} {rest}", inner.strip() or alt or "Figure", kept)


def exercise(name: str, rest: str, options: dict[str, str], inner: str) -> str:
    """Return an exercise, or its solution folded."""
    if name.endswith("-end"):
        return ""
    title = EXERCISES[name]
    label = options.get("label", "")
    before = f"(^{label})=\n" if label else ""
    if title == "Solution":
        return blocks.note(
            "details",
            f"Solution of [the exercise](#{rest})" if rest else "Solution",
            inner or "…",
            True,
        )
    return before + blocks.note("admonition", f"{title}: {rest}" if rest else title, inner or "…")


def admonition(name: str, rest: str, options: dict[str, str], inner: str) -> str:
    """Return an admonition."""
    folded = "dropdown" in options.get("class", "")
    if name == "admonition":
        kind = next((one for one in options.get("class", "").split() if one in ADMONITIONS), "note")
        return blocks.note(kind, rest or "Note", inner, folded)
    # Text behind the braces of a note is its first line.
    return (
        blocks.note(name, "", f"{rest}\n{inner}".strip(), folded)
        if not folded
        else blocks.note(name, name.capitalize(), f"{rest}\n{inner}".strip(), True)
    )


def include(
    name: str, rest: str, options: dict[str, str], page: Page, site: Site, tell: Teller, whole: str
) -> str:
    """Return the text of the file that a block names."""
    path = (
        site.root / page.folder / rest if not rest.startswith("/") else site.root / rest.lstrip("/")
    )
    if not path.is_file() or not path.resolve().is_relative_to(site.root.resolve()):
        tell(whole, f'there is no file "{rest}" to put in here', person=True)
        return f"`` {whole.strip('`: ')} ``"
    text = path.read_text("utf-8", "replace")
    if name == "include":
        return text
    language = options.get("language") or path.suffix.lstrip(".")
    ticks = "````" if "```" in text else "```"
    return f"{ticks}{language}\n{text.rstrip()}\n{ticks}"


def as_it_is(one: re.Match[str], options: dict[str, str], text: str) -> str:
    """Return a block whose content is no Markdown, as it is."""
    mark = "`" * max(3, len(one["mark"]))
    given = [f":{key}: {value}".rstrip() for key, value in options.items()]
    return "\n".join(
        [
            f"{mark}{{{one['name']}}}{one['rest'].rstrip()}",
            *given,
            *([""] if given else []),
            text.strip("\n"),
            mark,
        ]
    )
