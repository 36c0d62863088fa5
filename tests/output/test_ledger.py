"""No published address dies: the ledger, what it tells, and what mends it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from extensions.output.ledger.addresses import Page, Site
from extensions.output.ledger.command import main
from extensions.output.ledger.compare import HEADER, address, gone, parts, read, write
from tests.support.editing import FIRST, INDEX, SECOND, Edit, each, rename, replace
from tests.support.ledger import missing
from tests.support.project import Project
from tests.support.sample import sample

Edit = Edit
LATER = "posts/alpha/later.md"
LEDGER = "docs/ledger.txt"


@pytest.mark.parametrize(
    ("page", "anchor", "line"),
    [
        ("posts/a", "", "posts/a"),
        ("posts/a", "thm-x", "posts/a#thm-x"),
        ("tags/приклад", "", "tags/приклад"),
        ("tags/c#", 'a#b "c"', 'tags/c%23#a%23b%20"c"'),
        ("a\nb", "100%", "a%0Ab#100%25"),
    ],
)
def test_an_address_is_one_line_whatever_its_parts(page: str, anchor: str, line: str) -> None:
    assert address(page, anchor) == line
    assert parts(line) == (page, anchor)


def test_ledger_is_sorted_and_read_back_also_after_a_merge() -> None:
    text = write({"b", "a#x", "a"})
    assert text == f"{HEADER}a\na#x\nb\n"
    assert read(text) == {"a": 3, "a#x": 4, "b": 5}
    assert read("b\n\na\nb\n").keys() == {"a", "b"}


def listed(*lines: str) -> dict[str, int]:
    """Return a ledger of *lines*."""
    return {line: number for number, line in enumerate(lines, start=1)}


def page(name: str, /, line: int = 0, **ids: int) -> Page:
    """Return a page with a source, whose *ids* are all public."""
    return Page(f"{name}.md", line, tuple(sorted(ids)), ids)


@pytest.mark.parametrize(
    ("ledger", "pages", "said"),
    [
        (
            listed("a", "a#x"),
            {"b": page("b", x=9)},
            'b.md:1: the address "a" has gone: write "redirect_from: [a]" in this front matter',
        ),
        (
            listed("a", "a#x"),
            {"b": page("b", 4, x=9)},
            'b.md:4: the address "a" has gone: add "a" to redirect_from, which lists all former '
            "addresses",
        ),
        (
            listed("s/a", "s/a#x", "s/a#y", "b"),
            {"b": page("b", x=9), "t/a": page("t/a", z=1)},
            't/a.md:1: the address "s/a" has gone: write "redirect_from: [s/a]" in this front '
            "matter",
        ),
        (
            listed("b", "tags/a"),
            {"b": page("b")},
            'ledger.txt:2: the address "tags/a" has gone: write "redirect_from: [tags/a]" in the '
            "page that readers are to find",
        ),
        (
            listed("atom.xml"),
            {"b": page("b")},
            'ledger.txt:1: the address "atom.xml" has gone: make it again, since feed readers '
            "follow no redirect of a page",
        ),
        (
            listed("a", "a#old"),
            {"a": page("a", new=7)},
            'a.md:7: the anchor "a#old" has gone: write (old)= on a line of its own before what '
            'is now "new"',
        ),
        (
            listed("a", "a#steps-taken"),
            {"a": page("a", steps=7, other=9, third=8)},
            'a.md:7: the anchor "a#steps-taken" has gone: write (steps-taken)= on a line of its '
            'own before what is now "steps"',
        ),
        (
            listed("a", "a#zzz"),
            {"a": page("a", foo=7, bar=9)},
            'a.md:1: the anchor "a#zzz" has gone: write (zzz)= on a line of its own before what '
            "has its place",
        ),
        (
            listed("a", "a#x"),
            {"a": page("a", y=1), "b": page("b", x=3)},
            'b.md:3: the anchor "a#x" has gone, its label is here: give it another label, and '
            "write (x)= in a.md before the words that lead here",
        ),
        (
            listed("tags/a", "tags/a#x"),
            {"tags/a": Page()},
            'ledger.txt:2: the anchor "tags/a#x" has gone: the page has no source: delete this '
            "line",
        ),
    ],
)
def test_messages(ledger: Mapping[str, int], pages: Mapping[str, Page], said: str) -> None:
    found = [f"{one.path}:{one.line}: {one.text}" for one in gone(ledger, Site(pages, {}))]
    assert found == [said]


def test_a_draft_that_was_published_is_told_at_its_source() -> None:
    (fault,) = gone(listed("posts/a", "posts/a#x"), Site({}, {}, ("posts/a.md",)))
    assert (fault.path, fault.line) == ("posts/a.md", 1)
    assert fault.text == (
        'the address "posts/a" has gone: this page was published and is now a draft, or of a day '
        'to come: publish it, or write "redirect_from: [posts/a]" in the page that readers are to '
        "find"
    )


def test_an_anchor_lives_where_its_page_is_sent_on_to() -> None:
    ledger = listed("a", "a#x", "a#y")
    (fault,) = gone(ledger, Site({"b": page("b", x=3, new=5)}, {"a": "b"}))
    assert (fault.line, fault.text) == (
        5,
        'the anchor "a#y" has gone: write (y)= on a line of its own before what is now "new"',
    )


def run(project: Project, command: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return what the command says of the last build of *project*."""
    doctrees = str(project.root / "_build/doctrees")
    status = main([command, doctrees, "--docs", str(project.docs)])
    out, err = capsys.readouterr()
    assert status == bool(err)
    said: str = out + err
    return said.replace(str(project.docs), "docs").splitlines()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The sample site with its ledger."""
    project = sample(tmp_path_factory.mktemp("site"))
    project.write("posts/alone.md", (project.docs / "posts/alone.md").read_text() + "\n## Plain\n")
    project.build()
    main(["add", str(project.root / "_build/doctrees"), "--docs", str(project.docs)])
    return project


@pytest.fixture
def project(published: Project, tmp_path: Path) -> Project:
    """A copy of it, to be edited."""
    return published.copy(tmp_path / "copy")


RENAMED = each(rename(SECOND, LATER), replace(INDEX, "first\nsecond", "first\nlater"))
MOVED = each(
    rename(SECOND, "posts/beta/second.md"),
    replace(INDEX, "first\nsecond", "first"),
    replace("posts/beta/index.md", "third", "third\nsecond"),
)
THIRD, ALONE = "posts/beta/third.md", "posts/alone.md"
LOST: dict[str, tuple[Edit, list[str], Edit]] = {
    "rename a post": (
        RENAMED,
        [
            'docs/posts/alpha/later.md:1: the address "posts/alpha/second" has gone: write '
            '"redirect_from: [posts/alpha/second]" in this front matter'
        ],
        replace(LATER, "level:", "redirect_from: [posts/alpha/second]\nlevel:"),
    ),
    "move to another series": (
        MOVED,
        [
            'docs/posts/beta/second.md:1: the address "posts/alpha/second" has gone: write '
            '"redirect_from: [posts/alpha/second]" in this front matter'
        ],
        replace("posts/beta/second.md", "level:", "redirect_from: [posts/alpha/second]\nlevel:"),
    ),
    "label of a section, a figure, an equation, a theorem": (
        each(
            replace(ALONE, "(alone-section)=", "(alone-part)="),
            replace(FIRST, ":name: fig-first", ":name: fig-drawn"),
            replace(SECOND, "(eq-second)", "(eq-line)"),
            replace(THIRD, ":label: thm-third", ":label: thm-fact"),
        ),
        [
            'docs/posts/alone.md:15: the anchor "posts/alone#alone-section" has gone: write '
            '(alone-section)= on a line of its own before what is now "alone-part"',
            'docs/posts/alpha/first.md:27: the anchor "posts/alpha/first#fig-first" has gone: '
            'write (fig-first)= on a line of its own before what is now "fig-drawn"',
            'docs/posts/alpha/second.md:18: the anchor "posts/alpha/second#equation-eq-second" '
            "has gone: write (equation-eq-second)= on a line of its own before what is now "
            '"equation-eq-line"',
            'docs/posts/beta/third.md:22: the anchor "posts/beta/third#thm-third" has gone: '
            'write (thm-third)= on a line of its own before what is now "thm-fact"',
        ],
        each(
            replace(ALONE, "(alone-part)=", "(alone-section)=\n(alone-part)="),
            replace(FIRST, "```{figure}", "(fig-first)=\n```{figure}"),
            replace(SECOND, "$$\ny", "(equation-eq-second)=\n$$\ny"),
            replace(THIRD, ":::{prf:theorem}", "(thm-third)=\n:::{prf:theorem}"),
        ),
    ),
    "title of a section without label": (
        replace(ALONE, "## Plain", "## Simple"),
        [
            'docs/posts/alone.md:34: the anchor "posts/alone#plain" has gone: '
            'write (plain)= on a line of its own before what is now "simple"'
        ],
        replace(ALONE, "## Simple", "(plain)=\n## Simple"),
    ),
}


@pytest.mark.parametrize("name", LOST)
def test_what_is_lost_is_told_and_what_is_said_mends_it(
    name: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    edit, said, mend = LOST[name]
    edit(project)
    project.build()
    assert run(project, "check", capsys)[:-1] == said
    mend(project)
    result = project.build()
    run(project, "add", capsys)
    assert run(project, "check", capsys) == []
    assert missing(project.docs / "ledger.txt", result.outdir) == []


def test_what_keeps_its_label_may_change_its_title_and_its_place(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(FIRST, "# The first post", "# A post of another name")(project)
    replace(SECOND, "## A section", "## Another section")(project)
    new = "(new)=\n## New\n\n:::{prf:lemma}\nIt is.\n:::\n\n"
    replace(THIRD, "(third-section)=", f"{new}(third-section)=")(project)
    project.build()
    assert run(project, "check", capsys) == [
        f"{LEDGER}:1: not in it yet: posts/beta/third#new: run make ledger and commit it"
    ]


def test_new_addresses_are_told_until_they_are_listed(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (project.docs / "ledger.txt").read_text("utf-8")
    project.write("about.md", "# About\n\n(new-a)=\n## New\n\n## B\n\n## C\n\n## D\n")
    project.build()
    new = "about#b, about#c, about#d and 1 more"
    assert run(project, "check", capsys) == [
        f"{LEDGER}:1: not in it yet: {new}: run make ledger and commit it"
    ]
    assert run(project, "add", capsys) == [f"{LEDGER}: 4 added: {new}"]
    assert run(project, "add", capsys) == [f"{LEDGER}: 0 added"]
    assert run(project, "check", capsys) == []
    after = (project.docs / "ledger.txt").read_text("utf-8")
    added = {"about#new-a", "about#b", "about#c", "about#d"}
    assert read(after).keys() == read(before).keys() | added


def test_ledger_lists_pages_listings_labels_and_headings(published: Project) -> None:
    lines = read((published.docs / "ledger.txt").read_text("utf-8"))
    assert {
        "index",
        "archive",
        "atom.xml",
        "tags/attention",
        "tags/attention/feed.json",
        "authors/ada",
        "posts/alpha/index",
        "posts/alpha/first#first-section",
        "posts/alpha/first#equation-eq-first",
        "posts/alpha/first#thm-first",
        "posts/alpha/first#fig-first",
        "posts/alone#plain",
        "shorts/one#short-one",
    } <= lines.keys()
    assert "404" not in lines
    assert missing(published.docs / "ledger.txt", published.root / "_build/html") == []


def test_new_draft_is_known_although_no_page_was_read(project: Project) -> None:
    project.build()
    text = (project.docs / "posts/alone.md").read_text("utf-8")
    project.write("posts/not-yet.md", text.replace("date:", "draft: true\ndate:", 1))
    result = project.build()
    assert json.loads(result.addresses())["left_out"] == ["posts/not-yet.md"]
    (project.docs / "posts/not-yet.md").unlink()
    assert json.loads(project.build().addresses())["left_out"] == []


def test_drafts_do_not_enter(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    text = (project.docs / "posts/alone.md").read_text("utf-8")
    draft = text.replace("date:", "draft: true\ndate:", 1).replace("alone", "not-yet")
    project.write("posts/not-yet.md", draft)
    project.build(env={"GROUNDWORK_DRAFTS": "1"})
    status = main(["add", str(project.root / "_build/doctrees"), "--docs", str(project.docs)])
    folder = project.root / "_build/doctrees"
    said = f"error: no build of the public site in {folder}: run make html\n"
    assert (status, capsys.readouterr().err) == (2, said)


NOTE = """
def note(app, exception):
    from extensions.output.ledger.addresses import site_of
    text = json.dumps(site_of(app.env, [], []), default=vars, sort_keys=True)
    open("known.json", "w").write(text)

def setup(app):
    app.connect("build-finished", note)
"""


def test_all_that_a_build_knew_is_read_from_what_it_left(project: Project) -> None:
    project.configure(f"import json\n{NOTE}")
    result = project.build()
    known, read_back = (
        json.loads(text)["pages"]
        for text in ((project.root / "known.json").read_text("utf-8"), result.addresses())
    )
    assert len(known) > 10
    assert {name: read_back[name] for name in known} == known


def test_a_build_that_broke_off_has_no_addresses(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.configure('def setup(app):\n    app.connect("env-updated", lambda *_: 1 / 0)\n')
    assert project.build().status
    assert main(["check", str(project.root / "_build/doctrees"), "--docs", str(project.docs)]) == 2
    assert "no build of the public site" in capsys.readouterr().err


def test_a_site_that_promised_nothing_yet_has_no_ledger(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.build()
    (project.docs / "ledger.txt").unlink(missing_ok=True)
    status = main(["check", str(project.root / "_build/doctrees"), "--docs", str(project.docs)])
    said = capsys.readouterr()
    assert (status, said.err) == (0, "")
    assert said.out.endswith(
        "not there yet: once the site is public, run make ledger and commit it\n"
    )
