"""The holds on the insides of Sphinx: each still fits, and is still needed."""

from __future__ import annotations

import importlib
import inspect
import io
import logging
import os
import pickle
from collections import defaultdict
from collections.abc import Iterator, Set
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar
from unittest.mock import MagicMock

import pytest
from docutils.utils import new_document
from sphinx.application import ENV_PICKLE_FILENAME
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.domains import Domain
from sphinx.domains._domains_container import _DomainsContainer
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors.asset import ImageCollector
from sphinx.events import EventManager
from sphinx.jinja2glue import BuiltinTemplateLoader
from sphinx.util import logging as sphinx_logging
from sphinx.util.tags import Tags

from extensions.building.compat import (
    builds,
    images,
    logs,
    reading,
)

# building.compat.builds


class Log:
    """A builder that only notes what it would do."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.events = SimpleNamespace(emit=lambda event, env, name: self.note("purge", name))
        self.env = SimpleNamespace(clear_doc=lambda name: None)
        self.config = SimpleNamespace(verbosity=0)

    def note(self, what: str, *rest: Any) -> None:
        self.done.append(f"{what} {rest[0]}")

    def read_doc(self, docname: str) -> None:
        self.note("read", docname)


def test_own_reading_builder(monkeypatch: pytest.MonkeyPatch) -> None:
    # Sphinx has no least number of pages of its own, and sends its environment.
    assert "len(docnames) >" not in inspect.getsource(Builder.read)
    assert "self._read_parallel(docnames, nproc=" in inspect.getsource(Builder.read)
    assert "self._read_serial(docnames)" in inspect.getsource(Builder.read)
    assert "pickle.dumps(self.env" in inspect.getsource(Builder._read_parallel)
    asked: list[Any] = []
    monkeypatch.setattr(
        reading.OwnReadingBuilder, "read_sources", lambda self, *given: asked.append(given)
    )
    builder = object.__new__(reading.OwnReadingBuilder)
    builder._read_parallel(["a"], nproc=2)
    builder._read_serial(["b"])
    assert asked == [(["a"], 2), (["b"], 1)]


class OfPages(Domain):
    """A domain that keeps a value of each page, and makes one table when it is asked for."""

    name = "of-pages"
    initial_data: ClassVar[dict[str, Any]] = {"values": {}, "of the site": []}

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        for name in docnames:
            self.data["values"][name] = otherdata["values"][name]
        assert otherdata["late"].keys() <= {"a", "b"}


def environment() -> BuildEnvironment:
    """Return an empty environment, which takes over what collectors note of dependencies."""
    env: Any = object.__new__(BuildEnvironment)
    env._app, env.domaindata, env.dependencies = MagicMock(), {}, {}
    env.all_docs, env.included, env.reread_always = {}, defaultdict(set), set()
    env.settings = {"not": "of a page"}

    def emit(event: str, own: Any, docnames: Set[str], other: Any) -> None:
        assert event == "env-merge-info"
        own.dependencies.update({name: other.dependencies[name] for name in docnames})

    env.events = SimpleNamespace(emit=emit)
    core = dict(_DomainsContainer._from_environment_default(env=env).items())
    env.domains = _DomainsContainer(**core, **{OfPages.name: OfPages(env)})  # type: ignore[arg-type]
    read: BuildEnvironment = env
    return read


def read_of(*docnames: str) -> BuildEnvironment:
    """Return an environment that has read *docnames*."""
    env: Any = environment()
    for docname in docnames:
        env.domains._clear_doc(docname)
        env.domains.index_domain.entries[docname] = []
        env.all_docs[docname] = 1
        env.dependencies[docname] = {f"{docname}.txt"}
        env.domains[OfPages.name].data["values"][docname] = docname.upper()
        env.domains[OfPages.name].data.setdefault("late", {})[docname] = 1
    env.domains[OfPages.name].data["of the site"].append("all")
    read: BuildEnvironment = env
    return read


def test_part_of() -> None:
    env = read_of("a", "b")
    part = reading.part_of(env, "a")
    assert part["all_docs"] == {"a": 1}
    assert part["dependencies"] == {"a": {"a.txt"}}
    # A table that a domain makes later is there for those that ask for it.
    assert part["domaindata"][OfPages.name] == {"values": {"a": "A"}, "late": {}}
    assert {"settings", "reread_always"} & part.keys() == set()
    assert env.all_docs == {"a": 1, "b": 1}
    assert OfPages.initial_data == {"values": {}, "of the site": []}


def test_merge_part() -> None:
    env: Any = environment()
    for name in ("a", "b"):
        reading.merge_part(
            env, name, pickle.loads(pickle.dumps(reading.part_of(read_of("a", "b"), name)))
        )
    assert env.all_docs == {"a": 1, "b": 1}
    assert env.dependencies == {"a": {"a.txt"}, "b": {"b.txt"}}
    assert env.domains[OfPages.name].data["values"] == {"a": "A", "b": "B"}
    assert OfPages.initial_data == {"values": {}, "of the site": []}


def test_writers() -> None:
    gates = [os.pipe() for _ in range(2)]

    def wait(gate: tuple[int, int]) -> None:
        os.read(gate[0], 1)

    writers = builds.Writers(1)
    try:
        assert writers.one_is_free()
        for gate in gates:
            # Sphinx takes the second although none is there to do it.
            writers.add_task(wait, gate)
            assert not writers.one_is_free()
        for _, end in gates:
            os.write(end, b".")
        writers.join()
        assert writers.one_is_free()
    finally:
        writers.terminate()


def test_forget_doctree(tmp_path: Path) -> None:
    (tmp_path / "page.doctree").write_bytes(pickle.dumps(new_document("page")))
    env: Any = SimpleNamespace(_pickled_doctree_cache={}, doctreedir=tmp_path, doc2path=str)
    BuildEnvironment.get_doctree(env, "page")
    assert list(env._pickled_doctree_cache) == ["page"]
    for _ in range(2):
        builds.forget_doctree(env, "page")
        assert env._pickled_doctree_cache == {}


def test_purge_before_reading() -> None:
    log: Any = Log()
    Builder._read_serial(log, ["a", "b"])
    # Sphinx forgets the second when the first has been read.
    assert log.done == ["purge a", "read a", "purge b", "read b"]
    log.done.clear()
    builds.purge_before_reading(log.events, log.env, ["a", "b"])
    assert log.done == ["purge a", "purge b"]


def test_stored_environment(tmp_path: Path) -> None:
    env = object.__new__(BuildEnvironment)
    env.domaindata = {
        "std": {"version": StandardDomain.data_version, "objects": {("term", "a"): ("page", "id")}}
    }
    (tmp_path / ENV_PICKLE_FILENAME).write_bytes(pickle.dumps(env))
    # What Sphinx reads back has no application, and so no domains that could be asked.
    assert pickle.loads(pickle.dumps(env)).domains is None
    read = builds.stored_environment(tmp_path, [])
    assert read.domains.standard_domain.objects == {("term", "a"): ("page", "id")}


def test_settings_digests() -> None:
    def digests(title: str, *tags: str) -> list[str]:
        app: Any = SimpleNamespace(config=Config({}, {"html_title": title}), tags=Tags(tags))
        app.config.add("html_title", None, "html", ())
        return builds.settings_digests(app)

    assert digests("One") == digests("One") != digests("Two")
    assert digests("One")[0] == digests("One", "draft")[0]
    assert digests("One")[1] != digests("One", "draft")[1]
    assert not hasattr(importlib.import_module("sphinx.builders.html"), "stable_hash")


def test_has_script_messages() -> None:
    def answer(language: str) -> bool:
        builder: Any = SimpleNamespace(
            config=SimpleNamespace(locale_dirs=[], language=language),
            _get_translations_js=lambda: StandaloneHTMLBuilder._get_translations_js(builder),
        )
        return builds.has_script_messages(builder)

    assert answer("de")
    assert not answer("en")


def test_make_no_search_index() -> None:
    assert StandaloneHTMLBuilder.search is True
    assert [
        name for name in Config.config_values if "html_search" in name and "index" in name
    ] == []
    builder: Any = SimpleNamespace(search=True)
    builds.make_no_search_index(builder)
    assert builder.search is False


def test_keep_compiled_templates(tmp_path: Path) -> None:
    loader = BuiltinTemplateLoader()
    builder: Any = MagicMock()
    builder.config.templates_path, builder._translator = [], None
    loader.init(builder, dirs=[str(tmp_path)])
    assert loader.environment.bytecode_cache is None
    holder: Any = SimpleNamespace(templates=loader)
    cache: Any = object()
    builds.keep_compiled_templates(holder, cache)
    assert loader.environment.bytecode_cache is cache


# building.compat.images


def with_images(*paths: str) -> BuildEnvironment:
    """Return an environment whose pages show the images *paths*, read in this order."""
    env: Any = SimpleNamespace(images=images_of_sphinx())
    for path in paths:
        env.images.add_file(f"page of {path}", path)
    found: BuildEnvironment = env
    return found


def images_of_sphinx() -> Any:
    """Return Sphinx's table of images, empty."""
    return type(BuildEnvironment(MagicMock(srcdir=Path(), doctreedir=Path())).images)()


def names(env: BuildEnvironment) -> dict[str, str]:
    """Return the names of the images of *env* in the output."""
    return {path: name for path, (_, name) in env.images.items()}


def test_name_images_by_path() -> None:
    one, other = with_images("b/f.png", "a/f.png"), with_images("a/f.png", "b/f.png")
    assert names(one) != names(other)
    images.name_images_by_path(one)
    assert names(one) == names(other) == {"a/f.png": "f.png", "b/f.png": "f1.png"}
    assert one.images["a/f.png"][0] == {"page of a/f.png"}


def test_forget_image(tmp_path: Path) -> None:
    assert "os.access" in inspect.getsource(ImageCollector)
    assert "is_file" not in inspect.getsource(ImageCollector.process_doc)
    env = with_images("a/f.png")
    images.forget_image(env, "a/f.png")
    assert env.images.add_file("page", "b/f.png") == "f.png"


# building.compat.logs


@pytest.fixture
def sphinx_log() -> Iterator[io.StringIO]:
    """What Sphinx prints as warnings, set up as it does for a build."""
    logger = logging.getLogger(sphinx_logging.NAMESPACE)
    before = logger.handlers[:], logger.level, logger.propagate
    said = io.StringIO()
    app = MagicMock(_exception_on_warning=False, _warncount=0, messagelog=[])
    app.config.suppress_warnings = []
    app.config.show_warning_types = False
    sphinx_logging.setup(app, io.StringIO(), said)
    yield said
    logger.handlers[:], logger.level, logger.propagate = before


class Hearing(logging.Handler):
    """Notes what had been printed when it heard of a warning."""

    def __init__(self, printed: io.StringIO) -> None:
        super().__init__(logging.WARNING)
        self.printed, self.heard = printed, list[str]()

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(self.printed.getvalue())


def test_listen(sphinx_log: io.StringIO) -> None:
    first, last = Hearing(sphinx_log), Hearing(sphinx_log)
    logs.listen(first, first=True)
    logs.listen(last)
    sphinx_logging.getLogger("page").warning("a fault")
    # A handler that is only added hears when all is printed.
    assert first.heard == [""]
    assert "a fault" in last.heard[0]
    for handler in (first, last):
        logs.stop_listening(handler)
    sphinx_logging.getLogger("page").warning("another")
    assert len(first.heard) == len(last.heard) == 1
    assert [event for event in EventManager(MagicMock()).events if "warning" in event] == []


def test_filter_warnings(sphinx_log: io.StringIO) -> None:
    class Shout(logging.Filter):
        def filter(self, record: logging.LogRecord) -> bool:
            record.msg = record.getMessage().upper()
            return "LEFT OUT" not in record.msg

    logs.filter_warnings(Shout())
    sphinx_logging.getLogger("page").warning("a fault")
    sphinx_logging.getLogger("page").warning("left out")
    assert "A FAULT" in sphinx_log.getvalue()
    assert "LEFT OUT" not in sphinx_log.getvalue()


def test_sphinx_merges_labels_without_a_word(sphinx_log: io.StringIO) -> None:
    """When this fails, ``extensions/model/labels.py`` may tell of nothing any more.

    https://github.com/sphinx-doc/sphinx/issues/4459
    """
    empty: dict[str, Any] = {"progoptions": {}, "objects": {}, "terms": {}}
    one, other = ({**empty, "labels": {"l": (page, "l", "L")}, "anonlabels": {}} for page in "ab")
    domain: Any = SimpleNamespace(data=one, objects={}, terms={}, progoptions={})
    domain.labels, domain.anonlabels, domain._terms = one["labels"], one["anonlabels"], {}
    StandardDomain.merge_domaindata(domain, {"b"}, other)
    assert domain.labels["l"][0] == "b"
    assert sphinx_log.getvalue() == ""
