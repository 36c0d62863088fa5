"""Decks for Anki: the same bytes for the same questions, and a history that stays."""

from __future__ import annotations

import datetime
import io
import sqlite3
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.scheduler.v3 import CardAnswer, Scheduler

from extensions.features.recall.anki import Deck, Note, deck_file
from tests.support.pages import article, links, texts
from tests.support.project import Result
from tests.support.questions import FIRST, asking
from tests.support.sample import sample

NOTE = Note("q-left", r"What is \(x < 1\)?".replace("<", "&lt;"), "<em>Less</em>.", "https://a.b/c")
DECK = Deck("Site", "posts/alpha/index", "Alpha", datetime.date(2026, 3, 1), (NOTE,))
FILE = "posts/alpha/alpha.apkg"


def notes_in(content: bytes) -> dict[str, list[str]]:
    """Return the fields of the notes in a deck, by guid."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        connection = sqlite3.connect(":memory:")
        connection.deserialize(archive.read("collection.anki2"))
    rows = connection.execute("SELECT guid, flds FROM notes ORDER BY id").fetchall()
    connection.close()
    return {guid: fields.split("\x1f") for guid, fields in rows}


def taken_in(collection: Collection, path: Path, content: bytes) -> int:
    """Import *content* through the file *path*; return how many notes were new."""
    path.write_bytes(content)
    options = ImportAnkiPackageOptions(merge_notetypes=True, with_scheduling=False)
    request = ImportAnkiPackageRequest(package_path=str(path), options=options)
    return len(collection.import_anki_package(request).log.new)


def history_of(collection: Collection) -> list[Any]:
    """Return what Anki has noted of each answer."""
    assert collection.db
    return [*collection.db.all("SELECT * FROM revlog")]


def test_same_questions_give_the_same_bytes_and_others_do_not() -> None:
    assert deck_file(DECK) == deck_file(DECK)
    assert deck_file(DECK) != deck_file(replace(DECK, day=datetime.date(2026, 3, 2)))


def test_anki_imports_a_deck_twice_and_keeps_the_history(tmp_path: Path) -> None:
    path = tmp_path / "deck.apkg"
    collection = Collection(str(tmp_path / "collection.anki2"))
    assert taken_in(collection, path, deck_file(DECK)) == 1
    assert isinstance(collection.sched, Scheduler)
    [card_id] = collection.find_cards("deck:Site::Alpha")
    queued = collection.sched.get_queued_cards(fetch_limit=1).cards
    if not queued:
        collection.decks.select(collection.get_card(card_id).did)
        queued = collection.sched.get_queued_cards(fetch_limit=1).cards
    card = collection.get_card(card_id)
    card.start_timer()
    states = queued[0].states
    answer = collection.sched.build_answer(card=card, states=states, rating=CardAnswer.GOOD)
    collection.sched.answer_card(answer)
    before = collection.get_card(card_id)
    history = history_of(collection)
    assert before.reps == 1
    assert len(history) == 1

    other = Note("q-new", "New?", "Yes.", "https://a.b/d")
    changed = replace(NOTE, answer="Fewer.")
    later = replace(DECK, day=datetime.date(2030, 3, 2), notes=(other, changed))
    assert taken_in(collection, path, deck_file(DECK)) == 0
    assert taken_in(collection, path, deck_file(later)) == 1
    after = collection.get_card(card_id)
    assert (after.reps, after.due, after.ivl) == (before.reps, before.due, before.ivl)
    assert history_of(collection) == history
    assert after.note()["Answer"] == "Fewer."
    assert len(collection.find_notes("")) == 2
    collection.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A site with questions, built."""
    result = sample(tmp_path_factory.mktemp("site"), asking()).build(jobs=2)
    assert result.warnings == []
    return result


def test_series_has_a_deck_of_its_posts_and_their_shorts(site: Result) -> None:
    page = article(site, "posts/alpha/index")
    assert texts(page, ".deck") == ["Deck for Anki, 3 questions"]
    assert links(page, ".deck a") == ["alpha.apkg"]
    notes = list(notes_in((site.outdir / FILE).read_bytes()).values())
    assert [asked for asked, _answer, _source in notes] == [
        "When does it <em>hold</em>?",
        "What is left?",
        r"Why is \(x &lt; 1\)?",
    ]
    assert notes[0][1:] == [
        r"Always, by \(x^2 \ge 0\).",
        "https://site.example/posts/alpha/first.html#thm-first",
    ]
    assert "https://site.example/posts/alpha/second.html#second-section" in notes[1][1]


def test_series_without_questions_has_none(site: Result) -> None:
    assert texts(article(site, "posts/beta/index"), ".deck") == []
    assert not (site.outdir / "posts/beta/beta.apkg").exists()


def test_deck_goes_with_its_last_question(tmp_path: Path) -> None:
    project = sample(tmp_path, asking())
    before = project.build().outdir / FILE
    content = before.read_bytes()
    project.build()
    assert before.read_bytes() == content
    plain = sample(tmp_path / "plain")
    for name in (FIRST, "shorts/one.md"):
        project.write(name, (plain.docs / name).read_text("utf-8"))
    project.build()
    assert not before.exists()
