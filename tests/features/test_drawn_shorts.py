"""Shorts and the sections that they are drawn from, in both directions, and as reminders."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.pages import article, links, select_first, texts
from tests.support.project import ROOT, Project, Result
from tests.support.sample import post, sample, short

BODY = """

$$
e^x = 1
$$ (eq-short-one)

As {eq}`eq-short-one` says, cited{footcite:p}`knuth1984`, [here](#first).

```{rubric} References
```
```{footbibliography}
```
"""
FILES = {
    "shorts/one.md": short("one") + BODY,
    "shorts/whole.md": short("whole", distils="first", date="2026-02-03"),
    "shorts/three.md": short("three", date="2026-02-04"),
    "posts/alone.md": post("alone", image="alpha/picture.svg")
    + "\n```{short} one\n```\n\n$$\nz\n$$ (eq-last)\n\nSee {eq}`eq-last`.\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A small site with shorts of a section, of a post, and in another page."""
    result = sample(tmp_path_factory.mktemp("site"), FILES).build()
    assert result.warnings == []
    return result


def test_section_has_the_shorts_drawn_from_it_in_the_margin(site: Result) -> None:
    section = select_first(article(site, "posts/alpha/first"), "#first-section")
    assert texts(section, ".margin.short-card .card-title") == ["What is one?", "What is three?"]
    assert links(section, ".margin .card-title a") == [
        "../../shorts/one.html",
        "../../shorts/three.html",
    ]
    assert texts(section, ".margin .claim")[0] == "The claim of What is one?."


def test_short_of_a_whole_post_stands_below_its_head(site: Result) -> None:
    page = select_first(article(site, "posts/alpha/first"), "section")
    card = select_first(page, ":scope > .margin")
    assert texts(card, ".card-title") == ["What is whole?"]
    before = card.find_previous_sibling()
    assert before is not None
    assert "facts" in before["class"]


def test_reminder_is_folded_and_has_the_short_with_its_formulas(site: Result) -> None:
    reminder = select_first(article(site, "posts/alone"), "details.reminder")
    assert texts(reminder, "summary") == ["Reminder. What is one?"]
    assert links(reminder, "summary a") == ["../shorts/one.html"]
    assert "The claim of What is one?." in reminder.get_text()
    assert len(reminder.select(".katex-display")) == 1


def test_reminder_leaves_numbers_and_ids_of_the_page_alone(site: Result) -> None:
    page = article(site, "posts/alone")
    reminder = select_first(page, "details.reminder")
    assert reminder.select("[id], .eqno, .footnote, .footnote-reference, .rubric") == []
    assert texts(page, ".eqno") == ["(1)#", "(2)#"]
    assert links(reminder, "p a")[-1] == "alpha/first.html"
    assert "See (2)." in texts(page, "p")


def test_reminder_of_an_unknown_short_names_the_nearest(tmp_path: Path) -> None:
    project = sample(tmp_path, {"about.md": "# About\n\n```{short} onn\n```\n"})
    assert project.build().warnings == [
        'about.md:3: WARNING: unknown short "onn": did you mean "one"? [groundwork.unknown-short]'
    ]


def test_short_leads_on_within_its_topic(site: Result) -> None:
    page = site.page("shorts/two")
    assert texts(page, "article > .kicker") == ["Short · Losses"]
    assert texts(page, ".read-before") == ["Read before What is one?"]
    assert texts(page, ".read-next") == ["Read next What is whole?"]
    assert texts(page, ".nearby li") == ["What is one?", "What is whole?", "What is three?"]


def review(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command of reviews on the last build of *project*."""
    doctrees = project.root / "_build/doctrees"
    command = [sys.executable, "-m", "extensions.features.review", arguments[0], str(doctrees)]
    return subprocess.run(
        [*command, *arguments[1:], "--docs", str(project.docs)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
    )


def test_short_is_due_when_its_section_has_changed(tmp_path: Path) -> None:
    project = sample(tmp_path)
    project.build()
    assert review(project, "due").stdout == (
        'docs/shorts/one.md:6: the section "first-section" never was compared with this short: '
        "read both, then make reviewed SHORT=one\n"
    )
    assert review(project, "done", "one").returncode == 0
    assert review(project, "due").stdout == ""

    source = project.docs / "posts/alpha/first.md"
    source.write_text(source.read_text().replace("Opening words", "Elsewhere on the page"))
    project.build()
    assert review(project, "due").stdout == ""

    source.write_text(source.read_text().replace("It holds.", "It may hold."))
    project.build()
    assert review(project, "due").stdout == (
        'docs/shorts/one.md:6: the section "first-section" has changed since it was compared '
        "with this short: read both, then make reviewed SHORT=one\n"
    )


def test_review_of_an_unknown_short_names_the_nearest_and_changes_nothing(tmp_path: Path) -> None:
    project = sample(tmp_path)
    project.build()
    done = review(project, "done", "onn")
    assert done.returncode == 2
    assert done.stderr == 'error: no short "onn" distils a section: did you mean "one"?\n'
    assert not (project.docs / "reviewed.txt").exists()


def test_review_without_a_build_says_what_to_run(tmp_path: Path) -> None:
    done = review(sample(tmp_path), "due")
    assert done.returncode == 2
    assert done.stderr == f"error: no build in {tmp_path / '_build/doctrees'}: run make html\n"


def test_review_of_a_short_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    project = sample(tmp_path, {"reviewed.txt": "gone 12ab\n"})
    project.build()
    review(project, "done", "one")
    lines = (project.docs / "reviewed.txt").read_text().splitlines()
    assert [line.split()[0] for line in lines] == ["#", "one"]


def test_section_that_is_gone_is_told_after_an_incremental_build_too(tmp_path: Path) -> None:
    project = sample(tmp_path)
    project.build()
    source = project.docs / "posts/alpha/first.md"
    source.write_text(source.read_text().replace("(first-section)=\n", ""))
    warnings = project.build().warnings
    assert any(
        line.startswith(
            'shorts/one.md:6: WARNING: distils: no section has the label "first-section"'
        )
        for line in warnings
    )
