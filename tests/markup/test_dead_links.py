"""Dead links lead to their archived copies, as a ledger has it that the check of links keeps."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from extensions.lib.link_ledger import Link, load, save, updated
from extensions.tools.link_archive import copy_in, keep, title_in
from tests.support.pages import article
from tests.support.project import SITE, Project
from tests.support.sample import sample

GONE, HERE = "https://gone.example/a", "https://here.example/b"
COPY = "https://web.archive.org/web/2020/https://gone.example/a"
PAGE = f"# Links\n\nSee [what is gone]({GONE}) and [what is here]({HERE}).\n"
DEAD = Link(seen="2026-05-03", title="A page", archived=COPY, failed="2026-06-01", is_dead=True)


def project_at(root: Path, ledger: dict[str, Link]) -> Project:
    """Return the sample site with links and *ledger*."""
    project = sample(root, {"links.md": PAGE})
    (project.root / "site.toml").write_text(f"{SITE}link_ledger = true\n", "utf-8")
    save(project.docs / "links.json", ledger)
    return project


def test_dead_link_leads_to_its_copy_and_says_so(tmp_path: Path) -> None:
    result = project_at(tmp_path, {GONE: DEAD, HERE: Link(seen="2026-06-02")}).build()
    assert (result.status, result.warnings) == (0, [])
    page = article(result, "links")
    assert [one["href"] for one in page.select("a.external")] == [COPY, HERE]
    said = "what is gone (archived copy, last seen 3 May 2026) and what is here."
    assert said in " ".join(page.get_text().split())


@pytest.mark.parametrize(
    "link",
    [
        Link(seen="2026-05-03", archived=COPY),
        Link(seen="2026-05-03", archived=COPY, failed="2026-06-01"),
        Link(seen="2026-05-03", failed="2026-06-01", is_dead=True),
    ],
)
def test_link_that_is_not_dead_or_has_no_copy_leads_where_it_says(
    tmp_path: Path, link: Link
) -> None:
    result = project_at(tmp_path, {GONE: link}).build()
    assert article(result, "links").select_one("a.external")["href"] == GONE  # type: ignore[index]
    assert "archived" not in result.text("links.html")


def test_ledger_is_not_used_where_it_is_not_asked_for(tmp_path: Path) -> None:
    project = project_at(tmp_path, {GONE: DEAD})
    (project.root / "site.toml").write_text(SITE, "utf-8")
    assert "archived" not in project.build().text("links.html")


def test_file_that_is_no_ledger_is_told(tmp_path: Path) -> None:
    project = project_at(tmp_path, {})
    project.write("links.json", '{"https://a.example": 1}')
    assert project.build().warnings == [
        "links.json:1: WARNING: it is no ledger of links: run make linkcheck, which writes it anew "
        "[groundwork.link-ledger]"
    ]


def test_edit_of_the_ledger_gives_what_a_clean_build_gives(tmp_path: Path) -> None:
    project = project_at(tmp_path / "edited", {})
    project.build()
    for number, ledger in enumerate(({GONE: DEAD}, {GONE: DEAD, HERE: DEAD}, {})):
        save(project.docs / "links.json", ledger)
        edited = project.build()
        assert edited.files() == project.copy(tmp_path / f"clean{number}").build().files()


def nothing(address: str) -> str:
    """Return that nothing is known of *address*."""
    return ""


def test_link_is_dead_when_it_is_silent_on_two_days_and_alive_when_it_answers() -> None:
    first = updated({}, [(GONE, "broken")], "2026-06-01", nothing, lambda _: COPY)
    assert first == {GONE: Link(failed="2026-06-01", archived=COPY)}
    same_day = updated(first, [(GONE, "timeout")], "2026-06-01", nothing, nothing)
    assert same_day == first
    later = updated(first, [(GONE, "broken")], "2026-06-02", nothing, nothing)
    assert later == {GONE: Link(failed="2026-06-01", archived=COPY, is_dead=True)}
    back = updated(later, [(GONE, "working")], "2026-06-03", lambda _: "A page", nothing)
    assert back == {GONE: Link(seen="2026-06-03", title="A page", archived=COPY)}


def test_title_and_copy_are_asked_for_once_and_what_is_linked_no_more_goes() -> None:
    asked: list[str] = []

    def ask(address: str) -> str:
        asked.append(address)
        return "x"

    first = updated({}, [(HERE, "working"), (GONE, "ignored")], "2026-06-01", ask, ask)
    assert asked == [HERE, HERE, GONE]
    again = updated(
        first, [(HERE, "redirected"), ("mailto:a@b", "ignored")], "2026-06-02", ask, ask
    )
    assert asked == [HERE, HERE, GONE]
    assert again == {HERE: Link(seen="2026-06-02", title="x", archived="x")}


def test_check_writes_a_line_for_each_link(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"uri": HERE, "status": "working"}, {"uri": GONE, "status": "broken"}]
    output = tmp_path / "output.json"
    output.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    copy = json.dumps({"archived_snapshots": {"closest": {"url": COPY.replace("s://w", "://w")}}})

    def fetch(address: str) -> bytes:
        if address == HERE:
            return b"<html><title>Here\n &amp; now</title>"
        if address.endswith("gone.example%2Fa"):
            return copy.encode()
        raise OSError("no answer")

    keep(output, tmp_path, datetime.date(2026, 6, 1), fetch)
    assert (tmp_path / "links.json").read_text("utf-8").splitlines() == [
        "{",
        f'"{GONE}": {{"archived": "{COPY}", "failed": "2026-06-01"}},',
        f'"{HERE}": {{"seen": "2026-06-01", "title": "Here & now"}}',
        "}",
    ]
    assert load(tmp_path / "links.json")[HERE].title == "Here & now"
    said = capsys.readouterr().err
    assert said == f"{tmp_path}/links.json: 2 links, 0 dead, 0 of these with a copy\n"


@pytest.mark.parametrize("page", [b"", b"<p>None</p>", b"<title></title>"])
def test_page_may_have_no_title(page: bytes) -> None:
    assert title_in(page) == ""


def test_title_is_read_in_the_letters_of_its_page() -> None:
    page = '<meta charset="latin-1"><title>Café</title>'.encode("latin-1")
    assert title_in(page) == "Café"


@pytest.mark.parametrize("answer", [b"", b"[]", b'{"archived_snapshots": {}}'])
def test_archive_may_have_no_copy(answer: bytes) -> None:
    assert copy_in(answer) == ""
