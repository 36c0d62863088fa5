"""Turn the text of one page into ours: its dialect first, then what all pages have in common."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extensions.lib.slugs import slugify
from extensions.tools.importing import asides, comments, formulas, leftovers, obsidian, roles
from extensions.tools.importing.dialects import DIALECTS
from extensions.tools.importing.elements import Elements
from extensions.tools.importing.fences import hold_code
from extensions.tools.importing.headings import Headings
from extensions.tools.importing.labels import Labels
from extensions.tools.importing.links import Links
from extensions.tools.importing.pages import Page, Site
from extensions.tools.importing.pictures import Pictures
from extensions.tools.importing.report import Report, Teller
from extensions.tools.importing.stash import Stash

SPACED = re.compile(
    r"(!\[[^\]\n]*\])\(\s*([^()<>\"'\n]*\s[^()<>\"'\n]*\.(?:png|jpe?g|gif|svg|webp|avif))\s*\)",
    re.I,
)


@dataclass
class Work:
    """What the conversion of all pages shares."""

    site: Site
    report: Report
    pictures: Pictures
    labels: Labels
    addresses: dict[str, Page]
    tellers: dict[str, Teller] = field(default_factory=dict)
    # The formulas of each page, as they stand there, and whether they are displayed.
    formulas: dict[str, list[tuple[str, bool]]] = field(default_factory=dict)

    def tell(self, page: Page) -> Teller:
        """Return what takes up the notes on *page*."""
        return self.tellers.setdefault(page.file, Teller(self.report, page.file, page.source))


def converted(page: Page, work: Work) -> str:
    """Return the text of *page* in our form, its links to other places not yet resolved."""
    dialect, tell = DIALECTS[page.dialect], work.tell(page)
    stash = Stash()
    text = page.body.replace("\r\n", "\n").replace("\t\n", "\n")
    text = re.sub("[\ue000-\ue0ff\ufeff\u200b]", "", text)
    text = dialect.structure(text, page, work.site, tell)
    text = hold_code(
        text, stash, tell, lambda info: page.dialect == "notebook" or "code-cell" in info
    )
    if dialect.is_myst or page.dialect in ("notebook", "quarto", "jekyll"):
        text = roles.written_as_ours(text, tell)
    if dialect.wiki:
        text = obsidian.comments(text)
    text = stash.spans(text)
    text = comments.hold(text, stash, dialect.is_myst)
    maths = formulas.Formulas(
        stash,
        tell,
        work.site.macros,
        double_is_inline=dialect.double_is_inline,
        escaped=dialect.escaped,
    )
    elements = Elements(stash, tell, page.attachments)
    text = _code_of_html(text, elements)
    text = maths.hold(text)
    text = formulas.references(text)
    text = dialect.inline(SPACED.sub(r"\1(<\2>)", text), page, work.site, tell)
    text = elements.markdown(text)
    text = asides.normal(text, tell)
    heads = Headings(stash)
    text = heads.normal(text, page.meta.title)
    if not page.meta.title and heads.title:
        page.meta.title = stash.restore(heads.title).strip()
    for name in heads.labels:
        work.labels.of_page[page.file][slugify(name)] = page.label
        work.labels.everywhere.setdefault(slugify(name), page.label)
        work.labels.speaking.add(page.label)
    text = Links(work.site, page, work.pictures, work.addresses, stash, tell).markdown(text)
    text = leftovers.settled(text, stash, tell)
    # A label stands directly before what it names.
    text = re.sub(r"(?m)^([ \t]*\(\^?[^()\s]+\)=)\n(?:[ \t]*\n)+", r"\1\n", text)
    text = work.labels.define(text, page, stash)
    work.formulas[page.file] = maths.found
    return tidy(stash.restore(text))


def _code_of_html(text: str, elements: Elements) -> str:
    """Return *text* with code and drawings of HTML out of reach: signs in them mean nothing."""
    for name in ("pre", "svg", "script", "style"):
        pattern = re.compile(rf"<{name}\b.*?</{name}>", re.S | re.I)
        text = pattern.sub(lambda one: f"\n{elements.markdown(one[0])}\n", text)
    return text


def tidy(text: str) -> str:
    """Return *text* without empty lines in a row, outside of code."""
    out: list[str] = []
    mark = ""
    for line in text.split("\n"):
        fence = re.match(r"[ \t>]*(`{3,}|~{3,})", line)
        if fence and not mark:
            mark = fence[1]
        elif mark and line.strip(" \t>").startswith(mark) and not line.strip(" \t>`~"):
            mark = ""
        line = (
            line
            if mark
            else line.rstrip()
            if not line.endswith("  ") or not line.strip()
            else line.rstrip() + "  "
        )
        if mark or line.strip() or (out and out[-1].strip()):
            out.append(line)
    return "\n".join(out).strip("\n") + "\n"
