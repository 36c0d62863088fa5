"""Edits of what all pages share: series, vocabulary, settings, files beside the sources."""

from __future__ import annotations

from typing import Any

from tests.edits.choose import pick, some_label, toggle
from tests.edits.site import OPTIONAL, TEMPLATE, WORDS, Series, Site
from tests.edits.surroundings import ODD

PERSON = "__import__('extensions.lib.site_tables', fromlist=['Person']).Person"
SETTINGS = {
    "html_title": ('"A name"', '"Another name"'),
    "blog_title": ('"A blog"', '"Another blog"'),
    "html_baseurl": ('"https://b.example/"', '"https://c.example/sub/"'),
    "blog_feed_length": ("2", "5"),
    "shorts_per_page": ("1", "2"),
    "posts_per_overview": ("1", "3"),
    "katex_macros": (r'{"\\R": r"\mathbf{R}"}', r'{"\\R": r"\mathcal{R}"}'),
    "build_day": ('"2026-06-01"', '"2026-06-21"', '"2027-01-01"', '"2026-03-01"'),
    "language": ('"de"', '"en"'),
    "bibtex_default_style": ('"plain"', '"alpha"'),
    "image_widths": ("[1]", "[1, 2]"),
    "people": (f'[{PERSON}("Ada", "A line.")]', f'[{PERSON}("Ada"), {PERSON}("Grace", "A line.")]'),
}


def series_title(site: Site, a: int, b: int, c: int) -> None:
    pick(site.series, a).title = f"The {pick(WORDS, b)} series"


def series_track(site: Site, a: int, b: int, c: int) -> None:
    pick(site.series, a).track = pick([*site.tracks, "nowhere"], b)


def series_open(site: Site, a: int, b: int, c: int) -> None:
    series = pick(site.series, a)
    series.is_open = not series.is_open


def series_removed(site: Site, a: int, b: int, c: int) -> None:
    if len(site.series) > 1:
        site.series.remove(pick(site.series, a))


def series_added(site: Site, a: int, b: int, c: int) -> None:
    """Begin a series, with a post that stood elsewhere or with none."""
    site.fresh += 1
    slug = f"{pick(('a', 'n', 'z'), a)}-series-{site.fresh}"
    series = Series(slug, f"A {pick(WORDS, b)} series", pick(list(site.tracks), c), [])
    site.series.append(series)
    if b % 3 and site.posts:
        post = pick(site.posts, c)
        for other in site.series:
            other.order = [one for one in other.order if one != post.slug]
        post.series = slug
        series.order = [post.slug]


def series_renamed(site: Site, a: int, b: int, c: int) -> None:
    """Give a series another address, and all of its posts with it."""
    series = pick(site.series, a)
    site.fresh += 1
    old, series.slug = series.slug, f"{series.slug.partition('-')[0]}-{site.fresh}"
    for post in site.posts:
        if post.series == old:
            if c % 2:
                post.redirects.append(post.docname)
            post.series = series.slug


def site_file(site: Site, a: int, b: int, c: int) -> None:
    """Change one thing that ``site.toml`` says: discussions, other sites, the licence, a line."""
    site.site_file ^= 1 << a % 4


def inventory(site: Site, a: int, b: int, c: int) -> None:
    """Fetch what the documentation of others has, or delete it."""
    site.inventory = None if a % 4 == 0 else b % 6


def term_title(site: Site, a: int, b: int, c: int) -> None:
    new = f"{pick(WORDS, c).capitalize()}"
    terms = pick((site.tracks, site.tags), a)
    if terms:
        terms[pick(list(terms), b)] = new


def topic_term(site: Site, a: int, b: int, c: int) -> None:
    if site.topics:
        name = pick(list(site.topics), a)
        site.topics[name] = (pick(WORDS, b), pick([*site.tracks, "nowhere"], c))


def term_added(site: Site, a: int, b: int, c: int) -> None:
    if a % 2:
        site.tags[f"tag-{pick(WORDS, b)}"] = pick(WORDS, c)
    else:
        site.topics[f"topic-{pick(WORDS, b)}"] = (pick(WORDS, c), "learning")


def term_removed(site: Site, a: int, b: int, c: int) -> None:
    lists: list[dict[str, Any]] = [site.tracks, site.topics, site.tags]
    terms = pick(lists, a)
    if len(terms) > 1:
        del terms[pick(list(terms), b)]


def term_order(site: Site, a: int, b: int, c: int) -> None:
    site.tracks = dict(reversed(site.tracks.items()))
    site.topics = dict(reversed(site.topics.items()))


def setting(site: Site, a: int, b: int, c: int) -> None:
    name = pick(list(SETTINGS), a)
    if b % 3 == 0 and name != "build_day":
        site.settings.pop(name, None)
    else:
        site.settings[name] = pick(SETTINGS[name], c)


def about(site: Site, a: int, b: int, c: int) -> None:
    toggle(site.about, some_label(site, a))


def reminder(site: Site, a: int, b: int, c: int) -> None:
    site.reminds_of = pick(("", *(short.slug for short in site.shorts)), a)


def limit(site: Site, a: int, b: int, c: int) -> None:
    site.limit = 1 + a % 4


def present(site: Site, a: int, b: int, c: int) -> None:
    """Add or delete a page that others lead to, or that is in the way of one that is made."""
    toggle(site.present, pick([*OPTIONAL, *ODD, "about.md"], a))


def touch(site: Site, a: int, b: int, c: int) -> None:
    """Change nothing: what is written is written again."""


def picture(site: Site, a: int, b: int, c: int) -> None:
    site.pictures[pick(list(site.pictures), a)] = b


def asset(site: Site, a: int, b: int, c: int) -> None:
    site.assets[pick(list(site.assets), a)] = b


def optional_asset(site: Site, a: int, b: int, c: int) -> None:
    name = pick((TEMPLATE, "_static/more.css"), a)
    if b % 3 and name in site.assets:
        del site.assets[name]
    else:
        site.assets[name] = c


def figure_code(site: Site, a: int, b: int, c: int) -> None:
    """Let the figure that readers move be drawn by other code, which may fail."""
    site.figure = a % 10


def figure_session(site: Site, a: int, b: int, c: int) -> None:
    """Let readers run something in that figure, or nothing; now and then what fails."""
    site.session = a % 12


EDITS = (
    *(picture, asset, optional_asset, figure_code, figure_session),
    *(series_title, series_track, series_open, series_added, series_renamed, series_removed),
    *(site_file, inventory),
    *(term_title, topic_term, term_added, term_removed, term_order),
    *(setting, about, reminder, limit, present, touch),
)
