"""reStructuredText as Markdown: docutils reads it, and its tree is written anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.core import publish_doctree
from docutils.parsers.rst import Directive, directives, roles

from extensions.tools.importing.pages import Page
from extensions.tools.importing.report import Teller
from extensions.tools.importing.rewritten import Writer

USED = re.compile(r"^[ \t]*\.\.[ \t]+(?:\|[^|\n]+\|[ \t]+)?([\w][\w:.+-]*)::", re.MULTILINE)
INCLUDED = re.compile(r"^\.\.[ \t]+include::[ \t]+(?P<path>\S+)[ \t]*\n(?![ \t]+:)", re.MULTILINE)
ROLES = re.compile(r":([\w][\w:.+-]*):`")
# Those of docutils that are read as docutils reads them.
KNOWN = {
    *(
        "attention",
        "caution",
        "danger",
        "error",
        "hint",
        "important",
        "note",
        "tip",
        "warning",
        "admonition",
    ),
    *(
        "sidebar",
        "topic",
        "line-block",
        "rubric",
        "epigraph",
        "highlights",
        "pull-quote",
        "compound",
        "container",
    ),
    *(
        "table",
        "csv-table",
        "list-table",
        "image",
        "figure",
        "raw",
        "replace",
        "unicode",
        "date",
        "class",
        "role",
        "default-role",
        "title",
        "include",
    ),
}
SETTINGS = {
    # Its messages hold what could not be read.
    "report_level": 2,
    "warning_stream": False,
    "halt_level": 6,
    "file_insertion_enabled": False,
    "raw_enabled": True,
    "docinfo_xform": False,
    "doctitle_xform": False,
    "smart_quotes": False,
    "syntax_highlight": "none",
    "input_encoding": "unicode",
    "_disable_config": True,
}


class block(nodes.General, nodes.Element):
    """A directive that docutils does not know, with its argument, options and text."""


class role(nodes.General, nodes.Inline, nodes.TextElement):
    """A role that docutils does not know."""


class _AnyOption(dict[str, Any]):
    """Options of any name, each a text."""

    def __bool__(self) -> bool:
        return True

    def __getitem__(self, name: str) -> Any:
        return directives.unchanged


class AnyDirective(Directive):
    """A directive of another program: kept as it is written."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Any] = _AnyOption()

    def run(self) -> list[nodes.Node]:
        """Return one node that holds all, its text read where it may be one."""
        node = block(
            "",
            name=self.name,
            argument=self.arguments[0] if self.arguments else "",
            options=dict(self.options),
            text="\n".join(self.content),
        )
        if self.name not in (
            "code-block",
            "code",
            "sourcecode",
            "math",
            "ipython",
            "prompt",
            "toctree",
            "mermaid",
            "plot",
            "post",
        ):
            self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


def any_role(
    name: str,
    rawtext: str,
    text: str,
    lineno: int,
    inliner: Any,
    options: Any = None,
    content: Sequence[str] = (),
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """Return a node that says which role *text* had."""
    return [role(rawtext, text.replace("\x00", ""), name=name)], []


def with_included(text: str, folder: Path, root: Path, tell: Teller, depth: int = 0) -> str:
    """Return *text* with the files of *folder*, within *root*, that it includes put in."""

    def put(one: re.Match[str]) -> str:
        path = (root / one["path"][1:] if one["path"][0] == "/" else folder / one["path"]).resolve()
        if depth > 9 or not path.is_relative_to(root.resolve()) or not path.is_file():
            reason = "is not there, or outside of what is imported"
            tell(one[0].strip(), f"the included file {one['path']} {reason}", person=True)
            return f"``{one[0].strip()}``\n"
        inner = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
        return with_included(inner, path.parent, root, tell, depth + 1)

    return INCLUDED.sub(put, text)


def markdown(text: str, page: Page, tell: Teller) -> str:
    """Return the reStructuredText *text* as Markdown with our blocks."""
    for name in set(USED.findall(text)) - KNOWN:
        directives.register_directive(name, AnyDirective)
    for name in set(ROLES.findall(text)):
        if name not in (
            "math",
            "code",
            "sub",
            "sup",
            "subscript",
            "superscript",
            "emphasis",
            "strong",
            "literal",
            "title-reference",
        ):
            roles.register_local_role(name, any_role)  # type: ignore[arg-type]
    tree = publish_doctree(text, settings_overrides=SETTINGS)
    writer = Writer(page, tell)
    for message in (*tree.parse_messages, *tree.transform_messages):
        writer.do_system_message(message)
    # docutils marks escaped signs so.
    return writer.blocks(tree).replace("\x00", "").strip() + "\n"
