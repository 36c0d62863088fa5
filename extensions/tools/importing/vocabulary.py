"""The tags of what is imported, as terms of the vocabulary; those that are nearly the same told."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Mapping

import yaml

from extensions.lib.slugs import slugify
from extensions.model.frontmatter.fields import FEWEST_TAGS, MOST_TAGS
from extensions.model.vocabulary import load
from extensions.tools.importing.pages import Page, Site
from extensions.tools.importing.report import Report, Teller

# What fills the place of a second tag.
OWN = "imported"
TRACK = "imported"


def tags_of(page: Page, tell: Teller) -> list[str]:
    """Return the two to five tags of *page*, as keys of the vocabulary."""
    named = [*page.meta.tags, *page.meta.categories]
    keys = list(
        dict.fromkeys(
            slugify(one)
            for one in named
            if one.strip() and one.lower() not in ("uncategorized", "none")
        )
    )
    if len(keys) > MOST_TAGS:
        tell(
            "tags",
            f"of {len(keys)} tags a page keeps {MOST_TAGS}: left out {', '.join(keys[MOST_TAGS:])}",
        )
        keys = keys[:MOST_TAGS]
    fill = [page.series, OWN, "notes"]
    while len(keys) < FEWEST_TAGS:
        one = next(one for one in fill if one and one not in keys)
        keys.append(one)
        tell.chose(
            f'pages with fewer than two tags have "{OWN}", or the name of their series, as one'
        )
    return keys


def titles(site: Site) -> dict[str, str]:
    """Return the title of each tag by its key: as it is most often written."""
    counts: dict[str, Counter[str]] = {}
    for page in site.pages:
        for tag in (*page.meta.tags, *page.meta.categories):
            counts.setdefault(slugify(tag), Counter())[tag.strip()] += 1
    return {
        key: _titled(min(count.most_common(), key=lambda one: (-one[1], one[0]))[0])
        for key, count in counts.items()
    }


def _titled(tag: str) -> str:
    words = re.sub(r"[-_]+", " ", tag) if tag == tag.lower() else tag
    return words[:1].upper() + words[1:]


def near(keys: Iterable[str]) -> list[tuple[str, str]]:
    """Return pairs of *keys* that may be one term: singular and plural, a slip, words joined."""
    ordered = sorted(set(keys))
    pairs = []
    for number, one in enumerate(ordered):
        for other in ordered[number + 1 :]:
            plain, second = one.replace("-", ""), other.replace("-", "")
            if (
                plain == second
                or plain.rstrip("s") == second.rstrip("s")
                or (
                    min(len(plain), len(second)) > 5
                    and difflib.SequenceMatcher(None, plain, second).ratio() > 0.9
                )
            ):
                pairs.append((one, other))
    return pairs


def extended(text: str, used: Mapping[str, str], needs_track: bool, report: Report) -> str:
    """Return the vocabulary *text* with the tags *used*, title by key, that it has not yet.

    What stands there stays as it is written.
    """
    known, _ = load(text or "tracks: {}\ntopics: {}\ntags: {}\n")
    fresh = {key: title for key, title in sorted(used.items()) if key not in known.tags}
    for one, other in near([*known.tags, *fresh]):
        if one in fresh or other in fresh:
            report.note(
                "docs/vocabulary.yml",
                1,
                f'the tags "{one}" and "{other}" are nearly the same: if they are one, keep one',
            )
    entries = {
        key: {"title": title, "line": f"What was imported under the tag {title}."}
        for key, title in fresh.items()
    }
    text = _with(text, "tags", entries)
    if needs_track and TRACK not in known.tracks:
        track = {TRACK: {"title": "Imported", "line": "Series that came from another site."}}
        text = _with(text, "tracks", track)
    if "topics:" not in text:
        text = f"{text.rstrip()}\n\ntopics: {{}}\n"
    return text


def _with(text: str, section: str, entries: Mapping[str, Mapping[str, str]]) -> str:
    if not entries:
        return text
    made = yaml.safe_dump(dict(entries), sort_keys=False, allow_unicode=True, width=10_000)
    lines = [f"  {line}" if line else line for line in made.rstrip("\n").split("\n")]
    found = re.search(rf"^{section}:[ \t]*(?:\{{\}})?[ \t]*\n", text, re.M)
    if not found:
        return f"{text.rstrip()}\n\n{section}:\n".lstrip("\n") + "\n".join(lines) + "\n"
    end = re.search(r"^[A-Za-z]\w*:", text[found.end() :], re.M)
    at = found.end() + (end.start() if end else len(text) - found.end())
    body = text[found.end() : at].rstrip("\n")
    rest = text[at:]
    whole = (
        text[: found.start()]
        + f"{section}:\n"
        + (body + "\n" if body.strip() else "")
        + "\n".join(lines)
        + "\n"
    )
    return whole + (f"\n{rest}" if rest else "")
