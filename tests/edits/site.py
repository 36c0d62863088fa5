"""A small site as plain values, and the files that it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.edits.surroundings import (
    INVENTORY,
    ODD,
    SITE_FILE,
    inventory,
    refers_elsewhere,
    site_file,
)
from tests.support.notebooks import PICTURE, cell, notebook, printed, result
from tests.support.project import FILES, ROOT
from tests.support.sample import PNG, SVG

WORDS = ("river", "stone", "lantern", "meadow", "harbour", "violin", "café", "thunder")
FORMULAS = ("x^2", "y_1", r"\frac{1}{2}", r"\sum_i a_i", r"\R^n", "<a>")
TEMPLATE = "_templates/sidebar/search.html"
# What every page may lead to, or what stands in the way of a page that is made.
OPTIONAL = {
    "map.md": "# Map\n\n```{map}\n```\n",
    "shorts/index.md": "# Shorts\n\n```{shorts-wall}\n```\n",
    "wall.md": "# Wall\n\n```{shorts-wall}\n```\n",
    "errata.md": "# Errata\n\n```{errata}\n```\n",
    "series.md": "# Series\n\n```{series-contents}\n```\n",
    "search.md": "# Find\n",
    "404.md": "# Lost\n",
    "tags.md": "# My tags\n",
    "copyright.md": "# Copyright\n",
    "../docutils.conf": "[parsers]\nsyntax_highlight: none\n[html5 writer]\ncompact_lists: no\n",
}


@dataclass
class Section:
    """A section of a post, with a theorem and an equation if these have a title, a formula."""

    label: str
    title: str
    body: str
    refs: list[str] = field(default_factory=list)
    formula: str = ""
    theorem: str = ""


@dataclass(frozen=True)
class Erratum:
    """A correction on the day ``date`` of what has the label ``place``; it refers to ``ref``."""

    date: str
    place: str
    ref: str


@dataclass
class Post:
    """A post in the series ``series``, or alone if that is empty."""

    slug: str
    series: str
    title: str
    date: str
    sections: list[Section]
    summary: str
    tags: list[str]
    updated: str = ""
    level: str = "foundation"
    authors: list[str] = field(default_factory=lambda: ["Ada"])
    requires: list[str] = field(default_factory=list)
    redirects: list[str] = field(default_factory=list)
    draft: bool = False
    unlisted: bool = False
    pinned: bool = False
    image: str = ""
    cover: str = ""
    cites: bool = False
    code: bool = False
    widget: str = ""
    errata: list[Erratum] = field(default_factory=list)
    # What is asked, and the label that the answer refers to; empty for nothing.
    question: str = ""
    answer_ref: str = ""
    # The labels of questions, of this post or of others, that are asked at the end.
    asks: list[str] = field(default_factory=list)
    # The line of a detour; None for a post without one.
    detour: str | None = None
    symbols: list[tuple[str, str]] = field(default_factory=list)
    strict: bool = False
    # The post is a notebook.
    notebook: bool = False

    @property
    def docname(self) -> str:
        """Where the post stands."""
        return "/".join(filter(None, ("posts", self.series, self.slug)))

    @property
    def file(self) -> str:
        """The path of its source."""
        return f"{self.docname}.{'ipynb' if self.notebook else 'md'}"


@dataclass
class Short:
    """A short."""

    slug: str
    title: str
    date: str
    claim: str
    body: str
    tags: list[str]
    topic: str = ""
    distils: str = ""
    question: str = ""
    draft: bool = False
    unlisted: bool = False
    redirects: list[str] = field(default_factory=list)

    @property
    def docname(self) -> str:
        """Where the short stands."""
        return f"shorts/{self.slug}"


@dataclass
class Series:
    """A series; ``order`` is the slugs in its toctree."""

    slug: str
    title: str
    track: str
    order: list[str]
    is_open: bool = False
    symbols: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Site:
    """Everything.

    ``pictures`` and ``assets`` say which of several contents a file has; ``about`` is what
    the page of that name refers to, ``settings`` lines of conf.py, ``present`` which of the
    optional files there are.
    """

    posts: list[Post]
    shorts: list[Short]
    series: list[Series]
    tracks: dict[str, str]
    topics: dict[str, tuple[str, str]]
    tags: dict[str, str]
    about: list[str]
    settings: dict[str, str]
    pictures: dict[str, int]
    assets: dict[str, int]
    present: list[str] = field(default_factory=lambda: ["map.md", "shorts/index.md", "about.md"])
    limit: int = 2
    figure: int = 0
    session: int = 0
    # What site.toml says, and the inventory of another site, if there is one.
    site_file: int = 0
    inventory: int | None = None
    reminds_of: str = "one"
    fresh: int = 0

    def labels(self) -> list[str]:
        """The labels of all posts and their sections, theorems and equations."""
        return [label for post in self.posts for label in labels_of(post)]


def labels_of(post: Post) -> list[str]:
    """The labels on *post*."""
    found = [post.slug] + [f"fig-{post.slug}"] * bool(post.image)
    found += [f"fig-{post.slug}-moves"] * bool(post.widget)
    for section in post.sections:
        found.append(section.label)
        found += [f"thm-{section.label}"] * bool(section.theorem)
        found += [f"eq-{section.label}"] * bool(section.formula)
    return found


def first_site() -> Site:
    """The site before all edits."""
    series = [("alpha", "learning", 3), ("beta", "statistics", 2), ("gamma", "learning", 2)]
    homes = [(name, f"{name}-{place}") for name, _, size in series for place in range(1, size + 1)]
    posts = [_post(at, home, slug) for at, (home, slug) in enumerate([*homes, ("", "alone")])]
    posts[1].requires, posts[3].requires = ["alpha-1"], ["alpha-2-1"]
    posts[4].draft = True
    posts[5].redirects = ["posts/former"]
    posts[6].date = "2026-06-20"
    shorts = [
        Short(
            slug,
            f"What is a {WORDS[at]}?",
            f"2026-02-0{at + 1}",
            f"The claim of {slug}, with $x^2$.",
            f"One idea about [](#{posts[at % 4].slug}).",
            ["attention", "probability"],
            topic=("losses", "gains")[at % 2],
            distils=posts[at].sections[0].label if at < 3 else "",
        )
        for at, slug in enumerate(["one", "two", "three", "four", "five"])
    ]
    return Site(
        posts,
        shorts,
        [
            Series(name, f"The {name} series", track, [p.slug for p in posts if p.series == name])
            for name, track, _ in series
        ],
        {"learning": "Learning", "statistics": "Statistics"},
        {"losses": ("Losses", "learning"), "gains": ("Gains", "statistics")},
        {"attention": "Attention", "optimisation": "Optimisation", "probability": "Probability"},
        ["alpha-1", "beta-1-1", "thm-alpha-2-2"],
        {"build_day": '"2026-06-01"'},
        {"photo.png": 0, "picture.svg": 0},
        {"_static/groundwork.css": 0, "references.bib": 0, "code.py": 0},
    )


def _post(at: int, series: str, slug: str) -> Post:
    refs = [[], ["alpha-1"], ["thm-alpha-1-2", "eq-alpha-1-1"], ["beta-1-2"], ["alpha-2-1"]]
    sections = [
        Section(
            f"{slug}-{number}",
            f"Part {number} of {slug}",
            f"About a {WORDS[(at + number) % len(WORDS)]}.",
            refs[(at + number) % len(refs)],
            formula=FORMULAS[at % len(FORMULAS)] if number == 1 else "",
            theorem="A fact" if number == 2 else "",
        )
        for number in (1, 2)
    ]
    return Post(
        slug,
        series,
        f"On the {WORDS[at]} {'$x^2$' if at == 2 else ''}".strip(),
        f"2026-01-0{at + 1}",
        sections,
        f"A summary with $y_1$ and [](#{'alpha-1' if at % 2 else f'{slug}-1'}).",
        [["attention", "optimisation"], ["optimisation", "probability"]][at % 2],
        image=("photo.png", "picture.svg", "")[at % 3],
        cites=at % 3 == 0,
        code=at == 1,
        widget="3" if at in (2, 5) else "",
    )


def files(site: Site) -> dict[str, bytes]:
    """Return the content of each file below ``docs/`` by its path."""
    texts = {**FILES, **{name: asset(name, site.assets[name]) for name in site.assets}}
    texts["vocabulary.yml"] = vocabulary(site)
    texts["index.md"] = home(site)
    optional = {**OPTIONAL, **ODD, "about.md": about(site)}
    texts[SITE_FILE] = site_file(site.site_file)
    texts |= {name: optional[name] for name in site.present}
    texts |= {f"posts/{one.slug}/index.md": series_page(one) for one in site.series}
    for one in site.posts:
        text = post_page(one)
        texts[one.file] = as_notebook(text, one.series) if one.notebook else text
    texts |= {f"{one.docname}.md": short_page(one) for one in site.shorts}
    folders = {one.docname.rpartition("/")[0] for one in site.posts if one.widget}
    bar = {"figure.js": figure(site.figure), **session(site.session)}
    texts |= {f"{folder}/widgets/bar/{name}": bar[name] for folder in folders for name in bar}
    found = {name: text.encode() for name, text in texts.items()}
    if site.inventory is not None:
        found[INVENTORY] = inventory(site.inventory)
    return found | {name: picture(name, number) for name, number in site.pictures.items()}


def conf(site: Site) -> str:
    """Return the settings that follow those of the site."""
    templates = [f'__file__[:-len("conf.py")] + {"docs/_templates"!r}']
    templates.append(repr(str(ROOT / "docs" / "_templates")))
    lines = [f"templates_path = [{', '.join(templates)}]"]
    lines.append(f"widget_cache = {str(ROOT / '.cache' / 'widgets.sqlite')!r}")
    lines.append(f"card_cache = {str(ROOT / '.cache' / 'cards.sqlite')!r}")
    return "\n".join([*lines, *(f"{name} = {value}" for name, value in site.settings.items())])


def asset(name: str, number: int) -> str:
    """Return the content *number* of the file *name*."""
    if name.endswith(".css"):
        return f"body {{ margin: {number}px }}\n"
    if name.endswith(".bib"):
        return (
            f"@book{{knuth1984, author={{Donald {WORDS[number % 8]}}}, title={{The TeXbook}}, "
            f"publisher={{A}}, year={{198{number % 10}}}}}\n"
        )
    if name.endswith(".py"):
        return f"print({number})\n"
    return f"<p>{number}</p>\n"


def picture(name: str, number: int) -> bytes:
    """Return the content *number* of the picture *name*."""
    if name.endswith(".png"):
        return PNG + bytes([number % 256])
    return SVG.replace("9", str(9 + number)).encode()


def figure(number: int) -> str:
    """Return the code *number* of the figure that readers move; that of every fifth fails."""
    fails = "none();" if number % 5 == 4 else ""
    return (
        'export const controls = [{ name: "size", type: "number", label: "Size", '
        "min: 0, max: 4, step: 1, default: 2 }];\n"
        f"export function draw(state) {{ {fails} return "
        f'`<svg viewBox="0 0 9 9"><path d="M0 {number}h${{state.size}}"/></svg>`; }}\n'
        "export const describe = (state, { data }) => "
        f"`{WORDS[number % 8]}, ${{state.size}} long, ${{data?.wide ?? 0}} wide.`;\n"
    )


def session(number: int) -> dict[str, str]:
    """Return what goes on for as long as a reader wants, as *number* says: files by their names.

    There is nothing of it for 0; every fifth lacks a module, every second has data.
    """
    if not number:
        return {}
    code = (
        'import { more } from "./model.js";\n'
        "export const open = () => ({ set() {}, step: () => ({ result: more, progress: 1 }) });\n"
    )
    found = {"session.js": code, "model.js": f"export const more = {number // 2};\n"}
    if number % 5 == 4:
        del found["model.js"]
    return found | ({"data.json": f'{{"wide": {number}}}\n'} if number % 2 else {})


def vocabulary(site: Site) -> str:
    """Return the file of the vocabulary."""
    lines = ["tracks:"]
    lines += [f"  {key}: {{title: {title}, line: A.}}" for key, title in site.tracks.items()]
    lines.append("topics:")
    for key, (title, track) in site.topics.items():
        lines.append(f"  {key}: {{title: {title}, line: A., track: {track}}}")
    lines.append("tags:")
    lines += [f"  {key}: {{title: {title}, line: A.}}" for key, title in site.tags.items()]
    return "\n".join(lines) + "\n"


def home(site: Site) -> str:
    """Return the first page."""
    return (
        f"# Home\n\n```{{posts}}\n:limit: 1\n:featured:\n```\n\n"
        f"```{{posts}}\n:skip: 1\n:limit: {site.limit}\n```\n\n"
        f"```{{shorts}}\n:limit: {site.limit}\n```\n\n```{{series-contents}}\n```\n\n"
        "```{toctree}\n:hidden:\n:glob:\n\nposts/*/index\nshorts/index\n```\n"
    )


def about(site: Site) -> str:
    """Return a page that is no piece, and refers to some."""
    reminder = f"\n```{{short}} {site.reminds_of}\n```\n" if site.reminds_of else ""
    tagged = "\n```{posts}\n:tag: attention\n:limit: 2\n:brief:\n```\n"
    ways = "posts/alpha/alpha-3: The end of a way\nposts/beta/beta-1: Another"
    doors = f"\n```{{doors}}\n:short: two\n\n{ways}\n```\n"
    lengths = "\n```{series-contents}\n:depth: 1\n```\n"
    said = f"See {references(site.about)}.\n{reminder}{tagged}{doors}{lengths}"
    said += refers_elsewhere(site.site_file)
    return f"(about)=\n# About\n\n{said}"


def series_page(series: Series) -> str:
    """Return the page of *series*."""
    listed = "\n".join(series.order)
    return (
        f"---\ntrack: {series.track}\nsummary: About [](#about).\n"
        f"open: {str(series.is_open).lower()}\n"
        f"symbols: {declared(series.symbols)}\n---\n\n"
        f"# {series.title}\n\n```{{toctree}}\n:hidden:\n\n{listed}\n```\n"
    )


def post_page(post: Post) -> str:
    """Return the source of *post*."""
    up = "../" * post.docname.count("/")
    front = {
        "date": post.date,
        "updated": post.updated,
        "tags": listed(post.tags),
        "level": post.level,
        "authors": listed(post.authors),
        "requires": listed(post.requires),
        "redirect_from": listed(post.redirects),
        "draft": "true" if post.draft else "",
        "unlisted": "true" if post.unlisted else "",
        "pinned": "true" if post.pinned else "",
        "symbols": declared(post.symbols),
        "strict_symbols": "true" if post.strict else "",
        "image": up + post.image if post.image else "",
        "image_alt": "A picture." if post.image else "",
        "cover": up + post.cover if post.cover else "",
        "cover_alt": "A cover." if post.cover else "",
        "summary": post.summary,
    }
    lines = [*front_matter(front), f"({post.slug})=", f"# {post.title}", "", "Opening words.", ""]
    if post.cites:
        lines += ["As said {footcite:p}`knuth1984`.", ""]
    if post.image:
        lines += [f"```{{figure}} {up}{post.image}", f":name: fig-{post.slug}", ":alt: A.", ""]
        lines += [f"A picture of {post.slug}.", "```", ""]
    if post.widget:
        lines += ["```{widget} bar", f":label: fig-{post.slug}-moves", ":alt: A bar."]
        lines += [f":size: {post.widget}", "", f"A bar of {post.slug}.", "```", ""]
    if post.code:
        lines += [f"```{{literalinclude}} {up}code.py", "```", ""]
    for section in post.sections:
        lines += section_of(section)
    if post.detour is not None:
        lines += [f":::{{detour}} {post.detour}", "A way round.", ":::", ""]
    if post.question:
        lines += [f":::{{question}} Which {post.question}, $y_1$?", f":label: q-{post.slug}", ""]
        lines += [f"That of {reference(post.answer_ref)}.", ":::", ""]
    if post.asks:
        lines += [f"```{{recall}} {', '.join(post.asks)}", "```", ""]
    if post.cites:
        lines += ["```{footbibliography}", "```"]
    for erratum in post.errata:
        lines += ["", f":::{{erratum}} {erratum.date}", f":at: {erratum.place}", "", "Not $x^2$."]
        lines += ["", "---", "", f"But $y_1$, as in {reference(erratum.ref)}.", ":::"]
    return "\n".join(lines) + "\n"


def as_notebook(text: str, word: str) -> str:
    """Return a notebook with *text*, a cell of code that printed *word*, and a picture."""
    shown = [printed(f"{word}\n"), result(image_png=PICTURE)]
    return notebook([cell("markdown", text), cell("code", f"print({word!r})", outputs=shown)])


def section_of(section: Section) -> Iterator[str]:
    """Yield the lines of *section*."""
    yield from (f"({section.label})=", f"## {section.title}", "", section.body, "")
    if section.refs:
        yield from (f"Compare {references(section.refs)} with $x^2$.", "")
    if section.formula:
        yield from ("$$", section.formula, f"$$ (eq-{section.label})", "")
    if section.theorem:
        yield from (f":::{{prf:theorem}} {section.theorem}", f":label: thm-{section.label}", "")
        yield from (f"It holds: {section.body}", ":::", "")


def short_page(short: Short) -> str:
    """Return the source of *short*."""
    front = {
        "date": short.date,
        "tags": listed(short.tags),
        "topic": short.topic,
        "claim": short.claim,
        "distils": short.distils or "null",
        "question": f"Which {short.question}, $y_1$?" if short.question else "",
        "answer": "The $x^2$." if short.question else "",
        "redirect_from": listed(short.redirects),
        "draft": "true" if short.draft else "",
        "unlisted": "true" if short.unlisted else "",
    }
    lines = [*front_matter(front), f"(short-{short.slug})=", f"# {short.title}", "", short.body]
    return "\n".join(lines) + "\n"


def front_matter(fields: dict[str, str]) -> list[str]:
    """Return the lines of front matter with those of *fields* that are not empty."""
    return ["---", *(f"{key}: {value}" for key, value in fields.items() if value), "---", ""]


def declared(symbols: list[tuple[str, str]]) -> str:
    """Return *symbols*, pairs of TeX and meaning, as a YAML mapping."""
    lines = (f'"${tex}$": {meaning}' for tex, meaning in symbols)
    return f"{{{', '.join(lines)}}}"


def listed(items: list[str]) -> str:
    """Return *items* as a YAML list; empty for none."""
    return f"[{', '.join(items)}]" if items else ""


def references(labels: list[str]) -> str:
    """Return references to *labels*."""
    return ", ".join(map(reference, labels)) or "nothing"


def reference(label: str) -> str:
    """Return a reference to *label*, or a link to a page if it begins with a slash."""
    if label.startswith("eq-"):
        return f"{{eq}}`{label}`"
    if label.startswith("thm-"):
        return f"{{prf:ref}}`{label}`"
    return f"[there]({label}.md)" if label.startswith("/") else f"[](#{label})"
