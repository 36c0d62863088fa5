"""Letters with scripts are set without KaTeX in the table of symbols; all else is not."""

from __future__ import annotations

import pytest

from extensions.markup.symbols.simple import simple_html


@pytest.mark.parametrize(
    ("tex", "html"),
    [
        ("n", "<i>n</i>"),
        (r"\tau", "<i>τ</i>"),
        (r"\Phi", "Φ"),
        ("x_i", "<i>x</i><sub><i>i</i></sub>"),
        ("d_{kj}", "<i>d</i><sub><i>k</i><i>j</i></sub>"),
        ("k_j^h", "<i>k</i><sub><i>j</i></sub><sup><i>h</i></sup>"),
        (r"\bar{x}_i", "<i>x\u0304</i><sub><i>i</i></sub>"),
        (r"\hat\theta", "<i>θ\u0302</i>"),
        ("f'", "<i>f</i><sup>′</sup>"),
        ("E_1'", "<i>E</i><sub>1</sub><sup>′</sup>"),
        ("x^*", "<i>x</i><sup>*</sup>"),
        (
            r"X \in \mathbb{R}^{n \times d}",
            "<i>X</i> ∈ ℝ<sup><i>n</i>×<i>d</i></sup>",
        ),
        (r"w \in \mathbb R", "<i>w</i> ∈ ℝ"),
        (r"\mathcal{L}", ""),
        (r"\sqrt{x}", ""),
        ("a + b", ""),
        (r"x_{\text{new}}", ""),
        (r"x \in \mathbb{R}^{n \times d_v}", ""),
        (r"\foo", ""),
        (r"<b>", ""),
    ],
)
def test_letter_with_its_scripts(tex: str, html: str) -> None:
    assert simple_html(tex) == (f"<var>{html}</var>" if html else "")
