"""A page that has moved sends its readers on, to the very place, with a script or without."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.support import chromium
from tests.support.project import ROOT
from tests.support.sample import post, sample
from tests.support.server import served

OLD = "old/place.html?from=feed#alone-part"
NEW = "posts/alone.html"


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a small site on which a post has moved and a section got another label."""
    text = post("alone", image="alpha/picture.svg").replace(
        "level:", "redirect_from: [old/place]\nlevel:"
    )
    text = text.replace("(alone-section)=", "(alone-part)=\n(alone-section)=")
    script = (ROOT / "docs/_static/redirect.js").read_text("utf-8")
    files = {"posts/alone.md": text, "_static/redirect.js": script}
    result = sample(tmp_path_factory.mktemp("moved"), files).build()
    assert result.warnings == []
    with served(result.outdir) as address:
        yield address


def strictly(route: Route) -> None:
    """Let a page load and run what is the site's own, and nothing else."""
    answer = route.fetch()
    policy = {"content-security-policy": "default-src 'self'; img-src 'self' data:"}
    route.fulfill(response=answer, headers={**answer.headers, **policy})


def test_redirect_keeps_query_and_fragment(browser: Browser, moved: str) -> None:
    context = browser.new_context(base_url=moved, viewport={"width": 360, "height": 300})
    context.route("**/*", strictly)
    page = context.new_page()
    page.goto("about.html")
    page.goto(OLD, wait_until="commit")
    page.wait_for_url(f"{moved}{NEW}?from=feed#alone-part")
    expect(page.locator("#alone-section")).to_be_in_viewport()
    # The old address is not left behind as a trap for the button "back".
    page.go_back()
    assert page.url == f"{moved}about.html"
    chromium.close(context)


def test_redirect_arrives_without_script(browser: Browser, moved: str) -> None:
    context = browser.new_context(base_url=moved, java_script_enabled=False)
    page = context.new_page()
    page.goto(OLD, wait_until="commit")
    page.wait_for_url(f"{moved}{NEW}*")
    context.close()
