"""Write the files of a new site that are its owner's, from those in ``starter_files/``.

In them ``@NAME@`` stands for an answer; a name that begins with ``dot-`` begins with a point.
"""

from __future__ import annotations

import datetime
import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from extensions.lib.palette import HOME, parse
from extensions.tools.new_page import markdown
from extensions.tools.new_site.accent import colours_of

STARTER = Path(__file__).with_name("starter_files")
FAVICON = "docs/_static/favicon.svg"
# Name and deed of each licence of the text.
LICENCES = {
    "cc-by-4.0": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "cc-by-sa-4.0": ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "cc0-1.0": ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "none": ("All rights reserved", ""),
}


@dataclass(frozen=True)
class Answers:
    """What a new site is to be; ``accent`` is empty for the engine's own colour,
    ``day`` is that of the first pieces."""

    title: str
    author: str
    address: str
    language: str
    accent: str
    licence: str
    day: datetime.date


def write_starter(folder: Path, answers: Answers, engine: Path) -> list[str]:
    """Write the owner's files into *folder*; return lines on what was made of the answers."""
    name, deed = LICENCES[answers.licence]
    colours, notes = _colours(answers.accent)
    texts = {
        "TITLE": markdown(answers.title),
        "TITLE_TOML": json.dumps(answers.title, ensure_ascii=False),
        "AUTHOR": answers.author,
        "AUTHOR_TEXT": markdown(answers.author),
        "AUTHOR_TOML": json.dumps(answers.author, ensure_ascii=False),
        "NOTICE_TOML": json.dumps(f"{answers.author}. {name}", ensure_ascii=False),
        "ADDRESS": answers.address,
        "LANGUAGE": answers.language,
        "LICENCE": f"{name}\n{deed}legalcode" if deed else name,
        "DEED": deed,
        "COLOURS": colours,
        "DATE": answers.day.isoformat(),
        "MIT": _engine_licence(engine),
        "AT": "@",
    }
    for path in sorted(one for one in STARTER.rglob("*") if one.is_file()):
        parts = [re.sub("^dot-", ".", part) for part in path.relative_to(STARTER).parts]
        target = folder.joinpath(*parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text("utf-8")
        target.write_text(re.sub("@([A-Z_]+)@", lambda at: texts[at[1]], text), "utf-8")
    (folder / FAVICON).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(engine / FAVICON, folder / FAVICON)
    if answers.address.endswith(".example/"):
        notes.append(f"Its address is {answers.address} until you say another in site.toml")
    return notes


def _colours(accent: str) -> tuple[str, list[str]]:
    """Return the table of colours for *accent*, and what had to be changed of it."""
    if not accent:
        return "", []
    colours = colours_of(accent, parse(HOME.read_text("utf-8")))
    rows = [f'{name} = ["{light}", "{dark}"]' for name, (light, dark) in colours.items()]
    light, dark = colours["accent"]
    schemes = (("light", light), ("dark", dark))
    notes = [
        f"{accent} could not be read on the {scheme} page: links there are {colour}"
        for scheme, colour in schemes
        if colour != accent
    ]
    return "\n".join(["", "# In light, in dark.", "[colours]", *rows, ""]), notes


def _engine_licence(engine: Path) -> str:
    """Return the engine's own licence, which goes with its files."""
    text = (engine / "LICENSE").read_text("utf-8")
    return text[text.index("MIT License") :].strip()
