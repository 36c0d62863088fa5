"""When two drawings are the same picture, and what is told when they are not."""

from __future__ import annotations

import pytest

from extensions.markup.figures.draw import SVG
from tests.content.pictures import differences


def told(drawn: str, expected: str) -> list[str]:
    """Return what is told of the content of two drawings."""
    return list(
        differences(f'<svg xmlns="{SVG}">{drawn}</svg>', f'<svg xmlns="{SVG}">{expected}</svg>')
    )


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        ('<path d="M 1.01 2 L 3 4" />', '<path d="M 1 2.05 L 3 4" />'),
        ('<path d="M 1 -0.01 z" />', '<path d="M 1 0 z" />'),
        (
            '<g transform="translate(1 2) rotate(90)" />',
            '<g transform="translate(1 2.04) rotate(90)" />',
        ),
        ('<text x="5">a</text>\n', '<text x="5.02">a</text>'),
    ],
)
def test_last_digits_make_no_other_picture(drawn: str, expected: str) -> None:
    assert told(drawn, expected) == []


@pytest.mark.parametrize(
    ("drawn", "expected", "difference"),
    [
        (
            '<path d="M 1.06 2" />',
            '<path d="M 1 2" />',
            "<path id=None>: d='M 1.06 2', not 'M 1 2'",
        ),
        (
            '<path id="a" d="M 1 2 L 3 4" />',
            '<path id="a" d="M 1 2" />',
            "<path id='a'>: d='M 1 2 L 3 4', not 'M 1 2'",
        ),
        ('<path d="M 1 2" />', '<path d="L 1 2" />', "<path id=None>: d='M 1 2', not 'L 1 2'"),
        ('<g opacity="0.52" />', '<g opacity="0.5" />', "<g id=None>: opacity='0.52', not '0.5'"),
        ('<g fill="none" />', "<g />", "<g id=None>: fill='none', not ''"),
        (
            '<g transform="scale(0.01)" />',
            '<g transform="scale(0.02)" />',
            "<g id=None>: transform='scale(0.01)', not 'scale(0.02)'",
        ),
        (
            '<g transform="translate(1 2)" />',
            '<g transform="translate(1 2) rotate(0)" />',
            "<g id=None>: transform='translate(1 2)', not 'translate(1 2) rotate(0)'",
        ),
        ("<text>0.51</text>", "<text>0.5</text>", "<text id=None>: the text '0.51', not '0.5'"),
        ("<g /><g />", "<g />", "3 elements, not the 2 that were, or in another order"),
        ("<g><g /></g><g />", "<g /><g><g /></g>", "<g id=None>: holds 1 elements, not 0"),
    ],
)
def test_what_is_another_picture_is_told(drawn: str, expected: str, difference: str) -> None:
    assert told(drawn, expected)[0] == difference
