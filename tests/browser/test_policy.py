"""Every page works under the policy that it carries: nothing on it is forbidden."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.site

# Before anything of the page, so that nothing is missed.
NOTE = """
window.refused = [];
addEventListener("securitypolicyviolation", event =>
    window.refused.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""
OPEN = """
for (const fold of document.querySelectorAll("details")) fold.open = true;
for (const box of document.querySelectorAll("input[type=checkbox]")) box.click();
"""
SETTLED = """
document.fonts.ready.then(() => new Promise(
    done => requestAnimationFrame(() => requestAnimationFrame(done))))
"""


def refused(page: Page) -> list[str]:
    """Return what the policy has forbidden on *page*, once it has come to rest."""
    page.evaluate(SETTLED)
    found: list[str] = page.evaluate("window.refused")
    return found


def test_policy_forbids_nothing_on_any_page(
    browser: Browser, server: str, pages: list[str]
) -> None:
    context = browser.new_context(base_url=server, color_scheme="light")
    context.add_init_script(NOTE)
    page = context.new_page()
    faults = {}
    for name in pages:
        page.emulate_media(color_scheme="light")
        page.goto(name)
        page.evaluate(OPEN)
        page.evaluate(SETTLED)
        page.emulate_media(color_scheme="dark")
        faults[name] = refused(page)
    context.close()
    assert {name: found for name, found in faults.items() if found} == {}


def test_policy_forbids_nothing_that_a_reader_does(page: Page, posts: list[str]) -> None:
    page.add_init_script(NOTE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(posts[0])
    fold = page.locator(".cite-this summary")
    fold.click()
    page.locator(".cite-this .highlight").hover()
    page.locator(".cite-this button.copybtn").click()
    assert page.evaluate("navigator.clipboard.readText()").startswith("@misc{")
    page.locator(".theme-toggle:visible").first.click()
    assert refused(page) == []


def test_policy_forbids_scripts_and_styles_in_the_page(page: Page) -> None:
    page.add_init_script(NOTE)
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


def test_data_for_machines_is_no_script_to_the_policy(page: Page, posts: list[str]) -> None:
    page.add_init_script(NOTE)
    page.goto(posts[0])
    types = page.evaluate(
        "JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').text)"
        "['@graph'].map(one => one['@type'])"
    )
    assert "TechArticle" in types
    assert refused(page) == []


def test_lost_reader_is_shown_what_is_near(page: Page, posts: list[str], site: Path) -> None:
    page.add_init_script(NOTE)
    wrong = posts[0].replace(".html", "s.html")
    body = (site / "404.html").read_text("utf-8")
    answer = {"status": 404, "content_type": "text/html", "body": body}
    page.route(f"**/{wrong}", lambda route: route.fulfill(**answer))
    page.goto(wrong)
    expect(page.locator("#nearest a").first).to_have_attribute("href", re.compile(posts[0]))
    assert refused(page) == []
