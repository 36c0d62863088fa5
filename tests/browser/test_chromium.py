"""Which Chromium the tests take, and what is done when there is none."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.support import chromium
from tests.support.chromium import (
    LIGHT,
    PROGRAM,
    UNPACK,
    candidates,
    lighter,
    prepare,
    runs,
    ways,
)

DOWNLOAD: list[chromium.Command] = [(sys.executable, "-m", "playwright", "install", "chromium")]
SYSTEM: list[chromium.Command] = [("apt-get", "update"), ("apt-get", "install", "-y", "chromium")]


def _which(*there: str) -> Callable[[str], str | None]:
    return lambda name: f"/bin/{name}" if name in there else None


def test_takes_the_one_that_is_named_and_no_other() -> None:
    found = candidates({"CHROMIUM": "/opt/one"}, _which("chromium"), lambda: "/own")
    assert list(found) == ["/opt/one"]


def test_prefers_what_is_on_the_path_to_the_download() -> None:
    found = candidates({}, _which("google-chrome", "chromium"), lambda: "/own")
    assert list(found) == ["/bin/chromium", "/bin/google-chrome", "/own"]


@pytest.mark.parametrize("light", [LIGHT, str(PROGRAM)])
def test_prefers_the_lightest(light: str) -> None:
    found = candidates({}, _which("chromium", light), lambda: "/own")
    assert next(found) == f"/bin/{light}"


INSTALLED = ["update", LIGHT]
TAKEN = ["chromium-common", UNPACK]


@pytest.mark.parametrize(
    ("environ", "there", "root", "expected"),
    [
        ({"CI": "true"}, ["apt-get", "chromium"], True, INSTALLED),
        ({"CI": "true"}, ["apt-get", LIGHT], True, []),
        ({"CI": "true"}, ["apt-get", "chromium"], False, TAKEN),
        ({"CI": "true"}, ["chromium"], True, []),
        ({"CI": "true", "CHROMIUM": "/opt/one"}, ["apt-get"], True, []),
        ({}, ["apt-get", "chromium"], True, TAKEN),
        ({}, ["apt-get", str(PROGRAM)], True, []),
    ],
)
def test_lightest_is_installed_on_a_machine_for_tests_alone_and_else_unpacked(
    environ: dict[str, str], there: list[str], root: bool, expected: list[str]
) -> None:
    commands = lighter(environ, _which(*there), root=root)
    assert [command[-1] for command in commands] == expected


def test_half_of_the_lightest_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "a.deb").touch()
    stub = tmp_path / "dpkg-deb"
    stub.write_text('#!/bin/sh\nmkdir -p "$3/usr/bin"; test "$2" = a.deb\n', "utf-8")
    stub.chmod(0o755)
    run = partial(subprocess.run, cwd=tmp_path, env={"PATH": f"{tmp_path}:/bin:/usr/bin"})
    assert run(["sh", "-c", UNPACK]).returncode == 0
    assert (tmp_path / "usr/bin").is_dir()
    shutil.rmtree(tmp_path / "usr")
    for name in "ab":
        (tmp_path / f"{name}.deb").touch()
    assert run(["sh", "-c", UNPACK]).returncode != 0
    assert not (tmp_path / "usr").exists()


def test_does_not_ask_for_the_download_when_another_is_there() -> None:
    found = candidates({"CHROMIUM": ""}, _which("chromium"), lambda: pytest.fail("asked"))
    assert next(found) == "/bin/chromium"


@pytest.mark.parametrize(
    ("environ", "root", "apt", "expected"),
    [
        ({}, True, True, [DOWNLOAD, SYSTEM]),
        ({}, False, True, [DOWNLOAD]),
        ({}, True, False, [DOWNLOAD]),
        ({"CHROMIUM": "/opt/one"}, True, True, []),
    ],
)
def test_ways_to_install(
    environ: dict[str, str], root: bool, apt: bool, expected: list[object]
) -> None:
    assert ways(environ, root=root, apt=apt) == expected


class Machine:
    """A machine on which the commands *good* succeed and *giving* brings a Chromium."""

    def __init__(self, *good: str, giving: str = "") -> None:
        self.good, self.giving = good, giving
        self.ran: list[str] = []

    def find(self) -> str | None:
        return "/there" if self.giving in self.ran else None

    def run(self, command: chromium.Command) -> bool:
        self.ran.append(" ".join(command))
        return self.ran[-1] in self.good


def test_installs_nothing_when_one_is_there() -> None:
    machine = Machine()
    assert prepare(lambda: "/there", [DOWNLOAD, SYSTEM], machine.run) == "/there"
    assert machine.ran == []


def test_stops_at_the_first_way_that_brings_one() -> None:
    machine = Machine("a", giving="a")
    assert prepare(machine.find, [[("a",)], [("b",)]], machine.run) == "/there"
    assert machine.ran == ["a"]


def test_leaves_a_way_at_its_first_failure_and_tries_the_next() -> None:
    machine = Machine("c", "d", giving="d")
    assert prepare(machine.find, [[("a",), ("b",)], [("c",), ("d",)]], machine.run) == "/there"
    assert machine.ran == ["a", "c", "d"]


def test_gives_up_when_no_way_brings_one() -> None:
    machine = Machine("a", giving="never")
    assert prepare(machine.find, [[("a",)]], machine.run) is None


def test_a_program_that_does_not_start_is_none(tmp_path: Path) -> None:
    stub = tmp_path / "chromium"
    stub.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    stub.chmod(0o755)
    assert not runs(str(stub))
    assert not runs(str(tmp_path / "absent"))


def test_says_in_one_line_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "absent"))
    assert chromium.main() == 1
    assert capsys.readouterr() == (
        "",
        "error: the tests need Chromium: install it, or name its program in CHROMIUM\n",
    )
