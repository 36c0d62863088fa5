"""What is served is valid: HTML, XML, and the MathML inside both."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from tests.support.pages import NO_PAGES
from tests.support.reading import tell
from tests.support.validity import html_faults

MATH = re.compile(r"<math\b.*?</math>", re.DOTALL)
ATOM = {"a": "http://www.w3.org/2005/Atom"}
# How many children these have, neither fewer nor more.
CHILDREN = {
    "mfrac": 2,
    "mroot": 2,
    "msub": 2,
    "msup": 2,
    "msubsup": 3,
    "munder": 2,
    "mover": 2,
    "munderover": 3,
    "semantics": 2,
}


def math_faults(math: str) -> list[str]:
    """Return what is wrong in the XML of one formula, with its TeX."""
    try:
        root = etree.fromstring(math)
    except etree.XMLSyntaxError as error:
        return [f"{error.msg}: {math[:99]}"]
    tex = "".join(root.itertext("{*}annotation"))
    return [
        f"{name} has {len(element)} children in {tex}"
        for element in root.iter()
        if CHILDREN.get(name := etree.QName(element).localname, len(element)) != len(element)
    ]


def nu_checker() -> list[str]:
    """Return the command of the Nu HTML checker; empty where there is none.

    ``VNU_JAR`` may name its jar, which needs Java; else ``vnu`` is looked for.
    """
    jar, java = os.environ.get("VNU_JAR"), shutil.which("java")
    if jar and java:
        return [java, "-Xss4m", "-jar", jar]
    program = shutil.which("vnu")
    return [program] if program else []


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("<p>a</div>", "div"),
        ("<table><p>a</table>", "table"),
        ("<p>a &nosuch; b", "Named entity expected"),
        ('<p class="a" class="b">', "attribute"),
        ("<b>a<i>b</b></i>", "adoption"),
    ],
)
def test_faults_of_html_are_found_at_their_line(fault: str, told: str) -> None:
    page = "<!doctype html>\n<title>T</title>\n{}\n"
    assert html_faults(page.format("<p>a <br> b</p><svg><path d='M0'/></svg>")) == []
    [first, *_] = html_faults(page.format(fault))
    assert first.startswith("line 3: ")
    assert told in first


def test_faults_of_mathml_are_found() -> None:
    note = '<annotation encoding="application/x-tex">x_i</annotation>'
    page = "<math><semantics><msub><mi>x</mi>{}</msub>" + note + "</semantics></math>"
    assert math_faults(page.format("<mi>i</mi>")) == []
    assert math_faults(page.format("<mi>i</mi><mo/>")) == ["msub has 3 children in x_i"]
    assert len(math_faults(page.format("<mi>i"))) == 1


@pytest.fixture(scope="module")
def sources(site: Path) -> dict[str, str]:
    """The text of all pages, those that only send on included."""
    paths = [path for path in sorted(site.rglob("*.html")) if not NO_PAGES & {*path.parts}]
    return {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in paths}


@pytest.mark.site
def test_every_page_is_html(sources: dict[str, str], pages: list[str], visited: list[str]) -> None:
    seen = sources.keys() - set(pages) | set(visited)
    tell({page: html_faults(sources[page]) for page in sorted(seen)})


@pytest.mark.site
def test_every_formula_is_mathml(sources: dict[str, str], many: bool) -> None:
    seen = {page: set(MATH.findall(text)) for page, text in sources.items()}
    assert any(seen.values()) or not many
    tell({page: [f for math in sorted(seen[page]) for f in math_faults(math)] for page in seen})


@pytest.mark.site
def test_every_formula_of_the_feed_is_mathml(feed: etree._Element, many: bool) -> None:
    contents = [content.text or "" for content in feed.iterfind("a:entry/a:content", ATOM)]
    found = [math for content in contents for math in MATH.findall(content)]
    assert found or not many
    tell({"atom.xml": [fault for math in found for fault in math_faults(math)]})


@pytest.mark.site
def test_content_of_the_feed_is_html(feed: etree._Element) -> None:
    page = "<!doctype html><title>T</title>"
    entries = feed.findall("a:entry", ATOM)
    texts = {one.findtext("a:id", "", ATOM): one.findtext("a:content", "", ATOM) for one in entries}
    tell({name: html_faults(page + text) for name, text in texts.items()})


@pytest.mark.site
def test_every_entry_of_the_feed_has_an_author(feed: etree._Element) -> None:
    """Atom (RFC 4287, 4.1.2) asks for one on each entry or on the feed."""
    if feed.find("a:author", ATOM) is None:
        entries = feed.findall("a:entry", ATOM)
        tell({"atom.xml": [one[0].text for one in entries if one.find("a:author", ATOM) is None]})


@pytest.mark.site
def test_every_other_file_of_xml_is_well_formed(site: Path) -> None:
    def faults(path: Path) -> Iterator[str]:
        try:
            etree.parse(str(path))
        except etree.XMLSyntaxError as error:
            yield error.msg

    files = [*site.rglob("*.xml"), *site.rglob("*.svg")]
    assert files
    tell({path.relative_to(site).as_posix(): faults(path) for path in files})


@pytest.mark.site
@pytest.mark.slow
@pytest.mark.skipif(not nu_checker(), reason="no Nu HTML checker: VNU_JAR is unset, no vnu on PATH")
def test_nu_html_checker_finds_no_error(site: Path, sources: dict[str, str]) -> None:
    done = subprocess.run(
        [*nu_checker(), "--errors-only", "--exit-zero-always", "--format", "json", *sources],
        cwd=site,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    # What Java says of itself comes first.
    messages = json.loads(done.stderr[done.stderr.index('{"') :])["messages"]
    tell(
        {
            f"{message.get('url', '').partition(f'{site.name}/')[2]}:{message.get('lastLine')}": [
                message["message"]
            ]
            for message in messages
        }
    )
