"""A later engine comes into a site, and touches nothing that is its owner's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from extensions.tools.new_site.engine_files import engine_files
from extensions.tools.new_site.manifest import Manifest, digest, load
from extensions.tools.new_site.update import UpdateError, main, update
from tests.tools.new_site.engines import small_engine


@pytest.fixture
def engine(tmp_path: Path) -> Path:
    return small_engine(tmp_path / "engine")


@pytest.fixture
def own(tmp_path: Path, engine: Path) -> Path:
    """A site that was made from *engine*."""
    site = tmp_path / "own"
    files = {}
    for path in engine_files(engine):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(engine / path, site / path)
        files[path] = digest(site / path)
    Manifest("1", "../engine", files).save(site)
    (site / "docs/posts").mkdir()
    (site / "docs/posts/a.md").write_text("My own.", "utf-8")
    return site


def test_engine_is_what_the_list_says(engine: Path) -> None:
    assert list(engine_files(engine)) == [
        "conf.py",
        "docs/_static/page.css",
        "extensions/one.py",
        "extensions/tools/new_site/update.py",
        "extensions/two/__init__.py",
        "pyproject.toml",
    ]


def test_later_engine_comes_in_and_says_what_changes(engine: Path, own: Path) -> None:
    small_engine(engine, "2")
    (engine / "extensions/one.py").write_text("other\n", "utf-8")
    (engine / "extensions/three.py").write_text("3\n", "utf-8")
    shutil.rmtree(engine / "extensions/two")
    assert update(own, engine).splitlines() == [
        "The engine is now that of 2, was 1",
        "  2 changed: extensions/one.py, pyproject.toml",
        "  1 added: extensions/three.py",
        "  1 removed: extensions/two/__init__.py",
        "Its CHANGELOG.md says what that means; run make html, and commit",
    ]
    assert (own / "extensions/one.py").read_text("utf-8") == "other\n"
    assert not (own / "extensions/two").exists()
    assert (own / "docs/posts/a.md").read_text("utf-8") == "My own."
    assert load(own).version == "2"
    assert update(own, engine) == "The engine is that of 2 already: nothing has changed"


def test_owner_who_changed_the_engine_is_told_and_keeps_it(engine: Path, own: Path) -> None:
    (own / "conf.py").write_text("mine\n", "utf-8")
    (engine / "extensions/one.py").write_text("other\n", "utf-8")
    with pytest.raises(UpdateError) as error:
        update(own, engine)
    assert str(error.value).splitlines() == [
        "these files are the engine's, and you have changed them: conf.py",
        "Take them back, git checkout -- FILE, and say what is yours in site.toml, docs/ or a "
        "file of your own; then update again",
    ]
    assert (own / "extensions/one.py").read_text("utf-8") == "1\n"
    # Who has made the very change that the engine brings has changed nothing.
    (engine / "conf.py").write_text("mine\n", "utf-8")
    assert "1 changed: extensions/one.py" in update(own, engine)


def test_file_of_the_owner_is_not_written_over(engine: Path, own: Path) -> None:
    (own / "extensions/three.py").write_text("mine\n", "utf-8")
    (engine / "extensions/three.py").write_text("3\n", "utf-8")
    with pytest.raises(UpdateError, match=r"has files where you have your own: extensions/three"):
        update(own, engine)
    assert (own / "extensions/three.py").read_text("utf-8") == "mine\n"


@pytest.mark.parametrize(
    ("text", "arguments", "error"),
    [
        (None, [], "has no engine.json: update a site that make new-site has made"),
        ("[]", [], "engine.json is damaged: take it back, git checkout engine.json"),
        ("{", [], "engine.json is damaged: take it back, git checkout engine.json"),
        ("{}", ["--from", "none"], "is no engine: name its folder, make update FROM=../groundwork"),
        ("{}", ["--from", "."], "the engine is this site itself: name another folder"),
    ],
)
def test_what_is_no_engine_or_no_site(
    own: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    text: str | None,
    arguments: list[str],
    error: str,
) -> None:
    monkeypatch.chdir(own)
    (own / "engine.json").unlink()
    if text is not None:
        (own / "engine.json").write_text(text, "utf-8")
    assert main(arguments) == 2
    assert error in capsys.readouterr().err
