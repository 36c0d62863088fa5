"""Headings: levels without gaps, names in attributes as labels, and the title of the page."""

from __future__ import annotations

import re

from extensions.lib.slugs import slugify
from extensions.tools.importing.stash import CLOSE, OPEN, Stash

ATX = re.compile(
    r"(?P<before>[ ]{0,3})(?P<marks>#{1,6})(?:[ \t]+(?P<text>.*?))?(?:[ \t]+#+)?[ \t]*"
)
SETEXT = re.compile(r"[ ]{0,3}(?P<mark>=+|-+)[ \t]*")
NAMED = re.compile(r"[ \t]*\{(?P<what>:?[ \t]*[#.][^{}]*|-|[\w-]+=[^{}]*)\}[ \t]*$")
WITHIN = re.compile(
    r"^(?P<before>[ \t]*(?:>[ \t]*|[-*+][ \t]+|\d+[.)][ \t]+)+)#{1,6}[ \t]+(?P<text>.+?)[ \t#]*$",
    re.M,
)
LABEL = re.compile(r"[ \t]*\(\^?(?P<name>[^()\s]+)\)=[ \t]*")
RULE = re.compile(r"[ ]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
# What is set at the end of the page, wherever it stands.
NOTE = re.compile(f"^\\[\\^[^\\]]+\\]:.*(?:\n[ \\t]+\\S.*)*|^%.*|{OPEN}\\d+{CLOSE}$", re.M)
BLOCK = re.compile(r"[ \t]*(?P<colons>:{3,})(?P<rest>.*)")


class Headings:
    """The headings of one page."""

    def __init__(self, stash: Stash) -> None:
        self.stash = stash
        # Labels that stood before the title.
        self.labels: list[str] = []
        self.title = ""

    def normal(self, text: str, title: str) -> str:
        """Return *text* with headings from the second level on; the first is the page's title."""
        text = WITHIN.sub(lambda one: f"{one['before']}**{one['text'].strip('*')}**", _atx(text))
        lines = text.split("\n")
        found = self._found(lines)
        self.title = title
        levels = [level for _, level, _ in found]
        opens = bool(found) and not any(
            line.strip() for line in lines[: found[0][0]] if not _is_mark(line)
        )
        if found and (
            not title or (opens and found[0][1] == 1 and _same(found[0][2], title, self.stash))
        ):
            first = next((n for n, level in enumerate(levels) if level == 1), 0 if opens else -1)
            if first >= 0 and (not title or first == 0):
                at, _, words = found.pop(first)
                levels.pop(first)
                self.title = title or words
                lines[at] = ""
                # The labels of the title are those of the page, which has its own.
                while at and (not lines[at - 1].strip() or LABEL.fullmatch(lines[at - 1])):
                    at -= 1
                    if label := LABEL.fullmatch(lines[at]):
                        self.labels.append(label["name"])
                        lines[at] = ""
        self._relevel(lines, found)
        return "\n".join(_without_idle_rules("\n".join(lines).split("\n")))

    def _found(self, lines: list[str]) -> list[tuple[int, int, str]]:
        """Return line, level and words of each heading; one within a block becomes bold."""
        found = []
        depth: list[int] = []
        for at, line in enumerate(lines):
            if mark := BLOCK.fullmatch(line):
                size = len(mark["colons"])
                if mark["rest"].strip():
                    depth.append(size)
                elif depth and size >= depth[-1]:
                    depth.pop()
                continue
            one = ATX.fullmatch(line)
            if not one:
                continue
            if not (one["text"] or "").strip():
                lines[at] = ""
            elif depth:
                lines[at] = f"**{NAMED.sub('', one['text']).strip('*')}**"
            else:
                found.append((at, len(one["marks"]), one["text"].strip()))
        return found

    def _relevel(self, lines: list[str], found: list[tuple[int, int, str]]) -> None:
        shift = 2 - min((level for _, level, _ in found), default=2)
        before = 1
        for at, level, words in found:
            before = min(level + shift, before + 1, 6)
            named = NAMED.search(words)
            words = NAMED.sub("", words) if named else words
            label = re.search(r"#([\w:.-]+)", named["what"]) if named else None
            head = f"{'#' * before} {words}"
            # An empty line on both sides: a label may come to stand above it.
            lines[at] = f"{{{label[1]}}}" if label else ""
            lines[at] = f"\n\ue021{label[1]}\ue022\n{head}\n" if label else f"\n{head}\n"


def _is_mark(line: str) -> bool:
    stripped = line.strip()
    return not stripped or bool(re.fullmatch(rf"\([^()\s]+\)=|{OPEN}\d+{CLOSE}|%.*", stripped))


def _same(words: str, title: str, stash: Stash) -> bool:
    return slugify(NAMED.sub("", stash.restore(words))) == slugify(title)


def _atx(text: str) -> str:
    """Return *text* with headings that are underlined as such with number signs."""
    lines = text.split("\n")
    for at in range(1, len(lines)):
        above, mark = lines[at - 1], SETEXT.fullmatch(lines[at])
        if (
            not mark
            or not above.strip()
            or re.match(r"[ \t]*(?:[>|#:]|[-*+][ \t]|\d+[.)][ \t]|\([^()\s]+\)=$)|    ", above)
        ):
            continue
        if above.strip().startswith(OPEN) or (
            at > 1 and lines[at - 2].strip() and mark["mark"][0] == "-" and len(mark["mark"]) < 3
        ):
            continue
        lines[at - 1], lines[at] = f"{'#' if mark['mark'][0] == '=' else '##'} {above.strip()}", ""
    return "\n".join(lines)


def _without_idle_rules(lines: list[str]) -> list[str]:
    """Return *lines* without rules that part no two texts: the headings do that."""
    kept: list[str] = []
    for number, line in enumerate(lines):
        if RULE.fullmatch(line):
            before = next((one for one in reversed(kept) if one.strip()), "")
            rest = NOTE.sub("", "\n".join(lines[number + 1 :])).strip()
            after = rest.partition("\n")[0]
            if not before or before.startswith("#") or RULE.fullmatch(before) or not after:
                continue
            if after.startswith("#") or RULE.fullmatch(after):
                continue
            kept += ["", line, ""]
        else:
            kept.append(line)
    return kept
