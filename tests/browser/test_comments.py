"""The discussion of a piece: nothing is asked elsewhere before the button is pressed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.support.project import ROOT, SITE
from tests.support.sample import sample
from tests.support.server import served

PAGE = "posts/alpha/first.html"
COMMENTS = """
[comments]
repo = "ada/notes"
repo_id = "R_kgDOG1abcQ"
category = "Pieces"
category_id = "DIC_kwDOG1abcc4C"
"""
# What giscus says to the page that it is in.
ANSWER = """<!doctype html><title>A discussion</title><p>Three comments</p><script>
addEventListener("message", ({ data }) => {
  document.querySelector("p").textContent = `It is ${data.giscus.setConfig.theme}`;
});
parent.postMessage({ giscus: { resizeHeight: 431 } }, "*");
</script>"""
SHOW = "Show the discussion here"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with discussions."""
    project = sample(tmp_path_factory.mktemp("comments"))
    for name in ("_static", "_templates"):
        shutil.copytree(ROOT / "docs" / name, project.docs / name, dirs_exist_ok=True)
    (project.root / "site.toml").write_text(SITE + COMMENTS, "utf-8")
    result = project.build()
    assert result.warnings == []
    with served(Path(result.outdir)) as address:
        yield address


@pytest.fixture
def asked() -> list[str]:
    """The addresses on other hosts that were asked for."""
    return []


@pytest.fixture
def context(browser: Browser, address: str, asked: list[str]) -> Iterator[BrowserContext]:
    """A reader, to whom giscus answers."""
    context = browser.new_context(base_url=address, color_scheme="light")

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=ANSWER, content_type="text/html")

    context.route(lambda url: not url.startswith(address), answer)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A piece."""
    page = context.new_page()
    page.goto(PAGE)
    return page


def test_nothing_is_asked_before_the_press_and_one_thing_after(
    page: Page, asked: list[str]
) -> None:
    button = page.get_by_role("button", name=SHOW)
    expect(button).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert asked == []
    button.focus()
    page.keyboard.press("Enter")
    frame = page.frame_locator(".comments iframe")
    expect(frame.get_by_text("Three comments")).to_be_visible()
    expect(button).to_have_count(0)
    assert len(asked) == 1
    parts = urlsplit(asked[0])
    values = parse_qs(parts.query)
    assert (parts.netloc, parts.path) == ("giscus.app", "/en/widget")
    assert values["term"] == ["posts/alpha/first"]
    assert values["repoId"] == ["R_kgDOG1abcQ"]
    assert values["theme"] == ["light"]


def test_frame_is_as_high_as_what_is_in_it(page: Page) -> None:
    page.get_by_role("button", name=SHOW).click()
    expect(page.locator(".comments iframe")).to_have_css("height", "431px")


def test_frame_follows_the_theme(page: Page) -> None:
    page.get_by_role("button", name=SHOW).click()
    frame = page.frame_locator(".comments iframe")
    expect(frame.get_by_text("Three comments")).to_be_visible()
    page.evaluate("() => { document.body.dataset.theme = 'dark'; }")
    expect(frame.locator("p")).to_have_text("It is dark")


def test_whoever_comes_back_from_signing_in_sees_it_and_no_token(
    context: BrowserContext, address: str, asked: list[str]
) -> None:
    page = context.new_page()
    page.goto(f"{PAGE}?giscus=a-token")
    expect(page.frame_locator(".comments iframe").get_by_text("Three comments")).to_be_visible()
    assert page.url == f"{address}{PAGE}"
    assert parse_qs(urlsplit(asked[0]).query)["session"] == ["a-token"]
    page.reload()
    page.get_by_role("button", name=SHOW).click()
    expect(page.frame_locator(".comments iframe").get_by_text("Three comments")).to_be_visible()
    assert parse_qs(urlsplit(asked[1]).query)["session"] == ["a-token"]


def test_without_a_script_there_is_the_link(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(PAGE)
    expect(page.get_by_role("link", name="The discussion on GitHub")).to_be_visible()
    expect(page.locator(".comments button")).to_have_count(0)
    context.close()
