r"""Reword the warnings of Sphinx and its extensions: what is wrong, and what to write instead.

A rule is a pattern that must match the whole message, and its replacement: a text in which
``\g<name>`` stands for a group; a function of `BuildMessage` and the match, which can look at the
project; or ``None`` where another message reports the same fault.  The first rule that matches
applies.  The rules were read from the sources of Sphinx 9.0.4, docutils 0.22.4,
MyST-Parser 5.2.0, sphinx-design 0.8.0 and sphinxcontrib-bibtex 2.7.0.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extensions.building.diagnostics import lookup, missing_targets
from extensions.building.diagnostics.blocks import DESIGN, DIRECTIVES

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from extensions.building.diagnostics.message import BuildMessage, Instead

# What is ours has its remedy already.
OURS = "groundwork."
OTHERWISE = "mend what stands here, or take it out"

NAMES: dict[str, Instead] = {
    r'Unknown interpreted text role "(?P<name>.+)"\.': lookup.unknown_role,
    # MyST tells of the same role.
    r"unknown (?:role|directive) name: .+": None,
    r"image file not readable: (?P<path>.+)": lookup.no_image,
    r"image file (?P<path>.+) not readable: .*": lookup.no_image,
    r"download file not readable: (?P<path>.+)": lookup.no_download,
    r'could not find bibtex key "(?P<key>.*)"': lookup.unknown_key,
    r"syntax error in :filter: expression \((?P<said>.*)\); the option will be ignored": (
        r'{bibliography} cannot read its filter "\g<said>": write it as in author % "Knuth"'
    ),
    r"(?P<path>.*) not found or not configured in bibtex_bibfiles": (
        r'{bibliography}: "\g<path>" is none of the files that bibtex_bibfiles in conf.py names: '
        "name one of those"
    ),
    r"Pygments lexer name '(?P<name>.*)' is not known": lookup.unknown_language,
    r'Lexing literal_block .* as "(?P<name>.+)" resulted in an error at token: .(?P<sign>.*).\. '
    r".*": (r'the code is not \g<name> at "\g<sign>": mend it, or fence it as text'),
    r"toctree contains reference to (?:nonexisting|non-existing|excluded) document "
    r"'(?P<name>.*)'": (missing_targets.page_of_toctree),
    r"toctree glob pattern '(?P<name>.*)' didn't match any documents": (
        r'no page has a name like "\g<name>": mend the pattern, or delete it'
    ),
    r"duplicated entry found in toctree: (?P<name>.*)": (
        r'"\g<name>" stands twice in the toctree: delete one of the two'
    ),
    r"self referenced toctree found\. Ignored\.": (
        "the toctree lists its own page: delete that line"
    ),
    r"circular toctree references detected, ignoring: (?P<way>.*)": (
        r"toctrees list one another in a circle (\g<way>): delete one of the lines"
    ),
}

REFERENCES: dict[str, Instead] = {
    r"undefined label: '(?P<label>.*)'": missing_targets.label,
    r"math:numref reference target not found: (?P<label>.*)": missing_targets.label,
    r"Failed to create a cross reference\. A title or caption not found: '(?P<label>.*)'": (
        missing_targets.label
    ),
    r"Failed to create a cross reference\. Any number is not assigned: (?P<label>.*)": (
        r"what {numref} names has no number: write [](#\g<label>), which prints what it has"
    ),
    r"numfig is disabled\. :numref: is ignored\.": (
        "{numref} takes no text of its own here: write [text](#label), or {site:num}`label`, which "
        "prints the number"
    ),
    r"unknown document: '(?P<name>.*)'": missing_targets.page,
    r"Unknown source document '(?P<name>.*)'": missing_targets.page,
    r"Could not find document: (?P<name>.*)": missing_targets.page,
    r"'myst' (?:cross-)?reference target not found: '(?P<name>.*)'": missing_targets.page,
    r"'any' reference target not found: (?P<name>.*)": missing_targets.page,
    r"local id not found in doc '(?P<page>.*)': '(?P<label>.*)'": missing_targets.place_of_page,
    r"No matches for '(?P<name>.*?)(?::\*)*:(?P<label>[^:]*)'": missing_targets.elsewhere,
    r"inventory for external cross-reference not found: '(?P<name>.*)'": missing_targets.elsewhere,
    r"external (?P<kind>[\w:]+) reference target not found: (?P<label>.*)": (
        r'no other documentation has "\g<label>" (\g<kind>): write it as it is named there'
    ),
    r"term not in glossary: '(?P<name>.*)'": (
        r'no {glossary} explains "\g<name>": write it there, or link to the label that explains it'
    ),
    r"Unknown target name: \"(?P<name>.*)\"\.": (
        r'the page has no note "\g<name>": write [^\g<name>]: and its text on a line of its own'
    ),
    r"Too many (?:autonumbered|symbol) footnote references: .*": None,
    r"Duplicate footnote definition found for label: '(?P<name>.*)'": (
        r"the note [^\g<name>] has two texts: rename one of the two"
    ),
    r"Footnote \[.*\] is not referenced\.": (
        "nothing refers to this note: write its mark [^name] where it belongs, or delete it"
    ),
    r"Duplicate reference definition: (?P<name>.*)": (
        r"the link [\g<name>] has two addresses: delete one of the two"
    ),
    r"Duplicate explicit target name: \"(?P<label>.*?)\"\.": missing_targets.label_twice,
    r"Duplicate ID: \"(?P<label>.*?)\" used by .*": missing_targets.label_twice,
    r"duplicate label (?P<label>.*), other instance in .*": missing_targets.label_twice,
    r"invalid (?P<kind>PEP|RFC) number (?P<number>.*)": (
        r'"\g<number>" is no number of a \g<kind>: write the number alone'
    ),
}

TEXT: dict[str, Instead] = {
    r"Non-consecutive header level increase; H(?P<from>\d) to H(?P<to>\d)": lookup.level_left_out,
    # A page that begins so has no title, which is told.
    r"Document headings start at H\d, not H1": None,
    r"Document or section may not begin with a transition\.|Document may not end with a "
    r"transition\.|At least one body element must separate transitions; adjacent transitions are "
    r"not allowed\.": lookup.rule_alone,
    r"Inline (?P<what>.+) start-string without end-string\.": (
        r"\g<what> begins here and does not end: end it, or write a backslash before the sign"
    ),
    r"(?P<said>formula: Undefined control sequence: (?P<name>\\\w+).*)": (
        r"\g<said>: mend it, or give it a meaning in katex_macros of conf.py"
    ),
    r"(?P<said>formula: Can't use function '\$' in math mode.*)": (
        r"\g<said>: write $$ alone on the line after the formula, or with its label, $$ (label)"
    ),
    # What we say of formulas ourselves has its remedy.
    r"(?P<said>formula: (?!.*: (?:write|define|divide) ).*)": r"\g<said>: mend the formula",
    r"Malformed YAML": "the front matter is no YAML: write lines of key: value",
}

RULES = [
    (re.compile(pattern, re.S), instead)
    for part in (DIRECTIVES, DESIGN, NAMES, REFERENCES, TEXT)
    for pattern, instead in part.items()
]


def worded(app: Sphinx, message: BuildMessage) -> BuildMessage | None:
    """Return *message* reworded; ``None`` where another message reports the same fault."""
    for pattern, instead in RULES:
        if match := pattern.fullmatch(message.text):
            return _instead(app, message, match, instead)
    if message.kind.startswith(OURS) or not message.path:
        return message
    return message.saying(f"{message.text.rstrip('.')}: {OTHERWISE}")


def _instead(
    app: Sphinx, message: BuildMessage, match: re.Match[str], instead: Instead
) -> BuildMessage | None:
    if isinstance(instead, str):
        return message.saying(match.expand(instead))
    reworded = instead(app, message, match) if instead else None
    return message.saying(reworded) if isinstance(reworded, str) else reworded
