"""Numbers in the text are what the code of their piece gives, and most of them are checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.claims import claims_of
from tests.content.pieces import RULES, Piece, at, long_pieces, shorts
from tests.content.running import failures
from tests.content.shares import LEAST, numbers_of, share

ASKED = pytest.mark.skipif(
    not RULES.checked_numbers, reason="the rules of the site ask for no checked numbers"
)
CODE = """
```python
heads, kept = {heads}, 3.5e9
print("t = 6: 2.47 and 12.5%")
```
```output
t = 6: 2.47 and 12.5%
```
"""
PIECE = """---
summary: >-
  It has {checked}`8 heads = heads` and
  keeps {checked}`3.5 GB = kept / GB`.
---
# A piece

Before the code: {checked}`64 = heads**2`.
CODE
```{figure} a.svg
:alt: A picture

A caption with {checked}`2 to 8 = (heads / 4, heads)`.
```

:::{table} A title with {checked}`16 = 2 * heads`
| a | b |
|---|---|
| {checked}`2.5 = printed("t = 6:")` | {checked}`12 % = printed("t = 6:", 1)` |
:::

A line,
and {checked}`about 3,500 million = kept`, more.

```{widget} a
Found: {checked}`80 % = heads / 10`.
```

```python
heads = 1
```
"""


def piece_with(heads: int) -> str:
    """Return a piece whose code has so many heads."""
    return PIECE.replace("CODE", CODE.replace("{heads}", str(heads)).strip())


def test_what_the_code_gives_is_told_of_nowhere(tmp_path: Path) -> None:
    assert failures(tmp_path / "piece.md", piece_with(8)) == [
        # The front matter is compared with the end.
        '38: docs/?:3: "8 heads" must be "1 heads", as heads gives'
    ]
    text = piece_with(8).replace("\nheads = 1\n", "\nfeet = 1\n")
    assert failures(tmp_path / "piece.md", text) == []


def test_a_number_changed_in_the_code_is_told_of_wherever_it_is_quoted(tmp_path: Path) -> None:
    text = piece_with(9).replace("\nheads = 1\n", "\nfeet = 1\n")
    [told] = failures(tmp_path / "piece.md", text)
    assert told.partition(": ")[2].splitlines() == [
        'docs/?:3: "8 heads" must be "9 heads", as heads gives',
        'docs/?:8: "64" must be "81", as heads**2 gives',
        'docs/?:19: "2 to 8" must be "2 to 9", as (heads / 4, heads) gives',
        'docs/?:22: "16" must be "18", as 2 * heads gives',
        'docs/?:32: "80 %" must be "90 %", as heads / 10 gives',
    ]


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("3 = (1, 2)", '"3" shows 1 numbers, (1, 2) gives 2: give one for each'),
        ("3 = 'x'", "\"3\" is compared with 'x', which is no number"),
        ("3 = nothing", "\"3 = nothing\" raises NameError: name 'nothing' is not defined"),
        ("3 = 1 / 0", '"3 = 1 / 0" raises ZeroDivisionError: division by zero'),
        (
            '3 = printed("t =", 9)',
            '"3 = printed("t =", 9)" raises NotPrintedError: '
            "no printed line has 10 numbers behind 't ='",
        ),
        ("more than 4 = 3", '"more than 4" must be "more than 3", as 3 gives'),
        ("3.20 s = 3.1", '"3.20 s" must be "3.10 s", as 3.1 gives'),
        ("1,200 % = 13", '"1,200 %" must be "1,300 %", as 13 gives'),
        (r"$3.2\times10^{-4}$ = 3.3e-4", '"3.2×10^{-4}" must be'),
    ],
)
def test_what_is_told_of_a_claim(tmp_path: Path, claim: str, told: str) -> None:
    text = f"# A piece\n\nA {{checked}}`{claim}`.\n"
    [failure] = failures(tmp_path / "piece.md", text)
    if "×" in told:
        assert failure.endswith('must be "3.3 × 10^-4", as 3.3e-4 gives')
    else:
        assert failure.partition("docs/?:3: ")[2] == told


def test_a_name_waits_for_the_block_that_has_it_and_keeps_its_first_meaning(
    tmp_path: Path,
) -> None:
    text = (
        "{checked}`7 = d`\n\n```python\nc = 5\n```\n\n{checked}`5 = c`, {checked}`7 = d`\n\n"
        "```python\nc, d = 6, 7\n```\n\n{checked}`6 = c`\n\n```python\nd = 8\n```\n"
    )
    assert failures(tmp_path / "piece.md", text) == []


DERIVATION = """# A piece

::::{derivation} A sum
:given: q = rng.normal(size=3)

$$
v &= q_1 + q_2 + q_3
$$

{line}`q.sum()`

$$
&= q_3 + q_2 + q_1
$$

In the other order. {line}`q[2] + q[1] + q[0]`

$$
&\\le 99
$$

They are small. {line}`<= 99`
::::
"""


def test_lines_of_a_derivation_are_compared(tmp_path: Path) -> None:
    path = tmp_path / "piece.md"
    assert failures(path, DERIVATION) == []
    [told] = failures(path, DERIVATION.replace("q[2] + ", "q[2] - "))
    assert "docs/?:16: q[2] - q[1] + q[0] is " in told
    assert told.endswith("they should be =")
    [told] = failures(path, DERIVATION.replace("<= 99", "<= -99"))
    assert "docs/?:22: -99 is -99, and the line before" in told
    [told] = failures(path, DERIVATION.replace("q[2] + q[1] + q[0]", "q"))
    assert "docs/?:16: q has the shape (3,), the line before ()" in told
    [told] = failures(path, DERIVATION.replace("rng.normal", "rng.normall"))
    assert "docs/?:3: a line of the derivation raises AttributeError" in told


SHARES = """---
summary: It takes 3.2 GB, or {checked}`27.3 % = a`.
---
# A piece with 5.5

Of 8 heads 400 and 4,096 are given, 1,234 and 0.31 are not. In 2026, $x = 2.71$, `3.14`,
PyTorch 2.8 and $98{,}304$ tokens. It is 0.5 ± 0.2.

Before 7.7. They say {cite}`them` 12.5. And 13.5.

| 14.5 | {checked}`15.5 = b` |
|---|---|

Then 16.5.

:::{exercise}
What is 17.5?
:::

```{widget} a
A caption of 18.5.
```
"""


def test_what_a_computed_number_is() -> None:
    numbers = numbers_of(Piece(Path("piece.md"), SHARES))
    assert [one.text for one in numbers] == [
        *("3.2", "27.3 %", "1,234", "0.31", "98,304", "0.5", "0.2", "7.7", "15.5", "16.5", "18.5")
    ]
    assert [one.text for one in numbers if one.is_checked] == ["27.3 %", "15.5"]
    assert [one.text for one in numbers if one.is_result] == ["3.2", "27.3 %", "18.5"]
    assert [one.line for one in numbers][:5] == [2, 2, 6, 6, 6]


@ASKED
@pytest.mark.parametrize("piece", long_pieces(), ids=lambda piece: piece.name)
def test_half_of_the_numbers_of_a_long_piece_are_checked(piece: Piece) -> None:
    numbers = numbers_of(piece)
    left = [(one.line, f'"{one.text}" is not checked') for one in numbers if not one.is_checked]
    assert share(numbers) >= LEAST, "\n".join(at(piece, left))


# What a reader is to do in a figure, and what is no result.
GIVEN = {"-1.85"}


@ASKED
@pytest.mark.parametrize("piece", [*long_pieces(), *shorts()], ids=lambda piece: piece.name)
def test_results_in_summaries_claims_and_captions_are_checked(piece: Piece) -> None:
    left = [
        (one.line, f'"{one.text}" is not checked: write {{checked}}`{one.text} = expression`')
        for one in numbers_of(piece)
        if one.is_result and not one.is_checked and one.text not in GIVEN
    ]
    assert not left, "\n".join(at(piece, left))


@ASKED
def test_there_is_something_to_check() -> None:
    assert sum(len(claims_of(piece)) for piece in long_pieces()) > 150
