"""Docstrings as Markdown for a page."""

from __future__ import annotations

import inspect
import re

_ROLE = re.compile(r":\w+:`~?([^`<>]+)`")
_CODE = re.compile(r"``(.+?)``(?!`)", re.DOTALL)
# Markup of HTML is none here: it is told, outside of code.
_TAG = re.compile(r"(?<![`\S])[^\s`]*<[^\s`>]+>(?:[^\s`]*[^\s`.,;:])?")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z`(])|::$")


def markdown(text: str) -> str:
    """Return the *text* of a docstring, or of a key, as Markdown."""
    text = _CODE.sub(lambda code: _code(code[1]), _ROLE.sub(r"`\1`", text))
    return _TAG.sub(r"`\g<0>`", text)


def paragraphs(documented: object) -> list[str]:
    """Return the docstring of *documented*, each paragraph as one line of Markdown."""
    text = inspect.getdoc(documented) or ""
    return [markdown(" ".join(block.split())) for block in text.split("\n\n") if block.strip()]


def rows_of_table(documented: object) -> dict[str, str]:
    """Return the rows of the table in the docstring of *documented*: words by name.

    The table is a simple one of reStructuredText, and the names in its first column are code.
    """
    text = inspect.getdoc(documented) or ""
    rows = re.findall(r"^``([\w-]+)`` +(\S.*(?:\n {20,}\S.*)*)", text, re.MULTILINE)
    return {name: markdown(" ".join(words.split())) for name, words in rows}


def first_line(documented: object) -> str:
    """Return the first line of the docstring of *documented*, without its full stop."""
    return (inspect.getdoc(documented) or "").partition("\n")[0].rstrip(".")


def sentences_naming(name: str, documented: object) -> str:
    """Return the sentences of the docstring of *documented* that have *name* as code."""
    text = inspect.getdoc(documented) or ""
    blocks = (" ".join(block.split()) for block in text.split("\n\n"))
    sentences = [
        part.strip()
        for block in blocks
        for part in _SENTENCE.split(block)
        if part and re.search(rf"``{re.escape(name)}(``|`)", part)
    ]
    return markdown(" ".join(f"{part.rstrip('.')}." for part in sentences))


def _code(text: str) -> str:
    text = " ".join(text.split())
    marks = "``" if "`" in text else "`"
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{marks}{space}{text}{space}{marks}"
