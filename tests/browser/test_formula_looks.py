"""Formulas that are written with fewer elements look as KaTeX's own."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from extensions.markup.math.katex import Formula
from tests.support.formula_gallery import DISPLAYED, INLINE
from tests.support.formula_looks import CLOSE, READ, Pair, farthest, pages, pairs
from tests.support.sampling import Some

PHONE, DESK = 344, 700
WRITTEN = re.compile(
    r'<math(?P<display> display="block")?>(?:(?!</math>).)*'
    r'<annotation encoding="application/x-tex">(?P<tex>[^<]*)<',
    re.S,
)
SAMPLE = 400


@pytest.fixture(scope="module")
def gallery() -> list[Pair]:
    """Formulas of every form."""
    displayed = [Formula(tex, display=True) for tex in DISPLAYED]
    return pairs([*displayed, *(Formula(tex, display=False) for tex in INLINE)])


def moved(browser: Browser, folder: Path, some: list[Pair], width: int) -> list[str]:
    """Return what stands elsewhere, or in another size, or in lines of another height."""
    found = []
    for part, page in pages(browser, folder, some, width):
        sides = page.evaluate(READ)
        for one, plain, ours in zip(part, sides[::2], sides[1::2], strict=True):
            by = max(abs(plain[0] - ours[0]), farthest(plain[1], ours[1]))
            if by > CLOSE:
                found.append(f"{by:.2f} px: {one.formula.tex}")
    return found


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_every_sign_of_the_gallery_is_in_its_place(
    browser: Browser, tmp_path: Path, gallery: list[Pair], width: int
) -> None:
    assert moved(browser, tmp_path, gallery, width) == []


@pytest.mark.site
def test_every_sign_of_the_site_is_in_its_place(
    browser: Browser, tmp_path: Path, site: Path, some: Some
) -> None:
    written = {
        Formula(html.unescape(one["tex"]), bool(one["display"]))
        for page in sorted(site.glob("posts/**/*.html"))
        for one in WRITTEN.finditer(page.read_text("utf-8"))
    }
    formulas = sorted(written, key=lambda one: (one.display, one.tex))
    assert moved(browser, tmp_path, pairs(some(formulas, SAMPLE)), PHONE) == []


def test_a_formula_is_half_as_large(gallery: list[Pair]) -> None:
    def of(forms: list[str]) -> tuple[int, int]:
        ends = "".join(form.partition("</math>")[2] for form in forms)
        return len(ends), ends.count("<")

    plain, ours = of([one.plain for one in gallery]), of([one.ours for one in gallery])
    assert all(2 * small <= large for small, large in zip(ours, plain, strict=True))
