"""Every command that a reader is told to type does what is said, typed as it stands."""

from __future__ import annotations

import os
import re
import runpy
import shlex
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest
from bs4 import BeautifulSoup

from tests.bench import growth
from tests.support.checkout import checkout
from tests.support.chromium import chromium
from tests.support.project import ROOT, Result

HANDBOOK = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/handbook/*.md"))
TEXTS = ["README.md", "CONTRIBUTING.md", "docs/about.md", "docs/posts/welcome.md", *HANDBOOK]
MAKEFILE = "".join((ROOT / name).read_text("utf-8") for name in ("Makefile", "engine.mk"))
TARGETS = re.findall(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)

AUTHOR = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]

# What begins a command in a text; ".venv" alone is a folder.
COMMAND = re.compile(r"(?:make\b|python3? |\.venv/bin/|[A-Z]+=\S* |sed |git |pip |bash ).*")


def commands(text: str) -> Iterator[str]:
    """Yield the commands that the Markdown *text* tells to type."""
    yield from re.findall(r"^\$ (.+)$", text, re.MULTILINE)
    for code in re.findall(r"(?<!`)`([^`]+)`(?!`)", text):
        if COMMAND.fullmatch(one := re.sub(r"\s*\n\s*", " ", code)):
            yield one


TYPED = sorted({one for name in TEXTS for one in commands((ROOT / name).read_text("utf-8"))})
GROWTH = next(one for one in TYPED if "growth" in one)
SERVE = next(one for one in TYPED if "http.server" in one)

# Tested where they are, for what they do takes longer than to see that they begin.
ELSEWHERE = {
    "make test": "tests/repository/test_make_variables.py::test_test_is_lint_types_and_all_tests",
    "make test-all": (
        "tests/repository/test_make_variables.py::test_test_is_lint_types_and_all_tests"
    ),
    "make html": "tests/repository/test_make.py::test_html_gives_the_site_and_says_where",
    "make html HTML=../site": (
        "tests/building/test_publish.py::test_site_may_stand_on_another_file_system"
    ),
    GROWTH: "tests/content/own/test_commands.py::test_bench_takes_the_arguments_that_are_told",
    SERVE: "tests/content/own/test_commands.py::test_site_is_served_while_it_is_rebuilt",
    "make quick": (
        "tests/repository/test_make_variables.py::test_quick_is_lint_types_and_what_needs_little"
    ),
    "make lock UPGRADE=furo": (
        "tests/repository/test_make_variables.py::test_lock_takes_a_newer_one_if_asked"
    ),
    "make venv-dev": (
        "tests/repository/test_front_end.py::test_what_is_installed_is_not_installed_again"
    ),
    "make versions": (
        "tests/repository/test_versions.py::test_another_version_builds_the_same_pages"
    ),
    "make lsp": (
        "tests/tools/language_server/test_server.py::test_person_is_told_that_an_editor_starts_it"
    ),
    "make books": "tests/output/test_book_links.py::test_new_books_are_offered_by_the_next_build",
    "make inventories": (
        "tests/markup/test_elsewhere.py::test_inventories_are_fetched_into_the_project"
    ),
    "make runtime": (
        "tests/tools/test_runtime.py::test_what_pieces_import_is_fetched_with_all_that_it_needs"
    ),
    "make runtime || true": (
        "tests/tools/test_runtime.py::test_missing_package_is_told_and_what_needs_it_is_left_out"
    ),
    "make runtime WHEELS=folder": (
        "tests/tools/test_runtime.py::test_what_is_there_is_not_fetched_again"
    ),
    "make runtime WHEELS=https://mirror.example/pyodide/full/": (
        "tests/tools/test_runtime.py::test_packages_come_from_an_address"
    ),
    "python -m little.train": (
        "tests/content/own/test_fine_tuning.py::test_committed_weights_are_those_of_the_record"
    ),
    "make live": "tests/browser/test_live.py::test_open_page_follows_a_save",
    "make watch": "tests/tools/test_saves.py::test_watch_gives_at_each_save_what_html_gives",
}


@dataclass
class Place:
    """A fresh clone in which all is installed, and whose site is built."""

    folder: Path
    built: Result
    tools: Path

    def type(self, command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Type *command* there, with *variables* of the environment."""
        build = self.built.outdir.parent
        return subprocess.run(
            ["sh", "-c", command],
            cwd=self.folder,
            env={
                **os.environ,
                "PATH": f"{self.tools}{os.pathsep}{os.environ['PATH']}",
                "BUILD": str(build),
                "HTML": str(build / "html"),
                # Else make check would fetch the lightest into the clone.
                "CHROMIUM": chromium() or "",
                **variables,
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
        )


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, built: Result) -> Place:
    folder = checkout(tmp_path_factory.mktemp("commands") / "clone")
    for command in (["init", "-q"], ["add", "."], [*AUTHOR, "commit", "-q", "-m", "clone"]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    (folder / ".venv").symlink_to(sys.prefix)
    (folder / "_build").symlink_to(built.outdir.parent)
    # Nothing is installed into the environment that runs the tests, nor the site built again.
    tools = tmp_path_factory.mktemp("tools")
    program = shutil.which("make")
    ready = "-o venv -o venv-dev -o html --no-print-directory"
    (tools / "make").write_text(f'#!/bin/sh\nexec {program} {ready} "$@"\n', "utf-8")
    (tools / "make").chmod(0o755)
    return Place(folder, built, tools)


def test_commands_are_found() -> None:
    assert {"make", "make html", "make check", "make new-post", "make figures PIECE=welcome"} <= {
        *TYPED
    }
    text = "Run `make\nledger`, not ``make x`` nor `maker`.\n\n```console\n$ make new\n```\n"
    assert list(commands(text)) == ["make new", "make ledger"]


def test_every_target_stands_in_a_text() -> None:
    told = {word for command in TYPED for word in command.split() if command.startswith("make")}
    inside = {"help", "venv", "venv-dev", "clean"}
    assert sorted({*TARGETS} - told - inside) == []


def test_each_command_has_a_test() -> None:
    assert sorted({*TYPED} - {*RUN} - {*ELSEWHERE}) == []
    assert sorted({*RUN, *ELSEWHERE} - {*TYPED}) == []


@pytest.mark.parametrize("test", ELSEWHERE.values())
def test_what_is_tested_elsewhere_is(test: str) -> None:
    path, _, name = test.partition("::")
    assert f"def {name}(" in (ROOT / path).read_text("utf-8")


# What each command gives: a part of what it says, and its exit status.
LINKS = "tests/site/test_links.py"
DEAD_PROXY = {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
SED = next(one for one in TYPED if one.startswith("sed "))
EDITS = next(one for one in TYPED if "tests/building/test_edits.py" in one)
ASKS = "error: TITLE is missing: give it, or run this on a terminal"
RUN: dict[str, tuple[str, int, dict[str, str]]] = {
    "make": ("  html       Build the site", 0, {}),
    "make new-post": (ASKS, 2, {}),
    "make new-short": (ASKS, 2, {}),
    "make new-series": (ASKS, 2, {}),
    "make new-widget": ("error: POST is missing: give it, or run this on a terminal", 2, {}),
    "make new-widget SERIES=attention POST=before-attention NAME=my-figure": (
        "docs/posts/attention/widgets/my-figure",
        0,
        {},
    ),
    'make new-post TITLE="Why softmax?" SERIES=attention TAGS=attention,probability': (
        "docs/posts/attention/why-softmax.md",
        0,
        {},
    ),
    "make new-site": ("error: DIR is missing: name the folder of the site, make new-site", 2, {}),
    "make new-site DIR=../notes": ("error: TITLE is missing: give it, or run this on", 2, {}),
    'make new-site DIR=../notes TITLE="Notes" AUTHOR="Ada Lovelace"': (
        "The site is in ../notes\n",
        0,
        {},
    ),
    "make update": ("has no engine.json: update a site that make new-site has made", 2, {}),
    "make update FROM=../groundwork": ("has no engine.json: update a site that make new-", 2, {}),
    "make import": ("error: FROM is missing: give the folder of a site, FROM=folder", 2, {}),
    "make import FROM=../old-blog": ("error: ../old-blog is no folder: give the folder", 2, {}),
    "make import FROM=../old-blog WRITE=yes": ("error: ../old-blog is no folder: give the", 2, {}),
    "make try PIECE=welcome": (": as the text says; ", 0, {}),
    "make figures": ("every figure is as its script draws it", 0, {}),
    "make figures PIECE=welcome": ("docs/posts/figures/welcome.py: the same pictures; ", 0, {}),
    "make ledger": ("docs/ledger.txt: 0 added", 0, {}),
    "make check": ("1 passed", 0, {"PYTEST_ADDOPTS": f"{LINKS} -k style_sheet"}),
    "make reviewed SHORT=slug": ('error: no short "slug" distils a section', 2, {}),
    "make bench": ("usage: python -m tests.bench", 0, {"ARGS": "--help"}),
    "make lock": ("error: ", 2, {"UV_OFFLINE": "1", "UV_NO_CACHE": "1"}),
    "make translations": ("", 0, {}),
    "make linkcheck": ("error: no network: none of 127.0.0.1 can be reached", 2, DEAD_PROXY),
    SED: ('add_header Content-Security-Policy "default-src', 0, {}),
    EDITS: ("2 tests collected", 0, {"PYTEST_ADDOPTS": "--collect-only"}),
}


# What differs in its variables alone is one kind.
KINDS = [" ".join([*command.split()[:2], str(status)]) for command, (_, status, _) in RUN.items()]


@pytest.mark.many(1, by="kind")
@pytest.mark.parametrize(("command", "kind"), [*zip(RUN, KINDS, strict=True)], ids=[*RUN])
def test_command_gives_what_is_said(place: Place, command: str, kind: str) -> None:
    said, status, variables = RUN[command]
    done = place.type(command, **variables)
    assert said in done.stdout + done.stderr
    assert done.returncode == status


def test_site_is_served_while_it_is_rebuilt(place: Place) -> None:
    with socket.socket() as free:
        if free.connect_ex(("127.0.0.1", 8000)) == 0:
            pytest.skip("something else is served at the port of the command")
    command = ["sh", "-c", f"exec {SERVE}"]
    with subprocess.Popen(command, cwd=place.folder, stderr=subprocess.PIPE, bufsize=0) as server:
        try:
            page = None
            while page is None:
                assert server.poll() is None
                with suppress(OSError), urlopen("http://127.0.0.1:8000/") as answer:
                    page = BeautifulSoup(answer.read(), "html5lib")
        finally:
            server.terminate()
    assert page.h1


def test_bench_takes_the_arguments_that_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    given = shlex.split(GROWTH)[2].removeprefix("ARGS=")
    measured: list[tuple[list[str], int, int]] = []

    def measure(names: list[str], posts: int, runs: int, until: float) -> list[growth.Bench]:
        measured.append((names, posts, runs))
        return []

    monkeypatch.setattr(growth, "measure", measure)
    monkeypatch.setattr("tests.bench.table.show", lambda found, formulas: None)
    monkeypatch.setattr("sys.argv", ["bench", *given.split()])
    runpy.run_module("tests.bench", run_name="__main__")
    assert measured == [(["ours", "plain"], 50, 1)]
