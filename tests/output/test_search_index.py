"""The files of the index: which are made, when, and of what."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from extensions.output.search.chunks import FOLDER, Site, word_chunks
from extensions.output.search.facets import Facets
from extensions.output.search.page_text import Form, PageText, Passage, Statement
from extensions.output.search.parts import Parts
from extensions.output.search.records import Page
from extensions.output.search.spelling import likeliest
from tests.support import search

NAMES = [f"shorts/s{number}" for number in range(9)]
TITLES = {"kind": {"short": "Shorts", "theorem": "Theorems"}, "tag": {"odd": "Odd", "even": "Even"}}
EMPTY: dict[str, dict[str, str]] = {"series": {}, "track": {}, "level": {}}
GROUPS = ("kind", "series", "track", "tag", "level")


class Index:
    """An index of ``NAMES`` that can be made, edited and made again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.out = folder / "out"
        self.texts = {name: text(name) for name in NAMES}
        titles = {**TITLES, **EMPTY}
        self.site = Site("", "en", ("the",), {group: titles[group] for group in GROUPS})

    def make(self) -> int:
        """Make what has changed; return the number of pages that are indexed anew."""
        pages = {name: page(name) for name in self.texts}
        parts = Parts(self.folder / "kept", self.out)
        digests = {name: repr(text) for name, text in self.texts.items()}
        made = parts.begin(self.site, pages, digests, self.texts.__getitem__)
        self.names = parts.end()
        on_disk = {path.relative_to(self.out).as_posix() for path in self.out.rglob("*.*")}
        assert set(self.names) <= on_disk
        return made

    def files(self) -> dict[str, bytes]:
        """Return the files of the index."""
        return {name: (self.out / name).read_bytes() for name in self.names}

    def found(self, query: str, **chosen: str) -> list[str]:
        """Return the titles of what *query* finds."""
        return search.find(self.out, query, **chosen).titles


def page(name: str) -> Page:
    """Return where *name* stands."""
    tag = ("even", "odd")[int(name[-1]) % 2]
    facets = Facets(("short",), (), (), (tag,), ())
    return Page(f"{name}.html", f"Short {name[-1]}", "", (), (), facets)


def text(name: str, words: str = "gradient") -> PageText:
    """Return a text with a statement."""
    said = Statement("thm", f"Theorem {name[-1]}", "A bound on the margin")
    blocks = [(f"All of {words}", str(Form.TEXT))]
    return PageText([Passage("top", 1, "Top", blocks)], [said], [], [])


@pytest.fixture
def index(tmp_path: Path) -> Index:
    """An index that was made."""
    index = Index(tmp_path)
    assert index.make() == len(NAMES)
    return index


def test_nothing_is_made_where_nothing_has_changed(index: Index) -> None:
    before = {name: (index.out / name).stat().st_mtime_ns for name in index.names}
    assert index.make() == 0
    assert {name: (index.out / name).stat().st_mtime_ns for name in index.names} == before


def test_edit_costs_its_page(index: Index) -> None:
    before = index.files()
    index.texts[NAMES[4]] = text(NAMES[4], "gradient and curvature")
    assert index.make() == 1
    assert index.found("curvature") == ["Short 4"]
    # Made again, it is what it was.
    index.texts[NAMES[4]] = text(NAMES[4])
    assert index.make() == 1
    assert index.files() == before


def test_index_after_edits_is_that_of_a_clean_build(index: Index, tmp_path: Path) -> None:
    for place, words in ((4, "curvature of a kernel"), (0, "kernel"), (8, "a"), (4, "gradient")):
        index.texts[NAMES[place]] = text(NAMES[place], words)
        assert index.make() == 1
        clean = Index(tmp_path / f"clean {place} {words}")
        clean.texts = index.texts
        clean.make()
        assert index.files() == clean.files()


def test_record_of_another_text_is_not_believed(index: Index) -> None:
    before = index.files()
    pages = {name: page(name) for name in index.texts}
    parts = Parts(index.folder / "kept", index.out)
    changed = {**index.texts, NAMES[4]: text(NAMES[4], "curvature")}
    digests = {name: repr(text) for name, text in changed.items()}
    parts.begin(index.site, pages, digests, changed.__getitem__)
    assert parts.making
    # The build ends before what was made is noted.
    parts.making.value()
    (index.folder / "kept/state.json").unlink()
    index.make()
    assert index.files() == before
    assert index.found("curvature") == []


@pytest.mark.parametrize("gone", ["index.json", "words/*.json", "heads/*.json", "texts/*.json"])
def test_file_that_is_gone_is_made_again(index: Index, gone: str) -> None:
    before = index.files()
    next((index.out / FOLDER).glob(gone)).unlink()
    index.make()
    assert index.files() == before


def test_page_that_is_gone_is_not_found(index: Index) -> None:
    del index.texts[NAMES[0]]
    assert index.make() == 0
    assert "Short 0" not in index.found("gradient")
    assert not (index.folder / f"kept/records/{NAMES[0]}.json").exists()


def test_facets_that_no_page_has_are_not_offered(index: Index) -> None:
    offered = search.Index(index.out).first["facets"]
    assert [value for value, _ in offered["tag"]] == ["odd", "even"]
    assert offered["series"] == []
    index.site = replace(index.site, facets={**index.site.facets, "series": {"alpha": "Alpha"}})
    assert index.make() == 0
    assert search.Index(index.out).first["facets"]["series"] == []


def test_results_are_narrowed_down(index: Index) -> None:
    assert index.found("gradient", tag="odd") == ["Short 1", "Short 3", "Short 5", "Short 7"]
    assert index.found("", tag="odd") == ["Short 1", "Short 3", "Short 5", "Short 7"]
    assert index.found("margin", tag="odd", kind="theorem") == [
        f"Theorem {n}" for n in (1, 3, 5, 7)
    ]


def test_words_that_begin_alike_stand_in_one_chunk() -> None:
    postings = {
        word: bytearray(b",0:" + b"AAAA" * 400)
        for word in [f"grad{n}" for n in range(30)] + [f"kern{n}" for n in range(30)] + ["x", "y"]
    }
    chunks = [[word for word, _ in chunk] for chunk in word_chunks(postings)]
    assert [word for chunk in chunks for word in chunk] == sorted(postings)
    assert [len(chunk) for chunk in chunks] == [30, 30, 1, 1]
    # What other letters begin changes nothing.
    del postings["grad7"]
    assert [[word for word, _ in chunk] for chunk in word_chunks(postings)][1:] == chunks[1:]


def test_words_of_headings_put_queries_right_before_those_of_texts() -> None:
    texts = Counter({"kernel": 5, "kernels": 2, "softmax": 5, "abc": 9, "x1234": 9})
    assert likeliest(texts, Counter(softmax=1)) == ["softmax", "kernel", "kernels"]
