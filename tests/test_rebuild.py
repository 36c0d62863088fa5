"""A rebuild equals a clean build: to the byte, after every kind of edit."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.project import Project, differences
from tests.sample import PNG, SVG, post, requiring, sample, series, short


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small site with everything that pages show of each other, built once.

    Its sources are then moved aside: what was built knows where they were.
    """
    project = sample(tmp_path_factory.mktemp("site") / "here")
    result = project.build()
    assert result.warnings == []
    project.root.rename(project.root.with_name("master"))
    return project


@pytest.fixture
def built(master: Project) -> Iterator[Project]:
    """The site as it was built, to be edited, in the folder in which it was built."""
    shutil.copytree(master.root.with_name("master"), master.root)
    yield master
    shutil.rmtree(master.root)


def replace(name: str, old: str, new: str) -> Callable[[Project], None]:
    """Return an edit that puts *new* in place of *old* in the source *name*."""

    def edit(project: Project) -> None:
        text = (project.docs / name).read_text("utf-8")
        assert old in text
        project.write(name, text.replace(old, new))

    return edit


def rename(old: str, new: str) -> Callable[[Project], None]:
    """Return an edit that renames the source *old*."""

    def edit(project: Project) -> None:
        (project.docs / old).rename(project.docs / new)

    return edit


def each(*edits: Callable[[Project], None]) -> Callable[[Project], None]:
    """Return an edit that makes all of *edits*."""

    def edit(project: Project) -> None:
        for one in edits:
            one(project)

    return edit


def dated(edit: Callable[[Project], None], *names: str, by: int) -> Callable[[Project], None]:
    """Return *edit* with the dates of the sources *names* moved *by* seconds from before it."""

    def edit_and_date(project: Project) -> None:
        paths = [project.docs / name for name in names]
        before = {path: path.stat().st_mtime_ns + by * 10**9 for path in paths}
        edit(project)
        for path, date in before.items():
            os.utime(path, ns=(date, date))

    return edit_and_date


FIRST, SECOND, INDEX = "posts/alpha/first.md", "posts/alpha/second.md", "posts/alpha/index.md"

EDITS: dict[str, Callable[[Project], None]] = {
    "nothing": lambda project: None,
    "body": replace(FIRST, "Opening words", "Other words"),
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
    "wall gone": lambda project: project.write("shorts/index.md", "# Shorts\n"),
    "length of feeds": lambda project: project.configure("blog_feed_length = 2"),
    "title of the site": lambda project: project.configure('blog_title = "Another name"'),
    "address of the site": lambda project: project.configure('html_baseurl = "https://b.example/"'),
    "language": lambda project: project.configure('language = "de"'),
    "setting": lambda project: project.configure('html_title = "Another name"'),
    "policy": lambda project: project.configure("security_policy = {'default-src': \"'self'\"}"),
    "macro": lambda project: project.configure(r'katex_macros = {"\\R": r"\mathbb{R}"}'),
    "style sheet": lambda project: project.write("_static/groundwork.css", "body { margin: 0 }"),
    "style sheet gone": lambda project: project.delete("_static/favicon.svg"),
}


@pytest.mark.parametrize("name", EDITS)
def test_incremental_build_equals_clean_build(name: str, built: Project, tmp_path: Path) -> None:
    EDITS[name](built)
    clean = built.copy(tmp_path / "clean").build()
    incremental = built.build()
    assert incremental.warnings == clean.warnings
    assert differences(incremental, clean) == []
    assert incremental.addresses() == clean.addresses()


def test_former_address_that_a_second_page_claims(built: Project, tmp_path: Path) -> None:
    for name in ("posts/beta/third.md", "posts/alone.md"):
        replace(name, "level:", "redirect_from: [old]\nlevel:")(built)
        incremental = built.build()
    clean = built.copy(tmp_path / "clean").build()
    assert differences(incremental, clean) == []
    assert incremental.addresses() == clean.addresses()


def test_language_that_is_taken_back(built: Project, tmp_path: Path) -> None:
    for settings in ('language = "de"', ""):
        built.configure(settings)
        incremental = built.build()
    assert differences(incremental, built.copy(tmp_path / "clean").build()) == []


def test_parallel_build_equals_serial_build(built: Project, tmp_path: Path) -> None:
    parallel = built.copy(tmp_path / "parallel").build(jobs=2)
    assert differences(built.build(), parallel) == []


def test_day_time_zone_locale_and_hash_seed_do_not_show(built: Project, tmp_path: Path) -> None:
    elsewhere = built.copy(tmp_path / "elsewhere")
    for path in elsewhere.docs.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    env = {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    assert differences(built.build(), elsewhere.build(env=env)) == []


def test_nothing_to_do_writes_no_page(built: Project) -> None:
    pages = {path: path.stat().st_mtime_ns for path in built.root.rglob("*.html")}
    built.build()
    written = {path.name for path, time in pages.items() if path.stat().st_mtime_ns != time}
    assert written == set()


def test_edit_of_a_body_writes_that_page_alone(built: Project) -> None:
    pages = {path: path.stat().st_mtime_ns for path in built.root.rglob("*.html")}
    EDITS["body"](built)
    built.build()
    written = {path.name for path, time in pages.items() if path.stat().st_mtime_ns != time}
    assert written == {"first.html"}


def test_a_page_is_kept_without_the_rest_of_the_site(built: Project) -> None:
    kept = {path.stem: path.read_bytes() for path in built.root.rglob("*.doctree")}
    assert [name for name, pickled in kept.items() if b"BuildEnvironment" in pickled] == []


def test_changed_source_with_an_old_date_is_read(built: Project) -> None:
    EDITS["body"](built)
    os.utime(built.docs / FIRST, (1_000_000_000, 1_000_000_000))
    assert "Other words" in built.build().text("posts/alpha/first.html")


def test_warning_comes_again_until_its_cause_is_gone(built: Project) -> None:
    replace("about.md", "#second", "#secnod")(built)
    expected = [
        'about.md:3: WARNING: no section, figure, equation or theorem has the label "secnod": '
        'did you mean "second"? [groundwork.unknown-label]'
    ]
    assert built.build().warnings == expected
    assert built.build().warnings == expected
    replace("about.md", "#secnod", "#second")(built)
    assert built.build().warnings == []


def test_another_builder_in_between_hides_nothing(built: Project, tmp_path: Path) -> None:
    EDITS["bibliography"](built)
    replace(FIRST, "level: foundation", "level: hard")(built)
    assert "D.\xa0Knuth" in built.build(builder="text").text("about.txt")
    incremental, clean = built.build(), built.copy(tmp_path / "clean").build()
    assert incremental.warnings == clean.warnings != []
    assert differences(incremental, clean) == []


def test_output_that_is_gone_is_written_again(built: Project) -> None:
    before = built.build().files()
    shutil.rmtree(built.root / "_build/html")
    assert built.build().files() == before
