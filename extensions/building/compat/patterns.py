"""Regular expressions that Python has compiled before, kept on disk."""

from __future__ import annotations

import marshal
import re
import sys
import zlib
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# What was asked for, and what that becomes: flags, code, number of groups, their names both ways.
Asked: TypeAlias = "tuple[str | bytes, int]"
Parts: TypeAlias = "tuple[int, list[int], int, dict[str, int], tuple[str | None, ...]]"

# Libraries and ours have a thousand; where there are more, those of texts have got among them.
MOST = 4000
_parser: Any = import_module("re._parser")
_compiler: Any = import_module("re._compiler")
_sre: Any = import_module("_sre")
# Code that another Python has made is none for this one.
MADE_BY = (sys.version, _sre.MAGIC, _sre.CODESIZE)


@contextmanager
def kept_patterns(path: Path) -> Iterator[None]:
    """Take patterns that were compiled before from the file *path*, and keep the others there.

    Tried with: Python 3.11.7.
    Why: to import Sphinx and all extensions compiles 850 patterns, 8 % of an edit of a body.
    Python keeps none between processes, and of a pattern it pickles the text alone.
    Upstream: to file there: pickle the code.
    """
    known, compile_anew = _load(path), _compiler.compile
    before = len(known)

    def compile_once(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        # What is parsed already, or to be printed, is not asked for twice.
        if type(pattern) not in (str, bytes) or flags & re.DEBUG:
            return compile_anew(pattern, flags)  # type: ignore[no-any-return]
        asked = pattern, int(flags)
        parts = known.get(asked)
        if parts is None:
            parts = known[asked] = _parts_of(*asked)
        return _sre.compile(pattern, *parts)  # type: ignore[no-any-return]

    vars(_compiler)["compile"] = compile_once
    try:
        yield
    finally:
        vars(_compiler)["compile"] = compile_anew
        if before < len(known) <= MOST:
            _save(path, known)


def _load(path: Path) -> dict[Asked, Parts]:
    """Return what the file *path* has, if this Python has made it and it is not damaged."""
    content = path.read_bytes() if path.is_file() else b""
    if zlib.crc32(content[4:]).to_bytes(4) != content[:4]:
        return {}
    made_by, known = marshal.loads(content[4:])
    return known if made_by == MADE_BY else {}


def _save(path: Path, known: dict[Asked, Parts]) -> None:
    """Write *known* to the file *path*; what cannot be kept is made again."""
    content = marshal.dumps((MADE_BY, known))
    new = path.with_suffix(".new")
    with suppress(OSError):
        new.write_bytes(zlib.crc32(content).to_bytes(4) + content)
        new.replace(path)


def _parts_of(pattern: str | bytes, flags: int) -> Parts:
    """Return what *pattern* becomes with *flags*."""
    parsed = _parser.parse(pattern, flags)
    code = [int(one) for one in _compiler._code(parsed, flags)]
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    return int(flags | state.flags), code, state.groups - 1, dict(state.groupdict), tuple(names)
