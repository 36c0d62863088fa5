"""Pages work under the policy that they carry: nothing that a reader does is forbidden.

That it forbids nothing on any page is seen in ``test_all_pages.py``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.visits import NOTE_REFUSED, SETTLED

pytestmark = pytest.mark.site


def refused(page: Page) -> list[str]:
    """Return what the policy has forbidden on *page*, once it has come to rest."""
    page.evaluate(SETTLED)
    found: list[str] = page.evaluate("window.refused")
    return found


def test_policy_forbids_nothing_that_a_reader_does(page: Page, read_posts: list[str]) -> None:
    page.add_init_script(NOTE_REFUSED)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(read_posts[0])
    fold = page.locator(".cite-this summary")
    fold.click()
    page.locator(".cite-this .highlight").hover()
    page.locator(".cite-this button.copybtn").click()
    assert page.evaluate("navigator.clipboard.readText()").startswith("@misc{")
    page.locator(".theme-toggle:visible").first.click()
    assert refused(page) == []


def test_policy_forbids_scripts_and_styles_in_the_page(page: Page) -> None:
    page.add_init_script(NOTE_REFUSED)
    page.goto("about.html")
    page.evaluate(
        """() => {
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        const style = document.createElement("style");
        style.textContent = "body { color: red }";
        document.head.append(script, style);
    }"""
    )
    assert page.evaluate("window.ran") is None
    told = sorted(one.split()[0] for one in refused(page))
    assert told == ["script-src-elem", "style-src-elem"]


def test_data_for_machines_is_no_script_to_the_policy(page: Page, read_posts: list[str]) -> None:
    page.add_init_script(NOTE_REFUSED)
    page.goto(read_posts[0])
    types = page.evaluate(
        "JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').text)"
        "['@graph'].map(one => one['@type'])"
    )
    assert "TechArticle" in types
    assert refused(page) == []


def test_lost_reader_is_shown_what_is_near(page: Page, read_posts: list[str], site: Path) -> None:
    page.add_init_script(NOTE_REFUSED)
    wrong = read_posts[0].replace(".html", "s.html")
    body = (site / "404.html").read_text("utf-8")
    answer = {"status": 404, "content_type": "text/html", "body": body}
    page.route(f"**/{wrong}", lambda route: route.fulfill(**answer))
    page.goto(wrong)
    expect(page.locator("#nearest a").first).to_have_attribute("href", re.compile(read_posts[0]))
    assert refused(page) == []
