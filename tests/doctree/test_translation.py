"""The words of the interface in another language, and text in another script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from extensions.doctree.translation import LOCALES, text_direction
from tests.support.project import ROOT, Project, Result
from tests.support.sample import sample

LANGUAGES = ["de", "fa"]
WORDS = [
    ("extensions", "**.py", "python"),
    ("extensions", "**.js", "javascript"),
    ("docs/_templates", "**.html", "jinja2"),
    ("docs/_static", "**.js", "javascript"),
]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
PLACE = re.compile(r"\{\w+\}")


def extracted() -> Iterator[str | tuple[str, ...]]:
    """Yield all words of the interface as they stand in the sources."""
    for folder, pattern, method in WORDS:
        found = extract_from_dir(ROOT / folder, [(pattern, method)], keywords=KEYWORDS)
        yield from (message for _file, _line, message, _comments, _context in found)


def forms(message: object) -> list[str]:
    return [message] if isinstance(message, str) else [str(one) for one in message]  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalog_has_every_word_of_the_interface(language: str) -> None:
    with (LOCALES / language / "LC_MESSAGES/groundwork.po").open("rb") as file:
        catalog = read_po(file, locale=language)
    wanted = {forms(message)[0] for message in extracted()}
    assert wanted == {forms(message.id)[0] for message in catalog if message.id}
    for message in catalog:
        if message.id:
            places = set(PLACE.findall(forms(message.id)[-1]))
            for text in forms(message.string):
                assert text, f"{message.id} is not translated: {file.name}"
                assert set(PLACE.findall(text)) == places, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_catalog_is_that_of_the_text(language: str) -> None:
    folder = LOCALES / language / "LC_MESSAGES"
    with (folder / "groundwork.po").open("rb") as file:
        catalog = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    said = "groundwork.mo is out of date: make translations"
    assert compiled.getvalue() == (folder / "groundwork.mo").read_bytes(), said


@pytest.mark.parametrize(
    ("language", "direction"),
    [("en", "ltr"), ("de", "ltr"), ("fa", "rtl"), ("ar", "rtl"), ("he", "rtl"), ("zh-CN", "ltr")],
)
def test_language_has_a_direction(language: str, direction: str) -> None:
    assert text_direction(language) == direction


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The sample site in German."""
    project = sample(tmp_path_factory.mktemp("german"))
    project.configure('language = "de"\n')
    result = project.build()
    assert result.warnings == []
    return result


def test_page_speaks_the_language_of_the_site(german: Result) -> None:
    page = german.page("posts/alpha/first")
    assert page.html is not None
    assert page.html["lang"] == "de"
    assert "dir" not in page.html.attrs
    said = " ".join(part.get_text(" ", strip=True) for part in page.select("article, footer"))
    for words in ("Erwähnt von", "1. Jan. 2026", "Grundlagen", "Satz 1", "Weiterlesen", "1 von 2"):
        assert words in said, words
    for words in ("Referred to by", "Read next", "Foundation", "Theorem 1"):
        assert words not in said, words


def test_words_of_furo_and_sphinx_are_in_the_language_of_the_site(german: Result) -> None:
    page = german.page("posts/alpha/first")
    assert [one.get_text(strip=True) for one in page.select(".skip-to-content")] == [
        "Zum Inhalt springen"
    ]
    assert {str(one["title"]) for one in page.select("article .headerlink")} == {
        "Link auf diese Überschrift",
        "Link auf diese Gleichung",
        "Link auf dieses Bild",
    }
    assert "Abbildung 1" in page.select_one("figcaption").get_text()  # type: ignore[union-attr]
    assert not page.find_all(string=re.compile(r"Figure \d"))


def test_other_pages_speak_it_too(german: Result) -> None:
    wall = german.page("shorts/index").get_text(" ", strip=True)
    assert "Neueste zuerst" in wall
    assert "Keine Seite unter dieser Adresse" in german.text("404.html")
    assert "Archiv" in german.page("archive").h1.get_text()  # type: ignore[union-attr]


def test_scripts_speak_it_too(tmp_path: Path) -> None:
    script = (ROOT / "docs/_static/gettext.js").read_text("utf-8")
    project = Project(tmp_path, {"_static/gettext.js": script})
    project.configure('language = "de"\n')
    said = project.build().text("_static/gettext.js")
    assert '"More results":"Mehr Treffer"' in said
    assert '"{count} result":["{count} Treffer","{count} Treffer"]' in said
    assert "const plural = (n) => Number((n != 1));" in said
    assert 'const thousands = ".";' in said
    assert said.endswith(script.partition("const filled")[2])


def test_page_of_a_persian_site_runs_from_the_right(tmp_path: Path) -> None:
    page = "# صفحه\n\nیک پاراگراف.\n\nAn English paragraph.\n"
    project = Project(tmp_path, {"page.md": page})
    project.configure('language = "fa"\n')
    result = project.build()
    assert result.warnings == []
    html = result.page("page").html
    assert html is not None
    assert (html["lang"], html["dir"]) == ("fa", "rtl")
    [turned] = html.select("article div[dir=auto]")
    assert turned.get_text(strip=True) == "An English paragraph."


def test_blocks_in_another_script_run_their_own_way(tmp_path: Path) -> None:
    page = (
        "# Page\n\nEnglish.\n\nنص عربي with English.\n\n- بند\n- بند آخر\n\n"
        "> اقتباس\n\n- one\n- `x` ثم\n\n$x$ متن\n\n12 ۳ words\n"
    )
    result = Project(tmp_path, {"page.md": page}).build()
    turned = [one.get_text(" ", strip=True) for one in result.page("page").select("div[dir=auto]")]
    assert turned[:3] == ["نص عربي with English.", "بند بند آخر", "اقتباس"]
    assert turned[3] == "x ثم"
    assert len(turned) == 5


def test_language_that_no_catalog_has_is_english(tmp_path: Path) -> None:
    project = sample(tmp_path)
    project.configure('language = "nl"\n')
    assert "Referred to by" in project.build().text("posts/alpha/first.html")
