"""Checked numbers, shapes and derivations on a page, and wherever else its text is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.pages import select_first
from tests.support.project import Project, Result

POST = r"""---
date: 2026-01-01
tags: [attention, probability]
level: foundation
authors: [A]
summary: >-
  A text leaves {checked}`320 GiB = 2**15 * 10 / KiB` for one reader.
---

(page)=
# Page

Again {checked}`320 GiB = 2**15 * 10 / KiB`, then {checked}`$3.2\times10^{-4}$ = x * "<a>"`.
In a [link {checked}`5 = y`](#page).

Shapes: {shape}`XW : (n, d)(d, k) → (n, k)`.

::::{derivation} The variance
:label: der-var
:given: q = rng.normal(size=3)

$$
v &= \sum_i q_i
$$

$$
&= q_1 + q_2
$$ (eq-terms)

There are two. {line}`q[0] + q[1]`

:::{prf:proof}
Count them.
:::

$$
&\le 5
$$

They are small. {line}`<= 5`
::::

See {eq}`eq-terms` and [the derivation](#der-var).
"""
OTHER = "# Other\n\n[](#page)\n\n```{posts}\n```\n"


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    files = {"posts/page.md": POST, "other.md": OTHER}
    result = Project(tmp_path_factory.mktemp("checked"), files).build()
    assert result.warnings == []
    return result


def test_a_number_leads_to_its_expression(result: Result) -> None:
    page = result.page("posts/page")
    numbers = page.select("article a.checked:not(.of-line)")
    # One in a link is text: a link in a link leads nowhere.
    assert [number.get_text()[:7] for number in numbers][:2] == ["320 GiB", "320 GiB"]
    assert len(numbers) == 3
    assert numbers[0]["href"] == numbers[1]["href"] != numbers[2]["href"]
    entry = select_first(page, f".checked-numbers details {numbers[0]['href']}")
    assert entry.get_text() == "320 GiB = 2**15 * 10 / KiB"
    code = select_first(page, f"{numbers[2]['href']} code")
    assert code.get_text() == 'x * "<a>"'
    assert "title" not in numbers[0].attrs


def test_other_pages_feeds_and_copies_have_the_number_alone(result: Result) -> None:
    other = result.page("other")
    assert "A text leaves 320 GiB for one reader." in other.get_text()
    assert other.select(".checked") == other.select(".checked-numbers") == []
    for name in ("posts/page.md", "atom.xml", "feed.json", "llms.txt"):
        text = result.text(name)
        assert "KiB" not in text, name
        assert "320 GiB" in text or name == "llms.txt"
        assert "checked" not in text, name
    assert "link 5" in result.text("posts/page.md")


def test_shapes_are_a_formula(result: Result) -> None:
    assert r"Shapes: $XW : (n,\, d)\,(d,\, k) \to (n,\, k)$." in result.text("posts/page.md")


def test_a_derivation_has_its_lines_their_numbers_and_reasons(result: Result) -> None:
    page = result.page("posts/page")
    derivation = select_first(page, "#der-var.derivation")
    steps = derivation.select(":scope > .step")
    assert len(steps) == 3
    assert [len(step.select(".math > .right")) for step in steps] == [1, 1, 1]
    assert select_first(steps[0], ".left annotation").get_text() == r"\displaystyle v"
    assert select_first(steps[1], ".left").get_text() == ""
    assert "(1)" in select_first(steps[1], ".eqno").get_text()
    assert steps[1].select_one("#equation-eq-terms")
    assert "There are two." in steps[1].get_text()
    assert steps[1].select_one("details.proof")
    assert page.select_one('p > a[href="#equation-eq-terms"]')
    assert page.select_one('p > a[href="#der-var"]')
    mark = select_first(steps[2], "a.checked.of-line")
    assert select_first(page, f"{mark['href']} code").get_text() == "<= 5"


def test_a_derivation_elsewhere_is_its_lines_and_reasons(result: Result) -> None:
    twin = result.text("posts/page.md")
    assert "$$\n{} = q_1 + q_2\n\\tag{1}\n$$\n\nThere are two." in twin
    for name in ("posts/page.md", "atom.xml"):
        text = result.text(name)
        assert "There are two." in text
        assert "Step by step" not in text
        assert "katex" not in text


BROKEN = r"""# Page

Words {checked}`27.3`,
then {checked}`3 = )` and {shape}`(n, d)(k, d)`, {line}`q`.

:::{derivation}
No line.
:::

:::{derivation}
:label: der-b

$$
a &= b
$$

$$
&= c & d
$$

Why? {line}`q(`

$$
&= e
$$

{line}`q`
:::

:::{derivation}
$$
&= e
$$

$$
&= f
$$
:::
"""


def test_each_mistake_is_one_line_and_loses_nothing(tmp_path: Path) -> None:
    result = Project(tmp_path, {"page.md": BROKEN}).build()
    form = "write {checked}`320 GiB = expression`"
    told = [warning.partition(" WARNING: ") for warning in result.warnings]
    assert [(place, text) for place, _, text in told] == [
        (
            "page.md:3:",
            f'checked: "27.3" has no " = " with an expression behind it: {form} '
            "[groundwork.checked]",
        ),
        (
            "page.md:4:",
            f'checked: ")" is no expression of Python: {form} [groundwork.checked]',
        ),
        (
            "page.md:4:",
            "shape: (n, d)(k, d): d and k do not meet: mend one, or transpose one with ᵀ "
            "[groundwork.shape]",
        ),
        (
            "page.md:4:",
            'line: "q" stands outside of a {derivation}: move it below a line of one '
            "[groundwork.derivation]",
        ),
        (
            "page.md:6:",
            "the derivation has no line: write each line as a display of its own, $$ on lines "
            "before and behind it [groundwork.derivation]",
        ),
        (
            "page.md:21:",
            'line: "q(" is no expression of Python: mend it [groundwork.derivation]',
        ),
        (
            "page.md:17:",
            "a line of a derivation has more than one &: keep the one before its relation "
            "[groundwork.derivation]",
        ),
        (
            "page.md:10:",
            "one line alone has a {line}, which nothing is compared with: write another "
            "[groundwork.derivation]",
        ),
        (
            "page.md:35:",
            "line 2 of the derivation has no reason: write one below it [groundwork.derivation]",
        ),
    ]
    text = result.page("page").get_text()
    for words in ("27.3", "3 = )", "(n, d)(k, d)", "No line.", "Why?"):
        assert words in text


PART = r"""Words {checked}`bad` {shape}`(a)(b)` {symbol}`worse`,

:::{derivation}
:::
"""


def test_what_is_wrong_in_an_included_file_is_told_of_that(tmp_path: Path) -> None:
    page = "# Page\n\n{checked}`5 = 2 + 3` of `(a)(b)`.\n\n```{include} part.txt\n```\n"
    result = Project(tmp_path, {"page.md": page, "part.txt": PART}).build()
    assert [one.partition(" WARNING")[0] for one in result.warnings] == [
        *("part.txt:1:", "part.txt:1:", "part.txt:1:", "part.txt:3:")
    ]


def test_options_that_the_tests_cannot_use_are_told_by_the_build(tmp_path: Path) -> None:
    line = "$$\na &= b\n$$\n"
    options = (("given", "import ("), ("tolerance", "much"), ("tolerance", "nan"))
    blocks = [f":::{{derivation}}\n:{name}: {value}\n\n{line}:::\n" for name, value in options]
    result = Project(tmp_path, {"page.md": "# Page\n\n" + "\n".join(blocks)}).build()
    number = "write a number above 0, as in 0.01 [groundwork.derivation]"
    assert [one.partition(" WARNING: ")[2] for one in result.warnings] == [
        ':given: is "import (": write statements of Python, as in n = rng.integers(1, 9) '
        "[groundwork.derivation]",
        f':tolerance: is "much": {number}',
        f':tolerance: is "nan": {number}',
    ]


def test_symbols_in_a_line_answer(tmp_path: Path) -> None:
    front = "summary:", 'symbols:\n  "$q_i$": A query\nsummary:'
    text = POST.replace(*front)
    result = Project(tmp_path, {"posts/page.md": text}).build()
    assert result.warnings == []
    marked = result.page("posts/page").select("#der-var .right [class*=sym]")
    assert marked
