"""Where a symbol stands in a formula: by the structure of the formula, and not by its letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup, Tag

from extensions.markup.math.katex import Answer, Fault, Formula, KatexProcess, Marked, Pattern
from extensions.model.frontmatter import declared

CLASS = re.compile(r"s(\d+)")


@pytest.fixture(scope="module")
def katex() -> Iterator[KatexProcess]:
    """A Node process, ended at the end."""
    process = KatexProcess({r"\RR": r"\mathbb{R}"})
    yield process
    process.close()


def patterns(heads: str) -> list[Pattern]:
    """Return the symbols that *heads*, divided by semicolons, declare."""
    found = []
    for number, head in enumerate(filter(None, heads.split("; "))):
        formula, _, rest = head.partition(" ")
        symbol = declared(f"${formula}$ {rest}".strip(), "something", 1)
        assert symbol
        found.append(Pattern(symbol.name, symbol.any, symbol.is_index, number))
    return found


def answer(katex: KatexProcess, heads: str, tex: str, *, display: bool = True) -> Marked:
    [made] = katex.mark([Formula(tex, display)], patterns(heads)).formulas
    assert isinstance(made, Marked), made
    return made


def marked(html: str) -> str:
    """Return what is marked in *html*: the text of each place, and the number of its symbol."""
    form = BeautifulSoup(html, "html.parser").find(class_="katex-html")
    assert form is not None
    found = []
    for one in form.find_all(class_=CLASS):
        numbers = [name for name in one["class"] if CLASS.fullmatch(name)]
        found += [f"{one.get_text().replace(chr(0x200B), '')}:{name[1:]}" for name in numbers]
    return " ".join(found)


# What is declared, the formula, its places (text and number), and what is not declared in it.
CASES = [
    # An index belongs to its symbol.
    ("d_k; d", "d_k + d", "dk:0 d:1", ""),
    ("d", "d_k", "", "d_k"),
    ("d; k", "d_k", "k:1", "d_k"),
    ("d_k; k", "d_k k", "dk:0 k:1", ""),
    ("d_k", "d_{k}", "dk:0", ""),
    ("d_k", "{d}_k", "dk:0", ""),
    ("d_{k}", "d_k", "dk:0", ""),
    ("d_k", "d_{kj}", "", "d_{kj}"),
    ("d_k", "d_K", "", "d_K"),
    ("d_k", r"d_{\mathrm{k}}", "", r"d_{\mathrm{k}}"),
    (r"d_{\text{model}}", r"d_{\mathrm{model}}", "dmodel:0", ""),
    # An index that may be anything.
    ("x_i for any i", "x_1 + x_n", "x1:0 xn:0", ""),
    ("x_i for any i", "x_{i+1}", "xi+1:0", ""),
    ("x_i for any i", "x_{i,j}", "", "x_{i,j}"),
    ("x_i for any i", "x", "", "x"),
    ("x_i for any i", "x_{ij} + x_{10} + x_{2n}", "x10:0 x2n:0", "x_{ij}"),
    ("x_i for any i; x_{ij} for any i, j", "x_{ij} + x_i", "xij:1 xi:0", ""),
    ("s_i for any i; s_*", "s_i + s_*", "si:0 s∗:1", ""),
    ("x_i for any i; i as index", "x_i", "xi:0 i:1", ""),
    ("x_i for any i", r"x_{\max}", "xmax:0", ""),
    ("x_i for any i; x_0", "x_0 x_1", "x0:1 x1:0", ""),
    ("A_{ij} for any i, j", "A_{kl} + A_{11}", "Akl:0 A11:0", ""),
    ("A_{ij} for any i, j", "A_k", "", "A_k"),
    ("A_{ij} for any i, j", "A_{i+1}", "", "A_{i+1}"),
    ("A_{i,j} for any i, j", "A_{i+1,j}", "Ai+1,j:0", ""),
    ("A_{ii} for any i", "A_{jj} + A_{jk}", "Ajj:0 Ajk:0", ""),
    ("x_i for any i", "i = 1", "", ""),
    # What stands above: a name in brackets, primes and stars; an operation else.
    ("W_Q^{(h)} for any h", "W_Q^{(3)}", "WQ(3):0", ""),
    ("W_Q", "W_Q^{(h)}", "", "W_Q^{(h)}"),
    ("W_Q^{(h)} for any h", r"W_Q^{(h)\top}", "WQ(h)⊤:0", ""),
    ("W_Q^{(h)} for any h; h as index", "W_Q^{(h)}", "WQ(h):0 h:1", ""),
    ("A", r"A^\top A^{-1}", "A:0 A:0", ""),
    ("A; n", "A^n", "A:0 n:1", ""),
    ("A", "A^n", "A:0", "n"),
    ("x", "x^2", "x:0", ""),
    ("x_i for any i", "x_i^2", "x:0 i:0", ""),
    ("x", "x'", "", "x'"),
    ("x; x'", "x + x'", "x:0 x′:1", ""),
    ("x'", "x'^2", "x′2:0", ""),
    ("x", "x^*", "", "x^*"),
    ("x^*", r"x^{*}", "x∗:0", ""),
    ("x^+; x", "x^+ x", "x+:0 x:1", ""),
    # Accents and fonts.
    (r"\hat\theta", r"\hat\theta + \hat{\theta}^2", "θ^:0 θ^2:0", ""),
    (r"\theta", r"\hat\theta", "", r"\hat{\theta}"),
    (r"\hat\theta; \theta", r"\hat\theta - \theta", "θ^:0 θ:1", ""),
    (r"\hat\theta", r"\hat\theta_1", "", r"\hat{\theta}_1"),
    (r"\hat{x}", r"\tilde x", "", r"\tilde{x}"),
    (r"\mathbf{x}; x", r"\mathbf x x", "x:0 x:1", ""),
    (r"\mathbf{W}_Q", r"\mathbf{W}_Q W_Q", "WQ:0", "W_Q"),
    (r"\mathcal{L}", r"\mathcal{L}(L)", "L:0", "L"),
    (r"\bm{x}", r"\boldsymbol{x}", "x:0", ""),
    # What is no symbol, or known to all.
    ("d; x", r"\mathrm{d}x", "x:1", ""),
    ("x", r"\log x + \operatorname{rank} x", "x:0 x:0", ""),
    ("x", r"x \in \RR^3, \pi", "x:0", ""),
    ("x", "e^{-x} e^{(x)/2}", "x:0 x:0", ""),
    ("x; n", "x^{(n-1)/2}", "x:0 n:1", ""),
    ("x^t for any t; x", r"x^\top x^2", "x:1 x2:0", ""),
    ("x_i for any i", "x_{-i}", "x−i:0", ""),
    ("x", r"\text{where } x", "x:0", ""),
    ("q; k", "qk", "q:0 k:1", ""),
    ("x", r"\frac{x}{\sqrt{x}}", "x:0 x:0", ""),
    ("x", r"\begin{pmatrix} x \\ x \end{pmatrix}", "x:0 x:0", ""),
    ("x; y", r"\begin{cases} x & y \\ y & x \end{cases} \tag{7}", "x:0 y:1 y:1 x:0", ""),
    ("x", r"\left( x \right)^{(i)}", "x:0", ""),
    # What operators bind.
    ("x_i for any i", r"\sum_{j=1}^3 x_j", "xj:0", ""),
    ("d; x_i for any i", r"\sum_{d=1}^{3} x_d = d", "xd:1 d:0", "bound"),
    ("d as index; x_i for any i", r"\sum_{d=1}^{3} x_d", "d:0 xd:1 d:0", ""),
    (r"\theta; L", r"\arg\min_\theta L(\theta)", "θ:0 L:1 θ:0", ""),
    ("f", r"\int_0^1 f(x)\,\mathrm{d}x", "f:0", ""),
    ("f", r"\max_{j} f(j)", "f:0", ""),
    ("f", r"\max_{j} f(j) = j", "f:0", "j"),
    ("a_j for any j", r"a_j \ge 0 \quad \forall j", "aj:0", ""),
]


@pytest.mark.parametrize(("heads", "tex", "places", "faults"), CASES)
def test_symbol_is_found(
    katex: KatexProcess, heads: str, tex: str, places: str, faults: str
) -> None:
    made = answer(katex, heads, tex)
    # An operator in a display stands above what it goes over.
    assert sorted(marked(made.html).split()) == sorted(places.split())
    told = {fault.kind if fault.kind == "bound" else fault.tex for fault in made.faults}
    assert " ".join(sorted(told)) == faults


def test_formula_looks_the_same(katex: KatexProcess) -> None:
    for heads, tex, _places, _faults in CASES:
        [plain] = katex.set([Formula(tex, display=True)])
        assert isinstance(plain, str)
        made = answer(katex, heads, tex).html
        assert unmarked(made) == unmarked(plain), tex


def classes(element: Tag) -> list[str]:
    return [str(name) for name in element.get_attribute_list("class") if name]


def named(element: Tag, names: list[str]) -> None:
    """Give *element* the classes *names*, or none."""
    element.attrs.pop("class", None)
    if names:
        element["class"] = " ".join(names)


def moved(outer: Tag, inner: Tag) -> None:
    """Give *inner* what *outer* has, in which it stands alone."""
    named(inner, [*classes(inner), *classes(outer)])
    styles = [str(one.attrs.pop("style")) for one in (inner, outer) if one.get("style")]
    if styles:
        inner["style"] = ";".join(styles)
    outer.unwrap()


def unmarked(html: str) -> str:
    """Return *html* without marks, and without elements that are there for a mark alone."""
    form = BeautifulSoup(html, "html.parser")
    for one in form.find_all(class_=CLASS):
        named(one, [name for name in classes(one) if not CLASS.fullmatch(name)])
        inside, around = one.find(True), one.parent
        is_line = around and around.name == "span" and len(around.contents) == 1 and around.parent
        # A box, and a line in one, have no height that could be lit.
        if one.name == "span" and inside and len(one.contents) == 1:
            moved(one, inside)
        elif is_line and "v" in classes(is_line) and around and "x" not in classes(around):
            moved(around, one)
        elif one.name == "span" and not one.attrs:
            one.unwrap()
    form.smooth()
    return str(form)


def test_formula_that_cannot_be_set_is_a_fault(katex: KatexProcess) -> None:
    [made] = katex.mark([Formula(r"\frac{x", display=False)], patterns("x")).formulas
    assert isinstance(made, Fault)


def test_definition_in_a_formula_does_not_reach_the_next(katex: KatexProcess) -> None:
    first, second = katex.mark(
        [Formula(r"\gdef\foo{x} \foo", display=False), Formula(r"\foo", display=False)],
        patterns("x"),
    ).formulas
    assert isinstance(first, Marked)
    assert isinstance(second, Fault)


def test_symbols_of_one_key_are_the_same(katex: KatexProcess) -> None:
    heads = "d_k; d_{k}; x_i for any i; x_j for any j; x_j; a+b; \\frac{a}{b}"
    keys = katex.mark((), patterns(heads)).keys
    assert keys[0] == keys[1]
    assert keys[2] == keys[3] != keys[4]
    assert keys[5:] == (None, None)


def test_katex_lets_us_in_between_its_parser_and_its_html(katex: KatexProcess) -> None:
    """What marks symbols stands on the table of KaTeX's makers of HTML: see katex_marks.js."""
    made: Answer = katex.mark([Formula("x", display=False)], patterns("x"))
    [formula] = made.formulas
    assert isinstance(formula, Marked)
    assert '<i class="s0">x</i>' in formula.html
