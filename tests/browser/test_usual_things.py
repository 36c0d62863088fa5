"""What a site may ask for, all at once: on a phone and a desk, in the light and the dark."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.support import axe
from tests.support.project import ROOT, SITE, Project
from tests.support.sample import FILES, sample
from tests.support.server import served

SAID = """\
newsletter = "https://mail.example/notes"
[images]
widths = [120, 240, 480]
[comments]
repo = "ada/notes"
repo_id = "R_1"
[[people]]
name = "Ada"
line = "Writes about engines, and about what they can be told."
picture = "docs/people/ada.png"
links = { Homepage = "https://ada.example/", Mail = "mailto:ada@ada.example" }
[[people]]
name = "Grace"
"""
COVER = "cover: hill.jpg\ncover_alt: A hill at dusk.\n"
PAGES = ["index", "posts/alone", "authors/ada", "shorts/index", "shorts/one", "feeds", "archive"]


def everything(root: Path) -> Project:
    """Return the sample site with all of it, in the site's own templates and styles."""
    texts = {
        "posts/alone.md": FILES["posts/alone.md"].replace("level:", f"pinned: true\n{COVER}level:")
        + "\n![A plot.](plot.png)\n",
        "shorts/one.md": FILES["shorts/one.md"].replace("topic:", f"{COVER}topic:"),
        "posts/alpha/index.md": FILES["posts/alpha/index.md"].replace(
            "track:", "open: true\ntrack:"
        ),
    }
    project = sample(root, texts)
    for name in ("_static", "_templates"):
        shutil.copytree(ROOT / "docs" / name, project.docs / name, dirs_exist_ok=True)
    (project.docs / "people").mkdir()
    hill = Image.radial_gradient("L").convert("RGB").resize((480, 300))
    for path in ("posts/hill.jpg", "shorts/hill.jpg", "people/ada.png"):
        hill.save(project.docs / path)
    Image.linear_gradient("L").save(project.docs / "posts/plot.png")
    Image.linear_gradient("L").rotate(180).save(project.docs / "posts/plot-dark.png")
    (project.root / "site.toml").write_text(SITE + SAID, "utf-8")
    return project


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site."""
    result = everything(tmp_path_factory.mktemp("usual")).build()
    assert (result.status, result.warnings) == (0, [])
    with served(Path(result.outdir)) as address:
        yield address


@pytest.fixture(params=[(320, "dark"), (1280, "light")], ids=["phone", "desk"])
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A reader's page."""
    width, scheme = request.param
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": 740}, color_scheme=scheme
    )
    yield context.new_page()
    context.close()


def test_nobody_is_shut_out_and_no_page_is_wider_than_the_window(page: Page) -> None:
    for name in PAGES:
        page.goto(f"{name}.html")
        assert axe.faults(page) == []
        wider = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        assert wider <= 0, name


def test_picture_of_the_theme_is_shown_and_follows_the_button(page: Page) -> None:
    page.goto("posts/alone.html")
    scheme = page.evaluate("() => matchMedia('(prefers-color-scheme: dark)').matches")
    light, dark = page.locator(".in-light img"), page.locator(".in-dark img")
    shown, hidden = (dark, light) if scheme else (light, dark)
    expect(shown).to_be_visible()
    expect(hidden).to_be_hidden()
    other = "light" if scheme else "dark"
    page.evaluate("theme => { document.body.dataset.theme = theme; }", other)
    expect(hidden).to_be_visible()
    expect(shown).to_be_hidden()


def test_browser_takes_the_smallest_file_that_is_sharp(page: Page) -> None:
    page.goto("index.html")
    cover = page.locator(".entry-cover img").first
    cover.scroll_into_view_if_needed()
    expect(cover).to_have_js_property("complete", True)
    source = cover.evaluate("image => image.currentSrc")
    assert source.endswith(".webp")
