"""Which Chromium the tests take, and what is done when there is none."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import chromium
from tests.support.chromium import LIGHT, candidates, lighter, prepare, runs, ways

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


def test_prefers_the_lightest() -> None:
    found = candidates({}, _which("chromium", LIGHT), lambda: "/own")
    assert next(found) == f"/bin/{LIGHT}"


@pytest.mark.parametrize(
    ("environ", "there", "root", "apt", "worth_while"),
    [
        ({"CI": "true"}, ["chromium"], True, True, True),
        ({"CI": "true"}, [LIGHT], True, True, False),
        ({"CI": "true"}, ["chromium"], False, True, False),
        ({"CI": "true"}, ["chromium"], True, False, False),
        ({"CI": "true", "CHROMIUM": "/opt/one"}, [], True, True, False),
        ({}, ["chromium"], True, True, False),
    ],
)
def test_lightest_is_installed_on_a_machine_for_tests_alone(
    environ: dict[str, str], there: list[str], root: bool, apt: bool, worth_while: bool
) -> None:
    commands = lighter(environ, _which(*there), root=root, apt=apt)
    assert [command[-1] for command in commands] == (["update", LIGHT] if worth_while else [])


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
