r"""Formulas between all kinds of marks, between ``$`` and ``$$`` here; sums of money escaped."""

from __future__ import annotations

import re

from extensions.doctree.markdown.tex import SIGN, is_amount
from extensions.lib.slugs import slugify
from extensions.tools.importing.macros import DEFINITION, Macros, definitions, expanded
from extensions.tools.importing.report import Teller
from extensions.tools.importing.stash import OPEN, Stash

ENVIRONMENTS = (
    r"(?:align|aligned|equation|eqnarray|gather|gathered|multline|alignat|flalign|split|cases"
    r"|[pbvB]?matrix|array)"
)
BARE = re.compile(rf"\\begin\{{(?P<name>{ENVIRONMENTS}\*?)\}}.*?\\end\{{(?P=name)\}}", re.S)
DOUBLE = re.compile(
    r"(?<![\\$])\$\$(?P<tex>(?:(?!\$\$)[^\\]|\\.)+?)\$\$(?!\$)(?P<label>[ \t]*"
    r"(?:\((?P<ours>[A-Za-z][\w:.-]*)\)(?=[ \t]*(?:\n|$))|\{#(?P<pandoc>eq[\w:-]+)[^}]*\}))?",
    re.S,
)
BRACKETS = re.compile(
    r"\\\\\[(?P<double>.+?)\\\\\]|(?<!\\)\\\[(?P<single>(?:(?!\n[ \t]*\n).)+?)\\\]", re.S
)
PARENTHESES = re.compile(
    r"\\\\\((?P<double>.+?)\\\\\)|(?<!\\)\\\((?P<single>(?:(?!\n[ \t]*\n).)+?)\\\)", re.S
)
GITHUB = re.compile(r"\$(`+)(?!`)(?P<tex>.+?)(?<!`)\1\$", re.S)
SINGLE = re.compile(
    r"(?<![\\$\w])\$(?![$])(?P<tex>(?:(?!\n[ \t>]*\n)[^$\\]|\\.)+?)\$(?![\d$])", re.S
)
# Words in a formula, where MathJax takes such signs as they are.
TEXT = re.compile(r"\\text(?:bf|it|tt|rm|sf)?\{[^{}$\\]*\}")
LABEL = re.compile(r"\\label\s*\{(?P<label>[^{}]*)\}")
# Commands that KaTeX knows under another name.
OTHER_NAMES = {
    r"\\(?:mbox|hbox|textsc|textup|textnormal)": r"\text",
    r"\\(?:mathds|mathbbm|mathbbold)": r"\mathbb",
    r"\\bm": r"\boldsymbol",
    r"\\(?:ensuremath|displaylimits|allowbreak)": "",
}
PARTED = re.compile(r"&|\\\\")
WORD = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{4,}")


class Formulas:
    """Takes the formulas of one page out of its text, each in our form.

    ``double_is_inline`` where ``$$`` within a line of text is no display, as in kramdown;
    ``escaped`` where backslashes were written twice for the Markdown of another program.
    """

    def __init__(
        self, stash: Stash, tell: Teller, macros: Macros, *, double_is_inline: bool, escaped: bool
    ) -> None:
        self.stash = stash
        self.tell = tell
        self.macros = dict(macros)
        self.double_is_inline = double_is_inline
        self.escaped = escaped
        self.found: list[tuple[str, bool]] = []

    def hold(self, text: str) -> str:
        """Return *text* with its formulas out of reach, and all other dollars escaped."""
        self.macros |= definitions(text)
        text = DOUBLE.sub(lambda one: self._double(one, text), text)
        text = BRACKETS.sub(lambda one: self._bracketed(one, text, True), text)
        text = PARENTHESES.sub(lambda one: self._bracketed(one, text, False), text)
        text = GITHUB.sub(lambda one: self._inline(one["tex"], one), text)
        text = SINGLE.sub(lambda one: self._single(one, text), text)
        text = BARE.sub(lambda one: self._display(one[0], one, text), text)
        text = self._without_definitions(text)
        return re.sub(r"(?<!\\)\$", r"\\$", text)

    def _without_definitions(self, text: str) -> str:
        def one(match: re.Match[str]) -> str:
            self.tell.chose("macros of TeX written out where they are used")
            return ""

        return DEFINITION.sub(one, text)

    def _double(self, one: re.Match[str], text: str) -> str:
        tex = one["tex"]
        before = text[: one.start()].rpartition("\n")[2]
        after = text[one.end() :].partition("\n")[0]
        if (
            re.search(r"\n[ \t]*\n[ \t]*(?=\S)", tex)
            and len(WORD.findall(re.sub(r"\\text\{[^}]*\}", "", tex))) > 12
        ):
            # Its second $$ opens another formula.
            return one[0]
        if not DEFINITION.sub("", tex).strip():
            return tex
        is_alone = not before.strip(" \t>*-+0123456789.)") and not after.strip(" \t.,;:")
        is_row = before.count("|") > 1 or before.lstrip().startswith(("|", "#"))
        if is_row or (self.double_is_inline and not is_alone and "\n" not in tex.strip()):
            return self._inline(tex, one) + (one["label"] or "")
        return self._display(tex, one, text, one["ours"] or one["pandoc"] or "")

    def _bracketed(self, one: re.Match[str], text: str, display: bool) -> str:
        tex = one["double"] or one["single"]
        if OPEN in tex:
            return one[0]
        # Brackets are escaped in ordinary texts too: \[sic\], \(see below\).
        is_text = not SIGN.search(tex) and (WORD.search(tex) or not re.search("[A-Za-z]", tex))
        if is_text or (one["single"] and "](" in text[one.end() - 2 : one.end() + 1]):
            return one[0]
        return self._display(tex, one, text) if display else self._inline(tex, one)

    def _single(self, one: re.Match[str], text: str) -> str:
        tex, after = one["tex"], text[one.end() : one.end() + 1]
        is_spaced = tex != tex.strip()
        if OPEN in tex and not re.search(r"[\\^_=]", tex):
            return one[0]
        if is_amount(tex.strip(), after) or (
            is_spaced and (not SIGN.search(tex) or len(WORD.findall(tex)) > 2)
        ):
            return self._dollar(one)
        if not SIGN.search(tex) and len(WORD.findall(tex)) > 1:
            return self._dollar(one)
        return self._inline(tex, one)

    def _dollar(self, one: re.Match[str]) -> str:
        """Escape the first dollar, and look at the rest again: the second may open a formula."""
        return "\\$" + SINGLE.sub(lambda two: self._single(two, one[0]), one[0][1:])

    def _clean(self, tex: str) -> tuple[str, str]:
        """Return *tex* as KaTeX reads it, and the label that stood in it."""
        tex = self.stash.restore(tex)
        tex = (
            re.sub(r"^[ \t]*>[ \t]?", "", tex, flags=re.M)
            if re.search(r"^[ \t]*>", tex, re.M)
            else tex
        )
        tex = re.sub(r"\n[ \t]*(?=\n)", "", tex.strip("\n")).strip()
        if self.escaped:
            tex = re.sub(r"\\\\\\\\", r"\\\\", tex)
            tex = re.sub(r"(?<=[A-Za-z}\])])\\([_*])", r"\1", tex)
            tex = re.sub(r"\\\\(?=[{}|,;!])", r"\\", tex) if "begin" not in tex else tex
        tex = tex.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        tex = re.sub(r"(?<!\\)%.*$", "", tex, flags=re.M).strip()
        tex = re.sub(r"\n[ \t]*(?=\n)", "", tex)
        for written, ours in OTHER_NAMES.items():
            tex = re.sub(rf"{written}(?![A-Za-z])", ours.replace("\\", r"\\"), tex)
        tex = TEXT.sub(lambda one: re.sub(r"(?<!\\)([_%#&])", r"\\\1", one[0]), tex)
        label = next((one["label"] for one in LABEL.finditer(tex)), "")
        tex = LABEL.sub("", tex)
        tex = DEFINITION.sub("", tex)
        tex = re.sub(
            r"\\begin\{eqnarray(\*?)\}",
            r"\\begin{align\1}",
            re.sub(r"\\end\{eqnarray(\*?)\}", r"\\end{align\1}", tex),
        )
        return expanded(tex, self.macros).strip(), label

    def _inline(self, tex: str, one: re.Match[str]) -> str:
        tex, _ = self._clean(tex)
        tex = " ".join(tex.split())
        if not tex:
            return ""
        if "|" in tex and "|" in one.string[: one.start()].rpartition("\n")[2]:
            tex = re.sub(r"(?<!\\)\|", r"\\vert ", tex).replace("\\|", "\\Vert ")
        tex = self._refs(tex)
        self.found.append((tex, False))
        return self.stash.hold(f"${tex}$")

    def _display(self, tex: str, one: re.Match[str], text: str, label: str = "") -> str:
        tex, inner = self._clean(tex)
        if not tex:
            return ""
        line = text[: one.start()].rpartition("\n")[2]
        quote = re.match(r"[ \t>]*(?:[-*+]|\d+[.)])?[ \t]*", line)
        prefix = re.sub(r"[^\s>]", " ", quote[0] if quote else "")
        tex = self._aligned(tex)
        label = slugify(label or inner).replace("--", "-") if (label or inner) else ""
        if label and not label.startswith("eq"):
            label = f"eq-{label}"
        tex = self._refs(tex)
        self.found.append((tex, True))
        lines = ["$$", *tex.split("\n"), f"$$ ({label})" if label else "$$"]
        held = self.stash.hold(
            ("\n" + prefix).join(line.strip() if line in ("$$",) else line for line in lines)
        )
        gap = f"\n{prefix}".rstrip(" ") if ">" in prefix else "\n"
        rest = text[one.end() :]
        after = (
            f"{gap}\n{prefix}"
            if rest and not re.match(r"[ \t]*(?:\n|$)", rest)
            else gap
            if rest.strip()
            else ""
        )
        before = (
            ""
            if not line.strip(" \t>") or not line.strip(" \t>*-+.0123456789)")
            else f"{gap}\n{prefix}"
        )
        if (
            not before
            and not line.strip(" \t>")
            and text[: one.start()].rstrip(" \t>").endswith("\n")
        ):
            before = (
                f"{gap.lstrip(chr(10))}\n{prefix}"
                if not text[: one.start()].rstrip(" \t>")[:-1].rstrip(" \t>").endswith("\n")
                else ""
            )
        return f"{before}{held}{after}"

    def _aligned(self, tex: str) -> str:
        outside = re.sub(
            r"\\begin\{(\w+\*?)\}.*?\\end\{\1\}|\\substack\{[^}]*\}", "", tex, flags=re.S
        )
        if PARTED.search(outside.replace(r"\&", "")) and not re.match(r"\\begin", tex):
            name = "aligned" if "&" in outside.replace(r"\&", "") else "gathered"
            return f"\\begin{{{name}}}\n{tex}\n\\end{{{name}}}"
        return tex

    def _refs(self, tex: str) -> str:
        if re.search(r"\\(?:eq)?ref\{", tex):
            self.tell.chose("references within formulas are text: a formula holds no links")
            return re.sub(r"\\(?:eq)?ref\{([^{}]*)\}", r"\\text{(\1)}", tex)
        return tex


def references(text: str) -> str:
    r"""Return *text* with ``\eqref{x}`` and ``\ref{x}`` outside of formulas as references."""

    def one(match: re.Match[str]) -> str:
        label = slugify(match["label"])
        label = label if label.startswith(("eq", "fig", "tab", "sec", "thm")) else f"eq-{label}"
        return f"[](#{label})"

    return re.sub(r"\\(?:eqref|ref|autoref|cref)\{(?P<label>[^{}]+)\}", one, text)
