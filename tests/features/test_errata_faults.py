"""What is wrong with an erratum is told in one line, and loses nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.errata import FIRST, corrected, erratum
from tests.support.pages import article, texts
from tests.support.sample import FILES, sample

DAY, AT = "2026-03-04", ":at: first-section\n"
FORM = "write what it said, one line ---, and what it says"


@pytest.mark.many(1, by="subtype")
@pytest.mark.parametrize(
    ("date", "options", "content", "message", "subtype"),
    [
        (
            "",
            AT,
            "A\n\n---\n\nB",
            "the erratum has no date: write it behind the name, as in {erratum} 2026-05-10",
            "erratum-without-date",
        ),
        (
            "4.3.2026",
            AT,
            "A\n\n---\n\nB",
            '"erratum" is in another form ("4.3.2026"): write year-month-day, as in 2026-05-10',
            "date-order",
        ),
        (
            "2026-02-30",
            AT,
            "A\n\n---\n\nB",
            '"erratum" is "2026-02-30", a day that does not exist: write year-month-day, '
            "as in 2026-05-10",
            "impossible-date",
        ),
        (
            "2025-12-31",
            AT,
            "A\n\n---\n\nB",
            'the erratum (2025-12-31) is before "date" (2026-01-01): mend one of them',
            "erratum-before-date",
        ),
        (
            "2026-08-01",
            AT,
            "A\n\n---\n\nB",
            "the erratum (2026-08-01) is of a day to come: write the day of the correction",
            "erratum-in-future",
        ),
        (
            DAY,
            "",
            "A\n\n---\n\nB",
            "the erratum names no place: write :at: and the label of what was corrected",
            "erratum-without-place",
        ),
        (
            DAY,
            ":at: first-secton\n",
            "A\n\n---\n\nB",
            "at: no section, figure, equation or theorem of this page has the label "
            '"first-secton": did you mean "first-section"?',
            "unknown-label",
        ),
        (
            DAY,
            ":at: second\n",
            "A\n\n---\n\nB",
            "at: no section, figure, equation or theorem of this page has the label "
            '"second": write (label)= before the section',
            "unknown-label",
        ),
        (
            DAY,
            AT,
            "A",
            f"the erratum has no line --- between its two parts: {FORM}",
            "erratum-halves",
        ),
        (
            DAY,
            AT,
            "A\n\n---\n\nB\n\n---\n\nC",
            f"the erratum has more than one line ---: {FORM}",
            "erratum-halves",
        ),
        (
            DAY,
            AT,
            "---\n\nB",
            f"the erratum leaves out what the piece said, above the line ---: {FORM}",
            "erratum-halves",
        ),
        (
            DAY,
            AT,
            "A\n\n---",
            f"the erratum leaves out what the piece says, below the line ---: {FORM}",
            "erratum-halves",
        ),
        (
            DAY,
            AT,
            "A\n\n---\n\n![A cat](photo.png)",
            "an erratum is shown on other pages too, which have no notes, pictures or labels of "
            "this one: say it in words, formulas and links",
            "erratum-content",
        ),
    ],
)
def test_fault_is_told_in_one_line(
    tmp_path: Path, date: str, options: str, content: str, message: str, subtype: str
) -> None:
    source = FILES[FIRST]
    line = source.count("\n") + 2
    block = f"\n:::{{erratum}} {date}".rstrip() + f"\n{options}\n{content}\n:::\n"
    project = sample(tmp_path, {FIRST: source + block})
    project.configure('build_day = "2026-07-01"\n')
    result = project.build()
    assert result.warnings == [f"{FIRST}:{line}: WARNING: {message} [groundwork.{subtype}]"]
    # It loses nothing.
    for words in re.findall(r"\b[ABC]\b", content):
        assert words in texts(result.page("posts/alpha/first"), "article")[0]


def test_erratum_of_a_page_that_is_no_piece_is_told(tmp_path: Path) -> None:
    project = sample(tmp_path, {"about.md": "(about)=\n# About\n" + erratum(label="about")})
    result = project.build()
    assert result.warnings == [
        "about.md:4: WARNING: an erratum stands in the post or short that was corrected: move it "
        "there [groundwork.erratum-in-no-piece]"
    ]
    assert "It was" in article(result, "about").get_text()


@pytest.mark.parametrize(
    ("says", "said"),
    [
        ("See [](#first-secton).", '"first-secton": did you mean "first-section"?'),
        (r"Now $\frac{1$.", "formula: Unexpected end of input in a macro argument, expected '}'"),
    ],
)
def test_fault_in_the_text_is_told_once_at_its_line(tmp_path: Path, says: str, said: str) -> None:
    files = corrected(erratum(says=says))
    line = files[FIRST][: files[FIRST].index(says)].count("\n") + 1
    [warning] = sample(tmp_path, files).build().warnings
    assert warning.startswith(f"{FIRST}:{line}: WARNING: ")
    assert said in warning
