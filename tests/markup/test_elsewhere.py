"""References into the documentation of others: by inventories that are files of the project."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from extensions.tools import inventories
from tests.support.pages import article
from tests.support.project import SITE, Project
from tests.support.sample import sample

SITES = """
[inventories]
python = "https://docs.python.example/3"
numpy = "https://numpy.example/doc/"
"""
PAGE = """\
# Elsewhere

{py:func}`numpy.dot`, {external+numpy:py:func}`numpy.dot`, [sums](inv:numpy#numpy.sum),
{external+python:std:ref}`zip-files`.
"""
NUMPY = "numpy.dot py:function 1 ref/dot.html#$ -\nnumpy.sum py:function 1 ref/sum.html#$ -\n"
PYTHON = "zip-files std:label -1 lib/zip.html#$ Zip files\n"


def inventory(name: str, lines: str) -> bytes:
    """Return an inventory of the project *name* that has *lines*."""
    head = f"# Sphinx inventory version 2\n# Project: {name}\n# Version: 3\n"
    head += "# The remainder of this file is compressed using zlib.\n"
    return head.encode() + zlib.compress(lines.encode())


def project_at(root: Path, **inventories: bytes) -> Project:
    """Return the sample site with a page that refers elsewhere, and with *inventories*."""
    project = sample(root, {"elsewhere.md": PAGE})
    (project.root / "site.toml").write_text(SITE + SITES, "utf-8")
    (project.docs / "inventories").mkdir()
    for name, content in inventories.items():
        (project.docs / f"inventories/{name}.inv").write_bytes(content)
    return project


def both() -> dict[str, bytes]:
    """Return the inventories of both sites."""
    return {"numpy": inventory("NumPy", NUMPY), "python": inventory("Python", PYTHON)}


def test_references_lead_to_other_sites_and_say_whose_they_are(tmp_path: Path) -> None:
    result = project_at(tmp_path, **both()).build()
    assert (result.status, result.warnings) == (0, [])
    found = [
        (one["href"], one.get("title"), one.get_text())
        for one in article(result, "elsewhere").select("p a.external")
    ]
    numpy, title = "https://numpy.example/doc/ref", "(in NumPy v3)"
    assert found == [
        (f"{numpy}/dot.html#numpy.dot", title, "numpy.dot()"),
        (f"{numpy}/dot.html#numpy.dot", title, "numpy.dot()"),
        (f"{numpy}/sum.html#numpy.sum", "NumPy 3", "sums"),
        ("https://docs.python.example/3/lib/zip.html#zip-files", "(in Python v3)", "Zip files"),
    ]


def test_build_without_an_inventory_says_what_is_not_known_and_asks_nobody(tmp_path: Path) -> None:
    result = project_at(tmp_path, numpy=both()["numpy"]).build()
    assert result.warnings[0] == (
        'site.toml:10: WARNING: the inventory of "python" is not here, so that nothing leads '
        "there: run make inventories, and commit docs/inventories/python.inv "
        "[groundwork.no-inventory]"
    )
    assert result.warnings[1:] == [
        'elsewhere.md:3: WARNING: the inventory of "python" is not here: run make inventories '
        "[intersphinx.external]"
    ]
    assert "ref/dot.html" in result.text("elsewhere.html")


def test_name_that_an_inventory_has_not_is_told(tmp_path: Path) -> None:
    project = project_at(tmp_path, **both())
    project.write(
        "elsewhere.md",
        "# Elsewhere\n\n{external+numpy:py:func}`numpy.dott`\n\n[x](inv:numpy#numpy.none)\n\n"
        "[y](inv:scipy#y)\n",
    )
    told = [line.partition("WARNING: ")[2] for line in project.build().warnings]
    assert sorted(line.rpartition(" [")[0] for line in told) == [
        '"numpy" has nothing called "numpy.none": write it as it is named there',
        'no other documentation has "numpy.dott" (py:func): write it as it is named there',
        'no other project is known as "scipy": write the whole address, https://…',
    ]


def test_edit_of_an_inventory_gives_what_a_clean_build_gives(tmp_path: Path) -> None:
    project = project_at(tmp_path / "edited", **both())
    project.build()
    newer = inventory("NumPy", NUMPY.replace("ref/", "new/"))
    (project.docs / "inventories/numpy.inv").write_bytes(newer)
    edited = project.build()
    assert "new/dot.html" in edited.text("elsewhere.html")
    assert "new/sum.html" in edited.text("elsewhere.html")
    assert edited.files() == project.copy(tmp_path / "clean").build().files()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a project that names two sites."""
    (tmp_path / "site.toml").write_text(SITE + SITES, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_inventories_are_fetched_into_the_project(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = {
        "https://docs.python.example/3/objects.inv": both()["python"],
        "https://numpy.example/doc/objects.inv": both()["numpy"],
    }
    assert inventories.main(known.__getitem__) == 0
    assert (folder / "docs/inventories/numpy.inv").read_bytes() == both()["numpy"]
    assert capsys.readouterr().err.splitlines() == [
        "docs/inventories/python.inv: 1 kinds of things in https://docs.python.example/3/",
        "docs/inventories/numpy.inv: 1 kinds of things in https://numpy.example/doc/",
    ]


def test_what_cannot_be_fetched_is_told_and_the_rest_is(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fetch(address: str) -> bytes:
        if "numpy" in address:
            raise TimeoutError("timed out")
        return b"<html>"

    (folder / "docs/inventories").mkdir(parents=True)
    (folder / "docs/inventories/numpy.inv").write_bytes(b"old")
    assert inventories.main(fetch) == 2
    told = capsys.readouterr().err.splitlines()
    remedy = "mend its address in site.toml, or try again later"
    assert told[0].startswith("error: https://docs.python.example/3/objects.inv: ")
    assert told[0].endswith(remedy)
    assert told[1] == f"error: https://numpy.example/doc/objects.inv: timed out: {remedy}"
    assert (folder / "docs/inventories/numpy.inv").read_bytes() == b"old"
