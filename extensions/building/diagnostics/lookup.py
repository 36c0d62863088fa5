"""Messages for unknown names: of directives, roles, options, languages, citations and files.

Functions of the rules in ``texts``: each looks at what there is and proposes the nearest name.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from extensions.building.diagnostics import suggestions
from extensions.building.diagnostics.left_out import left_out_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from extensions.building.diagnostics.message import BuildMessage

HANDBOOK = "Reference, in the handbook, lists those that there are"
# What Python says of a number that is none.
NO_NUMBER = re.compile(r"invalid literal for int\(\).*|.*could not convert.*")


def unknown_directive(app: Sphinx, message: BuildMessage, match: re.Match[str]) -> str:
    """Return the message for an unknown directive."""
    name = match["name"]
    if (
        language := suggestions.OTHERWISE.get(name, name).lstrip(".").lower()
    ) in suggestions.languages():
        return f'no directive is named "{name}": write ```{language} for code, without braces'
    if name.startswith((".", "#")):
        return f'no directive is named "{name}": write that of a block in its braces, as {{note}}'
    if name in suggestions.OTHERWISE:
        return f'no directive is named "{name}": write {{{suggestions.OTHERWISE[name]}}}'
    return (
        f'no directive is named "{name}": '
        f"{suggestions.meant(name, suggestions.directive_names(app), HANDBOOK)}"
    )


def unknown_role(app: Sphinx, message: BuildMessage, match: re.Match[str]) -> str:
    """Return the message for an unknown role."""
    name = match["name"]
    if name in suggestions.directive_names(app):
        return f"{{{name}}} is a directive, and stands in no line: write ```{{{name}}} and its end"
    near = suggestions.meant(name, suggestions.role_names(app), HANDBOOK)
    return f'no role is named "{name}": {near}'


def unknown_option(app: Sphinx, message: BuildMessage, match: re.Match[str]) -> str:
    """Return the message for an unknown option of a directive."""
    there = re.findall(r"'(.*?)'", match["known"])
    those = f"it has {', '.join(there)}" if there else "it has none"
    near = suggestions.meant(match["option"], there, those)
    return f'{{{match["name"]}}} has no option "{match["option"]}": {near}'


def wrong_value(app: Sphinx, message: BuildMessage, match: re.Match[str]) -> str:
    """Return the message for a value that an option cannot have."""
    value, _, why = match["why"].partition(": ")
    fault = f'{{{match["name"]}}}: the option "{match["option"]}" cannot be "{value}"'
    if NO_NUMBER.fullmatch(why):
        return f"{fault}: write a whole number"
    if "argument required" in match["why"]:
        return f'{{{match["name"]}}}: the option "{match["option"]}" is empty: write its value'
    return (
        f"{fault} ({why.strip().rstrip('.')}): write another value" if why else f"{fault}: mend it"
    )


def unknown_language(app: Sphinx, message: BuildMessage, match: re.Match[str]) -> str:
    """Return the message for code in an unknown language."""
    name = match["name"]
    if name == "{":
        return "spaces stand within the braces at the head of the block: delete them, as in {note}"
    language = name.strip("{,.").partition("{")[0].lower()
    if "{" in name and language in suggestions.languages():
        return f'"{name}" is no head of a block: write ```{language} for code, without braces'
    if together := re.fullmatch(r"(\{[\w:+.-]+\})(.+)", name):
        head, behind = together.groups()
        return f'"{name}" is no head of a block: write a space between, ```{head} {behind}'
    if name.startswith("{"):
        return f'the head of the block, "{name}", lacks its closing brace: write {name}}}'
    near = suggestions.meant(name, suggestions.languages(), 'write "text" where it has none')
    return f'no language is named "{name}": {near}'


def unknown_key(app: Sphinx, message: BuildMessage, match: re.Match[str]) -> str | None:
    """Return the message for a citation that the bibliography does not have."""
    key, keys = match["key"], suggestions.citation_keys(app.env)
    files = ", ".join(app.config.bibtex_bibfiles) or "the bibliography"
    if not key:
        return "a citation names no source: write the key of an entry of the bibliography"
    if key in keys:
        # The other form cites what a bibliography lists, on any page.
        return (
            "{cite} cites what a {bibliography} lists, and no page has one: write {footcite:p}, "
            "and {footbibliography} at the end of the page"
        )
    if key in left_out_of(app.env).missing:
        return None
    return f'{files} has no entry "{key}": {suggestions.meant(key, keys, "write it there")}'


def no_image(app: Sphinx, message: BuildMessage, match: re.Match[str]) -> BuildMessage:
    """Return the message for an image that is not there."""
    path = unquote(match["path"])
    # MyST gives no line to an image with which a paragraph begins and does not end.
    line = message.line or suggestions.line_with(message.path, re.escape(Path(path).name))
    return message.saying(_of_image(app, message, path), line)


def no_download(app: Sphinx, message: BuildMessage, match: re.Match[str]) -> str:
    """Return the message for a file that is offered to be loaded and is not there."""
    path = Path(match["path"])
    near = path.relative_to(app.srcdir) if path.is_relative_to(app.srcdir) else path
    return f'there is no file "{near}" to download: give a path relative to this page'


def _of_image(app: Sphinx, message: BuildMessage, path: str) -> str:
    folder = Path(message.path).parent
    # Sphinx gives the path from the folder of the sources.
    place = Path(app.srcdir) / path
    near = path
    if place.is_relative_to(folder):
        near = str(place.relative_to(folder))
    files = suggestions.images(app, folder)
    if place.is_dir():
        return f'the image "{near}" is a folder: name a file in it'
    if place.exists():
        return f'the image "{near}" may not be read: mend its permissions'
    same = [file for file in files if Path(file).name == place.name]
    otherwise = "give a path relative to this page"
    if "?" in near:
        otherwise = 'delete the "?" of its address and what follows it'
    remedy = (
        f'did you mean "{same[0]}"?'
        if len(same) == 1
        else suggestions.meant(near, files, otherwise)
    )
    return f'there is no image "{near}": {remedy}'


def no_included(app: Sphinx, message: BuildMessage, match: re.Match[str]) -> str:
    """Return the message for a file that is to be included and is not there."""
    path = Path(match["path"])
    shown = path.relative_to(app.srcdir) if path.is_relative_to(app.srcdir) else path
    return f'there is no file "{shown}" to include: give a path relative to this page'


def rule_alone(app: Sphinx, message: BuildMessage, match: re.Match[str]) -> str | None:
    """Return the message for a ``---`` that separates nothing; ``None`` for one of front matter."""
    before = suggestions.lines_to(message.path, message.line)
    if [line for line in before if line.strip()] == ["---"]:
        return None
    return "a rule --- parts two texts, and there is none on one of its sides: delete it"


def level_left_out(app: Sphinx, message: BuildMessage, match: re.Match[str]) -> str:
    """Return the message for a heading that skips a level."""
    above, here = int(match["from"]), int(match["to"])
    return (
        f"a heading {'#' * here} stands below one of {'#' * above}: write {'#' * (above + 1)}, one "
        "level deeper"
    )
