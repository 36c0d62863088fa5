"""Find what a misspelt name may have meant: known names, and the nearest of them."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pygments.lexers import get_all_lexers

from extensions.building.compat.registries import docutils_directives, docutils_roles
from extensions.doctree.notebooks import markdown_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.domains.math import MathDomain
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.domain import BibtexDomain

IMAGES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif"})
# What is called otherwise elsewhere, and too far from our name to be found by its letters.
OTHERWISE = {
    "label": "a label before it, (name)=",
    "bibliography": "footbibliography",
    "cite": "footcite:p",
    "citep": "footcite:p",
    "citet": "footcite:t",
    "footcite": "footcite:p",
    "proof": "prf:proof",
    "theorem": "prf:theorem",
    "lemma": "prf:lemma",
    "definition": "prf:definition",
    "info": "note",
    "caution": "warning",
    "code-cell": "python",
    "img": "image",
    "code": "code-block",
    "hidden": "dropdown",
    "details": "dropdown",
    "details-summary": "dropdown",
    "tabs": "tab-set",
    "tab": "tab-item",
}


# Domains that describe programs, which no page here does.
OF_PROGRAMS = frozenset({"c", "cpp", "js", "py", "rst"})
OPTIONS_OF_PROGRAMS = frozenset({"cmdoption", "confval", "envvar", "option", "program"})


def meant(name: str, known: Iterable[str], otherwise: str) -> str:
    """Return "did you mean …?" with the nearest of *known* to *name*, or *otherwise*."""
    folded = {candidate.casefold(): candidate for candidate in sorted(known, reverse=True)}
    # What has a domain is asked for without it as well: "thoerem".
    folded = {candidate.rpartition(":")[2]: full for candidate, full in folded.items()} | folded
    near = get_close_matches(name[:80].casefold(), list(folded), n=1, cutoff=0.7)
    return f'did you mean "{folded[near[0]]}"?' if near else otherwise


def directive_names(app: Sphinx) -> set[str]:
    """Return the names of all directives."""
    return docutils_directives() | {
        name if domain.name == "std" else f"{domain.name}:{name}"
        for domain in app.env.domains.sorted()
        if domain.name not in OF_PROGRAMS
        for name in {*domain.directives} - OPTIONS_OF_PROGRAMS
    }


def role_names(app: Sphinx) -> set[str]:
    """Return the names of all roles; those of the domain that is the default have two."""
    return docutils_roles() | {
        name if domain.name == "std" else f"{domain.name}:{name}"
        for domain in app.env.domains.sorted()
        if domain.name not in OF_PROGRAMS
        for name in domain.roles
    }


def languages() -> set[str]:
    """Return the names of the languages that code can be in."""
    return {alias for _, aliases, *_ in get_all_lexers() for alias in aliases}


def labels(env: BuildEnvironment) -> set[str]:
    """Return every label that a reference can name."""
    return {
        *env.domains.standard_domain.labels,
        *(label for label, *_ in env.get_domain("prf").get_objects()),
        *cast("MathDomain", env.get_domain("math")).equations,
    }


def citation_keys(env: BuildEnvironment) -> set[str]:
    """Return the keys of the bibliography."""
    return set(cast("BibtexDomain", env.get_domain("cite")).bibdata.data.entries)


def images(app: Sphinx, folder: Path) -> set[str]:
    """Return the images of the sources as one names them from *folder*."""
    paths = set()
    for path in Path(app.srcdir).rglob("*"):
        if path.suffix.lower() in IMAGES:
            below = path.is_relative_to(folder)
            name = path.relative_to(folder if below else app.srcdir).as_posix()
            paths.add(name if below else f"/{name}")
    return paths


def lines_to(path: str, last: int) -> list[str]:
    """Return the lines of the file at *path* up to the *last*, from 1."""
    try:
        return markdown_lines(path)[:last]
    except OSError:
        return []


def line_with(path: str, pattern: str, nth: int = 1) -> int:
    """Return the line, from 1, of the *nth* match of *pattern* in the file at *path*, or 0."""
    try:
        text = "\n".join(markdown_lines(path))
    except OSError:
        return 0
    starts = [match.start() for match in re.finditer(pattern, text, re.M)]
    return text.count("\n", 0, starts[nth - 1]) + 1 if len(starts) >= nth else 0
