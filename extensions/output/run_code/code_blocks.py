"""The blocks of Python on a page, in the order in which they run, and what each imports."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from docutils import nodes

from extensions.doctree.page_domain import ByPage
from extensions.lib.digest import UNSHOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

LANGUAGE = "python"
# What may be the path of a file beside the page: at least one folder, no spaces.
PATH = re.compile(r"[\w.-]+(?:/[\w.-]+)+")


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """A block that runs: the ``modules`` that it imports, and the ``paths`` that it may read."""

    modules: tuple[str, ...]
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageBlocks:
    """The blocks of one page, which no other page shows as such."""

    blocks: tuple[CodeBlock, ...] = field(default=(), metadata=UNSHOWN)


class CodeBlocks(ByPage[PageBlocks]):
    """The blocks of Python of each page."""

    name = "code-blocks"
    label = "Blocks of Python"


def blocks_of(env: BuildEnvironment, page: str) -> tuple[CodeBlock, ...]:
    """Return the blocks of *page* that run, in their order."""
    domain = cast("CodeBlocks", env.get_domain(CodeBlocks.name))
    return domain.by_page.get(page, PageBlocks()).blocks


def nodes_that_run(document: nodes.document) -> Iterator[nodes.literal_block]:
    """Yield the blocks of *document* that run: those fenced as ``python``.

    What the directive ``{code-block}`` shows is not run, neither here nor by the tests.
    """
    for node in document.findall(nodes.literal_block):
        # Sphinx's directives say of each block whether its errors are passed over; fences do not.
        if node.get("language") == LANGUAGE and "force" not in node:
            yield node


def note_blocks(app: Sphinx, document: nodes.document) -> None:
    """Note the blocks of the page that was read (answers ``doctree-read``)."""
    found = tuple(read_block(node.astext()) for node in nodes_that_run(document))
    domain = cast("CodeBlocks", app.env.get_domain(CodeBlocks.name))
    # Of a page without any as well, so that other pages are not asked when the first one comes.
    domain.by_page[app.env.docname] = PageBlocks(found)


def read_block(source: str) -> CodeBlock:
    """Return what is known of the block *source* before it runs; of one with a mistake, nothing."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return CodeBlock((), ())
    return CodeBlock(tuple(sorted(modules_in(tree))), tuple(sorted(paths_in(tree))))


def modules_in(tree: ast.AST, package: str = "") -> set[str]:
    """Return the full names of the modules that *tree*, code of *package*, may import."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".") if node.level else []
            above = above[: len(above) - node.level + 1]
            base = ".".join([*above, *([node.module] if node.module else [])])
            # What is imported from a package may be a module of it.
            found |= {base, *(f"{base}.{one.name}" for one in node.names)}
    return found


def paths_in(tree: ast.AST) -> set[str]:
    """Return the texts in *tree* that may be paths of files."""
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {text for text in texts if isinstance(text, str) and PATH.fullmatch(text)}
