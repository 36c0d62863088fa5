"""The numbers in a text, what they stand for, and how exactly."""

from __future__ import annotations

import pytest

from extensions.markup.checked.claim import ClaimError, split_claim
from extensions.markup.checked.quantities import quantities


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("320 GiB", [320]),
        ("27.3 %", [0.273]),
        ("27.3 per cent", [0.273]),
        (r"$27.3\,\%$", [0.273]),
        ("2 to 5", [2, 5]),
        ("2–5 %", [0.02, 0.05]),
        ("2-5", [2, 5]),
        ("0.856 ± 0.001", [0.856, 0.001]),
        ("−0.4 and -3", [-0.4, -3]),
        (r"$-1.5$", [-1.5]),
        ("98,304", [98_304]),
        ("98 304", [98_304]),
        (r"$98{,}304$", [98_304]),
        (r"$98\,304$", [98_304]),
        ("12.5k", [12_500]),
        ("70 M", [70e6]),
        ("1.5 MB in 3 ms", [1.5, 3]),
        ("3 to 4 million", [3e6, 4e6]),
        (r"$3.2\times10^{-4}$", [3.2e-4]),
        (r"$3.2\cdot 10^{5}$", [3.2e5]),
        ("3.2 × 10⁻⁴", [3.2e-4]),
        ("3.2e-4", [3.2e-4]),
        ("10⁻⁴", [1e-4]),
        ("2.5× as fast", [2.5]),
        ("Llama v0.1, fp16, H100, W_2", []),
        ("three heads", [3]),
        ("Twice as fast", [2]),
        ("3 heads of three", [3]),
        ("2^{10}", []),
        ("no number", []),
    ],
)
def test_values(text: str, values: list[float]) -> None:
    assert [one.value for one in quantities(text)] == pytest.approx(values)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("2.27", [2.265, 2.2749], [2.264, 2.276]),
        ("320", [319.5, 320.4], [319.4, 321]),
        ("101,700", [101_700], [101_725]),
        ("about 101,700", [101_725, 101_650], [101_640]),
        ("≈ 0.5", [0.54], [0.56]),
        ("27.3 %", [0.2734], [0.2736, 27.3]),
        ("3.2e-4", [3.24e-4], [3.26e-4]),
        ("more than 2.5", [2.5, 80], [2.49]),
        ("at most 5 %", [0.05, 0.01], [0.051]),
        ("half", [0.5, 0.53], [0.6]),
        ("0", [0.4, -0.4], [0.6]),
        ("1", [], [float("nan"), float("inf")]),
    ],
)
def test_rounding_to_the_digits_shown(text: str, right: list[float], wrong: list[float]) -> None:
    [shown] = quantities(text)
    assert [value for value in right if not shown.admits(value)] == []
    assert [value for value in wrong if shown.admits(value)] == []


def test_what_is_printed_shares_no_per_cent() -> None:
    printed = quantities("2.47 and 12.5%", in_words=False)
    assert [one.value for one in printed] == [2.47, 0.125]
    assert quantities("three", in_words=False) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("320 GiB = 2 * n / GiB", ("320 GiB", "2 * n / GiB")),
        ("27.3 % = kept == 3", ("27.3 %", "kept == 3")),
        ("$x = 3$ = f(x)", ("$x = 3$", "f(x)")),
        ("320\n  GiB =\n n", ("320 GiB", "n")),
    ],
)
def test_a_claim_is_split_at_the_first_equals_sign(text: str, parts: tuple[str, str]) -> None:
    assert split_claim(text) == parts


FORM = "write {checked}`320 GiB = expression`"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("320 GiB", f'"320 GiB" has no " = " with an expression behind it: {FORM}'),
        ("$x = 3$", f'"$x = 3$" has no " = " with an expression behind it: {FORM}'),
        ("much = n", f'"much" shows no number: {FORM}'),
        ("3 = ", f'"3" has nothing behind " = ": {FORM}'),
        ("3 = n = m", f'"n = m" is no expression of Python: {FORM}'),
        ("3 = import os", f'"import os" is no expression of Python: {FORM}'),
    ],
)
def test_what_is_told_of_a_claim(text: str, message: str) -> None:
    with pytest.raises(ClaimError) as raised:
        split_claim(text)
    assert str(raised.value) == message


@pytest.mark.parametrize("text", ["1e999999", "$10^{99999999}$", "9" * 400, f"about 1{'0' * 400}"])
def test_a_number_beyond_all_floats_is_borne_out_by_nothing(text: str) -> None:
    [found] = quantities(text)
    assert not found.admits(5.0)
    assert not found.admits(float("inf"))


def test_what_is_told_of_a_long_claim_is_short() -> None:
    with pytest.raises(ClaimError) as raised:
        split_claim("long " * 1000)
    assert len(str(raised.value)) < 200
