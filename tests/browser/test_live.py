"""``make live``: an author saves, and the open page follows."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.files import save
from tests.support.program import Program
from tests.support.project import Project

POST = """\
---
date: 2026-05-10
tags: [attention, probability]
summary: One sentence.
level: foundation
draft: true
---

# A draft

{body}
"""
FIRST = "What it says at first."
PATIENCE = 60_000


@dataclass
class Live:
    """A running ``make live`` of *project*."""

    project: Project
    address: str
    program: Program

    def save(self, body: str) -> None:
        """Save the draft with *body*."""
        save(self.project.docs / "posts/draft.md", POST.format(body=body))


def start(project: Project, *options: str) -> Program:
    return Program(
        "extensions.tools.live.serve",
        *options,
        "_build",
        folder=project.root,
        env={"GROUNDWORK_DRAFTS": "1"},
    )


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A site of one draft, served, and ended as Ctrl-C ends it."""
    project = Project(tmp_path_factory.mktemp("live"))
    project.write("posts/draft.md", POST.format(body=FIRST))
    program = start(project, "--port=0", "--jobs=1")
    assert program.told() == "Building the site with its drafts"
    assert re.fullmatch(COUNTED.format(""), program.told())
    address = re.search(r"http://[\d.:]+/", program.told())
    assert address
    yield Live(project, address[0], program)
    assert program.end() == (0, [])


COUNTED = r"\d\d:\d\d:\d\d {}read \d+, written \d+, formulas set \d+.*; \d+\.\d s"


@pytest.fixture
def page(live: Live, browser: Browser) -> Iterator[Page]:
    """The draft in a browser that has all that the page says of it forbidden."""
    context = browser.new_context(base_url=live.address)
    page = context.new_page()
    page.goto("posts/draft.html")
    yield page
    context.close()


def test_open_page_follows_a_save(live: Live, page: Page) -> None:
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text))
    expect(page.get_by_text(FIRST)).to_be_visible()
    live.save("What it says now.")
    expect(page.get_by_text("What it says now.")).to_be_visible(timeout=PATIENCE)
    assert re.fullmatch(COUNTED.format(re.escape("docs/posts/draft.md: ")), live.program.told())
    assert [text for text in refused if "Security Policy" in text] == []


def test_warnings_come_last_and_stand_on_the_page(live: Live, page: Page) -> None:
    live.save("See [](#nowhere).")
    assert re.fullmatch(COUNTED.format(re.escape("docs/posts/draft.md: ")), live.program.told())
    shown = page.get_by_role("alert")
    expect(shown).to_contain_text("nowhere", timeout=PATIENCE)
    faults = shown.inner_text().strip().splitlines()
    assert [live.program.told() for _ in faults] == faults


def test_mended_fault_and_former_address_of_a_renamed_page_go(live: Live, page: Page) -> None:
    expect(page.get_by_role("alert")).to_be_visible()
    live.save("It is to move.")
    assert re.fullmatch(COUNTED.format(re.escape("docs/posts/draft.md: ")), live.program.told())
    posts = live.project.docs / "posts"
    (posts / "draft.md").rename(posts / "later.md")
    live.program.told()
    assert page.request.get(f"{live.address}posts/later.html").status == 200
    assert page.request.get(f"{live.address}posts/draft.html").status == 404
    expect(page.get_by_role("alert")).to_have_count(0, timeout=PATIENCE)


@pytest.mark.parametrize(
    ("port", "error"),
    [
        ("USED", "port USED: address already in use: end what uses it, or name another"),
        ("99999", "99999 is no port: name one of 1024 to 65535"),
    ],
)
def test_port_that_cannot_be_had_is_told_before_a_build(
    tmp_path: Path, port: str, error: str
) -> None:
    project = Project(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as used:
        number = str(used.getsockname()[1])
        status, said = start(project, f"--port={port.replace('USED', number)}").ended()
    assert status == 2
    assert said == [f"error: {error.replace('USED', number)}, make live PORT=8001"]
    assert not (tmp_path / "_build").exists()
