r"""Warn of marks from other dialects of Markdown, with what to write instead.

Obsidian's ``[[links]]``, admonitions of MkDocs, shortcodes of emoji, citations of Pandoc, classes
of kramdown, roles of reStructuredText …: nothing here understands them, and they would be published
as text.  Each pattern is narrow, so that ordinary text is left alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extensions.doctree.markdown.finding import clipped
from extensions.doctree.markdown.notes import block_for
from extensions.doctree.markdown.tex import Mistake

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Remedy = str | Callable[[re.Match[str]], str]

STANDS = "is shown as it stands"
DELETE = "delete it, or put it between ` to show it"
COMMENT = "write <!-- text -->"


def _wiki(match: re.Match[str]) -> str:
    page, _, words = (part.strip() for part in match["link"].partition("|"))
    if match["image"] and "." in page:
        return f"write ![what it shows]({f'<{page}>' if ' ' in page else page})"
    if match["image"]:
        return f"write ```{{include}} {page.partition('#')[0]}.md, and ``` on the next line"
    if page.lower() == "toc":
        return "delete it, for a page has its contents beside it"
    if page.startswith("#"):
        return "write (label)= before the heading, and [](#label) here"
    name = page.partition("#")[0].removesuffix(".md")
    return f"write [{words}](<{name}.md>)" if " " in name else f"write [{words}]({name}.md)"


def _cited(match: re.Match[str]) -> str:
    kind, mark, name = match["key"].partition(":")
    if mark and kind in ("eq", "fig", "tbl", "tab", "sec", "lst", "thm"):
        return f"write [](#{kind}-{name}), the label of what it names"
    return f"write {{footcite:p}}`{match['key']}`"


def _braces(match: re.Match[str]) -> str:
    if match[0].startswith("{#"):
        name = re.split(r"[\s}]", match[0][2:])[0].replace(":", "-")
        return f"write ({name})= on a line of its own before what it names"
    return DELETE


# What elsewhere stands below the head of a block, and reads as a short word between colons.
OPTIONS = (
    "alt|align|caption|class|figclass|header-rows|height|hidden|label|lineno-start|linenos|maxdepth"
    "|name|number-lines|orphan|scale|target|widths?"
)
# Names that WordPress puts between brackets.
SHORTCODES = "audio|caption|code|embed|gallery|latex|playlist|sourcecode|video|wp_caption|youtube"
# The beginning of an address up to its first space, if it is plainly one.
ADDRESS = r"https?://\S*[ ]|[\w./%-]*\.(?:html?|md|ipynb|pdf|png|svg|jpe?g|csv|zip)\b[^\s()]*[ ]"
# Where a text has the first sign: what is meant, and the remedy.
INLINE: dict[str, list[tuple[str, Remedy]]] = {
    "!": [
        (
            r"!\[(?P<text>[^\[\]\n]*)\]\((?P<path>[^\s()]+)[ \t]+=(?P<width>\d+)x?\d*\)",
            r"write ![\g<text>](\g<path>){width=\g<width>px}",
        ),
        (r"(?P<image>!)\[\[(?P<link>[^\[\]\n]*[^\W\d][^\[\]\n]*)\]\](?![(\[])", _wiki),
    ],
    "[": [
        (rf"\[/(?:{SHORTCODES})\]", ""),
        (
            rf"\[(?P<code>{SHORTCODES})(?:\s[^\[\]]*=[^\[\]]*\]|\](?=.*?\[/(?P=code)\]))",
            "write the text itself",
        ),
        (
            r"(?P<image>)(?<![\w\])])\[\[(?P<link>(?=[#^]|[^\W\d])[^\[\]\n,]{2,})\]\](?![(\[])",
            _wiki,
        ),
        (r"\[-?@(?P<key>[A-Za-z][\w:.-]*)[^\[\]\n]*\](?![(\[:])", _cited),
        (r"(?<=\s)\[(?P<note>\d+|#\w*)\]_(?!\w)", r"write [^\g<note>]"),
        (
            rf"(?<![\w\])!])\[(?P<text>[^\[\]\n]+)\]\((?P<address>(?:{ADDRESS})[^()<>\"\n]*)\)",
            r"write [\g<text>](<\g<address>>), as its address has a space",
        ),
        (
            r"(?<![\w\])])\[(?P<text>[^\W\d][^\[\]\n]*)\]\[(?P<name>[^\W\d_][\w -]+)\](?![(\[:])",
            r"write [\g<name>]: and its address on a line of its own",
        ),
    ],
    "@": [(r"(?<![\w.@])@(?P<key>(?:eq|fig|tbl|tab|sec|lst|thm):[\w-]+)", _cited)],
    "%": [(r"(?<![\w%])%%(?!%)[^%]+?%%(?![\w%])", COMMENT)],
    "=": [(r"(?<![=\w])==(?=[^\s=])(?P<text>[^=\n]+?)(?<=\S)==(?![=\w])", r"write **\g<text>**")],
    "+": [
        (
            r"(?<![\w+])\+\+(?P<keys>[a-z]+(?:\+\w+)*)\+\+(?![\w+])",
            lambda found: f"write {{kbd}}`{found['keys']}`",
        ),
        (
            r"(?<![\w+])\+\+(?P<text>[A-Za-z][\w .'-]*\w)(?<!\b\w)\+\+(?![\w+])",
            r"write \g<text> alone",
        ),
    ],
    "~": [
        (r"(?<=[A-Za-z])~(?P<text>\d+|[a-z])~(?!\w*~)", r"write {sub}`\g<text>`"),
        (
            r"(?<![\w~])~(?P<text>\w[\w ]*(?<=\w))~(?![\w~])",
            r"write ~~\g<text>~~ for deleted text, or {sub}`\g<text>`",
        ),
    ],
    "^": [
        (
            r"\^\[(?=[^\[\]]*[^\W\d_]{3})[^\[\]\n]+\](?!\()",
            "write [^note], and [^note]: and the text on a line of its own",
        ),
        (r"(?<=\w)\^(?P<text>[\w+-]{1,4})\^(?!\w)", r"write {sup}`\g<text>`"),
        (r"(?<![\w^])\^(?P<text>\w+)\^(?![\w^])", r"write {sup}`\g<text>`"),
        (r"(?<=\s)\^(?P<text>[A-Za-z][\w-]{2,})(?=\s*(?:\n|\Z))", r"write (\g<text>)= before it"),
    ],
    ":": [
        (
            r"(?<![\w:`}]):(?P<name>[a-z][\w+-]*(?::[\w+-]+)?):`(?P<text>[^`\n]+)`",
            lambda found: f"write {{{found['name']}}}`{found['text']}`",
        ),
        (rf"(?<!\S):(?:{OPTIONS}):(?=\s)", "write it right below the head of its block"),
        (r"(?<![\w:/]):(?P<name>[a-z][\w+-]*|\+1|-1|100):(?![\w:`])", "write the sign itself"),
    ],
    "`": [
        (
            r"(?<!`)`(?P<text>[^`<\n]+?)\s*<(?P<url>[^`<>\s]*[/.:][^`<>\s]*)>`__?(?![\w`])",
            r"write [\g<text>](\g<url>)",
        ),
        (r"(?<!`)``(?P<text>[^`'\n]+)''(?!')", r'write "\g<text>"'),
    ],
    "{": [
        (r"\{::comment[^{}\n]*\}", COMMENT),
        (r"\{:/[^{}\n]*\}", ""),
        (r"\{::?[^{}\n]*\}", DELETE),
        (r"\{/\*.*?\*/\}", COMMENT),
        (r"\{!\s*(?P<path>[^{}\n]+?)\s*!\}", r"write ```{include} \g<path>"),
        (r"\{(?P<mark>\+\+|--|==|>>|~~)[^{}\n]+?(?:\+\+|--|==|<<|~~)\}", DELETE),
        (r"\{[a-z]\w*(?:\.[A-Za-z]\w*)+\}", "write the text itself"),
    ],
    "<": [
        (r"<(?P<end>/?)(?P<name>[A-Z][a-z]\w*(?:\.\w+)*)(?P<rest>(?:\s[^<>]*)?/?)>", ""),
    ],
}
# What is left of attributes that no picture, link or heading has taken.
LEFT_OVER = re.compile(r"\{(?:[#.][A-Za-z]|=[a-z]+\})[^{}\n]*\}?|\{\s?[a-z-]+=[^{}\n]+\}")
COMPONENTS = {"Tabs": "::::{tab-set}", "TabItem": ":::{tab-item} Title", "Image": "![…](file.png)"}
COMPILED: dict[str, list[tuple[re.Pattern[str], Remedy]]] = {
    sign: [(re.compile(pattern, re.S), said) for pattern, said in rules]
    for sign, rules in INLINE.items()
}

# Lines that begin with such a mark.
LINES: list[tuple[re.Pattern[str], Remedy]] = [
    (
        re.compile(r"(?:!!!|\?\?\?)\+?\s+(?P<name>[A-Za-z]+)\b[^\"]*(?:\"(?P<title>[^\"]*)\")?.*"),
        lambda found: (
            f"write :::{block_for(found['name'], found['title'] or '', found[0][0] == '?')}, its "
            "text below it, and ::: at its end"
        ),
    ),
    (
        re.compile(r"===[+!]?\s+\"(?P<title>[^\"]+)\""),
        r"write ::::{tab-set}, :::{tab-item} \g<title> in it, and the colons at the end of each",
    ),
    (re.compile(r"\[TOC\]|\[\[_TOC_\]\]"), "delete it, for a page has its contents beside it"),
    (
        re.compile(r"-+8<-+\s+\"?(?P<path>[^\"\s]+)\"?"),
        r"write ```{include} \g<path>, and ``` on the next line",
    ),
    (
        re.compile(r"\*\[(?P<short>[^\]\n]+)\]:\s*(?P<text>.+)"),
        r"write {abbr}`\g<short> (\g<text>)`",
    ),
    (
        re.compile(r"import\s.*\sfrom\s+['\"][^'\"]+['\"];?|import\s+['\"][^'\"]+['\"];?"),
        "delete it, for a page runs no code of its own",
    ),
    (
        re.compile(r"export\s+(?:const|default|function|let)\s.*"),
        "delete it, for a page runs no code of its own",
    ),
    (
        re.compile(r"\.\.\s+_(?P<label>[\w:.-]+):\s*"),
        r"write (\g<label>)= on a line of its own before what it names",
    ),
    (
        re.compile(r"\.\.\s+(?:\|[^|]+\|\s+)?(?P<name>[a-z][\w:-]*)::(?P<rest>(?:\s.*)?)"),
        lambda found: (
            f"write ```{{{found['name']}}}{found['rest'].rstrip()}, its text below it, and ``` at "
            "its end"
        ),
    ),
    (re.compile(r"\.\.\s+\[#?(?P<note>\w+)\]\s.*"), r"write [^\g<note>]: and the text"),
    (
        re.compile(r"(?:#[A-Za-z][\w/-]*\s*){2,}|#[a-z][\w-]*/[\w/-]+"),
        "write the tags of a piece in its front matter, tags: [one, two]",
    ),
    (re.compile(r"\[[>/!?<-]\]\s.*"), "write [ ] for what is to do, [x] for what is done"),
]


GRID = re.compile(r"\+(?:[-=]{3,}\+){2,}")


def of_sign(text: str, place: int) -> Mistake | None:
    """Return the foreign mark that begins at *place*."""
    for pattern, remedy in COMPILED.get(text[place], ()):
        if match := pattern.match(text, place):
            if text[place] == "<":
                return _component(text, match)
            return _mistake(match, remedy)
    return None


def left_over(text: str, place: int) -> Mistake | None:
    """Return the attributes at *place* that belong to nothing."""
    match = LEFT_OVER.match(text, place)
    return _mistake(match, _braces) if match else None


def _mistake(match: re.Match[str], remedy: Remedy) -> Mistake:
    if not remedy:
        # It is told of with what opens it.
        return Mistake(match.end(), "", "")
    return Mistake(
        match.end(), "foreign", f"{clipped(match[0])} {STANDS}: {_remedy(match, remedy)}"
    )


def _remedy(match: re.Match[str], remedy: Remedy) -> str:
    return match.expand(remedy) if isinstance(remedy, str) else remedy(match)


def _component(text: str, match: re.Match[str]) -> Mistake | None:
    """Return the element of MDX that *match* is; ``<Name>`` in a text may be a placeholder."""
    line = text[text.rfind("\n", 0, match.start()) + 1 :].partition("\n")[0].strip()
    is_plain = not (match["end"] or "=" in match["rest"] or match["rest"].endswith("/"))
    if text[max(match.start() - 1, 0) : match.start()].isalnum():
        return None
    if is_plain and line != match[0]:
        return None
    if match["end"]:
        return Mistake(match.end(), "", "")
    written = COMPONENTS.get(match["name"])
    remedy = f"write {written}" if written else "delete it"
    message = f"<{match['name']}> {STANDS}, as nothing here runs it: {remedy}"
    return Mistake(match.end(), "foreign", message)


def of_lines(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the number, from 0, and the fault of each of the *lines* of a paragraph."""
    if GRID.fullmatch(lines[0]):
        yield 0, f"{clipped(lines[0])} {STANDS}: write a table of Markdown, with | and ---"
    for number, line in enumerate(lines):
        for pattern, remedy in LINES:
            if match := pattern.fullmatch(line):
                yield number, f"{clipped(line)} {STANDS}: {_remedy(match, remedy)}"
                break
