"""What is of one site and of no other: its file ``site.toml``, read and checked.

``Site`` and ``Rules`` are the schema: a key of the file is a field of theirs.  Whatever is wrong
is told at once, a line for each fault.
"""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from extensions.lib import site_values as values
from extensions.lib.site_tables import Analytics, Comments, Images, Person, key
from extensions.lib.site_values import ASKABLE, Range
from extensions.lib.slugs import slugify

NAME = "site.toml"


class SiteFileError(ValueError):
    """The file cannot be used: a line for each fault, with file, line and remedy."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at ``line``, from 1."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site asks of its content; each can be switched off, ``one_meaning`` on.

    ``required`` are the keys that front matter must have, ``tags`` how many of them; the ranges
    are of words, sections, formulas and sentences, of a long piece where no short is named.
    ``without_references`` are the pieces, named as their files in docs, that need not end with
    what they cite.
    """

    vocabulary: str = key(values.openness, "closed")
    required: tuple[str, ...] = key(values.asked, ASKABLE)
    tags: Range = key(values.tags, (2, 5))
    alt: bool = key(values.flag, True)
    code: bool = key(values.flag, True)
    summary_words: Range | None = key(values.bounds, (60, 110))
    words: Range | None = key(values.bounds, (1800, 4000))
    sections: Range | None = key(values.bounds, (5, 9))
    short_words: Range | None = key(values.bounds, (120, 300))
    short_formulas: Range | None = key(values.bounds, (0, 4))
    claim_sentences: Range | None = key(values.bounds, (1, 3))
    stretch: int | None = key(values.stretch, 350)
    picture: bool = key(values.flag, True)
    worked_example: bool = key(values.flag, True)
    checked_numbers: bool = key(values.flag, True)
    references: bool = key(values.flag, True)
    without_references: tuple[str, ...] = key(values.texts, ())
    neighbours: bool = key(values.flag, True)
    plain_tone: bool = key(values.flag, True)
    one_meaning: bool = key(values.flag, False)


@dataclass(frozen=True, slots=True)
class Site:
    """What a site says of itself; ``colours`` give each name of ``colour.css`` in light and dark.

    ``authors`` sign what is new, ``publisher`` answers for the whole.  ``report`` and ``edit`` are
    the templates of the addresses that readers are led to, ``licence`` is that of a deed.
    ``notebooks`` says whether each post can be had as one, ``run_code`` whether readers can run the
    code of pieces where ``make runtime`` has fetched what that takes.
    """

    name: str = key(values.words)
    address: str = key(values.address)
    authors: tuple[str, ...] = key(values.names)
    language: str = key(values.language, "en")
    tagline: str = key(values.text, "")
    publisher: str = key(values.text, "")
    copyright: str = key(values.text, "")
    licence: str = key(values.text, "")
    favicon: str = key(values.text, "docs/_static/favicon.svg")
    repository: str = key(values.link, "")
    report: str = key(values.text, "")
    edit: str = key(values.text, "")
    newsletter: str = key(values.subscription, "")
    notebooks: bool = key(values.flag, True)
    run_code: bool = key(values.flag, True)
    link_ledger: bool = key(values.flag, False)
    colours: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    rules: Rules = field(default_factory=Rules)
    people: tuple[Person, ...] = ()
    inventories: tuple[tuple[str, str], ...] = ()
    images: Images | None = None
    comments: Comments | None = None
    analytics: Analytics | None = None

    @property
    def answers(self) -> str:
        """Who answers for the site."""
        return self.publisher or ", ".join(self.authors)

    @property
    def notice(self) -> str:
        """What stands behind the sign of copyright."""
        return self.copyright or self.answers

    @property
    def report_url(self) -> str:
        """Where an error is reported: what is said, else the form of the repository's host."""
        host = urlsplit(self.repository).hostname or ""
        if self.report or not self.repository:
            return self.report
        if "gitlab" in host:
            return f"{self.repository}/-/issues/new?issue[title]={{address}}"
        return f"{self.repository}/issues/new?title={{address}}&body={{quotation}}"

    @property
    def edit_url(self) -> str:
        """Where a page is edited: what is said, else the editor of the repository's host."""
        host = urlsplit(self.repository).hostname or ""
        if self.edit or not self.repository:
            return self.edit
        return f"{self.repository}/{'-/' if 'gitlab' in host else ''}edit/main/docs/{{source}}"


def read_site(path: Path = Path(NAME)) -> Site:
    """Return what the file at *path* says.

    Raises:
        SiteFileError: something in it is wrong.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SiteFileError(f"{path}: {error.strerror}: write it, or run make new-site") from None
    except UnicodeDecodeError:
        raise SiteFileError(f"{path}:1: it is not UTF-8: save it as UTF-8") from None
    site, faults = parse_site(text)
    if site is not None:
        faults = list(missing_pictures(site, text, path.parent))
    if faults or site is None:
        raise SiteFileError("\n".join(f"{path}:{one.line}: {one.text}" for one in faults))
    return site


def parse_site(text: str) -> tuple[Site | None, list[Fault]]:
    """Return what *text* says, and all that is wrong with it; no site where something is."""
    try:
        data = tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column \d+\)|\(at end of document\)", str(error))
        line = int(place[1]) if place and place[1] else max(1, len(text.splitlines()))
        said = str(error).partition(" (at ")[0]
        return None, [Fault(line, f'{said}: write lines of key = "value"')]
    except RecursionError:
        return None, [Fault(1, 'a value is nested too deeply: write lines of key = "value"')]
    lines = dict(_lines(text))
    top = dict(data)
    colours, rules = top.pop("colours", {}), top.pop("rules", {})
    people = top.pop("people", [])
    faults: list[Fault] = []
    row: dict[str, Any] = {}
    row["people"] = _people(people, lines, faults)
    row["inventories"] = _inventories(top.pop("inventories", {}), lines, faults)
    for name, table in OPTIONAL.items():
        if name in top:
            before = len(faults)
            keys = _values(table, top.pop(name), name, lines, faults)
            row[name] = table(**keys) if len(faults) == before else None
    row |= _values(Site, top, "", lines, faults)
    row["rules"] = Rules(**_values(Rules, rules, "rules", lines, faults))
    row["colours"] = _colours(colours, lines, faults)
    if faults:
        return None, sorted(faults, key=lambda fault: fault.line)
    return Site(**row), []


def _people(
    data: Any, lines: Mapping[tuple[str, str], int], faults: list[Fault]
) -> tuple[Person, ...]:
    if not isinstance(data, list) or not all(isinstance(one, dict) for one in data):
        line = lines.get(("", "people"), 1)
        faults.append(Fault(line, "people are no tables: write [[people]] above the keys of each"))
        return ()
    found: dict[str, Person] = {}
    for number, one in enumerate(data):
        before, place = len(faults), f"people[{number}]"
        said = _values(Person, one, place, lines, faults)
        if len(faults) > before:
            continue
        person = Person(**said)
        address = slugify(person.name)
        if address in found:
            text = f'"name" is "{person.name}", who has the address of "{found[address].name}"'
            faults.append(
                Fault(lines.get((place, "name"), 1), f"{text} above: keep one of the two")
            )
        found[address] = person
    return tuple(found.values())


def _inventories(
    data: Any, lines: Mapping[tuple[str, str], int], faults: list[Fault]
) -> tuple[tuple[str, str], ...]:
    """Return the sites below ``[inventories]``; each fault has the line of its site."""
    found: list[tuple[str, str]] = []
    for name, value in data.items() if isinstance(data, dict) else ((None, data),):
        try:
            found += values.inventories({name: value} if name else value)
        except ValueError as error:
            line = lines.get(("inventories", name) if name else ("", "inventories"), 1)
            faults.append(Fault(line, f'"{name or "inventories"}" is {_shown(value)}: {error}'))
    return tuple(found)


def line_of(section: str, name: str, path: Path = Path(NAME)) -> int:
    """Return the line of *name* below *section* in the file at *path*; 1 if it is not there."""
    try:
        return dict(_lines(path.read_text("utf-8"))).get((section, name), 1)
    except (OSError, UnicodeDecodeError):
        return 1


def missing_pictures(site: Site, text: str, root: Path) -> Iterator[Fault]:
    """Yield what is wrong with the pictures that *site*, which *text* says, names below *root*."""
    lines = dict(_lines(text))
    for number, one in enumerate(site.people):
        if one.picture and not (root / one.picture).is_file():
            fault = f'"picture" is "{one.picture}", where no file is: put it there'
            yield Fault(lines.get((f"people[{number}]", "picture"), 1), fault)


def _values(
    table: type[Any],
    data: Any,
    section: str,
    lines: Mapping[tuple[str, str], int],
    faults: list[Fault],
) -> dict[str, Any]:
    """Return the values of the keys of *table* that *data* has; note what is wrong."""
    rows = {one.name: one for one in dataclasses.fields(table) if "read" in one.metadata}
    if not isinstance(data, dict):
        line = lines.get(("", section), 1)
        faults.append(Fault(line, f"{section} is no table: write [{section}], and its keys below"))
        return {}
    said = {}
    for name, value in data.items():
        line = lines.get((section, name), 1)
        if name not in rows:
            faults.append(Fault(line, _unknown(name, rows, section)))
            continue
        try:
            said[name] = rows[name].metadata["read"](value)
        except ValueError as error:
            faults.append(Fault(line, f'"{name}" is {_shown(value)}: {error}'))
    for name, row in rows.items():
        if row.default is dataclasses.MISSING and name not in data:
            line = lines.get(("", section), 1)
            where = f" in {_shown_table(section)}" if section else ""
            example = EXAMPLES[f"{section.partition('[')[0]}.{name}" if section else name]
            faults.append(Fault(line, f'missing key "{name}"{where}: write {name} = {example}'))
    return said


def _shown_table(section: str) -> str:
    """Return the line above the keys of *section*."""
    name, is_one_of_many, _ = section.partition("[")
    return f"[[{name}]]" if is_one_of_many else f"[{name}]"


# What stands in brackets, above keys of its own.
OPTIONAL = {"images": Images, "comments": Comments, "analytics": Analytics}
TABLES = ("colours", "rules", "people", "inventories", *OPTIONAL)
EXAMPLES = {
    "name": '"My notes"',
    "address": '"https://notes.example.org/"',
    "authors": '["Ada Lovelace"]',
    "people.name": '"Ada Lovelace"',
    "comments.repo": '"ada/notes"',
    "analytics.script": '"https://stats.example.org/count.js"',
}


def _unknown(name: str, rows: Mapping[str, Any], section: str) -> str:
    known = [*rows, *([] if section else TABLES)]
    near = get_close_matches(name, known, 1)
    remedy = f'did you mean "{near[0]}"?' if near else f"known keys: {', '.join(known)}"
    if not section and any(one.name == name for one in dataclasses.fields(Rules)):
        remedy = "write it below [rules]"
    where = f" in {_shown_table(section)}" if section else ""
    return f"unknown key {_shown(name)}{where}: {remedy}"


def _colours(
    data: Any, lines: Mapping[tuple[str, str], int], faults: list[Fault]
) -> dict[str, tuple[str, str]]:
    if not isinstance(data, dict):
        line = lines.get(("", "colours"), 1)
        faults.append(Fault(line, "colours is no table: write [colours], and its keys below"))
        return {}
    found = {}
    for name, value in data.items():
        try:
            found[name] = values.colour(value)
        except ValueError as error:
            line = lines.get(("colours", name), 1)
            faults.append(Fault(line, f'the colour "{name}" is {_shown(value)}: {error}'))
    return found


def _shown(value: Any) -> str:
    """Return *value* on one line, shortened."""
    if isinstance(value, bool):
        return str(value).lower()
    quotes = '"' if isinstance(value, str) else ""
    line = re.sub(r"[\x00-\x1f\x7f]+", " ", str(value)[:200])
    return f"{quotes}{line if len(line) <= 60 else line[:59] + '…'}{quotes}"


def _lines(text: str) -> Iterator[tuple[tuple[str, str], int]]:
    """Yield table and key of each line that begins a value, and its number."""
    section, many = "", Counter[str]()
    for number, line in enumerate(text.splitlines(), start=1):
        if table := re.match(r"""\s*\[(\[?)\s*(["']?)([\w-]+)\2\s*\]""", line):
            section = table[3]
            if table[1]:
                many[section] += 1
                yield ("", section), number
                section = f"{section}[{many[section] - 1}]"
            yield ("", section), number
        elif row := re.match(r"""\s*(?:([\w-]+)\s*\.\s*)?(["']?)([\w-]+)\2\s*[=.]""", line):
            yield (row[1] or section, row[3]), number
