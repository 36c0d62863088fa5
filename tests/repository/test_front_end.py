"""Style sheets and scripts are checked as the code of Python is: by a linter and for types."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support import front_end
from tests.support.front_end import CHECKS, LINT, ROOT, command, install, is_installed, main, reason

PACKAGES = json.loads((LINT / "package.json").read_text("utf-8"))
LOCK = (LINT / "package-lock.json").read_text("utf-8")


@pytest.mark.parametrize("check", CHECKS)
def test_front_end(check: str) -> None:
    if not is_installed(LINT) and not os.environ.get("CI"):
        pytest.skip(front_end.MISSING % "make venv-dev")
    done = subprocess.run(
        command(check), cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_versions_are_exact_and_locked_with_their_digests() -> None:
    chosen = PACKAGES["devDependencies"]
    locked = json.loads(LOCK)["packages"]
    assert PACKAGES["private"]
    assert "dependencies" not in PACKAGES
    assert locked[""]["devDependencies"] == chosen
    for name, version in chosen.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
        assert locked[f"node_modules/{name}"]["version"] == version
    found = {name: entry for name, entry in locked.items() if name}
    assert len(found) > 100
    assert [name for name, entry in found.items() if "sha512-" not in entry["integrity"]] == []


@pytest.mark.parametrize(("ours", "published"), [("index.mjs", "dist/index.mjs"), ("LICENSE",) * 2])
def test_scheduler_that_is_served_is_the_one_that_is_pinned(ours: str, published: str) -> None:
    if not is_installed(LINT) and not os.environ.get("CI"):
        pytest.skip(front_end.MISSING % "make venv-dev")
    served = ROOT / "extensions/features/recall/static/ts-fsrs" / ours
    assert served.read_bytes() == (LINT / "node_modules/ts-fsrs" / published).read_bytes()


def test_lock_does_not_name_where_packages_come_from() -> None:
    addresses = re.findall(r'"resolved"|"https?://[^"]*"', LOCK)
    # The homes of projects that ask for money, which npm takes into every lock file.
    of_projects = re.findall(r'"url": ("https?://[^"]*")', LOCK)
    assert sorted(addresses) == sorted(of_projects)


@pytest.fixture
def lint(tmp_path: Path) -> Path:
    """A folder with a lock file."""
    (tmp_path / "package-lock.json").write_text("{}", "utf-8")
    return tmp_path


def test_what_is_installed_is_not_installed_again(lint: Path) -> None:
    asked: list[Path] = []

    def run(words: Sequence[str], folder: Path) -> str:
        asked.append(folder)
        assert "ci" in words
        (folder / "node_modules").mkdir(exist_ok=True)
        return ""

    for _ in range(2):
        assert install(lint, run) == ""
        assert is_installed(lint)
    assert asked == [lint]
    (lint / "package-lock.json").write_text('{"name": "x"}', "utf-8")
    assert not is_installed(lint)
    install(lint, run)
    assert asked == [lint, lint]


def test_what_cannot_be_installed_is_told(lint: Path) -> None:
    assert install(lint, lambda words, folder: "npm ci: ENOTFOUND") == "npm ci: ENOTFOUND"
    assert not is_installed(lint)


@pytest.mark.parametrize(
    ("environ", "kind", "status"), [({}, "note", 0), ({"CI": "1"}, "error", 1)]
)
def test_one_line_says_that_they_are_missing(
    environ: dict[str, str],
    kind: str,
    status: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(front_end, "install", lambda lint, run: "npm ci: ENOTFOUND")
    assert main(environ) == status
    assert capsys.readouterr().err == (
        f"{kind}: ESLint, stylelint and TypeScript are not installed (npm ci: ENOTFOUND): "
        "style sheets and scripts go unchecked\n"
    )


def test_reason_is_the_code_of_npm() -> None:
    assert reason("npm error code ENOTFOUND\nnpm error syscall getaddrinfo\n") == "ENOTFOUND"
    assert reason("Killed") == "it failed"
