"""``make linkcheck`` without a network says so at once, and not that every link is broken."""

from __future__ import annotations

import socket
from pathlib import Path
from threading import Event

import pytest

from extensions.tools import linkcheck
from extensions.tools.linkcheck import any_reached, main, most_linked, proxies

OPTIONS = ["-q", "-d", "doctrees", "docs", "out"]


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What is asked of Sphinx, in a project with links to one site, where nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()
    Path("conf.py").touch()
    Path("docs/a.md").write_text(f"<http://127.0.0.1:{port}/a>\n", "utf-8")
    calls: list[list[str]] = []

    def run(options: list[str]) -> int:
        calls.append(options)
        return 0

    monkeypatch.setattr(linkcheck, "run", run)
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    return calls


def test_no_network_is_told_and_sphinx_not_started(
    asked: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(OPTIONS) == 2
    assert capsys.readouterr().err == (
        "error: no network: none of 127.0.0.1 can be reached: connect, and check again\n"
    )
    assert asked == []


def test_where_a_site_answers_links_are_checked(asked: list[list[str]]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as site:
        address = f"http://127.0.0.1:{site.getsockname()[1]}/b"
        Path("docs/references.bib").write_text(f"url = {{{address}}}\n", "utf-8")
        assert main(OPTIONS) == 0
    assert asked == [["-q", "-d", "doctrees", "-b", "linkcheck", "docs", "out"]]


def test_where_no_link_leads_elsewhere_there_is_nothing_to_ask(asked: list[list[str]]) -> None:
    Path("docs/a.md").write_text("No link.\n", "utf-8")
    assert main(OPTIONS) == 0
    assert len(asked) == 1


def test_slip_in_the_settings(asked: list[list[str]], capsys: pytest.CaptureFixture[str]) -> None:
    Path("conf.py").write_text("a =\n", "utf-8")
    assert main(OPTIONS) == 2
    assert capsys.readouterr().err.startswith("conf.py:1: syntax error")
    assert asked == []


def test_a_name_that_is_looked_for_in_vain_is_not_waited_for() -> None:
    never = Event()
    assert not any_reached([("a.example", 443)], 0.01, lambda place, seconds: never.wait())


def test_one_that_answers_is_enough() -> None:
    def reach(place: tuple[str, int], seconds: float) -> None:
        if place[0] != "c.example":
            raise socket.gaierror(-2, "Name or service not known")

    assert any_reached([(f"{name}.example", 443) for name in "abc"], 60, reach)


def test_sites_that_are_linked_most_come_first() -> None:
    text = "<https://b.example/x> [a](http://a.example:8080/y) https://b.example/z `https://[`"
    assert most_linked([text, "no link"]) == [("b.example", 443), ("a.example", 8080)]


def test_a_proxy_is_asked_instead(asked: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    assert proxies() == [("proxy.example", 3128)]
