"""No value of a make variable is code, neither of make nor of the shell, in any target."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.support.project import ROOT

MAKEFILE = "".join((ROOT / name).read_text("utf-8") for name in ("Makefile", "engine.mk"))
TARGETS = re.findall(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)
# These name the program that is run, and no test can let them be anything.
PROGRAMS = {"PYTHON", "VENV"}
OURS = {"RUN", "OPTIONS"}
VARIABLES = sorted(
    {*re.findall(r"\$\$\{?([A-Z]+)|\$[({]([A-Z]+)[)}]|^([A-Z]+) \?=", MAKEFILE, re.MULTILINE)}
)
NAMES = sorted({name for found in VARIABLES for name in found if name} - OURS)

# Each would write a file "hacked" somewhere on the way, if anything ran it.
HOSTILE = [
    "$(shell touch hacked)",
    "${shell touch hacked}",
    "$(eval $(shell touch hacked))",
    "$(file >hacked,x)",
    "$(call install,/dev/null,x); touch hacked",
    "$$(touch hacked)",
    "$(touch hacked)",
    "`touch hacked`",
    "one; touch hacked",
    "one | touch hacked",
    "one & touch hacked",
    "one && touch hacked",
    "one || touch hacked",
    "'; touch hacked; '",
    '"; touch hacked; "',
    "\"$(shell touch hacked)'`touch hacked`",
    "one\ntouch hacked",
    "one\n\ttouch hacked",
    "> hacked",
    "one # $(shell touch hacked)",
    '\\"; touch hacked; \\"',
    "} ; touch hacked; {",
    "${x:-$(touch hacked)}",
    "*",
]


def run(folder: Path, *arguments: str, env: Mapping[str, str] | None = None) -> str:
    """Run make with *arguments* in *folder*, whatever comes of it; return what it said."""
    done = subprocess.run(
        ["make", "-k", *arguments],
        cwd=folder,
        env={"PATH": os.environ["PATH"], **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    return done.stdout


@pytest.fixture
def stubbed(tmp_path: Path) -> Path:
    """A folder with the Makefile, and programs that only note what they are asked."""
    for name in ("Makefile", "engine.mk"):
        shutil.copy(ROOT / name, tmp_path)
    for name in ("requirements.txt", "requirements-dev.txt"):
        (tmp_path / name).touch()
    program = tmp_path / ".venv/bin/python"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\nprintf "%s\\0" "$@" "" >> .asked\n', "utf-8")
    program.chmod(0o755)
    shutil.copy(program, program.with_name("uv"))
    return tmp_path


READY = ["-o", "venv", "-o", "venv-dev"]


def asked(folder: Path) -> list[list[str]]:
    """Return the arguments of each call of a program, and forget them."""
    noted = folder / ".asked"
    text = noted.read_bytes().decode("utf-8") if noted.exists() else ""
    noted.unlink(missing_ok=True)
    return [call.split("\0") for call in text.removesuffix("\0\0").split("\0\0")] if text else []


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_variables_are_those_of_the_makefile() -> None:
    known = {"TITLE", "SERIES", "TAGS", "TOPIC", "TRACK", "SHORT", "PIECE", "ARGS", "UPGRADE"}
    known |= {"FROM", "FORMAT", "INTO", "WRITE"}
    known |= {"DIR", "AUTHOR", "ADDRESS", "LANGUAGE", "ACCENT", "LICENCE"}
    assert {*NAMES} >= known | {"BUILD", "HTML", "JOBS", "PORT"} | PROGRAMS


def test_recipes_name_no_variable_to_make() -> None:
    recipes = re.findall(r"^\t.*$", MAKEFILE, re.MULTILINE)
    named = {name for line in recipes for name in re.findall(r"(?<!\$)\$[({]([\w-]+)[)}]", line)}
    # The arguments of a function of ours are names of files of ours.
    assert named - {"1", "2", "name"} == OURS


@pytest.mark.parametrize("value", HOSTILE)
def test_value_is_text_in_every_target(stubbed: Path, value: str) -> None:
    given = {name: value for name in NAMES if name not in PROGRAMS}
    before = files(stubbed)
    for arguments, env in (([f"{n}={v}" for n, v in given.items()], {}), ([], given)):
        run(stubbed, *READY, "-o", "html", *TARGETS, *arguments, env=env)
        run(stubbed, *READY, "html", *arguments, env=env)
        calls = asked(stubbed)
        assert files(stubbed) == before
        for option in (
            "title",
            "series",
            "tags",
            "topic",
            "track",
            "piece",
            "port",
            "from",
            "into",
        ):
            assert any(f"--{option}={value}" in call for call in calls), option
        assert ["-m", "extensions.building.publish", value, value] in [call[:4] for call in calls]
        words = value.split()
        for module in ("extensions.features.review", "tests.bench"):
            assert any(module in call and call[-len(words) :] == words for call in calls), module


@pytest.mark.parametrize("value", HOSTILE)
def test_name_of_a_program_is_one_word(stubbed: Path, value: str) -> None:
    shutil.rmtree(stubbed / ".venv")
    before = files(stubbed)
    arguments = [f"{name}={value}" for name in PROGRAMS]
    for env in ({}, dict.fromkeys(PROGRAMS, value)):
        run(stubbed, *TARGETS, *([] if env else arguments), env=env)
    assert files(stubbed) == before


@pytest.mark.parametrize("name", ["OTHER", "RUN", "OPTIONS", "install", "SHELLFLAGS", "option"])
def test_variable_of_any_name_is_text(stubbed: Path, name: str) -> None:
    before = files(stubbed)
    run(stubbed, *READY, "-o", "html", *TARGETS, f"{name}=$(shell touch hacked); touch hacked")
    assert asked(stubbed)
    assert files(stubbed) == before


def test_what_is_not_given_is_no_option(stubbed: Path) -> None:
    run(stubbed, *READY, "new-post", "new-short", "new-series", "new-widget", "figures", "TAGS=")
    assert asked(stubbed) == [
        ["-m", "extensions.tools.new_page.command", "post", "--tags="],
        ["-m", "extensions.tools.new_page.command", "short", "--tags="],
        ["-m", "extensions.tools.new_page.command", "series"],
        ["-m", "extensions.tools.new_widget.start"],
        ["-m", "tests.content.redraw", "--jobs=auto"],
    ]


def test_every_module_that_a_target_runs_is_there(stubbed: Path) -> None:
    run(stubbed, *READY, "-o", "html", *TARGETS)
    run(stubbed, *READY, "html")
    modules = {call[1] for call in asked(stubbed) if call[0] == "-m"}
    assert len(modules) > 10
    assert [name for name in sorted(modules) if find_spec(name) is None] == []


@pytest.mark.parametrize(("target", "sample"), [("test-all", []), ("test", ["--sample"])])
def test_test_is_lint_types_and_all_tests(target: str, sample: list[str], stubbed: Path) -> None:
    run(stubbed, *READY, target)
    assert asked(stubbed) == [
        ["-m", "ruff", "check"],
        ["-m", "ruff", "format", "--check"],
        ["-m", "tests.support.chromium"],
        ["-m", "pytest", "-n", "2", *sample],
    ]


def test_quick_is_lint_types_and_what_needs_little(stubbed: Path) -> None:
    run(stubbed, *READY, "quick")
    assert asked(stubbed) == [
        ["-m", "ruff", "check"],
        ["-m", "ruff", "format", "--check"],
        ["-m", "mypy"],
        ["-m", "pytest", "-q", "-n", "2", "--quick"],
    ]


def test_translations_are_taken_and_compiled(stubbed: Path) -> None:
    run(stubbed, *READY, "translations")
    calls = asked(stubbed)
    assert [call[3] for call in calls] == ["extract", "update", "compile"]


def test_lock_takes_a_newer_one_if_asked(stubbed: Path) -> None:
    run(stubbed, *READY, "lock", "UPGRADE=furo")
    calls = asked(stubbed)
    assert [call[-3:] for call in calls] == [
        ["-o", "requirements.txt", "requirements.in"],
        ["-o", "requirements-dev.txt", "requirements-dev.in"],
        ["-o", "requirements-next.txt", "requirements.in"],
    ]
    assert all({"--generate-hashes", "--universal"} <= {*call} for call in calls)
    # The list of the next Sphinx takes all else as requirements.txt has it by then.
    assert ["--upgrade-package=furo" in call for call in calls] == [True, True, False]
    run(stubbed, *READY, "lock")
    assert [word for call in asked(stubbed) for word in call if "upgrade" in word] == []


def test_folder_of_no_build_is_not_deleted(stubbed: Path) -> None:
    (stubbed / "thesis").mkdir()
    said = run(stubbed, "clean", "BUILD=thesis")
    assert said.splitlines()[0] == ("error: thesis was made by no build: delete it yourself")
    assert (stubbed / "thesis").is_dir()
    (stubbed / "thesis/lock").touch()
    run(stubbed, "clean", "BUILD=thesis")
    assert not (stubbed / "thesis").exists()
