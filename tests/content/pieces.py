"""The pieces of the site as the tests read them: parsed Markdown, never the raw text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from extensions.doctree.notebooks import SUFFIX, Options, cell_place, markdown_of
from extensions.lib.site_file import read_site

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
# What the site asks of its content.
RULES = read_site(ROOT / "site.toml").rules

# Directives whose body is Markdown of the piece itself.
WITH_PROSE = {
    *("figure", "note", "warning", "tip", "important", "admonition", "dropdown"),
    "detour",
    "derivation",
}
# What has text of the piece in another form: cells, the caption of an interactive figure.
WITH_TEXT = {"widget", "table", "list-table"}
# Read on another evening: their words are not those of the argument.
TASKS = {"exercise", "solution", "question"}
# Their body is a caption.
CAPTIONED = {"figure", "widget"}
FENCES = {"fence", "colon_fence"}
# Of a notebook what tags leave out of the page as well: it is run.
WHOLE = Options(whole=True)


@dataclass(frozen=True)
class Directive:
    """A directive, with the line of its opening fence."""

    name: str
    argument: str
    options: dict[str, str]
    line: int


@dataclass(frozen=True)
class Code:
    """A fenced block that is no directive."""

    language: str
    source: str
    line: int
    end: int
    follows: Code | None = field(default=None, repr=False)
    """The block that ends right before this one, with nothing but blank lines between."""


@dataclass(frozen=True)
class Piece:
    """One source file of the site."""

    path: Path
    text: str

    @classmethod
    def read(cls, path: Path) -> Piece:
        text = path.read_text(encoding="utf-8")
        return cls.of(path, markdown_of(text, WHOLE) if path.suffix == SUFFIX else text)

    @classmethod
    @cache
    def of(cls, path: Path, text: str) -> Piece:
        """Return the piece at *path* with *text*, which is parsed once for all who ask."""
        return cls(path, text)

    @property
    def name(self) -> str:
        return self.path.relative_to(DOCS).as_posix() if DOCS in self.path.parents else "?"

    @cached_property
    def tokens(self) -> list[Token]:
        """Every block token, those of directive bodies included; ``map`` counts in the file."""
        return list(_tokens(self.text, 0, WITH_PROSE | TASKS))

    @cached_property
    def front(self) -> dict[str, Any]:
        blocks = [token.content for token in self.tokens if token.type == "front_matter"]
        return (yaml.safe_load(blocks[0]) or {}) if blocks else {}

    @cached_property
    def inlines(self) -> list[Token]:
        """What stands in one run of text: paragraphs, headings, cells, captions."""
        return [token for token in self.tokens if token.type == "inline"]

    @cached_property
    def tokens_with_text(self) -> list[Token]:
        """The tokens, with those in tables and all captions, and with titles of directives."""
        return list(self._tokens_with_text())

    def _tokens_with_text(self) -> Iterator[Token]:
        # A directive is known when the token behind it is asked for.
        for token in list(_tokens(self.text, 0, WITH_PROSE | TASKS | WITH_TEXT)):
            yield token
            directive = token.meta.get("directive")
            if directive and directive.argument and directive.name not in CAPTIONED | TASKS:
                title = parse_inline(directive.argument)
                title.map = [directive.line - 1, directive.line]
                title.meta.update(token.meta, caption=directive.name in WITH_TEXT)
                # What a fold says of what is in it is said there again.
                is_head = directive.name in WITH_TEXT or directive.name.startswith("prf:")
                title.meta["fold"] = not is_head
                del title.meta["directive"]
                yield title

    @cached_property
    def all_inlines(self) -> list[Token]:
        """Every run of text, those of ``inlines`` and those in tables, captions and titles."""
        return [token for token in self.tokens_with_text if token.type == "inline"]

    @cached_property
    def directives(self) -> list[Directive]:
        return [token.meta["directive"] for token in self.tokens if "directive" in token.meta]

    @cached_property
    def code(self) -> list[Code]:
        """The fenced blocks that are no directives, in order."""
        blocks: list[Code] = []
        lines = self.text.split("\n")
        for token in self.tokens:
            if token.type in FENCES and "directive" not in token.meta and token.map:
                first, end = token.map
                last = blocks[-1] if blocks else None
                follows = last if last and not "".join(lines[last.end : first]).strip() else None
                blocks.append(Code(token.info.strip(), token.content, first + 1, end, follows))
        return blocks

    @cached_property
    def headings(self) -> list[tuple[int, int, str]]:
        """(level, line, text) of each heading."""
        return [
            (int(opening.tag[1:]), line_of(inline), prose(inline))
            for opening, inline in zip(self.tokens, self.tokens[1:], strict=False)
            if opening.type == "heading_open"
        ]

    @cached_property
    def labels(self) -> list[tuple[int, str]]:
        """(line, label) of everything that can be referred to by a name of the author's."""
        found = []
        for token in self.tokens:
            if token.type == "myst_target":
                found.append((line_of(token), token.content))
            elif token.type == "math_block_label":
                found.append((line_of(token), token.info))
            elif "directive" in token.meta:
                directive = token.meta["directive"]
                found += [
                    (directive.line, directive.options[key])
                    for key in ("name", "label")
                    if key in directive.options
                ]
            for child in token.children or ():
                if "id" in child.attrs:
                    found.append((line_of(token), str(child.attrs["id"])))
        return found

    @cached_property
    def links(self) -> list[str]:
        """The addresses of the links in the body."""
        return [
            str(child.attrs["href"])
            for inline in self.inlines
            for child in inline.children or ()
            if child.type == "link_open"
        ]

    @cached_property
    def citations(self) -> list[tuple[int, str]]:
        """(line, key) of each work cited, in the body and in the front matter."""
        front = [parse_inline(str(self.front.get(key, ""))) for key in ("summary", "claim")]
        return [
            (line_of(inline), key.strip())
            for inline in [*front, *self.inlines]
            for child in inline.children or ()
            if child.type == "myst_role" and child.meta["name"].partition(":")[0] in CITING
            for key in child.content.split(",")
        ]

    @cached_property
    def formulas(self) -> int:
        """How many formulas the body sets."""
        blocks = sum(token.type.startswith("math_block") for token in self.tokens)
        return blocks + sum(
            child.type.startswith("math_inline")
            for inline in self.inlines
            for child in inline.children or ()
        )

    @cached_property
    def words(self) -> int:
        """How many words of prose the body has, without code, formulas and exercises."""
        return sum(words(prose(one)) for one in self.inlines if not one.meta.get("task"))


CITING = {"cite", "footcite"}


def long_pieces() -> list[Piece]:
    """The long pieces of the site."""
    return [piece for piece in all_sources() if _is_in(piece, "posts")]


def shorts() -> list[Piece]:
    """The shorts of the site."""
    return [piece for piece in all_sources() if _is_in(piece, "shorts")]


def sources(docs: Path) -> list[Path]:
    """The files below *docs* that are pages: Markdown and notebooks."""
    paths = [*docs.rglob("*.md"), *docs.rglob(f"*{SUFFIX}")]
    # Jupyter keeps copies in folders with a dot.
    return sorted(one for one in paths if not one.parent.name.startswith("."))


@cache
def all_sources() -> tuple[Piece, ...]:
    """Every source of the site."""
    return tuple(Piece.read(path) for path in sources(DOCS))


def prose(inline: Token, formula: str = "") -> str:
    """The words of a run of text as they are read: no markup, code, roles or addresses.

    *formula* stands for each formula.
    """
    parts = []
    for child in inline.children or ():
        if child.type == "text":
            parts.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif child.type.startswith("math_inline"):
            parts.append(formula)
        elif child.type == "image":
            parts.append(child.content)
    return "".join(parts)


def words(text: str) -> int:
    """How many words *text* has; a dash or a bracket alone is none."""
    return sum(any(character.isalnum() for character in word) for word in text.split())


def without_errata(text: str) -> str:
    """Return the source *text* without the blocks that quote what it said once."""
    return re.sub(r"^(:{3,})\{erratum\}.*?^\1$", "", text, flags=re.DOTALL | re.MULTILINE)


def parse_inline(text: str) -> Token:
    """*text*, a field of front matter, as one run of text."""
    runs = [token for token in _parser().parse(text) if token.type == "inline"]
    joined = Token("inline", "", 0, map=[0, 1], children=[])
    for run in runs:
        joined.children = [*(joined.children or ()), *(run.children or ())]
    return joined


def line_of(token: Token) -> int:
    """The line of the file, from 1, on which *token* begins."""
    return (token.map or [0])[0] + 1


@cache
def _parser() -> MarkdownIt:
    # As in conf.py.
    config = MdParserConfig(
        enable_extensions={"colon_fence", "deflist", "dollarmath", "attrs_inline"},
        dmath_double_inline=True,
    )
    return create_md_parser(config, RendererHTML)


def _tokens(text: str, before: int, within: set[str]) -> Iterator[Token]:
    """The block tokens of *text*, which has *before* lines of its file before it.

    Those of the body of a directive are among them if its name is in *within*.
    """
    for token in _parser().parse(text):
        if token.map:
            token.map = [line + before for line in token.map]
        yield token
        if token.type in FENCES and token.info.startswith("{"):
            directive, body, taken = _directive(token)
            token.meta["directive"] = directive
            if directive.name in within or directive.name.startswith("prf:"):
                for inner in _tokens(body, directive.line + taken, within):
                    inner.meta["task"] = inner.meta.get("task") or directive.name in TASKS
                    inner.meta["caption"] = directive.name in CAPTIONED
                    if directive.name == "derivation":
                        inner.meta["derivation"] = directive.line
                    yield inner


def _directive(fence: Token) -> tuple[Directive, str, int]:
    """The directive of *fence*, its body, and the number of lines that its options take."""
    name, _, argument = fence.info.removeprefix("{").partition("}")
    options, taken = {}, 0
    lines = fence.content.split("\n")
    while taken < len(lines) and re.match(":[^:]", lines[taken]):
        key, _, value = lines[taken][1:].partition(":")
        options[key] = value.strip()
        taken += 1
    directive = Directive(name, argument.strip(), options, line_of(fence))
    return directive, "\n".join(lines[taken:]), taken


def _is_in(piece: Piece, folder: str) -> bool:
    return piece.name.startswith(f"{folder}/") and piece.path.name != "index.md"


def at(piece: Piece, problems: Iterable[tuple[int, str]]) -> list[str]:
    """The *problems* (line, what) of *piece*, each with its file and line."""
    return [f"docs/{piece.name}:{told_at(piece.path, line)}: {what}" for line, what in problems]


def told_at(path: Path, line: int) -> str:
    """*line* of the text of the piece at *path* as a message names it: with the cell, if any."""
    if path.suffix != SUFFIX:
        return str(line)
    return ": ".join(filter(None, map(str, cell_place(path, line, WHOLE))))
