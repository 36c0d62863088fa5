"""Labels: the names that sources give to places, made unlike one another, and links to them."""

from __future__ import annotations

import re
from collections import defaultdict

from extensions.lib.slugs import slugify
from extensions.tools.importing.pages import Page
from extensions.tools.importing.report import Teller
from extensions.tools.importing.stash import Stash

# A link to a place of a page, until all places are known; a heading with a name, and one without.
LINK = re.compile(
    "\\[(?P<text>(?:[^\\[\\]\\\\]|\\\\.|\\[[^\\[\\]]*\\])*)\\]\\(\ue030(?P<file>[^\ue031]*)\ue031"
    "(?P<anchor>[^\ue032]*)\ue032\\)"
)
NAMED = re.compile("\ue021(?P<name>[^\ue022]*)\ue022")
PLACE = re.compile("\ue023(?P<number>\\d+)\ue024\n?")
HEADING = re.compile(r"^(?P<marks>#{2,6}) (?P<text>.+)$", re.MULTILINE)
TARGET = re.compile(
    r"^(?P<indent>[ \t>]*)\((?P<mark>\^?)(?P<name>[^()\s]+)\)=[ \t]*$", re.MULTILINE
)
OPTION = re.compile(r"^(?P<before>[ \t]*:(?:name|label):[ \t]+)(?P<name>\S+)[ \t]*$", re.MULTILINE)
EQUATION = re.compile(r"(?P<before>\$\$ )\((?P<name>[\w:.-]+)\)$")
# What has a title or a number to quote.
TITLED = re.compile("\\s*(?:\\([^()\\s]+\\)=\\s*)*(?:#{1,6} |\ue021|:{3,}\\{(?:figure|table|prf:))")
ROLE = re.compile(r"\{eq\}`(?P<name>[^`<>]+)`")


def link_to(file: str, anchor: str) -> str:
    """Return the address of a place that is not known yet: of *file*, the same page if empty."""
    return f"\ue030{file}\ue031{anchor}\ue032"


class Labels:
    """The labels of all pages of an import."""

    def __init__(self, taken: set[str]) -> None:
        self.taken = set(taken)
        self.of_page: dict[str, dict[str, str]] = defaultdict(dict)
        self.everywhere: dict[str, str] = {}
        # Those that a link can name without a text of its own.
        self.speaking: set[str] = set()
        self.pages: dict[str, Page] = {}
        self.headings: dict[str, list[str]] = defaultdict(list)
        self.wanted: dict[tuple[str, int], str] = {}
        # Pages by their names, as "*name".
        self.by_name: dict[str, Page] = {}
        self.ids: set[str] = set()

    def take(self, name: str, page: Page) -> str:
        """Return a label for *name*, which is that of nothing else."""
        label = slugify(name)
        if label in self.taken:
            label = f"{page.label}-{label}"
        number, first = 2, label
        while label in self.taken:
            label, number = f"{first}-{number}", number + 1
        self.taken.add(label)
        return label

    def define(self, text: str, page: Page, stash: Stash) -> str:
        """Return *text* with its names as labels, and a mark before each heading without one."""
        self.pages[page.file] = page
        # A heading has its words as an id, which is no label of something else.
        self.ids = {slugify(stash.restore(one["text"])) for one in HEADING.finditer(text)}
        text = TARGET.sub(lambda one: self._target(one, page), text)
        text = NAMED.sub(lambda one: f"({self._given(one['name'], page, True)})=", text)
        text = OPTION.sub(lambda one: one["before"] + self._given(one["name"], page, True), text)
        stash.texts = [self._held(held, page) for held in stash.texts]
        seen: dict[str, int] = {}

        def heading(one: re.Match[str]) -> str:
            anchor = slugify(
                re.sub(r"\[([^\]]*)\]\([^)]*\)|[*_`$\\]", r"\1", stash.restore(one["text"]))
            )
            seen[anchor] = seen.get(anchor, 0) + 1
            if seen[anchor] > 1:
                anchor = f"{anchor}-{seen[anchor] - 1}"
            self.headings[page.file].append(anchor)
            return f"\ue023{len(self.headings[page.file]) - 1}\ue024\n{one[0]}"

        return HEADING.sub(heading, text)

    def _held(self, held: str, page: Page) -> str:
        """Return a formula or a block that was taken out of *page* with its name as a label."""
        kind = "eq:" if held.startswith("$$") or re.match(r"[`:]{3,}\{math\}", held) else ""
        if held.startswith("$$"):
            return EQUATION.sub(
                lambda one: f"{one['before']}({self._given(one['name'], page, True, kind)})", held
            )
        if re.match(r"[`:]{3,}\{", held):
            return OPTION.sub(
                lambda one: one["before"] + self._given(one["name"], page, True, kind), held
            )
        return held

    def _target(self, one: re.Match[str], page: Page) -> str:
        """Return the label of what follows, which speaks where that has a title."""
        speaks = TITLED.match(one.string, one.end())
        return f"{one['indent']}({self._given(one['name'], page, bool(speaks))})="

    def _given(self, name: str, page: Page, speaks: bool, kind: str = "") -> str:
        """Return the label of what *page* calls *name*; each thing has one of its own."""
        key = slugify(name)
        label = self.take(name if key not in self.ids else f"{page.label}-{name}-here", page)
        own = self.of_page[page.file]
        for known in (f"{kind}{key}", key):
            own.setdefault(known, label)
            self.everywhere.setdefault(known, label)
        if speaks:
            self.speaking.add(label)
        return label

    def resolve(self, text: str, page: Page, tell: Teller) -> str:
        """Return *text* with links to places as links to labels; where there is none, as text."""
        text = ROLE.sub(lambda one: self._equation(one, page, tell), text)
        return LINK.sub(lambda one: self._link(one, page, tell), text)

    def _equation(self, one: re.Match[str], page: Page, tell: Teller) -> str:
        key = slugify(one["name"])
        keys = (f"eq:{key}", f"eq:eq-{key}", key)
        label = next((found for one in keys if (found := self._known(page.file, one))), "")
        if label:
            return f"{{eq}}`{label}`"
        tell(one["name"], f'no formula has the label "{one["name"]}"', person=True)
        return f"`{one['name']}`"

    def _known(self, file: str, key: str) -> str:
        return self.of_page[file].get(key) or self.everywhere.get(key, "")

    def _link(self, one: re.Match[str], page: Page, tell: Teller) -> str:
        file, anchor, shown = one["file"] or page.file, one["anchor"], one["text"].strip()
        target = self.pages.get(file)
        key = slugify(anchor) if anchor else ""
        if target and not anchor:
            return f"[{shown}](#{target.label})"
        label = self.of_page[file].get(key) if one["file"] else self._known(file, key)
        label = label or ("" if one["file"] else self._known(file, f"eq-{key}"))
        if not label and target and key in self.headings[file]:
            label = self._heading(target, self.headings[file].index(key), key)
        if label:
            words = "" if label in self.speaking else "the figure" if "fig" in key else "this place"
            return f"[{shown or words}](#{label})"
        if target and one["file"]:
            tell(anchor, f'the page has no place "{anchor}": the link leads to its beginning')
            return f"[{shown}](#{target.label})"
        if page_of_name := self.by_name.get(f"*{key}"):
            return f"[{shown}](#{page_of_name.label})"
        # ABlog makes lists under such names, and so does this site.
        is_top = key in ("top", "") or anchor.startswith(("blog-", "author-", "tag-", "category-"))
        if not is_top:
            tell(
                anchor,
                f'the link leads to "#{anchor}", which is nowhere: its text stands',
                person=not shown,
            )
        return shown or f"`{anchor}`"

    def _heading(self, page: Page, number: int, anchor: str) -> str:
        if (page.file, number) not in self.wanted:
            label = self.take(f"{page.label}-{anchor}", page)
            self.wanted[page.file, number] = label
            self.speaking.add(label)
        return self.wanted[page.file, number]

    def finish(self, text: str, page: Page) -> str:
        """Return *text* with labels before the headings that links lead to."""

        def place(one: re.Match[str]) -> str:
            label = self.wanted.get((page.file, int(one["number"])))
            return f"({label})=\n" if label else ""

        return PLACE.sub(place, text)
