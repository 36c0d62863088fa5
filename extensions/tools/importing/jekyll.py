"""Marks of Jekyll: tags and values of Liquid, and the attributes of kramdown."""

from __future__ import annotations

import re

from extensions.tools.importing import blocks, kramdown, obsidian
from extensions.tools.importing.fences import each_line
from extensions.tools.importing.pages import Page, Site
from extensions.tools.importing.report import Report, Teller
from extensions.tools.importing.shortcodes import call_of, written_as

HIGHLIGHT = re.compile(
    r"(?P<indent>[ \t]*)\{%-?\s*highlight\s+(?P<language>[\w+#-]+)(?P<rest>[^%]*?)-?%\}\n?"
    r"(?P<body>.*?)\n?[ \t]*\{%-?\s*endhighlight\s*-?%\}",
    re.S,
)
RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}", re.S)
COMMENT = re.compile(
    r"\{%-?\s*comment\s*-?%\}(.*?)\{%-?\s*endcomment\s*-?%\}|\{::comment\}(.*?)\{:/(?:comment)?\}",
    re.S,
)
POST_URL = re.compile(
    r"(?:\{\{\s*site\.(?:baseurl|url)\s*\}\})*/?\{%-?\s*(?:post_url|link)\s+(?P<path>[^%\s]+"
    r")\s*-?%\}"
)
INCLUDE = re.compile(
    r"\{%-?\s*(?P<how>include|include_relative|include_cached|render)\s+(?P<name>[\w./-]+)"
    r"(?P<rest>.*?)-?%\}",
    re.S,
)
EMBED = re.compile(
    r"\{%-?\s*(?P<name>youtube|vimeo|gist|twitter|tweet|img|image|figure|video|bibliography"
    r"|details|enddetails|toc)\b(?P<rest>.*?)-?%\}",
    re.S,
)
VALUE = re.compile(r"\{\{-?\s*(?P<what>[^{}]*?)\s*-?\}\}")
TAG = re.compile(r"\{%-?\s*(?P<tag>\w+).*?-?%\}", re.S)
DETAILS = re.compile(
    r"\{%\s*details\s*(?P<title>.*?)\s*%\}(?P<body>.*?)\{%\s*enddetails\s*%\}", re.S
)
CITE = re.compile(r"\{%\s*cite\s+(?P<keys>[\w:\s-]+?)\s*%\}")
SHOWN, SHUT = "\ue010", "\ue011"


def structure(text: str, page: Page, site: Site, tell: Teller) -> str:
    """Return *text* with its Liquid carried out as far as that is possible without a site."""
    text = HIGHLIGHT.sub(lambda one: _code(one), text)
    text = RAW.sub(lambda one: one[1].replace("{{", SHOWN * 2).replace("{%", SHOWN + "%"), text)
    text = COMMENT.sub(lambda one: f"<!--{one[1] or one[2]}-->", text)
    text = re.sub(r"\{::(?:nomarkdown|options)[^}]*/?\}|\{:/(?:nomarkdown)?\}", "", text)
    text = _outside_code(text, page, site, tell)
    text = text.replace(SHOWN * 2, "{{").replace(SHOWN + "%", "{%")
    return obsidian.callouts(kramdown.attributes(text, tell))


def _code(one: re.Match[str]) -> str:
    lines = re.search(r"hl_lines=\"?([\d ]+)", one["rest"])
    info = one["language"] + (f' hl_lines="{lines[1].strip()}"' if lines else "")
    ticks = "````" if "```" in one["body"] else "```"
    body = one["body"].strip("\n").replace("{{", SHOWN * 2).replace("{%", SHOWN + "%")
    return "\n".join(["", *blocks.prefixed(f"{ticks}{info}\n{body}\n{ticks}", one["indent"]), ""])


def _outside_code(text: str, page: Page, site: Site, tell: Teller) -> str:
    code = [is_code for _, is_code in each_line(text)]
    lines = text.split("\n")
    # What stands in code is shown as it stands.
    lines = [
        line.replace("{{", SHOWN * 2).replace("{%", SHOWN + "%") if is_code else line
        for line, is_code in zip(lines, code, strict=True)
    ]
    text = "\n".join(lines)
    text = re.sub(
        r"`[^`\n]*(?:\{\{|\{%)[^`\n]*`",
        lambda span: span[0].replace("{{", SHOWN * 2).replace("{%", SHOWN + "%"),
        text,
    )
    text = DETAILS.sub(
        lambda one: f"\n{blocks.note('details', one['title'] or 'More', one['body'], True)}\n", text
    )
    text = POST_URL.sub(lambda one: f"post:{one['path']}", text)
    text = INCLUDE.sub(lambda one: _include(one, site, page, tell), text)
    text = CITE.sub(lambda one: "".join(f"{{cite}}`{key}`" for key in one["keys"].split()), text)
    text = EMBED.sub(lambda one: _embed(one, tell), text)
    text = VALUE.sub(lambda one: _value(one, page, site, tell), text)
    return TAG.sub(lambda one: _left(one, tell), text)


def _include(one: re.Match[str], site: Site, page: Page, tell: Teller) -> str:
    call = call_of(one["name"], one["rest"], one[0])
    folder = site.root / (page.folder if one["how"] == "include_relative" else "_includes")
    path = folder / one["name"]
    if (
        one["how"] == "include_relative"
        and path.is_file()
        and path.resolve().is_relative_to(site.root.resolve())
    ):
        return path.read_text("utf-8", "replace")
    tries = Teller(Report(), tell.file, tell.whole)
    made = written_as(call, tries)
    if not tries.report.of_person():
        tell.report.take(tries.report)
        return made
    # What was not known is looked for in the theme.
    name = re.sub(r"\.(html|md|liquid)$", "", one["name"]).rpartition("/")[2]
    if re.search(
        r"analytics|comment|head|foot|nav|share|social|toc|mathjax|katex|script|css|disqus"
        r"|newsletter|subscribe|related|author",
        name,
    ):
        tell.chose(f"the include {one['name']}, which is a part of the theme, left out")
        return ""
    if path.is_file():
        text = path.read_text("utf-8", "replace")
        text = re.sub(r"\{\{\s*include\.(\w+)\s*\}\}", lambda value: call.get(value[1]), text)
        if "{%" not in text and "<script" not in text:
            return text
    if address := call.get("src", "url", "image", "image_path", "path", "file"):
        return f"![{call.get('alt', 'caption', 'title')}]({address})"
    tell(
        one[0],
        f"{' '.join(one[0].split())} is filled in by nothing here: write its text",
        person=True,
    )
    return shown(one[0])


def shown(written: str) -> str:
    """Return *written*, a mark of Liquid, as code that is not looked at again."""
    words = " ".join(written.split())
    return f"`` {words} ``".replace("{{", SHOWN * 2).replace("{%", SHOWN + "%")


def _embed(one: re.Match[str], tell: Teller) -> str:
    if one["name"] in ("bibliography",):
        return "\n```{footbibliography}\n```\n"
    return written_as(call_of(one["name"], one["rest"], one[0]), tell)


# Filters that a text does without.
PLAIN = {"relative_url", "absolute_url", "strip", "escape", "xml_escape", "markdownify", "default"}


def _value(one: re.Match[str], page: Page, site: Site, tell: Teller) -> str:
    what, *filters = (part.strip() for part in one["what"].split("|"))
    if literal := re.fullmatch(r"[\"'](.*)[\"']", what):
        return literal[1]
    name = what.partition(".")[2]
    if what in ("site.baseurl", "site.url", "page.url", "site.github.url"):
        return ""
    if what.startswith("page.") and name in ("title", "date"):
        return str(page.meta.title if name == "title" else page.meta.date or "")
    known = site.settings if what.startswith("site.") else page.values
    value = known.get(name) if what.startswith(("site.", "page.")) else None
    filters = [one for one in filters if one.partition(":")[0] not in PLAIN]
    if isinstance(value, str | int) and not filters:
        return str(value)
    if what.startswith("include.") or (name and what == f"page.{name}" and not filters):
        # Liquid prints nothing for what no one has said.
        tell(one[0], f"{one[0]} says nothing, for its page has no such key")
        return ""
    tell(one[0], f"{one[0]} is filled in by nothing here: write its text", person=True)
    return shown(one[0])


def _left(one: re.Match[str], tell: Teller) -> str:
    written = " ".join(one[0].split())
    tell(one[0], f"{written} is carried out by nothing here: write what it gave", person=True)
    return shown(one[0])
