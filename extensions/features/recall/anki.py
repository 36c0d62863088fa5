"""The file of a deck for Anki: the same bytes for the same questions.

genanki makes the tables of the collection.  Instead of the time at which it is made, a file has the
day of its newest change: Anki takes over a note that it has when that of the file is later.  The
history of its cards stays, because a note is known by the label of its question.
"""

from __future__ import annotations

import datetime
import hashlib
import io
import itertools
import sqlite3
import zipfile
from dataclasses import dataclass

import genanki

# Anki keeps ids as numbers; these are under 2 ** 31, as genanki advises.
LARGEST_ID = 2**31 - 1
DAY_IN_MS = 86_400_000
CSS = """\
.card { font: 20px/1.5 serif; max-width: 36em; margin: 0 auto; padding: 0 1em; }
.from { font-size: 14px; }
"""
FRONT = "{{Question}}"
BACK = (
    '{{FrontSide}}<hr id="answer">{{Answer}}<p class="from"><a href="{{Source}}">{{Source}}</a></p>'
)
# The oldest time that a file in a ZIP can have.
NO_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Note:
    """A question and its answer as HTML, and the address that they are from."""

    label: str
    asked: str
    answer: str
    source: str


@dataclass(frozen=True)
class Deck:
    """The notes of the series ``key`` of ``site``; ``day`` is that of the newest change."""

    site: str
    key: str
    title: str
    day: datetime.date
    notes: tuple[Note, ...]


def number_of(*names: str) -> int:
    """Return a number that *names* always give."""
    digest = hashlib.blake2b("\0".join(names).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % LARGEST_ID + 1


def deck_file(deck: Deck) -> bytes:
    """Return *deck* as the bytes of an ``.apkg`` file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in (("collection.anki2", collection(deck)), ("media", b"{}")):
            info = zipfile.ZipInfo(name, NO_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return file.getvalue()


def collection(deck: Deck) -> bytes:
    """Return the database of *deck*."""
    midnight = datetime.datetime.combine(deck.day, datetime.time(), datetime.UTC).timestamp()
    # Notes of other decks have other ids, on the same day too.
    first_id = int(midnight) * 1000 + number_of(deck.site, deck.key) % DAY_IN_MS
    connection = sqlite3.connect(":memory:")
    package = genanki.Package(tables(deck))
    package.write_to_db(connection.cursor(), midnight, itertools.count(first_id))
    connection.commit()
    content = connection.serialize()
    connection.close()
    return content


def tables(deck: Deck) -> genanki.Deck:
    """Return *deck* as genanki knows it."""
    model = genanki.Model(
        number_of(deck.site, "question"),
        deck.site,
        fields=[{"name": name} for name in ("Question", "Answer", "Source")],
        templates=[{"name": deck.site, "qfmt": FRONT, "afmt": BACK}],
        css=CSS,
    )
    made = genanki.Deck(number_of(deck.site, deck.key), f"{deck.site}::{deck.title}")
    for note in deck.notes:
        fields = [note.asked, note.answer, note.source]
        guid = genanki.guid_for(deck.site, note.label)
        made.add_note(genanki.Note(model, fields, guid=guid))
    return made
