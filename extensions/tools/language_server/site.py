"""What the last build has left, as an editor asks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, cast

from extensions.building.compat.builds import stored_environment
from extensions.markup.bibliography.files import parts
from extensions.markup.label_targets import find, untitled
from extensions.markup.theorems import TheoremDomain
from extensions.model.catalog.domain import Catalog, catalog_of
from extensions.model.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.domains.math import MathDomain
    from sphinx.environment import BuildEnvironment

DOMAINS = (Catalog, TheoremDomain)
# What Sphinx has labels for and no site has.
OF_SPHINX = {"genindex", "modindex", "py-modindex", "search"}


@dataclass(frozen=True, slots=True)
class Target:
    """What stands at a label.

    ``name`` is kind and number, as in "Theorem 3" (empty for a page and for what has none),
    ``title`` its own, ``page`` that of its page.  ``path`` is that of its source, ``line`` counts
    from 0.
    """

    label: str
    kind: str
    name: str
    title: str
    page: str
    path: Path
    line: int

    def describe(self) -> str:
        """Return name and title, as an author would call it."""
        own = f"{self.name} {self.title}".strip()
        if not own or own == self.page:
            return self.page
        return f"{own} in {self.page}"


@dataclass(frozen=True, slots=True)
class Citation:
    """An entry of the bibliography: its source, and where it stands (the line from 0)."""

    key: str
    text: str
    path: Path
    line: int


@dataclass(frozen=True, slots=True)
class Site:
    """The targets of all labels, the words of the vocabulary, the bibliography and the macros."""

    targets: Mapping[str, Target] = field(default_factory=dict)
    terms: Mapping[str, Mapping[str, Term]] = field(default_factory=dict)
    citations: Mapping[str, Citation] = field(default_factory=dict)
    macros: Mapping[str, str] = field(default_factory=dict)
    sources: Sequence[Path] = ()

    def target(self, label: str) -> Target | None:
        """Return what stands at *label*, in which Sphinx does not tell capitals apart."""
        return self.targets.get(label) or self.targets.get(label.lower())


def site_of_last_build(doctrees: Path) -> Site:
    """Return what the build with *doctrees* has left.

    Raises:
        OSError: there is none.
    """
    env = stored_environment(doctrees, DOMAINS)
    words = catalog_of(env).vocabulary
    return Site(
        targets={target.label: target for target in _targets(env)},
        terms={"tags": words.tags, "topic": words.topics, "track": words.tracks},
        citations={entry.key: entry for entry in _citations(env)},
        macros=env.config.katex_macros,
        sources=[Path(env.doc2path(docname)) for docname in sorted(env.all_docs)],
    )


def _targets(env: BuildEnvironment) -> Iterator[Target]:
    """Yield what stands at each label."""
    std = env.domains.standard_domain
    statements = cast("TheoremDomain", env.get_domain("prf")).statements
    equations = cast("MathDomain", env.get_domain("math")).equations
    kinds = {**dict.fromkeys(equations, "equation"), **dict.fromkeys(statements, "statement")}
    for label in sorted({*chain(std.labels, std.anonlabels, kinds)} - OF_SPHINX):
        found = find(env, label) or untitled(env, label)
        entry = catalog_of(env).entries.get(found.docname) if found else None
        if found is None or entry is None:
            continue
        number = f" ({found.number})" if found.number else ""
        title = statements[label].title if label in statements else ""
        line = entry.ids.get(found.anchor, 1) if found.anchor else entry.title_line or 1
        path = entry.included.get(found.anchor) or env.doc2path(found.docname, base=False)
        yield Target(
            label=label,
            kind=kinds.get(label, "label"),
            name=f"{found.name}{number}",
            title=found.title.text if found.title else title,
            page=entry.title,
            path=Path(env.srcdir) / path,
            line=max(line - 1, 0),
        )


def _citations(env: BuildEnvironment) -> Iterator[Citation]:
    """Yield the entries of the bibliography."""
    for name in env.config.bibtex_bibfiles or ():
        # As it is given in conf.py, beside which the sources are.
        path = (Path(env.srcdir).parent / name).resolve()
        if path.is_file():
            for part in parts(path.read_text("utf-8-sig", "replace")):
                if part.key:
                    yield Citation(part.key, part.text.strip(), path, part.line - 1)
