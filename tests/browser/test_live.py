"""``make live``: an author saves, and the open page follows."""

from __future__ import annotations

import json
import re
import shutil
import socket
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.files import save
from tests.support.program import Program
from tests.support.project import ROOT, Project

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
LONG = "\n\n".join(f"## Part {number}\n\n{'Words of it. ' * 60}" for number in range(1, 20))
SHORT = """\
---
date: 2026-05-01
tags: [attention, probability]
topic: losses
claim: A claim.
distils: drawn
---

# A short

Words.
"""
# A short that nobody has compared, an address that has gone, a piece of a day to come.
DUE = {
    "shorts/a-short.md": SHORT,
    "ledger.txt": "posts/gone\n",
    "posts/later-on.md": POST.format(body="Later.")
    .replace("2026-05-10", "2999-01-01")
    .replace("draft: true\n", "")
    .replace("# A draft", "(drawn)=\n# Of a day to come"),
    "index.md": "# Home\n\n```{posts}\n```\n",
}
GONE = {
    **{"filename": "index.md", "lineno": 3, "status": "broken", "code": 0},
    **{"uri": "https://gone.example/", "info": "404"},
}
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
    project = Project(tmp_path_factory.mktemp("live"), DUE)
    # With the scripts of the site, one of which keeps the place of a reader.
    shutil.copytree(ROOT / "docs/_static", project.docs / "_static", dirs_exist_ok=True)
    project.write("posts/draft.md", POST.format(body=FIRST))
    checked = project.root / "_build/linkcheck/output.json"
    checked.parent.mkdir(parents=True)
    checked.write_text(json.dumps(GONE) + "\n", "utf-8")
    program = start(project, "--port=0", "--jobs=1")
    assert program.told() == "Building the site with its drafts"
    assert re.fullmatch(COUNTED.format(""), program.told())
    address = re.search(r"http://[\d.:]+/", program.told())
    assert address
    files = {path for path in project.root.iterdir() if path.name != "_build"}
    yield Live(project, address[0], program)
    children = children_of(program.process.pid)
    assert children
    assert program.end() == (0, [])
    # Nothing is left: no process, no file beside what is built, and the port is free.
    assert [pid for pid in children if is_running(pid)] == []
    assert {path for path in project.root.iterdir() if path.name != "_build"} == files
    socket.create_server(("127.0.0.1", int(address[0].rstrip("/").rpartition(":")[2]))).close()


def children_of(pid: int) -> list[int]:
    """Return the processes that *pid* has started, and those that these have."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text("utf-8").rpartition(")")[2].split()
            if int(fields[1]) == pid:
                found.append(int(stat.parent.name))
    return [*found, *(below for one in found for below in children_of(one))]


def is_running(pid: int) -> bool:
    """Return whether there is a process *pid* that has not ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


COUNTED = r"\d\d:\d\d:\d\d {}read \d+, written \d+, formulas set \d+.*; \d+\.\d s"


@pytest.fixture
def page(live: Live, browser: Browser) -> Iterator[Page]:
    """The draft in a browser that has all that the page says of it forbidden."""
    context = browser.new_context(base_url=live.address)
    page = context.new_page()
    page.goto("posts/draft.html")
    wait_until_it_follows(page)
    yield page
    context.close()


def wait_until_it_follows(page: Page) -> None:
    """Wait until *page* is told of what is built from now on."""
    page.wait_for_function("() => 'follows' in document.documentElement.dataset", timeout=PATIENCE)


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


def test_place_of_a_message_is_copied_by_a_press(live: Live, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    (live.project.docs / "posts/later.md").rename(live.project.docs / "posts/draft.md")
    live.program.told()
    live.save("See [](#nowhere).")
    live.program.told()
    fault = live.program.told()
    place = fault.partition(": ")[0]
    button = page.get_by_role("alert").get_by_role("button", name=place)
    button.click(timeout=PATIENCE)
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    assert page.evaluate("() => navigator.clipboard.readText()") == place
    assert re.fullmatch(r"docs/posts/draft\.md:\d+", place)
    live.save(FIRST)
    live.program.told()


def test_place_that_is_read_is_kept_over_a_save(live: Live, page: Page) -> None:
    live.save(f"{FIRST}\n\n{LONG}")
    live.program.told()
    expect(page.locator("#part-19")).to_have_count(1, timeout=PATIENCE)
    wait_until_it_follows(page)
    page.evaluate("() => document.querySelector('#part-12').scrollIntoView()")
    heading = page.locator("#part-12 > h2")
    expect(heading).to_be_in_viewport()
    live.save(f"{FIRST} {'More above it. ' * 200}\n\n{LONG}")
    live.program.told()
    expect(page.get_by_text("More above it.")).to_have_count(1, timeout=PATIENCE)
    expect(heading).to_be_in_viewport(timeout=PATIENCE)
    expect(page.locator("h1")).not_to_be_in_viewport()
    live.save(FIRST)
    live.program.told()


def test_what_is_not_public_is_marked_on_the_page_and_in_lists(live: Live, page: Page) -> None:
    expect(page.get_by_role("note")).to_contain_text("Draft: this page is in no public build")
    page.goto("posts/later-on.html")
    expect(page.get_by_role("note")).to_contain_text("Not yet published: this page is in no public")
    page.goto("index.html")
    for title, state in (("A draft", "Draft"), ("Of a day to come", "Not yet published")):
        item = page.locator("li, article, .entry").filter(has_text=title).first
        expect(item).to_contain_text(state)


def test_what_is_due_is_in_a_panel_that_stays_open(live: Live, page: Page) -> None:
    panel = page.locator(".live-due")
    expect(panel.locator("summary")).to_have_text("Due: 3")
    panel.locator("summary").click()
    for line in (
        'docs/shorts/a-short.md:6: the section "drawn" never was compared with this short',
        'docs/ledger.txt:1: the address "posts/gone" has gone',
        "docs/index.md:3: https://gone.example/: 404",
    ):
        expect(panel).to_contain_text(line)
    page.reload()
    expect(panel).to_have_attribute("open", "")


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
