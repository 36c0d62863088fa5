"""The vocabulary of this site."""

from __future__ import annotations

from extensions.model.vocabulary import load
from tests.content.pieces import DOCS


def test_vocabulary_is_whole_and_in_order() -> None:
    vocabulary, messages = load((DOCS / "vocabulary.yml").read_text("utf-8"))
    assert messages == ()
    assert next(iter(vocabulary.tracks)) == "deep-learning"
    assert {topic.track for topic in vocabulary.topics.values()} <= set(vocabulary.tracks)
    assert list(vocabulary.tags) == sorted(vocabulary.tags)
