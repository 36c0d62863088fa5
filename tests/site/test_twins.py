"""A twin, read again by MyST, gives the words of its page in their order."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml.html import HtmlElement

from tests.support.reading import tell
from tests.support.words import differing, words_of_page, words_of_twin


@pytest.mark.site
def test_every_twin_has_the_words_of_its_page_in_their_order(
    site: Path, visited_trees: dict[str, HtmlElement], many: bool
) -> None:
    twins = {page: (site / page).with_suffix(".md") for page in visited_trees}
    faults = {
        page: differing(words_of_page(visited_trees[page]), words_of_twin(twin.read_text("utf-8")))
        for page, twin in twins.items()
        if twin.is_file()
    }
    assert not many or len(faults) > 5
    tell(faults)
