"""The holds on the insides of other packages than Sphinx: each still fits, and is still needed.

A test here that fails after an upgrade says one of two things.  Either the hold does not fit the
new version, and has to follow it; or the new version has mended what the hold goes around, and the
hold can go, as its docstring in the package ``compat`` says.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

import ablog
import pytest
from ablog.blog import Blog
from docutils import nodes
from docutils.parsers.rst import Directive, directives, roles
from docutils.utils import new_document
from furo import WrapTableAndMathInAContainerTransform
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils import base
from myst_parser.parsers.mdit import create_md_parser
from pybtex.database import BibliographyData
from pybtex.exceptions import PybtexError
from sphinx.events import EventManager
from sphinx_autobuild.middleware import JavascriptInjectorMiddleware
from sphinx_markdown_builder.translator import MarkdownTranslator
from sphinxcontrib.bibtex.bibfile import BibData, BibFile, parse_bibdata

from extensions.building.compat import (
    autobuild,
    bibtex,
    blog,
    markdown_writer,
    registries,
    settings,
)

# building.compat.registries and settings


def test_docutils_directives() -> None:
    directives.register_directive("of-this-test", Directive)
    try:
        found = registries.docutils_directives()
        assert {"of-this-test", "figure", "admonition"} <= found
    finally:
        del vars(directives)["_directives"]["of-this-test"]
    assert [
        name for name in dir(directives) if re.match(r"(list|get|all|registered)_?dir", name)
    ] == []


def test_docutils_roles() -> None:
    assert {"emphasis", "superscript"} <= registries.docutils_roles()
    assert [name for name in dir(roles) if re.match(r"(list|get|all|registered)_?role", name)] == []


def test_cache_default_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    given, made = base.make_document(), list[nodes.document]()

    def make_document(*_: Any) -> nodes.document:
        made.append(new_document("made"))
        return made[-1]

    monkeypatch.setattr(base, "get_default_settings", vars(base)["get_default_settings"])
    settings.cache_default_settings()
    default_settings = vars(base)["get_default_settings"]
    one, other = default_settings(), default_settings()
    assert one is not other
    assert vars(one) == vars(other)
    # MyST makes a document although it was given one.
    monkeypatch.setattr(base, "make_document", make_document)
    parser = create_md_parser(MdParserConfig(), base.DocutilsRenderer)
    parser.options["document"] = given
    parser.render("text")
    assert given.astext() == "text"
    assert len(made) == 1


# building.compat.bibtex

ENTRY = "@misc{one, title={One}}"


def with_bibliography(data: BibData) -> Any:
    """Return an application whose domain of citations has *data*."""
    domain = SimpleNamespace(data={"bibdata": data}, bibdata=data)
    env = SimpleNamespace(get_domain={"cite": domain}.__getitem__)
    return SimpleNamespace(env=env, config=SimpleNamespace(bibtex_encoding="utf-8-sig"))


def kept(app: Any) -> BibData:
    """Return what the domain of citations of *app* has."""
    data: BibData = app.env.get_domain("cite").data["bibdata"]
    return data


def test_give_bibliography(tmp_path: Path) -> None:
    torn = tmp_path / "torn.bib"
    torn.write_text("@misc{one, title={One}", "utf-8")
    # sphinxcontrib-bibtex stops, and does not name the file.
    with pytest.raises(PybtexError) as caught:
        parse_bibdata([torn], "utf-8-sig")
    assert "torn.bib" not in str(caught.value)
    app = with_bibliography(BibData("utf-8-sig", {}, BibliographyData()))
    data = BibliographyData()
    bibtex.give_bibliography(app, {torn: ["one", "two"]}, data)
    assert kept(app).data is data
    assert list(kept(app).bibfiles) == [torn]
    assert list(kept(app).bibfiles[torn].keys) == ["one", "two"]


def test_forget_bibliography(tmp_path: Path) -> None:
    path = tmp_path / "references.bib"
    path.write_text(ENTRY, "utf-8")
    app = with_bibliography(parse_bibdata([path], "utf-8-sig"))
    date = path.stat()
    path.write_text(ENTRY.replace("One", "Two"), "utf-8")
    os.utime(path, ns=(date.st_atime_ns, date.st_mtime_ns))
    # It takes the file for the same.
    assert not bibtex.is_bibliography_outdated(app, [path])
    bibtex.forget_bibliography(app.env)
    assert kept(app).bibfiles == {}
    fresh = with_bibliography(kept(app))
    assert bibtex.is_bibliography_outdated(fresh, [path])
    assert isinstance(parse_bibdata([path], "utf-8-sig").bibfiles[path], BibFile)


# building.compat.blog


def test_allow_parallel_reading() -> None:
    assert ablog.setup(MagicMock())["parallel_read_safe"] is False
    app: Any = SimpleNamespace(extensions={"ablog": SimpleNamespace(parallel_read_safe=False)})
    blog.allow_parallel_reading(app)
    assert app.extensions["ablog"].parallel_read_safe is True


def test_disconnect() -> None:
    events = EventManager(MagicMock())
    app: Any = SimpleNamespace(events=events, disconnect=events.disconnect)
    connected: list[tuple[str, Callable[..., Any]]] = [
        ("doctree-read", print),
        ("doctree-read", len),
        ("env-updated", print),
    ]
    for event, handler in connected:
        events.connect(event, handler, priority=500)
    blog.disconnect(app, print)
    left = [one.handler for of_event in events.listeners.values() for one in of_event]
    assert left == [len]
    # What ABlog connects, each without a setting to leave it out.
    other = MagicMock()
    ablog.setup(other)
    handlers = [call.args[1] for call in other.connect.mock_calls]
    unwanted = ("purge_posts", "process_postlist", "generate_archive_pages", "generate_atom_feeds")
    assert {handler.__name__ for handler in handlers} >= set(unwanted)


def test_forget_blog() -> None:
    Blog._dict["posts"] = "of a build before"
    try:
        assert object.__new__(Blog)._dict["posts"] == "of a build before"
    finally:
        blog.forget_blog()
    assert Blog._dict == {}


# building.compat.autobuild and markdown_writer


def test_with_end_of_page() -> None:
    app: Any = object()
    assert b"<script>" in JavascriptInjectorMiddleware(app, "").script
    held: Any = autobuild.with_end_of_page(app, b"<!-- ours -->")
    assert (held.app, held.script) == (app, b"<!-- ours -->")


def test_context_translator() -> None:
    assert not hasattr(MarkdownTranslator, "push_context")
    assert not hasattr(MarkdownTranslator, "start_list")
    done: list[Any] = []
    translator: Any = SimpleNamespace(_push_context=done.append, _start_list=done.append)
    markdown_writer.ContextTranslator.push_context(translator, "context")
    markdown_writer.ContextTranslator.start_list(translator, 4)
    assert done == ["context", 4]
    names = {"_push_context", "_start_list", "_find_predefined_method", "__getattribute__"}
    assert names <= set(vars(MarkdownTranslator))


# What we go around without a hold


def test_furo_copies_the_ids_of_what_it_wraps() -> None:
    """When this fails, ``extensions/output/theme/wrappers.py`` can go."""
    document = new_document("page")
    document += nodes.table(ids=["results"])
    WrapTableAndMathInAContainerTransform(document).run()
    (wrapper,) = document.findall(nodes.container)
    assert wrapper["ids"] == ["results"]
