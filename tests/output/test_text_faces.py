"""The files of the text face: each holds what is promised, and a page asks for what it needs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from extensions.output.theme.faces import SHEET, rarer_signs
from tests.support.sample import FILES, sample

FACE = re.compile(r"font-style: (\w+);[^}]*fonts/([\w-]+\.woff2)[^}]*unicode-range:([^;]*);")
SPAN = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")
CSS = SHEET.read_text("utf-8")
FACES = {file: signs for _, file, signs in FACE.findall(CSS)}


def signs_in(ranges: str) -> set[int]:
    return {
        sign
        for first, last in SPAN.findall(ranges)
        for sign in range(int(first, 16), int(last or first, 16) + 1)
    }


@pytest.mark.parametrize("file", FACES)
def test_file_holds_the_signs_that_the_sheet_promises(file: str) -> None:
    face = TTFont(SHEET.parent / "fonts" / file)
    assert signs_in(FACES[file]) == {*face.getBestCmap()}


def test_no_sign_is_in_two_files_of_a_style() -> None:
    assert len(FACES) == 4
    for style in ("roman", "italic"):
        common, rest = (FACES[f"source-serif-4-{style}{part}.woff2"] for part in ("", "-rest"))
        assert not signs_in(common) & signs_in(rest)


@pytest.mark.parametrize("name", ["Łukasz Kaiser", "Gülçehre", "Bjørn Åse", "Matić", "Müller"])
def test_names_of_authors_need_no_second_file(name: str) -> None:
    assert not rarer_signs(CSS, "roman").search(name)


def test_page_is_given_the_files_that_its_words_need(tmp_path: Path) -> None:
    text = FILES["posts/alone.md"]
    pages = {
        "posts/alone.md": f"{text}\nŁukasz, and *so*.\n",
        "posts/other.md": text.replace("alone", "other") + "\nA λ, and *Łukasz*.\n",
    }
    result = sample(tmp_path, pages).build()
    asked = {
        page: {
            Path(str(link["href"])).stem.removeprefix("source-serif-4-")
            for link in result.page(f"posts/{page}").select("link[as=font]")
        }
        for page in ("alone", "other")
    }
    assert asked["alone"] == {"roman", "italic"}
    assert asked["other"] == {"roman", "roman-rest", "italic", "italic-rest"}
