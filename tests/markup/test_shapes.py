"""Shapes of products: what fits, and what is told of what does not."""

from __future__ import annotations

import pytest

from extensions.markup.shapes.notation import ShapeError, read_statement

FORM = "write {shape}`XW : (n, d)(d, k) → (n, k)`"


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("(n, d)(d, d_k) → (n, d_k)", r"(n,\, d)\,(d,\, d_k) \to (n,\, d_k)"),
        ("(n,d)(k,d)ᵀ -> (n,k)", r"(n,\, d)\,(k,\, d)^\top \to (n,\, k)"),
        (r"(n,d)(k,d)^\top \to (n,k)", r"(n,\, d)\,(k,\, d)^\top \to (n,\, k)"),
        ("(n, d) + (d) → (n, d)", r"(n,\, d) + (d) \to (n,\, d)"),
        ("(n, d) ⊙ (n, 1) → (n, d)", r"(n,\, d) \odot (n,\, 1) \to (n,\, d)"),
        ("(d)(d, k)(k) → ()", r"(d)\,(d,\, k)\,(k) \to ()"),
        ("((n,d)(d,k) + (k))(k,m) → (n,m)", None),
        ("(B, H, n, d_h)(H, m, d_h)ᵀ → (B, H, n, m)", None),
        ("(Hd_h, d)(d, 1) → (d_hH, 1)", None),
        ("(n+1, 2k)(k2, 3) → (1 + n, 3)", None),
        ("(W_{t-1}, n)(n) → (W_{t-1})", None),
        ("(batch, n)(n, d') → (batch, d')", r"(\mathit{batch},\, n)\,(n,\, d')"),
        ("(n, d)", r"(n,\, d)"),
    ],
)
def test_shapes_that_fit(text: str, tex: str | None) -> None:
    assert (tex or "") in read_statement(f"A : {text}").tex


def test_the_name_is_kept() -> None:
    assert read_statement("XW_Q : (n, d)(d, k) → (n, k)").name == "XW_Q"
    assert read_statement("(n, d)(d, k) → (n, k)").name == ""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "(n, d)(k, d) → (n, k)",
            "(n, d)(k, d): d and k do not meet: mend one, or transpose one with ᵀ",
        ),
        ("(n, d)(d, k) → (n, d)", "(n, d)(d, k) gives (n, k), not (n, d): mend one of them"),
        (
            "(n, d) + (n) → (n, d)",
            "(n, d) + (n): d and n do not meet: mend one, or make one of them 1 to broadcast it",
        ),
        (
            "(B, n, d)(C, d, k) → (n, k)",
            "(B, n, d)(C, d, k): B and C do not meet: "
            "mend one, or make one of them 1 to broadcast it",
        ),
        ("(d)ᵀ(d) → ()", "(d) has one dimension and no transpose: write (1, n) or (n, 1)"),
        ("()(n, d) → (d)", "()(n, d): a number has no matrix product: leave () out"),
        ("(n; d)", f'"n; d" in "(n; d)" is no dimension: {FORM}'),
        ("(n, d", f'"(n, d" cannot be read at "(n, d": {FORM}'),
        ("", f'"" cannot be read at its end: {FORM}'),
        ("(n) → (n) → (n)", f'"(n) → (n) → (n)" has more than one arrow: {FORM}'),
    ],
)
def test_shapes_that_do_not_fit(text: str, message: str) -> None:
    with pytest.raises(ShapeError) as raised:
        read_statement(text)
    assert str(raised.value) == message


def test_too_many_shapes_are_no_recursion() -> None:
    with pytest.raises(ShapeError):
        read_statement("(" * 5000 + "n" + ")" * 5000)
