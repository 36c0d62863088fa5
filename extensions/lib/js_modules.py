"""Scripts joined into one: the modules of a page and what they import, each in its own scope.

A browser asks for a module, reads in it what it imports, and asks again.  Joined, all come at once.
Only the forms that the site's own scripts are written in are known; what else a module has at the
beginning of a line, it is not joined.  What is imported when it is needed stays a file of its own.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rjsmin import jsmin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

IMPORT = re.compile(
    r"""^import\s*\{([^{}]*)\}\s*from\s*(["'])(\.{1,2}/[\w./-]+)\2;?[ \t]*$""", re.MULTILINE
)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|class|const) (\w+))", re.MULTILINE)
# An import that is called, and what the module knows of itself, are no statements.  What is waited
# for outside of a function, at the beginning of a line or further on in it, only a module can.
OTHER = re.compile(r"^(?:import\b(?!\s*[.(])|export\b|await\b|(?![/\s*]).*\bawait\b)", re.MULTILINE)
CALLED = re.compile(r"\bimport\s*\(|\bimport\.meta\b")
RENAMED = re.compile(r"\b(\w+) as (\w+)")

# A template within a template, in which rjsmin 1.3 takes text for code and loses
# spaces.
NESTED = re.compile(r"\$\{[^`{}]*`")

# A fault in one entry stops none of the others.  Most want the whole page.  Before the first paint
# these run at once, so that what they add moves nothing.  After it they do not run in the task that
# ends the page, where a browser that parses without a pause would be held up by all of them, and
# give way to what waits whenever they have taken 5 ms.
HEAD = """\
const $now = (run) => { try { run(); } catch (error) { reportError(error); } };
const $waiting = [];
const $later = (run) => globalThis.scheduler?.postTask ? scheduler.postTask(run) : setTimeout(run);
const $isPainted = () => performance.getEntriesByType("paint").length > 0;
const $slice = () => {
  const end = $isPainted() ? performance.now() + 5 : Infinity;
  do $now($waiting.shift()); while ($waiting.length && performance.now() < end);
  if ($waiting.length) $later($slice);
};
const $whole = (run) => {
  if ($waiting.push(run) > 1) return;
  const begin = () => ($isPainted() ? $later($slice) : $slice());
  if (document.readyState !== "loading") begin();
  else document.addEventListener("DOMContentLoaded", begin, { once: true });
};
"""


class JoinError(ValueError):
    """The module ``name`` has in its ``line`` what is not joined, which is ``found``."""

    def __init__(self, name: str, line: int, found: str) -> None:
        super().__init__(f"{name}: {found}")
        self.name, self.line, self.found = name, line, found


@dataclass(frozen=True, order=True)
class Entry:
    """A module that a page asks for by ``name``; ``early`` ones do not wait for the page."""

    name: str
    early: bool = False


@dataclass
class Joiner:
    """Joins modules, whose texts ``read`` returns by their names."""

    read: Callable[[str], str]
    parts: list[str] = field(default_factory=list)
    # The variable that holds what a module exports; empty while the module is being joined.
    variables: dict[str, str] = field(default_factory=dict)

    def imported(self, name: str) -> str:
        """Join the module *name* unless it is there; return the variable of what it exports.

        Raises:
            JoinError: it has a form that is not known.
            ValueError: it imports itself.
        """
        if name not in self.variables:
            self.variables[name] = ""
            code, exported = self.body(name)
            variable = f"${len(self.parts)}"
            self.parts.append(
                f"const {variable} = (() => {{\n{code}\nreturn {{ {', '.join(exported)} }};\n}})();"
            )
            self.variables[name] = variable
        if not self.variables[name]:
            raise ValueError(f"{name}: imports itself")
        return self.variables[name]

    def body(self, name: str) -> tuple[str, list[str]]:
        """Return the code of the module *name* and the names that it exports."""
        text = self.read(name)
        exported = EXPORT.findall(text)
        # What is taken out for the search leaves its lines.
        rest = EXPORT.sub("", IMPORT.sub(_blank, text))
        if other := OTHER.search(rest):
            raise JoinError(name, rest[: other.start()].count("\n") + 1, other[0])
        # What a module below the folder of the whole asks for when it runs stands elsewhere.
        if "/" in name and (asked := CALLED.search(text)):
            raise JoinError(name, text[: asked.start()].count("\n") + 1, asked[0])
        code = IMPORT.sub(lambda match: self._constants(match, name), text)
        return EXPORT.sub("", code), exported

    def _constants(self, match: re.Match[str], importer: str) -> str:
        names = RENAMED.sub(r"\1: \2", match[1])
        imported = posixpath.normpath(posixpath.join(posixpath.dirname(importer), match[3]))
        return f"const {{{names}}} = {self.imported(imported)};"


def _blank(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def join_exports(modules: Mapping[str, str], read: Callable[[str], str], last: str = "") -> str:
    """Return *modules*, and all that they import, as one module with *last* at its end.

    It exports what each of them does as one object, by the keys of *modules*.

    Raises:
        JoinError: one has a form that is not known.
        ValueError: one imports itself.
    """
    joiner = Joiner(read)
    for key, name in modules.items():
        variable = joiner.imported(name)
        joiner.parts.append(f"export const {key} = {variable};")
    return minified("\n".join([*joiner.parts, last]))


def join_modules(entries: Iterable[Entry], read: Callable[[str], str]) -> str:
    """Return *entries* and all that they import as the text of one module.

    Raises:
        JoinError: one has a form that is not known.
        ValueError: one imports itself.
    """
    joiner = Joiner(read)
    for entry in entries:
        code, _ = joiner.body(entry.name)
        joiner.parts.append(f"{'$now' if entry.early else '$whole'}(() => {{\n{code}\n}});")
    return minified(HEAD + "\n".join(joiner.parts))


def join_loaded(name: str, read: Callable[[str], str]) -> str:
    """Return the module *name*, which others import when they need it, with all that it imports.

    Raises:
        JoinError: it has a form that is not known.
        ValueError: it imports itself.
    """
    joiner = Joiner(read)
    code, exported = joiner.body(name)
    joiner.parts.append(f"{code}\nexport {{ {', '.join(exported)} }};")
    return minified("\n".join(joiner.parts))


def minified(text: str) -> str:
    """Return *text* without comments and blanks, or as it is where that changes what it says."""
    return text if NESTED.search(text) else str(jsmin(text))
