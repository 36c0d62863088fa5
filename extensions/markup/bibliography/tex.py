r"""TeX in the words of a bibliography: formulas, ``\emph``, ``\texttt``, ``\url``, ``\href``.

pybtex understands accents and braces.  Other TeX it prints as it is written, in lower case where
its style says so.  To get such TeX past it, it is wrapped: encoded as a word of two private
characters and hexadecimal digits, in braces that protect it.  On the page it is unwrapped into
nodes.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Any

import latexcodec  # noqa: F401  (registers the codec "ulatex")
from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from extensions.lib.phases import ReadTransform, WriteTransform

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

OPEN, CLOSE = "\ue5f0", "\ue5f1"
COMMAND = re.compile(
    r"(?<!\\)\$(?P<dollars>[^$]+?)(?<!\\)\$|\\\((?P<brackets>.+?)\\\)"
    r"|\\href\s*\{(?P<address>[^{}]*)\}\s*\{(?P<words>(?:[^{}]|\{[^{}]*\})*)\}"
    r"|\\(?P<name>emph|textit|textsl|textbf|texttt|textsc|textrm|mbox|text|ensuremath|url)\s*"
    + r"\{(?P<group>(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"
)
WRAPPED = re.compile(f"{OPEN}(?P<kind>.)(?P<hex>[0-9a-f]*){CLOSE}")
# One letter each, which stands before the digits; others are text in braces.
KINDS = {"emph": "e", "textit": "e", "textsl": "e", "textbf": "b", "texttt": "t", "url": "u"}
NODES = {"e": nodes.emphasis, "b": nodes.strong, "t": nodes.literal}


def wrapped(tex: str) -> str:
    """Return *tex* with what pybtex cannot read as words that it hands on."""
    return COMMAND.sub(_wrap, tex)


def _wrap(match: re.Match[str]) -> str:
    formula = match["dollars"] or match["brackets"]
    if formula is None and match["name"] == "ensuremath":
        formula = match["group"]
    if formula is not None:
        return _word("m", formula)
    if match["address"] is not None:
        return _word("h", f"{match['address']}\n{match['words']}")
    kind = KINDS.get(match["name"])
    return _word(kind, match["group"]) if kind else f"{{{wrapped(match['group'])}}}"


def _word(kind: str, tex: str) -> str:
    return f"{{{OPEN}{kind}{tex.encode().hex()}{CLOSE}}}"


def addresses_in(text: str) -> Iterator[str]:
    """Yield the addresses that words of ours in *text* lead to."""
    for match in WRAPPED.finditer(text):
        if match["kind"] in "uh":
            yield bytes.fromhex(match["hex"]).decode().partition("\n")[0]


def unwrapped(text: str) -> Iterator[nodes.Node]:
    """Yield the nodes that *text*, which may hold words of ours, stands for."""
    end = 0
    for match in WRAPPED.finditer(text):
        if match.start() > end:
            yield nodes.Text(text[end : match.start()])
        yield _node(match["kind"], bytes.fromhex(match["hex"]).decode())
        end = match.end()
    if end < len(text):
        yield nodes.Text(text[end:])


def _node(kind: str, tex: str) -> nodes.Node:
    if kind == "m":
        return nodes.math(tex, tex)
    if kind == "u":
        return nodes.reference("", tex, refuri=tex)
    address, _, words = tex.partition("\n") if kind == "h" else ("", "", tex)
    inner = str(codecs.lookup("ulatex").decode(wrapped(words))[0])  # type: ignore[arg-type]
    inner = inner.replace("{", "").replace("}", "")
    if kind == "h":
        return nodes.reference("", "", *unwrapped(inner), refuri=address)
    return NODES[kind]("", "", *unwrapped(inner))


def unwrap(document: nodes.document) -> None:
    """Put nodes in place of all words of ours in *document*."""
    for text in list(document.findall(nodes.Text)):
        if OPEN in text:
            parts = list(unwrapped(str(text)))
            for part in parts:
                # What is told of a formula is told of the page that cites.
                part.source = document["source"]
            text.parent.replace(text, parts)
    for link in document.findall(nodes.reference):
        if OPEN in (title := link.get("reftitle", "")):
            link["reftitle"] = "".join(part.astext() for part in unwrapped(title))


class FootnoteText(SphinxTransform):
    """Unwrap what ``{footcite}`` has put on the page that is read."""

    # Among the first: whatever collects the formulas of a page comes later.
    default_priority = ReadTransform.FOOTNOTES

    def apply(self, **kwargs: Any) -> None:
        """Change the page that is being read."""
        unwrap(self.document)


class BibliographyText(SphinxPostTransform):
    """Unwrap what ``{bibliography}`` shows, which is made when a page is written."""

    # After sphinxcontrib-bibtex, at 5; before references are resolved and formulas set.
    default_priority = WriteTransform.BIBLIOGRAPHY

    def run(self, **kwargs: Any) -> None:
        """Change the page that is written."""
        unwrap(self.document)


class LinkTitles(SphinxPostTransform):
    """Unwrap what a link to an entry says when it is pointed at."""

    # After references are resolved, at 10.
    default_priority = WriteTransform.LINK_TITLES

    def run(self, **kwargs: Any) -> None:
        """Change the page that is written."""
        unwrap(self.document)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transforms."""
    app.add_transform(FootnoteText)
    app.add_post_transform(BibliographyText)
    app.add_post_transform(LinkTitles)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
