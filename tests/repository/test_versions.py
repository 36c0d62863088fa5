"""Every Python from 3.11 on, and the next line of Sphinx, build the same pages.

Each needs an environment of its own, which takes minutes to install: ``make versions`` does it,
once, for the interpreters that are there.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.project import ROOT, Result, build_site
from tests.support.sample import sample

# In ``.cache``, which no build looks into and ``make clean`` leaves.
ENVIRONMENTS = ROOT / ".cache" / "versions"
NAMED = re.compile(rb"Generated with Sphinx [\d.]+ ")
LINES = [
    ("python3.11", "requirements.txt"),
    ("python3.12", "requirements.txt"),
    ("python3.12", "requirements-next.txt"),
    ("python3.13", "requirements-next.txt"),
    ("python3.14", "requirements-next.txt"),
]


def installed(python: str, requirements: Path) -> Path:
    """Return a Python that has *requirements*; skip the test where *python* is not there."""
    program = shutil.which(python)
    if not program or subprocess.run([program, "-V"], capture_output=True, check=False).returncode:
        pytest.skip(f"there is no {python} here")
    folder = ENVIRONMENTS / f"{python}-{requirements.stem}"
    stamp, text = folder / "requirements.txt", requirements.read_text("utf-8")
    if not stamp.is_file() or stamp.read_text("utf-8") != text:
        subprocess.run([program, "-m", "venv", "--clear", str(folder)], check=True)
        pip = [str(folder / "bin/python"), "-m", "pip", "--disable-pip-version-check", "install"]
        done = subprocess.run(
            [*pip, "--quiet", "--require-hashes", "-r", str(requirements)],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            pytest.skip(f"{requirements.name} cannot be installed: {done.stderr.strip()[-200:]}")
        stamp.write_text(text, "utf-8")
    return folder / "bin" / "python"


def without_version(result: Result) -> dict[str, bytes]:
    """Return the files of *result*; Furo names the version of Sphinx in each page."""
    return {name: NAMED.sub(b"", text) for name, text in result.files().items()}


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The small site as this environment builds it."""
    result = sample(tmp_path_factory.mktemp("here")).build()
    assert (result.status, result.output) == (0, "")
    return without_version(result)


@pytest.mark.slow
@pytest.mark.parametrize(("python", "requirements"), LINES)
def test_another_version_builds_the_same_pages(
    python: str,
    requirements: str,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    if not request.config.getoption("--versions"):
        pytest.skip("make versions builds with other versions")
    program = installed(python, ROOT / requirements)
    here: dict[str, bytes] = request.getfixturevalue("here")
    project = sample(tmp_path)
    build = project.root / "_build"
    result = build_site(project.root, build, python=str(program))
    assert (result.status, result.output) == (0, "")
    there = without_version(result)
    assert sorted(name for name in {*here, *there} if here.get(name) != there.get(name)) == []
