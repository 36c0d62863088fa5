"""Where backlinks are shown: beside the section that they refer to, and at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from extensions import entries
from extensions.backlinks.domain import backlinks_of
from extensions.folds import fold
from extensions.fragments import thaw
from extensions.references import phrase
from extensions.views import link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.environment import BuildEnvironment

    from extensions.backlinks.domain import Backlink

AT_ONCE = 5


class Backlinks(SphinxPostTransform):
    """Put the sentences that refer to the page beside its sections and at its foot."""

    # Before references are resolved: the sentences bring their own.
    default_priority = 7

    def run(self, **kwargs: Any) -> None:
        """Change the page that is written."""
        found = backlinks_of(self.env).of(self.env.docname)
        page = next(iter(self.document.findall(nodes.section)), None)
        # A piece of the page that is shown elsewhere has no section.
        if not found or page is None:
            return
        around = sections_around(self.document)
        beside: dict[int, tuple[nodes.section, list[Backlink]]] = {}
        for one in found:
            section = around.get(one.anchor, page)
            if section is not page:
                beside.setdefault(id(section), (section, []))[1].append(one)
        for section, mentions in beside.values():
            section.insert(1, aside(self.env, self.env.docname, once(mentions)))
        # After the footnotes, which stand outside of all sections.
        self.document += foot(self.env, self.env.docname, once(found))


def once(mentions: list[Backlink]) -> list[Backlink]:
    """Return *mentions* without those of a sentence that has already been told."""
    return list({(one.source, one.mention): one for one in mentions}.values())


def sections_around(document: nodes.document) -> dict[str, nodes.section]:
    """Return the innermost section around each id of *document*."""
    found: dict[str, nodes.section] = {}
    for section in document.findall(nodes.section):
        for node in section.findall(nodes.Element):
            found.update(dict.fromkeys(node["ids"], section))
    return found


def aside(env: BuildEnvironment, page: str, mentions: list[Backlink]) -> nodes.container:
    """Return what stands beside a section that *mentions* refer to."""
    head = nodes.paragraph("", f"Referred to by {len(mentions)}")
    folded = fold("", head, listed(env, page, mentions))
    return nodes.container("", folded, classes=["margin", "referred-to-by"])


def foot(env: BuildEnvironment, page: str, mentions: list[Backlink]) -> nodes.container:
    """Return what stands at the foot of a page that *mentions* refer to."""
    node = nodes.container("", classes=["referred-to-by"])
    node += entries.heading(2, nodes.Text("Referred to by"))
    node += listed(env, page, mentions[:AT_ONCE])
    if rest := mentions[AT_ONCE:]:
        node += fold("", nodes.paragraph("", f"{len(rest)} more"), listed(env, page, rest))
    return node


def listed(env: BuildEnvironment, page: str, mentions: Iterable[Backlink]) -> nodes.bullet_list:
    """Return *mentions* as a list: the sentence, and where it stands."""
    return nodes.bullet_list("", *(quoted(env, page, one) for one in mentions))


def quoted(env: BuildEnvironment, page: str, one: Backlink) -> nodes.list_item:
    """Return one sentence with a link to the section in which it stands."""
    sentence = thaw(one.mention.sentence, one.source, page, env)
    place = one.place(env)
    target = f"{one.source}#{place.anchor}" if place.anchor else one.source
    source = nodes.paragraph("", "", link(env, page, target, phrase(env, place, page)))
    source["classes"] += ["facts"]
    return nodes.list_item("", nodes.paragraph("", "", *sentence), source)
