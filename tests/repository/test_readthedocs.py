"""Read the Docs builds the site with its own commands, at its own address."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup

from tests.support.checkout import small_checkout
from tests.support.project import ROOT

ADDRESS = "https://knowledge.example.org/en/latest/"
SETTINGS = yaml.safe_load((ROOT / ".readthedocs.yaml").read_text("utf-8"))


def test_settings_are_of_the_present_form() -> None:
    assert SETTINGS["version"] == 2
    assert SETTINGS["build"]["os"] == "ubuntu-24.04"
    assert SETTINGS["build"]["tools"] == {"python": "3.12"}


@pytest.mark.slow
@pytest.mark.many(0)
def test_commands_build_the_site_into_the_output_folder(tmp_path: Path) -> None:
    source = small_checkout(tmp_path / "checkout")
    output = tmp_path / "output"
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", str(tmp_path)),
        "LANG": "C.UTF-8",
        "READTHEDOCS": "True",
        "READTHEDOCS_OUTPUT": str(output),
        "READTHEDOCS_CANONICAL_URL": ADDRESS,
        # Python compiles what a build imports; pip would compile all.
        "PIP_NO_COMPILE": "1",
    }
    for command in SETTINGS["build"]["commands"]:
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=source,
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stdout
    home = BeautifulSoup((output / "html" / "index.html").read_text("utf-8"), "html5lib")
    canonical = home.select_one("link[rel=canonical]")
    assert canonical is not None
    assert canonical["href"] == ADDRESS
    feed = BeautifulSoup((output / "html" / "atom.xml").read_text("utf-8"), "xml")
    links = [link["href"] for link in feed.select("link[href]")]
    assert len(links) > 2
    assert [link for link in links if not str(link).startswith(ADDRESS)] == []
