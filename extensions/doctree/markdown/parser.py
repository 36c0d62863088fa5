"""The parser of all Markdown of the site: MyST's, with GitHub's marks and our own rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser

from extensions.doctree.markdown import blocks, comments, inline
from extensions.doctree.markdown.renderer import SiteRenderer

if TYPE_CHECKING:
    from docutils import nodes
    from markdown_it import MarkdownIt
    from myst_parser.config.main import MdParserConfig


def site_parser(config: MdParserConfig, document: nodes.document) -> MarkdownIt:
    """Return a parser that fills *document*."""
    parser = create_md_parser(config, SiteRenderer)
    for module in (blocks, comments, inline):
        parser.use(module.plugin)
    parser.options["document"] = document
    return parser


class SiteParser(MystParser):
    """Reads the pages of the site, whose front matter has been taken out before."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Fill *document* from the Markdown *inputstring*."""
        site_parser(document.settings.env.myst_config, document).render(inputstring)
