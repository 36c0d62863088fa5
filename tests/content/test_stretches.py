"""No long piece goes on for too many words (``stretch`` in site.toml) without something to look at.

What one looks at is a figure, an interactive figure, an image, a table, or code with what it
prints.  Prose is what is read in a row: paragraphs, lists, notes, statements and proofs, without
formulas and inline code, as ``Piece.words`` counts them.  A folded proof counts in full, since the
readers who need pictures most are those who unfold it, and paper folds nothing.  Headings,
captions and the cells of a table do not count.  A displayed formula ends no stretch; an exercise,
which is something to do, does.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from markdown_it.token import Token

from tests.content.pieces import FENCES, RULES, Piece, at, line_of, long_pieces, prose, words

SHOWING = {
    *("figure", "image", "widget", "table", "list-table", "csv-table", "literalinclude"),
    "exercise",
}


class Stretch(NamedTuple):
    """Prose in a row, from the line of its first word to that of its last paragraph."""

    first: int
    last: int
    words: int


def shows(token: Token) -> bool:
    """Tell whether *token* is something to look at."""
    if "directive" in token.meta:
        return token.meta["directive"].name in SHOWING
    return (
        token.type in FENCES
        or token.type in {"code_block", "table_open"}
        or any(child.type == "image" for child in token.children or ())
    )


def stretches(piece: Piece) -> Iterator[Stretch]:
    """Give each run of prose between two things to look at."""
    first, last, count = 0, 0, 0
    covered = 0  # Up to this line, words are those of a caption or of cells.
    heading = False
    for token in piece.tokens:
        if shows(token):
            if count:
                yield Stretch(first, last, count)
            first, count = 0, 0
            covered = max(covered, (token.map or [0, 0])[1])
        elif token.meta.get("task"):
            continue
        elif token.type == "inline" and not heading and line_of(token) > covered:
            more = words(prose(token))
            first, last, count = first or line_of(token), line_of(token), count + more
        heading = token.type == "heading_open"
    if count:
        yield Stretch(first, last, count)


def too_long(piece: Piece, most: int | None) -> Iterator[tuple[int, str]]:
    """Tell where *piece* has more than *most* words in a row."""
    for stretch in stretches(piece):
        if most and stretch.words > most:
            yield (
                stretch.first,
                f"{stretch.words} words up to line {stretch.last} without a picture, table or "
                f"code, not at most {most}",
            )


@pytest.mark.parametrize("piece", long_pieces(), ids=lambda piece: piece.name)
def test_something_to_look_at_every_few_words(piece: Piece) -> None:
    problems = at(piece, too_long(piece, RULES.stretch))
    assert not problems, "\n".join(problems)


SHOWN = """\
---
summary: These four words count nowhere.
---

# Five words of a heading

One two three $four$ `five`.

- four
- five

:::{prf:proof}
Six seven.

$$
a = b
$$

Eight.
:::

```{figure} a.svg
:alt: Not read here.

A caption, which is not counted.
```

Nine ten.

| cells | are |
|---|---|
| not | counted |

```python
print("nor is code")
```

:::{table} Nor a title
| a | b |
|---|---|
| c | d |
:::

Eleven ![a picture](b.svg) is part of what it stands in.

```{widget} name
A caption of its own.
```

Twelve.
"""


def test_what_a_stretch_is() -> None:
    found = list(stretches(Piece(Path("shown.md"), SHOWN)))
    assert found == [Stretch(7, 19, 8), Stretch(28, 28, 2), Stretch(50, 50, 1)]


def test_a_stretch_that_is_too_long_is_told() -> None:
    piece = Piece(Path("long.md"), "Short.\n\n" + "word " * 350 + "\n\n`code`\n")
    assert at(piece, too_long(piece, 350)) == [
        "docs/?:1: 351 words up to line 5 without a picture, table or code, not at most 350"
    ]
