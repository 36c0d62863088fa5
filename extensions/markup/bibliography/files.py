"""Read the files of the bibliography, so that a syntax error costs one entry and has a line.

sphinxcontrib-bibtex 2.7.0 ends the build at the first error, without the name of the file.  It
parses files only when they have changed, so it is given the entries that are read here first.  The
entries of a file with an error are parsed one by one.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pybtex import errors
from pybtex.database import BibliographyData, InvalidNameString
from pybtex.database.input.bibtex import Parser, UndefinedMacro
from pybtex.scanner import PrematureEOF, PybtexSyntaxError

from extensions.building.compat.bibtex import give_bibliography, is_bibliography_outdated
from extensions.lib.messages import logger
from extensions.lib.phases import BuilderInited
from extensions.markup.bibliography.tex import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pybtex.exceptions import PybtexError
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

START = re.compile(r"^[ \t]*@\s*(?P<kind>[A-Za-z]+)\s*[({]\s*(?P<key>[^\s,(){}]*)", re.M)
NO_ENTRIES = ("string", "preamble", "comment")
# Where the words of an entry are; in others TeX has no meaning.
WORDS = ("title", "booktitle", "journal", "series", "note", "howpublished", "publisher")
FAULTS = "groundwork_faults"


class Part(NamedTuple):
    """An entry of a file as it is written, the ``line`` on which it begins, its key."""

    text: str
    line: int
    key: str


class Fault(NamedTuple):
    """What is wrong on ``line`` of the file ``path``, with the entry ``key`` if with one."""

    path: str
    line: int
    text: str
    key: str = ""


def read(app: Sphinx) -> None:
    """Read the files of the bibliography if they have changed (answers ``builder-inited``)."""
    domain = app.env.get_domain("cite")
    # As sphinxcontrib-bibtex names them.
    paths = [(Path(app.confdir) / name).resolve() for name in app.config.bibtex_bibfiles or ()]
    if is_bibliography_outdated(app, paths):
        data, faults = BibliographyData(), list[Fault]()
        keys: dict[Path, list[str]] = {}
        for path in paths:
            before = set(data.entries)
            faults += read_file(path, data) if path.is_file() else [lost(app, path)]
            keys[path] = [key for key in data.entries if key not in before]
        give_bibliography(app, keys, data)
        domain.data[FAULTS] = faults
    for fault in domain.data.get(FAULTS, ()):
        logger.warning(
            "%s",
            fault.text,
            type="groundwork",
            subtype="bibliography",
            location=f"{fault.path}:{fault.line}",
        )


def lost(app: Sphinx, path: Path) -> Fault:
    """Return the fault of a missing file of the bibliography."""
    text = f'there is no file "{path.name}": write it, or take it out of bibtex_bibfiles in conf.py'
    return Fault(str(path), 1, text)


def read_file(path: Path, data: BibliographyData) -> Iterator[Fault]:
    """Put the entries of the file at *path* into *data*; yield what is wrong with it."""
    text = path.read_bytes().decode("utf-8-sig", "replace")
    parser = Parser()
    with errors.capture() as errors_found:
        parser.parse_string(text)
    if errors_found:
        # What was parsed across the error is not kept.
        parser = Parser()
        for part in parts(text):
            yield from (
                Fault(str(path), *line_and_text, part.key)
                for line_and_text in read_part(part, parser)
            )
    for key, entry in parser.data.entries.items():
        if key in data.entries:
            text_of = f'the key "{key}" is in another file as well: rename one of the two'
            yield Fault(str(path), line_of(text, key), text_of)
            continue
        for name in WORDS:
            if name in entry.fields:
                entry.fields[name] = wrapped(entry.fields[name])
        data.add_entry(key, entry)


def parts(text: str) -> Iterator[Part]:
    """Yield the entries that *text* holds, each to where the next begins."""
    starts = list(START.finditer(text))
    ends = [start_mark.start() for start_mark in starts[1:]] + [len(text)]
    for start_mark, end in zip(starts, ends, strict=True):
        start = start_mark.start()
        key = "" if start_mark["kind"].lower() in NO_ENTRIES else start_mark["key"]
        yield Part(text[start:end], text.count("\n", 0, start) + 1, key)


def read_part(part: Part, parser: Parser) -> Iterator[tuple[int, str]]:
    """Let *parser* read *part*; yield line and text of what is wrong with it."""
    known = part.key in parser.data.entries
    with errors.capture() as errors_found:
        parser.parse_string(part.text)
    name = f'the entry "{part.key}"' if part.key else "this"
    if known:
        yield part.line, f"{name} is in the file already: rename or delete one of the two"
        return
    # One error may cause others after it.
    for error in errors_found[:1]:
        line = getattr(error, "lineno", None) or 1
        if isinstance(error, PrematureEOF) or not isinstance(error, PybtexSyntaxError):
            line = 1
        yield part.line + line - 1, f"{name} {message_for(error, part)}"


def message_for(error: PybtexError, part: Part) -> str:
    """Return the message for the syntax error that pybtex calls *error*."""
    if isinstance(error, PrematureEOF):
        return "opens a brace or a quotation mark that it does not close: close it"
    if isinstance(error, UndefinedMacro):
        word = str(error).rpartition(": ")[2]
        return f'has the word "{word}" without braces, and no @string means it: put it in braces'
    if isinstance(error, PybtexSyntaxError):
        if not part.key:
            return "is an entry without a key: write one behind the brace, and a comma"
        return "cannot be read here: the line above lacks a comma, or a brace is wrong: mend it"
    if isinstance(error, InvalidNameString):
        name = str(error).partition(" in ")[2]
        return f'has a name with too many commas ({name}): write "and" between two names'
    if "duplicate" in str(error):
        field = str(error).removesuffix(" field").rpartition(" ")[2]
        return f"has {field} twice: delete one of the two"
    return f"cannot be read ({error}): mend it"


def line_of(text: str, key: str) -> int:
    """Return the line, from 1, of *text* on which the entry *key* begins, or 0."""
    return next((part.line for part in parts(text) if part.key.lower() == key.lower()), 0)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the reading, before sphinxcontrib-bibtex looks and after it may be made to."""
    app.connect("builder-inited", read, priority=BuilderInited.BIBLIOGRAPHY)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
