"""The tests of the content find what they look for in this site."""

from __future__ import annotations

import pytest

from tests.content import redraw
from tests.content.named import UnknownPieceError
from tests.content.pieces import DOCS, all_sources
from tests.content.running import examples


def test_there_is_a_ledger() -> None:
    assert (DOCS / "ledger.txt").is_file()


def test_there_are_figures() -> None:
    assert list(DOCS.glob("**/figures/*.py"))
    assert list(DOCS.glob("**/figures/*.svg"))


def test_there_is_code_to_run() -> None:
    assert sum(len(examples(piece.path)) for piece in all_sources()) > 20, f"none below {DOCS}"


def test_script_of_a_piece() -> None:
    welcome = redraw.script_for("welcome")
    assert welcome.parts[-4:] == ("docs", "posts", "figures", "welcome.py")
    assert redraw.script_for(str(welcome)) == welcome
    with pytest.raises(UnknownPieceError) as told:
        redraw.script_for("about")
    assert str(told.value) == (
        "docs/about.md has no figures: they are drawn by docs/figures/about.py"
    )
