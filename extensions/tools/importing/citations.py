"""Sources that pages cite: taken from the bibliographies of the site that is imported."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pybtex.database import BibliographyData, Entry, parse_string
from pybtex.exceptions import PybtexError
from pybtex.plugin import find_plugin
from pybtex.style.template import FieldIsMissing

from extensions.tools.importing.pages import Site
from extensions.tools.importing.report import Report, Teller

CITED = re.compile(r"\{(?:foot)?cite:?(?P<kind>[pt]?)\}`(?P<keys>[^`]+)`")
LIST = "```{rubric} References\n```\n```{footbibliography}\n```"
DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(?P<doi>10\.\d{4,}/\S+)", re.I)
PRINTED = re.compile(r"\n*```\{footbibliography\}\n```\n*")


def entries_of(site: Site, report: Report) -> dict[str, Entry]:
    """Return the entries of the bibliographies of *site* by key, each such as can be set."""
    found: dict[str, Entry] = {}
    for name in site.files:
        if not name.endswith(".bib"):
            continue
        try:
            data = parse_string((site.root / name).read_text("utf-8", "replace"), "bibtex")
        except PybtexError as error:
            report.note(name, 1, f"the bibliography cannot be read: {error}", True)
            continue
        for key, entry in data.entries.items():
            found.setdefault(key, settable(entry))
    return found


def settable(entry: Entry) -> Entry:
    """Return *entry*, as one of a kind that needs no more than it has."""
    style = find_plugin("pybtex.style.formatting", "alpha")()
    try:
        style.format_entry("", entry)
    except FieldIsMissing:
        entry.type = "misc"
    except Exception:
        return Entry("misc", fields={"title": entry.fields.get("title", entry.key)})
    return entry


def cited(text: str, known: Iterable[str], used: set[str], tell: Teller) -> str:
    """Return *text* with its citations as notes, and the list of them at its end."""
    names = set(known)

    def one(match: re.Match[str]) -> str:
        out = []
        for key in (part.strip() for part in match["keys"].split(",")):
            if key not in names and (doi := DOI.fullmatch(key)):
                tell(key, f"the source {key} is a link here, for no bibliography has it")
                out.append(f"[{doi['doi']}](https://doi.org/{doi['doi']})")
            elif key in names:
                used.add(key)
                out.append(f"{{footcite:{match['kind'] or 'p'}}}`{key}`")
            else:
                tell(key, f'no bibliography has the source "{key}"', person=True)
                out.append(f"`{key}`")
        return "".join(out)

    text = CITED.sub(one, text)
    has_any = "{footcite:" in text
    if not has_any:
        return PRINTED.sub("\n\n", text)
    if PRINTED.search(text):
        first, *rest = PRINTED.split(text)
        return f"{first}\n\n```{{footbibliography}}\n```\n\n" + "\n\n".join(rest)
    return f"{text.rstrip()}\n\n{LIST}\n"


def written(entries: Iterable[tuple[str, Entry]]) -> str:
    """Return *entries* as the text of a bibliography."""
    text: str = BibliographyData(dict(entries)).to_string("bibtex")
    return text
