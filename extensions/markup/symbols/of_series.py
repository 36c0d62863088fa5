"""What only shows when all posts of a series are known: symbols unused, or with two meanings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extensions.doctree.app_state import of_app
from extensions.doctree.page_domain import ByPage
from extensions.lib.messages import warn
from extensions.markup.math.katex import Formula, Marked
from extensions.markup.math.setter import Setter
from extensions.markup.math.transform import formula_of
from extensions.markup.symbols.marking import formulas_in, pattern_of
from extensions.model.catalog.domain import catalog_of
from extensions.model.frontmatter import Kind, series_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from extensions.model.catalog.domain import Entry
    from extensions.model.frontmatter import Symbol


LETTER = re.compile(r"\\[A-Za-z]+|[A-Za-z]")


class SeriesFormulas(ByPage[tuple[tuple[str, bool], ...]]):
    """The formulas of each page of a series: TeX, and whether it is displayed."""

    name = "series-formulas"
    label = "Formulas of series"
    data_version = 1


def note_formulas(app: Sphinx, doctree: nodes.document) -> None:
    """Note the formulas of a page of a series (answers ``doctree-read``)."""
    env = app.env
    if series_of(env.docname):
        found = dict.fromkeys(formula_of(node) for node in formulas_in(doctree))
        by_page = formulas_of_series(env).by_page
        by_page[env.docname] = tuple((one.tex, one.display) for one in found)


def formulas_of_series(env: BuildEnvironment) -> SeriesFormulas:
    """Return the domain."""
    domain = env.domains[SeriesFormulas.name]
    assert isinstance(domain, SeriesFormulas)
    return domain


def check(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of symbols that do not fit the posts of their series (answers ``env-updated``)."""
    if app.builder.format != "html":
        return
    catalog = catalog_of(env)
    setter = of_app(app, Setter)
    for docname in sorted(catalog.entries):
        series = catalog.entries[docname]
        if series.kind is not Kind.SERIES:
            continue
        posts = catalog.members(series)
        if series.symbols and posts and all(post.as_post.strict_symbols for post in posts):
            pages = [formulas_of_series(env).by_page.get(post.docname, ()) for post in posts]
            formulas = [[Formula(tex, display) for tex, display in page] for page in pages]
            tell_unused(setter, series, formulas)
        if app.config.one_meaning_in_series:
            tell_meanings(setter, posts)


def tell_unused(setter: Setter, series: Entry, pages: Sequence[Sequence[Formula]]) -> None:
    """Warn of the symbols that *series* declares and that no formula of its *pages* has."""
    patterns = [pattern_of(one, number) for number, one in enumerate(series.symbols)]
    keys = setter.symbol_keys(patterns)
    # What is no symbol is reported on the page of the series.
    unused = {one.number for one, key in zip(patterns, keys, strict=True) if key}
    for formulas in pages:
        if not unused:
            return
        wanted = [one for one in patterns if one.number in unused]
        answers = setter.set_marked(formulas, wanted).values()
        unused -= {number for one in answers if isinstance(one, Marked) for number in one.used}
    for number in sorted(unused):
        symbol = series.symbols[number]
        text = f"${symbol.name}$ is declared and in no formula of the posts: delete it"
        warn(series.docname, symbol.line, "symbol-unused", text)


def tell_meanings(setter: Setter, posts: Sequence[Entry]) -> None:
    """Warn of each symbol to which *posts*, in reading order, give different meanings, once.

    Another text is another meaning, unless it has another letter for the same any index.  A letter
    that counts, or has its meaning in some places alone, is not compared.
    """
    declared = [
        (post, symbol)
        for post in posts
        for symbol in post.symbols
        if not (symbol.places or symbol.is_index)
    ]
    keys = setter.symbol_keys([pattern_of(symbol) for _post, symbol in declared])
    first: dict[str, tuple[Entry, Symbol]] = {}
    told: set[str] = set()
    for (post, symbol), key in zip(declared, keys, strict=True):
        if key is None:
            continue
        home, other = first.setdefault(key, (post, symbol))
        if home is not post and key not in told and said_of_any(symbol) != said_of_any(other):
            told.add(key)
            text = (
                f'${symbol.name}$ means "{symbol.meaning}" here, and "{other.meaning}" on line '
                f"{other.line} of {home.docname}: take the same words, another letter, "
                f'or declare one "in" the label of a section'
            )
            warn(post.docname, symbol.line, "symbol-meanings", text)


def said_of_any(symbol: Symbol) -> str:
    """Return the meaning of *symbol* with a number for each letter that stands for any index."""
    numbers = {letter: f"#{number}" for number, letter in enumerate(symbol.any)}
    parts = symbol.meaning.split("$")
    for number in range(1, len(parts), 2):
        parts[number] = LETTER.sub(lambda one: numbers.get(one[0], one[0]), parts[number])
    return "$".join(parts)
