"""Messages for references to labels and pages that are missing or exist twice."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING

from extensions.building.diagnostics import suggestions
from extensions.doctree.notebooks import SUFFIX
from extensions.model.catalog.domain import catalog_of
from extensions.model.catalog.unpublished import not_yet, unpublished, unpublished_with

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from extensions.building.diagnostics.message import BuildMessage

SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]+):")


def of_label(app: Sphinx, label: str) -> str:
    """Return the message for a reference to *label*, which cannot be made."""
    if not label:
        return "the link names no label: write one after the #"
    if page_and_state := unpublished_with(app, label):
        return f'the label "{label}" is on {not_yet(*page_and_state)}'
    if label in (labels := suggestions.labels(app.env)):
        return f'the label "{label}" is not that of a theorem: write [](#{label})'
    if label.lower() in app.env.domains.standard_domain.anonlabels:
        return (
            f'what the label "{label}" stands before has no title or caption to quote: write the '
            f"words yourself, [words](#{label})"
        )
    near = suggestions.meant(label, labels, f"write ({label})= before what it names")
    return f'no section, figure, equation or theorem has the label "{label}": {near}'


def label(app: Sphinx, message: BuildMessage, match: re.Match[str]) -> str:
    """Return the message for a role that names a label."""
    return of_label(app, match["label"])


def page(app: Sphinx, message: BuildMessage, match: re.Match[str]) -> str:
    """Return the message for a link that leads to no page and no file."""
    target = match["name"]
    if not target:
        return "the link leads nowhere: write an address, a page or a #label in its brackets"
    if scheme := SCHEME.match(target):
        return (
            f'"{scheme["scheme"]}:" is no beginning of an address that a link may have: write '
            "https:, http: or mailto:"
        )
    if target.startswith("//"):
        return f'"{target}" says not how its host is asked: write https:{target}'
    name, _, anchor = target.partition("#")
    docname = docname_of(app, message, name)
    # MyST gives the path of a source from the folder of the sources.
    for candidate in (docname, name):
        if state := unpublished(app).get(candidate):
            subject = "the link leads to" if target == candidate else f'"{target}" is'
            return f"{subject} {not_yet(candidate, state)}"
    if target in suggestions.labels(app.env):
        return f'"{target}" is a label and no page: write #{target}'
    if docname in app.env.found_docs:
        suffix = app.env.doc2path(docname).suffix
        written = f"{name.removesuffix('.html').removesuffix('.md').removesuffix(suffix)}{suffix}"
        return f'"{target}" names no source: write {f"{written}#{anchor}" if anchor else written}'
    here = posixpath.dirname(docname_of(app, message, "x"))
    pages = {
        posixpath.relpath(app.env.doc2path(candidate, base=False).as_posix(), here or ".")
        for candidate in app.env.found_docs
    }
    near = suggestions.meant(name, pages, "write its path relative to this page, or #label")
    return f'there is no page or file "{target}": {near}'


def page_of_toctree(app: Sphinx, message: BuildMessage, match: re.Match[str]) -> str:
    """Return the message for a line of a toctree that names no page."""
    name = match["name"]
    if state := unpublished(app).get(name):
        return f"the toctree lists {not_yet(name, state)}"
    short = posixpath.basename(name)
    folder = posixpath.dirname(name)
    there = {
        posixpath.basename(docname)
        for docname in app.env.found_docs
        if posixpath.dirname(docname) == folder and docname != f"{folder}/index".lstrip("/")
    }
    near = suggestions.meant(short, there, "delete the line, or write the page")
    return f'the toctree lists "{short}", and there is no page {name}.md: {near}'


def place_of_page(app: Sphinx, message: BuildMessage, match: re.Match[str]) -> str:
    """Return the message for a link to a place on a page, which has no such place."""
    label, entry = match["label"], catalog_of(app.env).entries.get(match["page"])
    otherwise = f"write ({label})= before it there, and [](#{label}) here"
    near = suggestions.meant(label, entry.ids if entry else (), otherwise)
    return f'{match["page"]}.md has no place "{label}": {near}'


def label_twice(app: Sphinx, message: BuildMessage, match: re.Match[str]) -> BuildMessage:
    """Return the message for a label that stands twice on one page, at its second place."""
    label = match["label"].removeprefix("equation-")
    # docutils has a hyphen for each sign of a label that no id may have.
    name = "[^\\w\\n]".join(map(re.escape, label.split("-")))
    written = (
        rf"^\({name}\)=|^\s*:(?:label|name):\s*{name}\s*$|\$\$\s*\({name}\)|\\label\{{{name}\}}"
        rf"|\{{[^}}\n]*#{name}\b"
    )
    line = suggestions.line_with(message.path, written, nth=2) or message.line
    text = f'the label "{label}" stands twice on this page: rename one of the two'
    return message.saying(text, line)


def docname_of(app: Sphinx, message: BuildMessage, name: str) -> str:
    """Return the docname that the link *name* on the page of *message* would lead to."""
    bare = name.removesuffix(".md").removesuffix(".html").removesuffix(SUFFIX)
    if bare.startswith("/"):
        return bare[1:]
    folder = Path(message.path).parent
    here = folder.relative_to(app.srcdir).as_posix() if folder.is_relative_to(app.srcdir) else ""
    return posixpath.normpath(posixpath.join(here, bare))


def elsewhere(app: Sphinx, message: BuildMessage, match: re.Match[str]) -> str:
    """Return what is wrong with a reference into the documentation of others."""
    name = match["name"]
    if name not in app.config.inventories:
        return f'no other project is known as "{name}": write the whole address, https://…'
    if name not in app.config.inventory_digests:
        return f'the inventory of "{name}" is not here: run make inventories'
    return f'"{name}" has nothing called "{match["label"]}": write it as it is named there'
