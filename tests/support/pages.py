"""What is read of built pages."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from tests.support.project import Result

# Folders of the output whose HTML is no page.
NO_PAGES = {"_static", "_previews", "_card"}


def article(site: Result, docname: str) -> Tag:
    """Return the text of the page *docname*."""
    found = site.page(docname).find("article")
    assert isinstance(found, Tag)
    return found


def select_first(tag: Tag | BeautifulSoup, selector: str) -> Tag:
    """Return the first that *selector* finds in *tag*, where something has to be found."""
    found = tag.select_one(selector)
    assert found is not None, f"nothing is {selector}"
    return found


def attribute(tag: Tag, name: str) -> str:
    """Return the value of the attribute *name*, which is no list, of *tag*."""
    value = tag[name]
    assert isinstance(value, str)
    return value


def link(tag: Tag, text: str) -> str:
    """Return where the first link of *tag* that says *text* leads."""
    found = tag.find("a", string=text)
    assert found is not None, f"no link says {text}"
    return attribute(found, "href")


def texts(tag: Tag | BeautifulSoup, selector: str) -> list[str]:
    """Return the text of all that *selector* finds in *tag*, white space folded."""
    return [" ".join(one.get_text().split()) for one in tag.select(selector)]


def links(tag: Tag | BeautifulSoup, selector: str) -> list[str]:
    """Return where the links that *selector* finds in *tag* lead."""
    return [str(one["href"]) for one in tag.select(selector)]
