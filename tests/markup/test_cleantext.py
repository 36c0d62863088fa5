"""Text that leaves a page: plain and for a feed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from docutils import nodes

from extensions.markup.cleantext.text import plain
from extensions.markup.cleantext.unicode_math import mathml, readable
from extensions.markup.math.katex import Formula, KatexProcess


@pytest.fixture(scope="module")
def katex() -> Iterator[KatexProcess]:
    """One Node process for all formulas of this module."""
    process = KatexProcess({})
    yield process
    process.close()


FORMULAS = {
    r"Y = WX": "Y = WX",
    r"10^8": "10⁸",
    r"\sqrt{d_k}": "√dₖ",
    r"\frac{QK^\top}{\sqrt{d_k}}": "QKᵀ/√dₖ",
    r"\sum_{i=1}^n x_i^2": "∑ᵢ₌₁ⁿ xᵢ²",
    r"\mathbb{E}[Y\mid X=x]=\rho x": "𝔼[Y ∣ X = x] = ρx",
    r"-\log p(x)": "−log p(x)",
    r"\log_2 n": "log₂ n",
    r"f'(x)\to 0": "f′(x) → 0",
    r"\operatorname{softmax}(S)": "softmax(S)",
    r"x\in\mathbb{R}^{n\times d}": "x ∈ ℝ^(n × d)",
    r"\hat\theta": "θ̂",
    r"\tfrac12": "1/2",
    r"\frac{a+b}{2}": "(a + b)/2",
    r"\left(\frac{a+b}{2}\right)^2": "((a + b)/2)²",
    r"\begin{pmatrix}1&2\\3&4\end{pmatrix}": "(1, 2; 3, 4)",
    r"\begin{aligned}a&=b\\c&=d\end{aligned}": "a = b; c = d",
    r"\begin{cases}1&x>0\\0&\text{otherwise}\end{cases}": "{1, x > 0; 0, otherwise",
    r"\max_{x\in S} f(x)": "max_(x ∈ S) f(x)",
    r"\lVert x\rVert_2^2 \le 1": "∥x∥₂² ≤ 1",
    r"\langle \bar Y, dY\rangle": "⟨Ȳ, dY⟩",
    r"e^{-x^2/2}": "e^(−x²/2)",
    r"\nabla f(x)^\top (y-x)": "∇f(x)ᵀ(y − x)",
    r"1-(1-\alpha)^m": "1 − (1 − α)ᵐ",
    r"A^{-1}": "A⁻¹",
    r"\binom nk": "(n choose k)",
    r"x \approx 1{,}000": "x ≈ 1,000",
    r"\int_0^1 f\,dx": "∫₀¹ f dx",
    r"\underbrace{a+b}_{c}": "a + b_c",
}


@pytest.mark.parametrize(("tex", "text"), FORMULAS.items())
def test_formula_reads_as_a_person_would_type_it(katex: KatexProcess, tex: str, text: str) -> None:
    (html,) = katex.set([Formula(tex, False)])
    assert isinstance(html, str)
    assert readable(html) == text


def test_what_unicode_cannot_say_is_given_as_tex(katex: KatexProcess) -> None:
    tex = r"\enclose{x}"
    (html,) = katex.set([Formula("x", False)])
    assert isinstance(html, str)
    strange = html.replace("<mi>x</mi>", "<merror/>").replace(
        ">x</annotation>", f">{tex}</annotation>"
    )
    assert readable(strange) == tex


def test_mathml_is_the_formula_alone(katex: KatexProcess) -> None:
    (html,) = katex.set([Formula("x", True)])
    assert isinstance(html, str)
    assert mathml(html).startswith("<math ")
    assert mathml(html).endswith("</math>")


def test_plain_text_has_no_notes_and_parts_blocks() -> None:
    fragment = [
        nodes.paragraph("", "", nodes.Text("One"), nodes.footnote_reference("", "1")),
        nodes.bullet_list("", nodes.list_item("", nodes.paragraph("", "two  lines"))),
        nodes.image(uri="x.png", alt="a picture"),
        nodes.comment("", "hidden"),
        nodes.paragraph("", "", nodes.math("", "x^2")),
    ]
    assert plain(fragment) == "One two lines a picture x^2"
