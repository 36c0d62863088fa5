"""What can be written at the cursor is known from the text before it."""

from __future__ import annotations

import pytest

from extensions.tools.language_server.place import Place, Wanted, place_at


@pytest.mark.parametrize(
    ("before", "wanted", "begun"),
    [
        ("See [](#", Wanted.LABEL, ""),
        ("See [words](#thm-f", Wanted.LABEL, "thm-f"),
        ("See [](<#a", Wanted.LABEL, "a"),
        ("By {eq}`eq", Wanted.EQUATION, "eq"),
        ("By {prf:ref}`words <t", Wanted.STATEMENT, "t"),
        ("By {ref}`", Wanted.LABEL, ""),
        ("{site:num}`x", Wanted.LABEL, "x"),
        ("As {footcite:t}`one,two", Wanted.CITATION, "two"),
        ("$a + \\mat", Wanted.MACRO, "mat"),
        (":at: thm", Wanted.LABEL, "thm"),
    ],
)
def test_place_in_a_text(before: str, wanted: Wanted, begun: str) -> None:
    lines = ["A line.", f"{before} and more"]
    assert place_at(lines, 1, len(before)) == Place(wanted, begun)


@pytest.mark.parametrize(
    "before", ["Words", "{eq}`done` and", "[](#done) and", "{download}`a", "`{eq}", ""]
)
def test_anywhere_else_nothing_is_known(before: str) -> None:
    assert place_at([before], 0, len(before)) is None
    assert place_at([], 3, 0) is None


@pytest.mark.parametrize(
    ("lines", "wanted", "begun"),
    [
        (["---", "ta"], Wanted.KEY, "ta"),
        (["---", "tags: [attention, pro"], Wanted.TAG, "pro"),
        (["---", "tags:", "  - att"], Wanted.TAG, "att"),
        (["---", "topic: "], Wanted.TOPIC, ""),
        (["---", "track: lea"], Wanted.TRACK, "lea"),
        (["---", "level: f"], Wanted.LEVEL, "f"),
        (["---", "requires: [a, b"], Wanted.LABEL, "b"),
        (["---", "distils: x"], Wanted.LABEL, "x"),
        (["---", "summary: See [](#x"], Wanted.LABEL, "x"),
    ],
)
def test_place_in_front_matter(lines: list[str], wanted: Wanted, begun: str) -> None:
    text = [*lines, "---", "# Title"]
    at = len(lines) - 1
    assert place_at(text, at, len(lines[-1])) == Place(wanted, begun)


@pytest.mark.parametrize("line", ["title: x", "date: 20", "summary: Words"])
def test_other_keys_hold_what_nobody_knows(line: str) -> None:
    assert place_at(["---", line, "---"], 1, len(line)) is None
    assert place_at(["---"], 0, 3) is None
