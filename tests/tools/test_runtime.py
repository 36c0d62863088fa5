"""``make runtime``: what is fetched, what is checked, and what is said when it cannot be had."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from extensions.lib.python_runtime import RECORD, VERSION, RuntimeRecord
from extensions.tools.runtime import fetch_runtime as command
from extensions.tools.runtime.core_files import ARCHIVE, INTEGRITY
from tests.support.front_end import LINT
from tests.support.runtime import NAME, Offered, cache_of, offered
from tests.support.server import QuietHandler, served

SUMS, PLOT = NAME.format(name="sums"), NAME.format(name="matplotlib")
PIECE = "# A piece\n\n```python\nimport {module}\n```\n"
GONE = "try again later, or name a folder that has it, make runtime WHEELS=folder\n"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Offered:
    """A core, of stand-ins, and two packages, of which one depends on the other."""
    return offered(tmp_path_factory.mktemp("offered"), core=None)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with a piece that imports a package."""
    piece = tmp_path / "docs/posts/a/piece.md"
    piece.parent.mkdir(parents=True)
    piece.write_text(PIECE.format(module="matplotlib.pyplot as plt"), "utf-8")
    return tmp_path


def record_of(root: Path) -> RuntimeRecord:
    return RuntimeRecord.load(cache_of(root) / RECORD)


def copied(source: Offered, folder: Path) -> Path:
    """Copy what *source* offers into *folder*, to be damaged."""
    folder.mkdir()
    for path in source.folder.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def test_what_pieces_import_is_fetched_with_all_that_it_needs(
    source: Offered, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert source.fetch(root) == 0
    record = record_of(root)
    assert (record.version, record.python) == (VERSION, "3.12.7")
    assert sorted(record.packages) == ["matplotlib", "sums"]
    assert record.with_depends(["matplotlib"]) == ("matplotlib", "sums")
    names = {path.name for path in cache_of(root).iterdir()}
    assert names == {*record.files, RECORD, "downloads"}
    lock = json.loads((cache_of(root) / "pyodide-lock.json").read_text("utf-8"))
    assert sorted(lock["packages"]) == ["matplotlib", "sums"]
    assert capsys.readouterr().out == (
        "Python 3.12.7 for pages, with sums 1.0, matplotlib 1.0, is in .cache/runtime (0.0 MB): "
        "the next make html shows the buttons\n"
    )


def test_what_no_piece_imports_is_not_fetched_and_goes_when_none_does_any_more(
    source: Offered, root: Path
) -> None:
    source.fetch(root)
    (root / "docs/posts/a/piece.md").write_text(PIECE.format(module="math"), "utf-8")
    assert source.fetch(root) == 0
    assert record_of(root).packages == {}
    assert not (cache_of(root) / SUMS).exists()


def test_modules_beside_a_piece_are_looked_into(source: Offered, root: Path) -> None:
    (root / "docs/posts/a/piece.md").write_text(PIECE.format(module="little.b"), "utf-8")
    (root / "docs/posts/a/little").mkdir()
    (root / "docs/posts/a/little/b.py").write_text("from . import c\n", "utf-8")
    (root / "docs/posts/a/little/c.py").write_text("import sums\n", "utf-8")
    source.fetch(root)
    assert sorted(record_of(root).packages) == ["sums"]


def test_what_is_there_is_not_fetched_again(
    source: Offered, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source.fetch(root)
    before = {path: path.stat().st_mtime_ns for path in cache_of(root).iterdir()}
    assert source.fetch(root, f"--wheels={tmp_path / 'nowhere'}") == 0
    assert {path: path.stat().st_mtime_ns for path in cache_of(root).iterdir()} == before
    assert capsys.readouterr().err == ""


def test_packages_come_from_an_address(source: Offered, root: Path, tmp_path: Path) -> None:
    # The core alone is in the folder of downloads by now.
    bare = tmp_path / "bare"
    bare.mkdir()
    (bare / ARCHIVE).write_bytes((source.folder / ARCHIVE).read_bytes())
    assert source.fetch(root, f"--wheels={bare}") == 1
    with served(source.folder) as address:
        assert source.fetch(root, f"--wheels={address.rstrip('/')}") == 0
    assert sorted(record_of(root).packages) == ["matplotlib", "sums"]


def test_missing_package_is_told_and_what_needs_it_is_left_out(
    source: Offered, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source.fetch(root)
    (cache_of(root) / SUMS).unlink()

    class Without(QuietHandler):
        def send_head(self) -> Any:
            if not self.path.endswith(SUMS):
                return super().send_head()
            self.send_error(404)
            return None

    capsys.readouterr()
    with served(source.folder, Without) as address:
        assert source.fetch(root, f"--wheels={address}") == 1
        said = capsys.readouterr()
        assert said.err == f"error: {address}{SUMS}: Not Found: {GONE}"
    assert said.out == (
        "Python 3.12.7 for pages, with no packages, is in .cache/runtime (0.0 MB); code that needs "
        "sums, matplotlib gets no buttons: the next make html shows the buttons\n"
    )
    assert record_of(root).packages == {}


def test_package_that_is_another_is_not_used(
    source: Offered, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copied(source, tmp_path / "wrong")
    (folder / SUMS).write_bytes(b"something else")
    assert source.fetch(root, f"--wheels={folder}") == 1
    said = capsys.readouterr().err
    place = f"{folder / SUMS}: it is not {SUMS}"
    assert said == f"error: {place}: its digest differs; name another WHEELS=\n"
    assert sorted(path.name for path in cache_of(root).glob("*.whl*")) == []


def test_download_that_is_broken_off_leaves_nothing_and_is_taken_up_again(
    source: Offered, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    class BreaksOff(QuietHandler):
        def send_head(self) -> Any:
            self.send_response(200)
            self.send_header("Content-Length", "1000000")
            self.end_headers()
            return BytesIO(b"half of it")

    source.fetch(root)
    (cache_of(root) / SUMS).unlink()
    with served(source.folder, BreaksOff) as address:
        assert source.fetch(root, f"--wheels={address}") == 1
    assert f"error: {address}{SUMS}: " in capsys.readouterr().err
    assert not list(cache_of(root).glob("*.part"))
    # A build takes what the record says, which is what is there.
    assert record_of(root).packages == {}
    assert source.fetch(root) == 0
    assert sorted(record_of(root).packages) == ["matplotlib", "sums"]


def test_ctrl_c_is_answered_in_a_line_and_leaves_what_stood(
    source: Offered, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source.fetch(root)
    stood = record_of(root)

    def interrupt(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "fetch_wheel", interrupt)
    capsys.readouterr()
    assert source.fetch(root) == 2
    assert capsys.readouterr().err == (
        "interrupted: run make runtime again, which goes on from there\n"
    )
    assert record_of(root) == stood


def test_core_that_npm_cannot_fetch_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = command.main([], root=root, npm=lambda folder: "npm: ENOTFOUND")
    assert status == 1
    assert capsys.readouterr().err == (
        f"error: the package pyodide {VERSION} of npm: npm: ENOTFOUND: try again later, or name a "
        f"folder that has {ARCHIVE}, make runtime WHEELS=folder\n"
    )
    assert record_of(root) == RuntimeRecord()


def test_core_that_is_another_is_not_used(
    source: Offered, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main([f"--wheels={source.folder}"], root=root) == 1
    assert capsys.readouterr().err == (
        f"error: {ARCHIVE} is not what it should be: its digest differs: try again\n"
    )
    assert not (cache_of(root) / "downloads" / ARCHIVE).exists()


def test_core_is_what_npm_has_written_into_the_cache(source: Offered, root: Path) -> None:
    def npm(folder: Path) -> str:
        (folder / ARCHIVE).write_bytes((source.folder / ARCHIVE).read_bytes())
        return ""

    with served(source.folder) as address:
        arguments = [f"--wheels={address}"]
        assert command.main(arguments, root=root, npm=npm, integrity=source.integrity) == 0
    assert record_of(root).version == VERSION


def test_tests_have_the_version_that_is_fetched() -> None:
    lock = json.loads((LINT / "package-lock.json").read_text("utf-8"))
    pinned = lock["packages"]["node_modules/pyodide"]
    assert (pinned["version"], pinned["integrity"]) == (VERSION, INTEGRITY)
