"""What is spared of the work of dependencies is still to be spared."""

from __future__ import annotations

import pytest
from docutils.utils import new_document
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils import base
from myst_parser.parsers.mdit import create_md_parser


def test_myst_makes_a_document_where_it_was_given_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """When this fails, ``extensions/spared.py`` has nothing to spare."""
    given, made = base.make_document(), []
    monkeypatch.setattr(
        base, "make_document", lambda *_: made.append(new_document("made")) or made[-1]
    )
    parser = create_md_parser(MdParserConfig(), base.DocutilsRenderer)
    parser.options["document"] = given
    parser.render("text")
    assert given.astext() == "text"
    assert len(made) == 1
