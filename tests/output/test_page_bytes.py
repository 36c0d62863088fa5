"""Nothing that a page has around its article grows in silence."""

from __future__ import annotations

import re

import pytest

from tests.support.project import Result
from tests.support.sample import sample

ARTICLE = re.compile(r"<article .*</article>", re.DOTALL)
ICONS = re.compile(r"<svg [^>]*display:none.*?</svg>", re.DOTALL)
# A post is the page with most around it: its head tells networks and machines what it is.
MOST, MOST_OF_ICONS = 15_500, 2_300


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The sample site."""
    return sample(tmp_path_factory.mktemp("sample")).build()


def pages(site: Result) -> dict[str, str]:
    """Return the text of each page of *site*, by path."""
    found = {path: site.text(path) for path in site.files() if path.endswith(".html")}
    return {path: text for path, text in found.items() if ARTICLE.search(text)}


def test_a_page_is_small_without_its_article(site: Result) -> None:
    sizes = {path: len(ARTICLE.sub("", text).encode()) for path, text in pages(site).items()}
    assert len(sizes) > 20
    assert {path: size for path, size in sizes.items() if size > MOST} == {}


def test_icons_are_those_that_the_page_shows(site: Result) -> None:
    for path, text in pages(site).items():
        [icons] = ICONS.findall(text)
        assert len(icons.encode()) < MOST_OF_ICONS, path
        shown = set(re.findall(r'<use href="#([\w-]+)"', text))
        assert shown == set(re.findall(r'<symbol id="([\w-]+)"', icons)), path
