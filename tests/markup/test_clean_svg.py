"""What of an SVG may stand in a page."""

from __future__ import annotations

import pytest

from extensions.markup.figures.clean import NotSvgError, cleaned, dropped_from, is_drawn

OPENING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" class="drawn"'
PATH = '<path d="M0 0h9"/>'


def drawing(content: str, attributes: str = "") -> str:
    """Return a drawing with *content*."""
    return f"{OPENING}{attributes}>{content}</svg>"


@pytest.mark.parametrize(
    "content",
    [
        PATH,
        '<defs><clipPath id="a"><rect width="1"/></clipPath></defs><g clip-path="url(#a)"/>',
        '<use xlink:href="#a" xmlns:xlink="http://www.w3.org/1999/xlink"/>',
        '<text x="1" style="fill: red">a &lt; b</text>',
        '<image href="data:image/png;base64,AAAA"/>',
        '<g aria-hidden="true" data-name="x" xml:space="preserve"/>',
    ],
)
def test_what_draws_stays_as_it_is(content: str) -> None:
    svg = drawing(content)
    assert cleaned(svg) == svg
    assert dropped_from(svg.encode(), whole=True) == []


@pytest.mark.parametrize(
    ("content", "dropped"),
    [
        ("<script>x()</script>", ["<script>"]),
        ('<svg:script xmlns:svg="http://www.w3.org/2000/svg">x()</svg:script>', ["<script>"]),
        ("<SCRIPT>x()</SCRIPT>", ["<SCRIPT>"]),
        ('<g onclick="x()"/>', ["onclick"]),
        ('<g ONLOAD="x()"/>', ["ONLOAD"]),
        ("<foreignObject><p>x()</p></foreignObject>", ["<foreignObject>"]),
        ('<body xmlns="http://www.w3.org/1999/xhtml">x()</body>', ["<body>"]),
        ('<animate attributeName="href" to="javascript:x()"/>', ["<animate>"]),
        ('<set attributeName="onclick" to="x()"/>', ["<set>"]),
        ("<style>@import 'x()';</style>", ["<style>"]),
        ('<a href="javascript:x()"><text>t</text></a>', ["<a>"]),
        ('<use href="https://evil.example/x()#a"/>', ["href"]),
        ('<use href="data:image/svg+xml,x()"/>', ["href"]),
        ('<image href="https://evil.example/x()"/>', ["href"]),
        ('<image href="data:image/svg+xml;base64,x()"/>', ["href"]),
        ('<g style="fill: url(https://evil.example/x())"/>', ["style"]),
        ('<g style="fill: u\\72l(x())"/>', ["style"]),
        ('<g fill="url(//evil.example/x()#a)"/>', ["fill"]),
        ('<g xml:base="javascript:x()"/>', ["base"]),
        ("<title><script>x()</script></title>", ["<script>"]),
        ("<g><script>x()</script><script>x()</script></g>", ["<script>"]),
    ],
)
def test_what_does_not_draw_is_dropped(content: str, dropped: list[str]) -> None:
    svg = drawing(content + PATH)
    assert dropped_from(svg.encode(), whole=True) == dropped
    assert "x()" not in cleaned(svg)
    assert 'd="M0 0h9"' in cleaned(svg)


@pytest.mark.parametrize(
    "content",
    [
        "<!--> <script>x()</script> -->",
        "<title><![CDATA[><script>x()</script>]]></title>",
        "<?a ><script>x()</script>?>",
    ],
)
def test_what_html_reads_otherwise_is_written_anew(content: str) -> None:
    assert "<script>" not in cleaned(drawing(content + PATH))


def test_text_behind_what_is_dropped_stays() -> None:
    assert ">a b<" in cleaned(drawing("<text>a <script>x()</script>b</text>"))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "its XML breaks off or is wrong in line 1"),
        (f"{OPENING}>\n<g>\n", "its XML breaks off or is wrong in line 3"),
        ("no picture", "its XML breaks off or is wrong in line 1"),
        ("<html/>", "it begins with another element"),
        (f'<!DOCTYPE svg [<!ENTITY a "b">]>{OPENING}>&a;</svg>', "it declares entities"),
        (f"{OPENING}>&a;</svg>", "its XML breaks off or is wrong in line 1"),
    ],
)
def test_what_is_no_svg(content: str, why: str) -> None:
    with pytest.raises(NotSvgError, match=why):
        dropped_from(content.encode(), whole=True)


def test_an_image_is_asked_only_for_what_runs() -> None:
    svg = "<svg xmlns='http://www.w3.org/2000/svg'><style>a{}</style><foreignObject/></svg>"
    assert dropped_from(svg.encode(), whole=False) == []
    run = svg.replace("<foreignObject/>", "<a href='java\nscript:x'/><script/>")
    assert dropped_from(run.encode(), whole=False) == ["href", "<script>"]


def test_only_what_begins_as_a_drawing_is_one() -> None:
    assert is_drawn(drawing(PATH).encode())
    assert not is_drawn(drawing(PATH).replace(' class="drawn"', "").encode())
    assert not is_drawn(f"<!-- {drawing(PATH)} --><svg/>".encode())
