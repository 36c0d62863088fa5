"""Where a displayed formula may be broken, and its rows where they do not fit side by side."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest

from extensions.markup.math.katex import Formula, KatexProcess

BASE = re.compile(r'<span class="base">(.*?)(?=<span class="(?:base|group|tag|row)|$)', re.S)


@pytest.fixture(scope="module")
def katex() -> Iterator[KatexProcess]:
    """A Node process, ended at the end."""
    process = KatexProcess({})
    yield process
    process.close()


def set_one(katex: KatexProcess, tex: str, *, display: bool = True) -> str:
    [answer] = katex.set([Formula(tex, display)])
    assert isinstance(answer, str)
    return answer


def pieces(form: str) -> list[str]:
    """Return the text of each piece of a set formula."""
    texts = (re.sub(r"<[^>]*>|\u200b", "", piece) for piece in BASE.findall(form))
    return [html.unescape(text).replace("\N{NO-BREAK SPACE}", " ") for text in texts]


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        ("a+b=c", ["a", "+b", "=c"]),
        ("a=-b", ["a", "=−b"]),
        ("-a+b", ["−a", "+b"]),
        ("{a+b}=c", ["a+b", "=c"]),
        (r"\sqrt{a+b}\ne c", ["a+b", "=c"]),
        (r"\left(a+b\right)c", ["(a", "+b)c"]),
        (r"\text{a = b}", ["a = b"]),
        (r"a,\quad b", ["a,", "b"]),
        (r"f(a,b)", ["f(a,", "b)"]),
        (r"a := b", ["a", ":=b"]),
        (r"\textcolor{red}{a=b}+c", ["a", "=b", "+c"]),
        (r"x_{i=1}^{n+1}", ["xi=1n+1"]),
        (r"\begin{pmatrix}a=b\end{pmatrix}", ["(a=b)"]),
        (r"a=b.", ["a", "=b."]),
    ],
)
def test_formula_is_divided(katex: KatexProcess, tex: str, expected: list[str]) -> None:
    form = set_one(katex, tex).partition('class="katex-html"')[2]
    assert [
        piece.replace("\ue020", "") for piece in pieces(">" + form.partition(">")[2])
    ] == expected


def test_number_stands_behind_the_line(katex: KatexProcess) -> None:
    form = set_one(katex, r"a=b\tag{7}")
    assert form.index('class="line"') < form.index('class="tag"')
    assert "(</span>" not in form[form.index('class="line"') : form.index('class="tag"')]


def test_rows_that_may_not_fit_have_a_second_form(katex: KatexProcess) -> None:
    cases = r"\begin{cases}d&e\\f&g\end{cases}"
    tex = rf"\begin{{aligned}}aaaaaaaaaaaa&=bbbbbbbbbbbb\\&=c+{cases}\end{{aligned}}"
    form = set_one(katex, tex)
    assert form.count("<math ") == 1
    rows = form.partition("katex-html rows")[2]
    assert rows.count('class="row"') == 1
    assert rows.count('class="row indented"') == 1


@pytest.mark.parametrize(
    "tex",
    [
        r"\begin{aligned}a&=b\\&=c\end{aligned}",
        r"\left(\begin{aligned}aaaaaaaaaaaa&=bbbbbbbbbbbb\\&=c\end{aligned}\right)",
    ],
)
def test_others_have_one_form(katex: KatexProcess, tex: str) -> None:
    form = set_one(katex, tex)
    assert "katex-html rows" not in form


@pytest.mark.parametrize(
    ("tex", "whole"),
    [
        ("a+b=c", True),
        # 11.9 em wide, and taken for more.
        (r"\partial p_i/\partial s_j = \tfrac1\tau\, p_i\,([i = j] - p_j)", True),
        (r"\bar c=\tfrac1\sigma(g-\operatorname{mean}(g\odot\hat x)\,\hat x)", True),
        ("+".join("abcdefghijklmn"), False),
    ],
)
def test_short_formula_in_a_sentence_is_whole(
    katex: KatexProcess, tex: str, *, whole: bool
) -> None:
    assert ('class="katex whole"' in set_one(katex, tex, display=False)) == whole
