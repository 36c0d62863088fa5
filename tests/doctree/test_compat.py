"""The holds of ``extensions.doctree.compat``: each still fits, and is still needed."""

from __future__ import annotations

import importlib
import inspect
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

import pytest
from docutils import nodes
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils import base
from myst_parser.parsers.mdit import create_md_parser
from sphinx.builders import Builder
from sphinx.builders.epub3 import Epub3Builder
from sphinx.config import Config
from sphinx.deprecation import RemovedInSphinx11Warning
from sphinx.environment import BuildEnvironment

from extensions.doctree import compat as lower
from extensions.doctree.compat import myst
from tests.support.project import ROOT

# doctree.compat


def test_app_of() -> None:
    app = object()
    for cls in (BuildEnvironment, Builder):
        owner: Any = SimpleNamespace(_app=app)
        assert lower.app_of(owner) is app
        public: Any = cls.app
        with pytest.warns(RemovedInSphinx11Warning, match="deprecated"):
            assert public.fget(owner) is app


def test_read_sources_with(tmp_path: Path) -> None:
    source = inspect.getsource(Builder.read_doc)
    reading = inspect.getsource(importlib.import_module("sphinx.builders"))
    assert "read_text(encoding=env.settings['input_encoding'])" in source + reading
    app: Any = SimpleNamespace(env=SimpleNamespace(settings={"input_encoding": "utf-8-sig"}))
    lower.read_sources_with(app, "utf_8_mended")
    assert app.env.settings == {"input_encoding": "utf_8_mended"}


def test_read_sources_once() -> None:
    config = Config({"exclude_patterns": ["a.md"]})
    # Else the pattern of one source has all others read again.
    assert "exclude_patterns" in {value.name for value in config.filter(frozenset({"env"}))}
    lower.read_sources_once(config)
    assert "exclude_patterns" not in {value.name for value in config.filter(frozenset({"env"}))}
    assert config.exclude_patterns == ["a.md"]
    assert Config.config_values["exclude_patterns"].rebuild == "env"


def test_add_media_type() -> None:
    known = Epub3Builder.media_types
    assert known[".woff"] == "font/woff"
    assert ".woff2" not in known
    builder: Any = SimpleNamespace(media_types=known)
    lower.add_media_type(builder, ".woff2", "font/woff2")
    assert builder.media_types == {**known, ".woff2": "font/woff2"}
    assert Epub3Builder.media_types is known


def test_translated_messages() -> None:
    path = ROOT / "extensions/locale/de/LC_MESSAGES/groundwork.mo"
    with path.open("rb") as file:
        catalog = GNUTranslations(file)
    messages = lower.translated_messages(catalog)
    assert messages["Read next"] == catalog.gettext("Read next") != "Read next"
    assert lower.translated_messages(NullTranslations()) == {}
    # Nothing else lists them.
    assert [name for name in dir(catalog) if "catalog" in name or "messages" in name] == [
        "_catalog"
    ]


TITLE = "Words *of* a title\n"


class Noted(myst.MystRenderer):
    """Notes the types of the tokens that it is shown."""

    def prepare(self, tokens: list[Any]) -> None:
        seen: list[str] = self.md_env.setdefault("seen", [])
        seen += [token.type for token in tokens]


def for_sphinx() -> nodes.document:
    """Return a document that seems to be read by Sphinx."""
    document = base.make_document()
    document.settings.env = MagicMock()
    return document


def rendered_line(renderer: type[base.DocutilsRenderer], lineno: int) -> int:
    """Return the line of the text that is rendered as the title of a directive in *lineno*."""
    parser = create_md_parser(MdParserConfig(), renderer)
    parser.options["document"] = for_sphinx()
    parser.render("")
    parser.renderer.current_node = parent = nodes.paragraph()  # type: ignore[attr-defined]
    parser.renderer.nested_render_text(TITLE, lineno, inline=True)  # type: ignore[attr-defined]
    (emphasis,) = parent.findall(nodes.emphasis)
    assert emphasis.line is not None
    return emphasis.line


def test_myst_renderer() -> None:
    parser = create_md_parser(MdParserConfig(), Noted)
    parser.options["document"] = for_sphinx()
    env: dict[str, Any] = {}
    parser.render("Words\n", env)
    assert env["seen"] == ["paragraph_open", "inline", "paragraph_close"]
    parser.renderer.nested_render_text("Within", 5)  # type: ignore[attr-defined]
    assert env["seen"][3:] == ["paragraph_open", "inline", "paragraph_close"]
    # MyST gives the title of a directive the line below it.
    assert rendered_line(base.DocutilsRenderer, 7) == 8
    assert rendered_line(myst.MystRenderer, 7) == 7
