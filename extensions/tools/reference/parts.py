"""The parts of the reference, each as Markdown: definition lists of names and what they mean."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from importlib import import_module
from typing import Any

from docutils.parsers.rst import directives

from extensions.doctree.events import EVENTS
from extensions.lib import phases
from extensions.lib.own_code import EXTENSIONS
from extensions.model.frontmatter import Kind
from extensions.model.frontmatter.keys import Key
from extensions.model.frontmatter.schema import PLACES, RECORDS, rows
from extensions.tools.reference.docstrings import (
    first_line,
    markdown,
    paragraphs,
    rows_of_table,
    sentences_naming,
)
from extensions.tools.reference.registered import Registration, registrations

# A site that uses the engine has the first alone.
MAKEFILES = [EXTENSIONS.parent / name for name in ("Makefile", "engine.mk")]
_TARGET = re.compile(r"^([a-z-]+):.*?## (.*)$", re.MULTILINE)

# What is written after an option, by what reads it; of another nothing is said but its name.
_FORMS: Mapping[Any, str] = {
    directives.flag: "without a value",
    directives.nonnegative_int: "a whole number from 0",
    directives.positive_int: "a whole number from 1",
}


def definitions(entries: Iterable[tuple[str, list[str]]]) -> str:
    """Return a definition list: of each of *entries* the term and its paragraphs, in order."""
    return "\n\n".join(
        f"{term}\n: " + "\n\n  ".join(filter(None, texts)) for term, texts in entries
    )


def front_matter(kind: Kind) -> str:
    """Return the keys that front matter of a page of *kind* may have, the required ones first."""
    place = f"The place of its file is {markdown(PLACES[kind])}."
    head = f"{' '.join(paragraphs(RECORDS[kind]))} {place}"
    keys = ((f"`{name}`", _row(name, row)) for name, row in rows(kind))
    return f"{head}\n\n{definitions(keys)}"


def _row(name: str, row: Key) -> list[str]:
    form = first_line(row.read)
    written = f"Write {form[:1].lower()}{form[1:]}, as in `{name}: {row.example}`."
    return [
        markdown(row.meaning),
        f"{_need(row)} {written}",
        f"*Shown:* {markdown(row.shown[:1].lower() + row.shown[1:])}",
    ]


def _need(row: Key) -> str:
    if row.is_required:
        return "Required."
    is_empty = row.default in (None, "", ())
    return "Optional." if is_empty else f"Optional; without it `{json.dumps(row.default)}`."


def directives_of(registered: Iterable[Registration]) -> str:
    """Return the directives among *registered*, with their options; those of one class together."""
    names: dict[type, list[str]] = {}
    of_others = set()
    for registration in registered:
        if registration.method == "add_directive":
            names.setdefault(registration.target, []).append(registration.name)
            if "override" in registration.keywords:
                of_others.add(registration.target)
        elif registration.method == "add_domain":
            for name, directive in vars(registration.target).get("directives", {}).items():
                names.setdefault(directive, []).append(f"{registration.target.name}:{name}")
    return definitions(
        (
            ", ".join(f"`{{{name}}}`" for name in names[directive]),
            [*_words(directive), "" if directive in of_others else _options(directive)],
        )
        for directive in names
    )


def _words(documented: type) -> list[str]:
    first, *rest = paragraphs(documented)
    # The term stands before it.
    first = re.sub(r"^`\{[\w:-]+\}`: ", "", first)
    return [first[:1].upper() + first[1:], *rest]


def _options(directive: Any) -> str:
    options: Mapping[str, Callable[[str], object]] = directive.option_spec or {}
    forms = {f"`:{name}:`": _FORMS.get(read, "") for name, read in options.items()}
    listed = "; ".join(f"{name} {form}".strip() for name, form in forms.items())
    return f"*Options:* {listed}." if listed else ""


def roles_of(registered: Iterable[Registration]) -> str:
    """Return the roles among *registered* that a docstring says something of."""

    def entries() -> Iterator[tuple[str, list[str]]]:
        for registration in registered:
            if registration.method == "add_role":
                yield f"`{{{registration.name}}}`", _words(registration.target)
            elif registration.method == "add_domain":
                module = import_module(registration.target.__module__)
                for name in vars(registration.target).get("roles", {}):
                    role = f"{{{registration.target.name}:{name}}}"
                    if words := sentences_naming(role, module):
                        yield f"`{role}`", [words]

    return definitions(entries())


def settings_of(registered: Iterable[Registration]) -> str:
    """Return the settings among *registered*, with their defaults."""
    return definitions(
        (
            f"`{registration.name}`",
            [markdown(registration.description), f"*Default:* `{registration.arguments[0]}`"],
        )
        for registration in sorted(registered, key=lambda registration: registration.name)
        if registration.method == "add_config_value"
    )


def events() -> str:
    """Return our events, in the words of the modules that emit them."""
    return definitions(
        (f"`{name}`", [sentences_naming(name, import_module(module))])
        for name, module in EVENTS.items()
    )


def phases_of_build() -> str:
    """Return what runs after what in a build: by event, then for the transforms of a page."""
    rows = definitions((f"`{event}`", [words]) for event, words in rows_of_table(phases).items())
    transforms = [text for text in paragraphs(phases) if text.startswith("When ")]
    return "\n\n".join([rows, *transforms])


def targets_of(makefile: str) -> str:
    """Return the targets that the text of a *makefile* has words for."""
    return definitions(
        (f"`make {name}`", [f"{markdown(words)}."]) for name, words in _TARGET.findall(makefile)
    )


def _of_make() -> str:
    texts = (path.read_text(encoding="utf-8") for path in MAKEFILES if path.is_file())
    return targets_of("".join(texts))


def _of_code(part: Callable[[Iterable[Registration]], str]) -> str:
    return part(registrations(EXTENSIONS))


PARTS: Mapping[str, Callable[[], str]] = {
    **{str(kind): partial(front_matter, kind) for kind in Kind},
    "directives": partial(_of_code, directives_of),
    "roles": partial(_of_code, roles_of),
    "settings": partial(_of_code, settings_of),
    "events": events,
    "phases": phases_of_build,
    "make": _of_make,
}
