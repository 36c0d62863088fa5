"""The edits after which a rebuild has to equal a clean build."""

from __future__ import annotations

import os
import shutil

from tests.support.editing import FIRST, INDEX, SECOND, Edit, each, rename, replace
from tests.support.project import Project
from tests.support.sample import PNG, SVG, post, requiring, series, short


def dated(edit: Edit, *names: str, by: int) -> Edit:
    """Return *edit* with the dates of the sources *names* moved *by* seconds from before it."""

    def edit_and_date(project: Project) -> None:
        paths = [project.docs / name for name in names]
        before = {path: path.stat().st_mtime_ns + by * 10**9 for path in paths}
        edit(project)
        for path, date in before.items():
            os.utime(path, ns=(date, date))

    return edit_and_date


def listed_and_cited() -> Edit:
    """Return an edit after which a post cites what another page lists."""
    return each(
        lambda project: project.write("sources.md", "# Sources\n\n```{bibliography}\n```\n"),
        replace(FIRST, "Opening words", "Opening words of {cite:t}`knuth1984`"),
    )


def corrected(name: str, label: str) -> Edit:
    """Return an edit that tells of a correction at *label* in the source *name*."""
    block = (
        f":::{{erratum}} 2026-03-04\n:at: {label}\n\nNo.\n\n---\n\n$y^2$, see [](#second).\n:::\n"
    )
    return lambda project: project.write(
        name, (project.docs / name).read_text("utf-8") + f"\n{block}"
    )


def declared_by_series(meaning: str) -> Edit:
    """Return an edit after which a series says what a symbol of its posts means."""
    return replace(INDEX, "track:", f'symbols: {{"$x$": {meaning}}}\ntrack:')


def derived(name: str, right: str) -> Edit:
    """Return an edit that puts a derivation at the end of the source *name*."""
    lines = f"$$\na &= {right}\n$$\n\n$$\n&= d\n$$ (eq-line)\n\nSo, see {{eq}}`eq-line`.\n"
    block = f"\n:::{{derivation}}\n:label: der-a\n\n{lines}:::\n"
    return lambda project: project.write(name, (project.docs / name).read_text("utf-8") + block)


def build_once(project: Project) -> None:
    """Build *project* between two edits."""
    project.build()


LESS = "open_vocabulary = True\nrequired_keys = []\nnumber_of_tags = [0, 9]\n"


def asked(name: str, text: str = "Why $x^2$?") -> Edit:
    """Return an edit that asks a question in the source *name*, which another page asks as well."""
    block = f":::{{question}} {text}\n:label: q-asked\n\nAs in [](#second-section).\n:::\n"
    return each(
        lambda project: project.write(
            name, (project.docs / name).read_text("utf-8") + f"\n{block}"
        ),
        lambda project: project.write("asked.md", "# Asked\n\n```{recall} q-asked\n```\n"),
    )


EDITS: dict[str, Edit] = {
    "nothing": lambda project: None,
    "body": replace(FIRST, "Opening words", "Other words"),
    "unlisted post": replace("posts/alone.md", "level:", "unlisted: true\nlevel:"),
    "listed again": each(
        replace("posts/alone.md", "level:", "unlisted: true\nlevel:"),
        build_once,
        replace("posts/alone.md", "unlisted: true\n", ""),
    ),
    "unlisted short": replace("shorts/one.md", "topic:", "unlisted: true\ntopic:"),
    "unlisted in a series": replace(FIRST, "level:", "unlisted: true\nlevel:"),
    "unlisted page": replace("about.md", "# About", "---\nunlisted: true\n---\n\n# About"),
    "series without an end": replace(INDEX, "track:", "open: true\ntrack:"),
    "pinned post": replace("posts/beta/third.md", "level:", "pinned: true\nlevel:"),
    "checked numbers": each(
        replace(FIRST, "Opening words", "Opening {checked}`3 words = n`"),
        build_once,
        replace(FIRST, "`3 words = n`", "`4 words = n + 1`"),
    ),
    "lines of a derivation": each(
        derived(FIRST, "b"),
        build_once,
        replace(FIRST, "&= b", "&= c"),
    ),
    "title": replace(FIRST, "# The first post", "# A post of another name"),
    "title with a formula": replace(SECOND, "# The second post", "# About $x^2$ and more"),
    "section title": replace(FIRST, "## A section", "## Another section"),
    "section before another": replace(SECOND, "(second-section)=", "## New\n\n(second-section)="),
    "label of a section gone and back": each(
        replace(FIRST, "(first-section)=\n", ""),
        replace(FIRST, "## A sec", "(first-section)=\n## A sec"),
    ),
    "sentence that refers to a section": replace(
        SECOND, "See [](#second-section), [](#thm-first)", "All of it: [](#thm-first)"
    ),
    "last sentence that refers to a page": replace(
        "about.md", "[](#second), [](#short-one) and", "no more than"
    ),
    "title of a section that refers to another": replace(
        SECOND, "## A section", "## Another section"
    ),
    "summary": replace(SECOND, "summary: About", "summary: All about"),
    "date": replace(FIRST, "date: 2026-01-01", "date: 2026-01-03"),
    "year": replace(FIRST, "date: 2026-01-01", "date: 2024-01-01"),
    "updated": replace(FIRST, "level:", "updated: 2026-03-01\nlevel:"),
    "symbol": replace(SECOND, "level:", 'symbols: {"$x$": an unknown}\nlevel:'),
    "symbol of a series": declared_by_series("an unknown"),
    "meaning of a symbol of a series": each(
        declared_by_series("an unknown"),
        build_once,
        replace(INDEX, "an unknown", "a known one"),
    ),
    "last symbol of a series gone": each(
        declared_by_series("an unknown"),
        build_once,
        replace(INDEX, 'symbols: {"$x$": an unknown}\n', ""),
    ),
    "erratum": corrected(FIRST, "thm-first"),
    "first page of errata": each(
        corrected(FIRST, "first-section"),
        build_once,
        lambda project: project.write("errata.md", "# Errata\n\n```{errata}\n```\n"),
    ),
    "title of what an erratum is of": each(
        lambda project: project.write("errata.md", "# Errata\n\n```{errata}\n```\n"),
        corrected(FIRST, "first-section"),
        build_once,
        replace(FIRST, "## A section", "## A part"),
    ),
    "last erratum gone": each(
        lambda project: project.write("errata.md", "# Errata\n\n```{errata}\n```\n"),
        corrected(FIRST, "first-section"),
        build_once,
        replace(FIRST, ":::{erratum} 2026-03-04\n:at: first-section\n", ":::{note}\n"),
    ),
    "question": asked(FIRST),
    "answer that refers to a title": each(
        asked(FIRST), build_once, replace(SECOND, "## A section", "## A part")
    ),
    "last question of a series gone": each(
        asked(FIRST),
        build_once,
        replace(FIRST, ":::{question} Why $x^2$?\n:label: q-asked\n", ":::{note}\n"),
    ),
    "short way": replace(
        FIRST, "It holds.\n:::", "It holds.\n:::\n\n```{detour} A way.\nLong.\n```"
    ),
    "section in the short way no more": replace(
        FIRST, "## A section of The first post\n", "## A section\n\n```{detour}\n```\n"
    ),
    "tag": replace(FIRST, "tags: [optimisation, attention]", "tags: [optimisation, probability]"),
    "last use of a tag": each(
        *(
            replace(name, "optimisation, attention", "probability, attention")
            for name in (FIRST, SECOND, "posts/beta/third.md", "posts/alone.md")
        )
    ),
    "authors": replace(FIRST, "[Ada, Grace]", "[Emmy]"),
    "level": replace(FIRST, "level: foundation", "level: advanced"),
    "theorem title": replace(FIRST, "} A fact", "} A better fact"),
    "theorem before another": replace(
        FIRST, ":::{prf:theorem} A fact", ":::{prf:lemma}\nNew.\n:::\n\n:::{prf:theorem} A fact"
    ),
    "equation before another": replace(
        FIRST, "$$\ny = 5 x", "$$\nz = 1\n$$ (eq-new)\n\n$$\ny = 5 x"
    ),
    "text of a theorem": replace(FIRST, "It holds.", "It does hold."),
    "drawing": lambda project: project.write("posts/alpha/picture.svg", SVG.replace("9", "8")),
    "photograph": lambda project: (project.docs / "posts/alpha/photo.png").write_bytes(PNG + b"1"),
    "drawing with an older date": dated(
        lambda project: project.write("posts/alpha/picture.svg", SVG.replace("9", "8")),
        "posts/alpha/picture.svg",
        by=-3600,
    ),
    "bibliography": replace("references.bib", "Donald", "D."),
    "bibliography with an older date": dated(
        replace("references.bib", "Donald", "D."), "references.bib", by=-3600
    ),
    "bibliography with the same date": dated(
        replace("references.bib", "Donald", "D."), "references.bib", by=0
    ),
    "bibliography that another page lists": each(
        listed_and_cited(), build_once, replace("references.bib", "1984}", "1985}")
    ),
    "style of a bibliography": each(
        listed_and_cited(),
        build_once,
        lambda project: project.configure('bibtex_default_style = "plain"'),
    ),
    "page that lists a bibliography is deleted": each(
        listed_and_cited(), build_once, lambda project: project.delete("sources.md")
    ),
    "equation whose label an earlier page takes": replace(
        "about.md", "A book", "$$\nz = 1\n$$ (eq-first)\n\nA book"
    ),
    "section moved to a page that is read earlier": each(
        replace(SECOND, "(second-section)=\n", ""),
        replace(FIRST, "(first-section)=", "(second-section)=\n## Moved\n\n(first-section)="),
    ),
    "label that another page has": replace("about.md", "# About", "(first)=\n# About"),
    "former address that is a page": replace(FIRST, "level:", "redirect_from: [about]\nlevel:"),
    "image of the same name gone": replace(SECOND, "photo.png", "picture.svg"),
    "add a post": each(
        lambda project: project.write("posts/alpha/fourth.md", post("fourth", date="2026-01-09")),
        replace(INDEX, "first\nsecond", "first\nfourth\nsecond"),
    ),
    "add a short": lambda project: project.write(
        "shorts/three.md", short("three", date="2026-02-03")
    ),
    "delete a short": each(
        replace("about.md", "```{short} two\n```\n", ""),
        lambda project: project.delete("shorts/two.md"),
    ),
    "delete a short that a section has beside it": each(
        lambda project: project.delete("shorts/one.md"), replace("about.md", ", [](#short-one)", "")
    ),
    "delete a post": each(
        lambda project: project.delete("posts/beta/third.md"),
        lambda project: project.write("posts/beta/index.md", series("Beta", track="statistics")),
    ),
    "delete a series": lambda project: shutil.rmtree(project.docs / "posts/beta"),
    "rename a post": each(
        rename(SECOND, "posts/alpha/later.md"), replace(INDEX, "first\nsecond", "first\nlater")
    ),
    "rename a post, redirected": each(
        rename(SECOND, "posts/alpha/later.md"),
        replace(INDEX, "first\nsecond", "first\nlater"),
        replace("posts/alpha/later.md", "level:", "redirect_from: [posts/alpha/second]\nlevel:"),
    ),
    "move to another series": each(
        rename(SECOND, "posts/beta/second.md"),
        rename("posts/alpha/photo.png", "posts/beta/photo2.png"),
        replace("posts/beta/second.md", "photo.png", "photo2.png"),
        replace(INDEX, "first\nsecond", "first"),
        replace("posts/beta/index.md", "third", "third\nsecond"),
    ),
    "reorder a series": replace(INDEX, "first\nsecond", "second\nfirst"),
    "series title": replace(INDEX, "# Alpha", "# Alphabet"),
    "track of a series": replace(INDEX, "track: learning", "track: statistics"),
    "draft": each(
        replace("about.md", "```{short} two\n```\n", ""),
        lambda project: project.delete("shorts/two.md"),
        lambda project: project.write(
            "shorts/two.md",
            short("two", distils="null").replace("topic:", "draft: true\ntopic:"),
        ),
    ),
    "text of a short that another page reminds of": replace(
        "shorts/two.md", "One idea, which", "An idea that"
    ),
    "topic of a short": replace("shorts/two.md", "topic: losses\n", ""),
    "distils": replace("shorts/two.md", "distils: null", "distils: second-section"),
    "image of a post": replace(FIRST, "level:", "image: photo.png\nimage_alt: A.\nlevel:"),
    "image of a post changed": each(
        replace(FIRST, "level:", "image: photo.png\nimage_alt: A.\nlevel:"),
        lambda project: (project.docs / "posts/alpha/photo.png").write_bytes(PNG + b"2"),
    ),
    "first formula": replace(FIRST, "y = 5 x", "y = 6 x"),
    "vocabulary: title of a tag": replace("vocabulary.yml", "title: Attention", "title: Heed"),
    "vocabulary: title of a track": replace("vocabulary.yml", "title: Learning", "title: Study"),
    "vocabulary: line of a track": replace(
        "vocabulary.yml", "How machines learn", "How they learn"
    ),
    "vocabulary: track of a topic": replace(
        "vocabulary.yml", "track: learning", "track: statistics"
    ),
    "vocabulary: order of tracks": replace(
        "vocabulary.yml",
        "  learning: {title: Learning, line: How machines learn.}\n"
        "  statistics: {title: Statistics, line: What data can say.}\n",
        "  statistics: {title: Statistics, line: What data can say.}\n"
        "  learning: {title: Learning, line: How machines learn.}\n",
    ),
    "topic": each(
        replace(
            "vocabulary.yml",
            "tags:",
            "  gains: {title: Gains, line: Won., track: statistics}\ntags:",
        ),
        replace("shorts/one.md", "topic: losses", "topic: gains"),
    ),
    "vocabulary: title of a topic": replace("vocabulary.yml", "title: Losses", "title: Costs"),
    "first reference to a section": replace(
        "about.md", "[](#second)", "[](#second), [](#third-section)"
    ),
    "text of a place that is referred to": replace(FIRST, "It holds.", "It holds still."),
    "formula that is referred to": replace(FIRST, "y = 5 x", "y = 6 x"),
    "last reference to a page": replace("about.md", ", [](#short-one)", ""),
    "post that its series still lists is deleted": lambda project: project.delete(
        "posts/beta/third.md"
    ),
    "page that is referred to is deleted": lambda project: project.delete("shorts/one.md"),
    "requires added": lambda project: project.write(
        "posts/alone.md", requiring(post("alone", image="alpha/picture.svg"), "third")
    ),
    "requires removed": replace(SECOND, "requires: [first]\n", ""),
    "requires a section in place of the post": replace(SECOND, "[first]", "[first-section]"),
    "requires a circle": replace(FIRST, "level:", "requires: [third]\nlevel:"),
    "required post takes longer": replace(FIRST, "Opening words", "Opening words " * 400),
    "formula in the title of a required post": replace(FIRST, "# The first", "# The $x^2$ first"),
    "title of a short": replace("shorts/one.md", "# What is one?", "# What is $x_1$?"),
    "claim of a short": replace("shorts/two.md", "The claim of", "Another claim of"),
    "word of a short": replace("shorts/two.md", "One idea", "One thought"),
    "tags of a short": replace("shorts/one.md", "[probability, attention]", "[attention, meta]"),
    "topic of a short gone": replace("shorts/two.md", "topic: losses", "topic: null"),
    "older shorts than the wall has": lambda project: [
        project.write(f"shorts/more-{at}.md", short(f"more-{at}", date=f"2026-03-0{at}"))
        for at in range(1, 6)
    ],
    "shorts of a page": lambda project: project.configure("shorts_per_page = 1"),
    "posts of an overview": lambda project: project.configure("posts_per_overview = 1"),
    "wall gone": lambda project: project.write("shorts/index.md", "# Shorts\n"),
    "length of feeds": lambda project: project.configure("blog_feed_length = 2"),
    "page that the sidebar leads to is gone": lambda project: project.delete("map.md"),
    "page that Furo asks about is gone": rename("about.md", "us.md"),
    "page that Furo asks about is added": lambda project: project.write(
        "copyright.md", "# Copyright\n"
    ),
    "page of the series added": lambda project: project.write("series.md", "# Series\n"),
    "page of the series renamed": each(
        lambda project: project.write("series.md", "# Series\n"),
        build_once,
        rename("series.md", "all-series.md"),
    ),
    "wall renamed": rename("shorts/index.md", "wall.md"),
    "page in the place of the search": lambda project: project.write("search.md", "# Find\n"),
    "page in the place of the search, taken back": each(
        lambda project: project.write("search.md", "# Find\n"),
        build_once,
        lambda project: project.delete("search.md"),
    ),
    "page in the place of that for the lost": lambda project: project.write("404.md", "# Lost\n"),
    "page in the place of that for the lost, taken back": each(
        lambda project: project.write("404.md", "# Lost\n"),
        build_once,
        lambda project: project.delete("404.md"),
    ),
    "page in the place of a list": lambda project: project.write("tags.md", "# My tags\n"),
    "page in the place of a list, taken back": each(
        lambda project: project.write("tags.md", "# My tags\n"),
        build_once,
        lambda project: project.delete("tags.md"),
    ),
    "index of words": lambda project: project.configure("html_use_index = True"),
    "settings of docutils": lambda project: (project.root / "docutils.conf").write_text(
        "[general]\nfootnote_references: superscript\nsection_numbering: no\n"
        "[parsers]\nsmart_quotes: no\n[html5 writer]\ncompact_lists: no\n"
    ),
    "title of the site": lambda project: project.configure('blog_title = "Another name"'),
    "address of the site": lambda project: project.configure('html_baseurl = "https://b.example/"'),
    "language": lambda project: project.configure('language = "de"'),
    "copies of sources": each(
        lambda project: project.configure("html_copy_source = True"),
        build_once,
        lambda project: project.configure(""),
    ),
    "less is asked for": lambda project: project.configure(LESS),
    "tag that no file lists": each(
        lambda project: project.configure(LESS),
        build_once,
        replace(FIRST, "[optimisation, attention]", "[attention, a word of mine]"),
    ),
    "tag that no file lists gone": each(
        lambda project: project.configure(LESS),
        replace(FIRST, "[optimisation, attention]", "[attention, a word of mine]"),
        build_once,
        replace(FIRST, "[attention, a word of mine]", "[attention]"),
    ),
    "summary gone, which nobody asks for": each(
        lambda project: project.configure(LESS),
        build_once,
        replace(FIRST, "summary:", "aliases: [one]\n# was:"),
    ),
    "first paragraph that stands for a summary": each(
        lambda project: project.configure(LESS),
        replace(FIRST, "summary:", "aliases: [one]\n# was:"),
        build_once,
        replace(FIRST, "Opening words.", "Other opening words."),
    ),
    "setting": lambda project: project.configure('html_title = "Another name"'),
    "policy": lambda project: project.configure("security_policy = {'default-src': \"'self'\"}"),
    "macro": lambda project: project.configure(r'katex_macros = {"\\R": r"\mathbb{R}"}'),
    "style sheet": lambda project: project.write("_static/groundwork.css", "body { margin: 0 }"),
    "style sheet gone": lambda project: project.delete("_static/favicon.svg"),
}
