"""Which addresses are refused, and which are of another host."""

from __future__ import annotations

import pytest

from extensions.markup.guard.addresses import is_refused, other_host, refused_in


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:x", "JaVaScRiPt:x", " javascript:x", "java\tscript:x", "java\nscript:x"),
        *("java&#115;cript:x", "java&Tab;script:x", "&#x6a;avascript&colon;x", "\x01javascript:x"),
        *("java\u200bscript:x", "vbscript:x", "data:text/html,x", "DATA:image/png;base64,A"),
        *("file:///etc/passwd", "blob:x", "javascript&#58;x", "\ufeffjavascript:x"),
    ],
)
def test_address_that_is_refused(address: str) -> None:
    assert is_refused(address)


@pytest.mark.parametrize(
    "address",
    [
        *("", "#a", "a.md", "https://a.example/javascript:x", "mailto:a@b.example", "data/x.csv"),
        *("?q=javascript:x", "./javascript:x", "tel:1", "ftp://a.example/", "//a.example/x"),
        *("databases:x", "javascripts:x", "doi:10.1/x"),
    ],
)
def test_address_that_is_not(address: str) -> None:
    assert not is_refused(address)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a [x](javascript:f(1)) b", ["javascript:f(1)"]),
        ("![x]( <vbscript:x>)", ["vbscript:x"]),
        ("[x]: data:text/html,x", ["data:text/html,x"]),
        ("<javascript:f(1)>", ["javascript:f(1)"]),
        ("the scheme javascript: and [x](a.md), <b>, data: a lot", []),
        ("i.e. <data> and (data: x)", []),
    ],
)
def test_links_that_markdown_leaves_as_text(text: str, found: list[str]) -> None:
    assert refused_in(text) == found


def test_hosts() -> None:
    assert other_host("https://A.example:8080/x") == "a.example:8080"
    assert other_host("//a.example/x") == "a.example"
    assert [other_host(one) for one in ("a.png", "/a.png", "mailto:a@b.example", "")] == [""] * 4
