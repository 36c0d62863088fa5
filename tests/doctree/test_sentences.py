"""Where a sentence ends."""

from __future__ import annotations

import pytest
from docutils import nodes

from extensions.doctree.sentences import divided, sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("Is it? It is! Good.", ["Is it?", "It is!", "Good."]),
        ("“One.” Two.", ["“One.”", "Two."]),
        ("It holds (see there). Next.", ["It holds (see there).", "Next."]),
        ("About 0.5 of it. 12 more.", ["About 0.5 of it.", "12 more."]),
        ("Vaswani et al. Dot products, e.g. Those, cf. Fig. 3.", 1),
        ("After J. Doe it goes on.", 1),
        ("It ends with e.g. lower case.", 1),
        ("no end", ["no end"]),
    ],
)
def test_text_is_divided_where_sentences_end(text: str, parts: list[str] | int) -> None:
    found = list(divided(text))
    assert (len(found) if isinstance(parts, int) else found) == parts


def test_formulas_and_links_are_not_divided() -> None:
    block = nodes.paragraph(
        "",
        "",
        nodes.Text("See "),
        nodes.emphasis("", "One. Two"),
        nodes.Text(". Then "),
        nodes.math("", "a. B"),
        nodes.Text(" holds. "),
        nodes.math("", "x"),
        nodes.Text(" too."),
    )
    said = ["".join(node.astext() for node in one) for one in sentences(block)]
    assert said == ["See One. Two.", "Then a. B holds.", "x too."]


def test_block_is_left_as_it_was() -> None:
    block = nodes.paragraph("", "", nodes.Text("A. B"), nodes.emphasis("", "c"))
    before = block.pformat()
    sentences(block)
    assert block.pformat() == before
