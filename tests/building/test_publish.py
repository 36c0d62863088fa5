"""Where ``make html`` puts the site, and what it says when it cannot; Sphinx plays no part."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from extensions.building.publish import main
from extensions.building.swap import fault
from tests.support.files import FILES, texts

MEMORY = Path("/dev/shm")


@pytest.fixture(autouse=True)
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every build be that of the same few files, of no sources."""

    def build(arguments: list[str]) -> int:
        for name, text in FILES.items():
            path = Path(arguments[-1], name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return 0

    monkeypatch.chdir(tmp_path)
    (tmp_path / "conf.py").write_text("")
    monkeypatch.setattr("sphinx.cmd.build.main", build)


def test_site_may_stand_on_another_file_system(tmp_path: Path) -> None:
    if not MEMORY.is_dir() or MEMORY.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no other file system")
    with TemporaryDirectory(dir=MEMORY) as folder:
        site = Path(folder) / "not there yet/html"
        for _ in range(2):
            assert main([f"{tmp_path}/_build", str(site)]) == 0
            assert texts(site) == FILES


def test_what_a_link_leads_to_is_replaced(tmp_path: Path) -> None:
    site, link = tmp_path / "elsewhere/site", tmp_path / "html"
    site.mkdir(parents=True)
    link.symlink_to(site)
    assert main([f"{tmp_path}/_build", str(link)]) == 0
    assert link.is_symlink()
    assert texts(site) == FILES


def test_folder_that_cannot_be_the_site_is_told_before_the_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "thesis.txt").write_text("")
    assert main([str(tmp_path / "_build"), str(tmp_path)]) == 2
    assert capsys.readouterr().err == (
        f"error: {tmp_path} cannot be replaced: one of {tmp_path}/_build/staged and {tmp_path} "
        "is in the other: name another folder, make html HTML=…\n"
    )


def test_folder_that_cannot_be_made_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert main([f"{tmp_path}/file/_build", f"{tmp_path}/html"]) == 2
    assert capsys.readouterr().err == (
        f"error: {tmp_path}/file/_build: Not a directory: mend that and build again\n"
    )


def test_site_that_cannot_be_made_is_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert main([f"{tmp_path}/_build", f"{tmp_path}/file/html"]) == 2
    assert capsys.readouterr().err == (
        f"error: {tmp_path}/file/html.next: Not a directory: mend that and build again\n"
    )


def test_interruption_is_told_and_leaves_the_former_site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = [f"{tmp_path}/_build", f"{tmp_path}/html"]
    assert main(arguments) == 0

    def interrupt(source: str, target: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("shutil.copy2", interrupt)
    monkeypatch.setitem(FILES, "index.html", "another home")
    assert main(arguments) == 2
    assert capsys.readouterr().err == "interrupted: build again\n"
    assert texts(tmp_path / "html")["index.html"] == "home"


@pytest.mark.parametrize("html", ["/", ".", "..", "_build", "_build/staged/html", ""])
def test_folder_that_holds_the_build_or_is_in_it_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], html: str
) -> None:
    assert main(["_build", html]) == 2
    site = (tmp_path / html).resolve()
    assert capsys.readouterr().err == (
        f"error: {Path(html)} cannot be replaced: one of {tmp_path}/_build/staged and {site} "
        "is in the other: name another folder, make html HTML=…\n"
    )


def test_mount_point_is_told_before_the_build() -> None:
    assert fault(Path("/tmp/staged"), Path("/proc")) == (
        "it is a mount point, which takes the place of no other folder"
    )


def test_folder_with_spaces_is_a_folder_like_any(tmp_path: Path) -> None:
    assert main(["a build", "the site/of today"]) == 0
    assert texts(tmp_path / "the site/of today") == FILES


@pytest.mark.parametrize("name", ["doctrees", "staged"])
def test_folder_that_cannot_be_written_is_one_line(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "_build" / name
    # Whoever runs the tests may be one who may write everywhere.
    monkeypatch.setattr("os.access", lambda path, mode: Path(path) != folder)
    assert main([f"{tmp_path}/_build", "html"]) == 2
    assert capsys.readouterr().err == (
        f"error: {folder}: Permission denied: mend that and build again\n"
    )


def test_slip_in_the_settings_is_one_line_and_sphinx_is_not_started(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "conf.py").write_text("a = 1\nb = \n")
    assert main(["_build", "html"]) == 2
    said = "conf.py:2: syntax error, invalid syntax: mend that and build again\n"
    assert capsys.readouterr() == ("", said)
    assert not (tmp_path / "_build/staged").exists()
