"""Marks that the build would refuse: given the form that its messages name, or shown as text."""

from __future__ import annotations

import re

from extensions.doctree.markdown import foreign, tex
from extensions.doctree.markdown.blocks import cells_of
from extensions.doctree.markdown.tex import Mistake
from extensions.doctree.markdown.walk import RULER, TITLE
from extensions.tools.importing.report import Teller
from extensions.tools.importing.stash import CLOSE, OPEN, Stash

HEAD = re.compile(r"^[ \t]*:{3,}.*$(?:\n[ \t]*:[\w-]+:.*$)*", re.MULTILINE)
REMEDY = re.compile(
    r": write (?P<remedy>(?:\*\*|\$|\{(?:sub|sup|kbd)\}`|\[\]\(#|\"|\[\^).*)$", re.S
)
ROW = re.compile(r"[ \t>]*\|.*\|[ \t]*")
LATEX = {**dict.fromkeys(("textbf",), "**"), **dict.fromkeys(("emph", "textit"), "*")}
EMOJI = {
    "smile": "😄",
    "smiley": "😃",
    "grin": "😁",
    "wink": "😉",
    "laughing": "😆",
    "joy": "😂",
    "heart": "❤️",
    "tada": "🎉",
    "rocket": "🚀",
    "warning": "⚠️",
    "bulb": "💡",
    "fire": "🔥",
    "+1": "👍",
    "thumbsup": "👍",
    "-1": "👎",
    "star": "⭐",
    "eyes": "👀",
    "white_check_mark": "✅",
    "x": "❌",
    "point_right": "👉",
    "memo": "📝",
    "books": "📚",
    "bug": "🐛",
    "sparkles": "✨",
    "thinking": "🤔",
    "slightly_smiling_face": "🙂",
    "100": "💯",
    "wave": "👋",
    "pray": "🙏",
    "muscle": "💪",
}


def settled(text: str, stash: Stash, tell: Teller) -> str:
    """Return *text*, its code out of reach, as the build takes it."""
    text = re.sub(r":([a-z_]+|\+1|-1|100):", lambda one: EMOJI.get(one[1], one[0]), text)
    for name, mark in LATEX.items():
        text = re.sub(rf"\\{name}\{{([^{{}}\n]*)\}}", rf"{mark}\1{mark}", text)
    text = re.sub(
        r"\\(?:newpage|clearpage|pagebreak|noindent|bigskip|medskip|smallskip|vspace\*?\{[^{}]*\})"
        r"(?![A-Za-z])[ \t]*\n?",
        "",
        text,
    )
    text = HEAD.sub(lambda one: stash.hold(one[0]), text)
    text = _tables(text, stash)
    lines = [_line(line, stash, tell) for line in text.split("\n")]
    return _signs("\n".join(lines), tell)


def _line(line: str, stash: Stash, tell: Teller) -> str:
    """Return *line*, shown as it stands where it is as a whole a mark of another program."""
    bare = line.strip()
    if TITLE.fullmatch(bare):
        return line.replace("#", "\\#", 1)
    if not bare or OPEN in bare or bare.startswith(("#", "|", ">", "- ")):
        return line
    for _, message in foreign.of_lines([bare]):
        tell(
            bare,
            message.replace(" is shown as it stands", " has no form here and is shown"),
            person=True,
        )
        return line.replace(bare, stash.hold(f"`` {bare} ``"))
    return line


def _signs(text: str, tell: Teller) -> str:
    out: list[str] = []
    at = 0
    while at < len(text):
        sign = text[at]
        if sign == OPEN:
            end = text.find(CLOSE, at) + 1
            out.append(text[at:end])
            at = end
            continue
        if sign == "\\" and at + 1 < len(text):
            found = tex.of_backslash(text, at)
            if found and not re.match(r"\\[\[\](){}]", text[at:]):
                out.append(
                    _remedied(text[at : found.end], found, tell, "\\\\" + text[at + 1 : found.end])
                )
                at = found.end
                continue
            out.append(text[at : at + 2])
            at += 2
            continue
        mistake = _mistake(text, at, sign)
        if mistake and mistake.end > at:
            written = text[at : mistake.end]
            out.append(_remedied(written, mistake, tell, "\\" + written))
            at = mistake.end
        else:
            out.append(sign)
            at += 1
    return "".join(out)


def _mistake(text: str, at: int, sign: str) -> Mistake | None:
    if sign == "{" and (found := tex.of_brace(text, at)):
        return found
    if sign == "{" and text[at : at + 2] != "{{" and (left := foreign.left_over(text, at)):
        return left
    if sign == "%" and text[max(at - 1, 0) : at] in ("", "\n"):
        return None
    return foreign.of_sign(text, at)


def _remedied(written: str, mistake: Mistake, tell: Teller, escaped: str) -> str:
    remedy = REMEDY.search(mistake.text)
    if remedy and OPEN not in mistake.text and "…" not in remedy["remedy"]:
        return (
            remedy["remedy"]
            .partition(" for deleted")[0]
            .partition(", and [^")[0]
            .partition(", or {")[0]
        )
    sign = re.fullmatch(r"\\[A-Za-z]+", written)
    if sign and ": write $" in mistake.text:
        return f"${written}$"
    if mistake.text:
        is_small = re.fullmatch(r":[\w+-]+:", written) or written.startswith("{")
        tell(
            written,
            f"{' '.join(written.split())[:60]} has no form here and is shown as text",
            person=not is_small,
        )
    return escaped


def _tables(text: str, stash: Stash) -> str:
    """Return *text* with tables whose rows have as many cells as their heads."""
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        is_row = "|" in lines[at] and at + 1 < len(lines)
        if (
            is_row
            and RULER.fullmatch(lines[at + 1].strip(" \t>"))
            and "|" in lines[at + 1]
            and "-" in lines[at + 1]
        ):
            at = _table(lines, at, stash)
        elif (
            is_row
            and ROW.fullmatch(lines[at])
            and ROW.fullmatch(lines[at + 1])
            and (at == 0 or not lines[at - 1].strip())
        ):
            # In kramdown a table needs no head.
            if RULER.fullmatch(lines[at].strip()):
                lines.pop(at)
            width = len(cells_of(lines[at].strip(" \t>")))
            lines.insert(at + 1, "|" + "---|" * width)
            at = _table(lines, at, stash)
        else:
            at += 1
    return "\n".join(lines)


def _table(lines: list[str], at: int, stash: Stash) -> int:
    if (
        at
        and lines[at - 1].strip(" \t>")
        and not re.search(r"^[ \t]*:::", lines[at - 1])
        and OPEN not in lines[at - 1]
    ):
        lines.insert(at, "")
        at += 1
    prefix = re.match(r"[ \t>]*", lines[at])[0]  # type: ignore[index]
    width = len(cells_of(lines[at].removeprefix(prefix)))
    ruler = cells_of(lines[at + 1].strip(" \t>"))
    if len(ruler) != width:
        lines[at + 1] = f"{prefix}|" + "---|" * width
    row = at
    while row < len(lines) and "|" in lines[row]:
        if row != at + 1:
            cells = cells_of(lines[row].removeprefix(prefix))
            if len(cells) > width:
                cells = [*cells[: width - 1], r" \| ".join(cells[width - 1 :])]
            if len(cells) < width or len(cells_of(lines[row].removeprefix(prefix))) != width:
                cells += [""] * (width - len(cells))
                lines[row] = f"{prefix}| {' | '.join(cell.strip() for cell in cells)} |"
            for held in re.findall(f"{OPEN}(\\d+){CLOSE}", lines[row]):
                span = stash.texts[int(held)]
                if span.startswith("`") or "`" in span:
                    stash.texts[int(held)] = re.sub(r"(?<!\\)\|", r"\\|", span)
        row += 1
    return row
