"""What an import has to say of each file: what a person has to do, and what was decided."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True, slots=True)
class Note:
    """One line of the report; ``needs_person`` where something is left to do."""

    file: str
    line: int
    text: str
    needs_person: bool = False

    def __str__(self) -> str:
        """File, line and text, as compilers write them."""
        return f"{self.file}:{self.line}: {self.text}"


@dataclass
class Report:
    """The notes of an import, and the choices that hold for all of its pages."""

    notes: set[Note] = field(default_factory=set)
    choices: dict[str, int] = field(default_factory=dict)
    # The text of each file of the source.
    sources: dict[str, str] = field(default_factory=dict)

    def note(self, file: str, line: int, text: str, needs_person: bool = False) -> None:
        """Take up a note; the same one counts once."""
        self.notes.add(Note(file, max(line, 1), " ".join(text.split()), needs_person))

    def chose(self, text: str, count: int = 1) -> None:
        """Count a choice that was made alike on several pages."""
        self.choices[text] = self.choices.get(text, 0) + count

    def take(self, other: Report) -> None:
        """Take up what *other* has."""
        self.notes |= other.notes
        for text, count in other.choices.items():
            self.chose(text, count)

    def of_person(self) -> list[Note]:
        """Return the notes that need a person, by file and line."""
        return sorted(note for note in self.notes if note.needs_person)

    def lines(self) -> list[str]:
        """Return the report as lines of text."""
        needed = self.of_person()
        noted = sorted(note for note in self.notes if not note.needs_person)
        out = [f"{count} of: {text}" for text, count in sorted(self.choices.items())]
        if noted:
            out += ["", "Changed in form, or left out for want of a use here:", *map(str, noted)]
        if needed:
            out += ["", "For you to look at:", *map(str, needed)]
        return out


class Teller:
    """Notes on one file, each at the line on which the snippet that it is about stands."""

    def __init__(self, report: Report, file: str, source: str) -> None:
        self.report = report
        report.sources[file] = source
        self.file = file
        self.source = source.split("\n")
        self.whole = source
        self.told: dict[str, int] = {}

    def chose(self, text: str) -> None:
        """Count a choice that was made alike on several pages."""
        self.report.chose(text)

    def __call__(self, snippet: str, text: str, *, person: bool = False) -> None:
        """Note *text* where *snippet* stands; a snippet that was told of is sought further down."""
        self.report.note(self.file, self.line_of(snippet), text, person)

    def line_of(self, snippet: str) -> int:
        """Return the line of the next *snippet*, else of the first one, else 1."""
        first = next((line.strip() for line in snippet.split("\n") if line.strip()), "")
        if first and first not in self.whole:
            # It was changed on its way: its longest word may still stand there.
            words = sorted(re.findall(r"[\w./-]{3,}", first), key=len, reverse=True)
            first = next((word for word in words if word in self.whole), first)
        after = self.told.get(first, 0)
        for number, line in enumerate(self.source[after:], after + 1):
            if first and first in line:
                self.told[first] = number
                return number
        return self.told.get(first, 1)
