"""Sites to measure with: what they say, free of any dialect, made from a seed.

A post has 2,000 words in five or six sections, 40 inline and 15 displayed formulas of its
own, two listings, a table, and five references to other posts; posts stand in series of
six; each has two shorts.  Piece *n* is the same in a site of any size.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import accumulate
from random import Random

from tests.bench import samples

WORDS = 2000
FORMULAS = 55
REFERENCES = 5
SERIES = 6
SHORTS = 2
# A post refers to some of those just before it, so that none is referred to ever more.
REACH = 30

FIRST_DAY = datetime.date(2020, 1, 1)
TRACKS = ("learning", "statistics", "systems", "practice")
TOPICS = tuple(f"topic-{number}" for number in range(1, 13))
TAGS = tuple(f"tag-{number}" for number in range(1, 25))
LEVELS = ("foundation", "intermediate", "advanced")

SYLLABLES = "ba co de fi gu la me ni po ra se ti vo ze shi tra ple mun ter con"
KNOWN_WORDS = 6000

REFERENCE = re.compile(r"⟦(.*?)⟧")
Link = Callable[[str], str]

CODE = """\
```python
def {name}(values, rate={rate}):
    total = 0.0
    for place, value in enumerate(values):
        total += value * rate**place  # {word}
    return total / max(len(values), 1)


print({name}([1.0, {rate}, {number}]))
```"""


@dataclass(frozen=True)
class Section:
    """A section: its label, title and Markdown, with references as ``⟦label⟧``."""

    label: str
    title: str
    text: str


@dataclass(frozen=True)
class Post:
    """A post; its label is its slug, ``series`` the slug of its series."""

    slug: str
    series: str
    title: str
    date: datetime.date
    tags: tuple[str, ...]
    level: str
    summary: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Short:
    """A short; ``distils`` is the label of a section."""

    slug: str
    title: str
    date: datetime.date
    tags: tuple[str, ...]
    topic: str
    claim: str
    distils: str
    text: str


@dataclass(frozen=True)
class Series:
    """A series: its posts are those that name its slug, in their order."""

    slug: str
    title: str
    track: str
    summary: str


@dataclass(frozen=True)
class Site:
    """What a site says; ``posts`` from the oldest to the newest."""

    series: tuple[Series, ...]
    posts: tuple[Post, ...]
    shorts: tuple[Short, ...]
    places: dict[str, tuple[str, str]] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        places = {}
        for post in self.posts:
            page = f"posts/{post.series}/{post.slug}"
            places[post.slug] = page, post.title
            places |= {one.label: (f"{page}#{one.label}", one.title) for one in post.sections}
        object.__setattr__(self, "places", places)

    def members(self, series: Series) -> list[Post]:
        """Return the posts of *series*."""
        return [post for post in self.posts if post.series == series.slug]

    def formulas(self) -> tuple[int, int]:
        """Return how many formulas there are in all, and how many different ones."""
        texts = [section.text for post in self.posts for section in post.sections]
        texts += [short.text for short in self.shorts]
        found = [tex for text in texts for tex in re.findall(r"\$\$\n.*?\n\$\$|\$[^$\n]+\$", text)]
        return len(found), len(set(found))


def linked(text: str, link: Link) -> str:
    """Return *text* with each reference as *link* writes its label."""
    return REFERENCE.sub(lambda found: link(found[1]), text)


class Speech:
    """Words as a text has them: few of them often, many of them seldom."""

    def __init__(self) -> None:
        random = Random(0)
        rare = {
            "".join(random.choices(SYLLABLES.split(), k=random.randint(2, 4))): None
            for _ in range(KNOWN_WORDS)
        }
        self.words = [*dict.fromkeys(samples.WORDS.split()), *rare]
        self.weights = list(accumulate(1 / (place + 3) for place in range(len(self.words))))

    def sentence(self, random: Random, words: int) -> list[str]:
        """Return the *words* words of a sentence."""
        said = random.choices(self.words, cum_weights=self.weights, k=words)
        return [said[0].capitalize(), *said[1:-1], f"{said[-1]}."]

    def text(self, random: Random, words: int) -> list[str]:
        """Return *words* words in sentences."""
        found: list[str] = []
        while len(found) < words:
            found += self.sentence(random, min(random.randint(8, 20), max(words - len(found), 2)))
        return found

    def title(self, random: Random, number: int) -> str:
        """Return a title that no other page has."""
        words = random.choices(self.words[50:], k=random.randint(3, 5))
        return f"{' '.join(words).capitalize()} {number}"


def make_site(posts: int) -> Site:
    """Return the site of *posts* posts."""
    speech = Speech()
    made = tuple(make_post(speech, number) for number in range(posts))
    shorts = (
        make_short(speech, post, number, turn)
        for number, post in enumerate(made)
        for turn in range(SHORTS)
    )
    series = (make_series(speech, number) for number in range(-(-posts // SERIES)))
    return Site(tuple(series), made, tuple(shorts))


def make_series(speech: Speech, number: int) -> Series:
    """Return series *number*."""
    random = Random(f"series {number}")
    summary = " ".join(speech.text(random, 40))
    title = f"Series {speech.title(random, number)}"
    return Series(f"series-{number}", title, TRACKS[number % len(TRACKS)], summary)


def make_post(speech: Speech, number: int) -> Post:
    """Return post *number*."""
    random = Random(f"post {number}")
    slug = f"post-{number}"
    count = sections_of(number)
    titles = [speech.title(random, place) for place in range(1, count + 1)]
    blocks = shuffled_blocks(speech, random, number)
    share = -(-len(blocks) // count)
    sections = tuple(
        Section(f"{slug}-{place}", title, "\n\n".join(blocks[place * share : (place + 1) * share]))
        for place, title in enumerate(titles)
    )
    return Post(
        slug,
        f"series-{number // SERIES}",
        speech.title(random, number),
        FIRST_DAY + datetime.timedelta(days=number),
        tuple(random.sample(TAGS, 3)),
        random.choice(LEVELS),
        f"{' '.join(speech.text(random, 60))} It holds for ${samples.inline(random)}$.",
        sections,
    )


def sections_of(number: int) -> int:
    """Return how many sections post *number* has."""
    return 5 + number % 2


def shuffled_blocks(speech: Speech, random: Random, number: int) -> list[str]:
    """Return the paragraphs, displayed formulas, listings and the table of post *number*."""
    formulas = samples.formulas(FORMULAS, seed=number + 1)
    inline = [f"${tex}$" for tex, displayed in formulas if not displayed]
    display = [f"$$\n{tex}\n$$" for tex, displayed in formulas if displayed]
    words = speech.text(random, WORDS)
    for what in (*inline, *references(random, number)):
        # Never at the start of a line, where a sign may mean something else.
        words.insert(random.randrange(1, len(words)), what)
    length = len(words) // 26
    paragraphs = [" ".join(words[at : at + length]) for at in range(0, len(words), length)]
    blocks = [f"And {paragraph}" for paragraph in paragraphs]
    others = [*display, code(speech, random), code(speech, random), table(speech, random)]
    for place, block in enumerate(others):
        blocks.insert(1 + place * len(blocks) // len(others), block)
    return blocks


def references(random: Random, number: int) -> list[str]:
    """Return references from post *number*: one to a whole post, the others to sections."""
    before = range(max(0, number - REACH), number)
    if not before:
        return []
    targets = random.choices(before, k=REFERENCES)
    labels = [f"post-{targets[0]}"]
    labels += [f"post-{one}-{random.randrange(sections_of(one))}" for one in targets[1:]]
    return [f"⟦{label}⟧" for label in labels]


def code(speech: Speech, random: Random) -> str:
    """Return a listing."""
    name, word = random.sample(speech.words[50:], 2)
    rate, number = f"0.{random.randint(1, 99)}", random.randint(2, 99)
    return CODE.format(name=name, rate=rate, number=number, word=word)


def table(speech: Speech, random: Random) -> str:
    """Return a table of four columns and six rows."""
    rows = [[random.choice(speech.words) for _ in range(4)] for _ in range(7)]
    rows.insert(1, ["---"] * 4)
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def make_short(speech: Speech, post: Post, number: int, turn: int) -> Short:
    """Return short *turn* of *post*, which is post *number*."""
    random = Random(f"short {number} {turn}")
    first, second = samples.inline(random), samples.inline(random)
    text = " ".join(speech.text(random, 70))
    return Short(
        f"short-{number}-{turn}",
        f"What is {speech.title(random, number)}{'ab'[turn]}?",
        post.date,
        tuple(random.sample(TAGS, 2)),
        random.choice(TOPICS),
        f"{' '.join(speech.text(random, 30))} So ${first}$.",
        post.sections[turn].label,
        f"{text} And ${first}$ as ⟦{post.slug}⟧ shows.\n\n{text} Then ${second}$.",
    )


# What an author does.  Each edit takes its turn at another page.


def with_post(site: Site, turn: int, change: Callable[[Post], Post]) -> Site:
    """Return *site* with one post changed, from its middle."""
    place = len(site.posts) // 2 + turn
    posts = [*site.posts]
    posts[place] = change(posts[place])
    return replace(site, posts=tuple(posts))


def edit_body(site: Site, turn: int) -> Site:
    """Return *site* with a sentence more in one post."""

    def change(post: Post) -> Post:
        first, second, *rest = post.sections
        second = replace(second, text=f"{second.text}\n\nOne sentence more.")
        return replace(post, sections=(first, second, *rest))

    return with_post(site, turn, change)


def edit_title(site: Site, turn: int) -> Site:
    """Return *site* with another title of one post."""
    return with_post(site, turn, lambda post: replace(post, title=f"{post.title}, again"))


def edit_tag(site: Site, turn: int) -> Site:
    """Return *site* with one tag of one post in place of another."""

    def change(post: Post) -> Post:
        other = next(tag for tag in TAGS if tag not in post.tags)
        return replace(post, tags=(*post.tags[:-1], other))

    return with_post(site, turn, change)


def edit_short(site: Site, turn: int) -> Site:
    """Return *site* with another claim of one short."""
    place = len(site.shorts) // 2 + turn
    shorts = [*site.shorts]
    shorts[place] = replace(shorts[place], claim=f"One claim more. {shorts[place].claim}")
    return replace(site, shorts=tuple(shorts))


def add_post(site: Site, turn: int) -> Site:
    """Return *site* with one post more, the newest."""
    number = len(site.posts)
    post, speech = make_post(Speech(), number), Speech()
    known = {series.slug for series in site.series}
    more = () if post.series in known else (make_series(speech, number // SERIES),)
    return replace(site, series=site.series + more, posts=(*site.posts, post))


def delete_post(site: Site, turn: int) -> Site:
    """Return *site* without its newest post, which no other refers to, and without its shorts."""
    *kept, newest = site.posts
    sections = {section.label for section in newest.sections}
    return replace(
        site,
        series=tuple(one for one in site.series if any(post.series == one.slug for post in kept)),
        posts=tuple(kept),
        shorts=tuple(short for short in site.shorts if short.distils not in sections),
    )


EDITS: dict[str, Callable[[Site, int], Site]] = {
    "a body": edit_body,
    "a title": edit_title,
    "a tag": edit_tag,
    "a short": edit_short,
    "a post more": add_post,
    "a post less": delete_post,
}
