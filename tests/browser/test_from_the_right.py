"""Pages that run from the right: formulas and code do not, and nothing lies over anything."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.axe import faults
from tests.support.project import ROOT, Project
from tests.support.server import served

POST = """\
---
date: 2026-01-01
tags: [attention, probability]
summary: خلاصه‌ای از نوشته.
level: foundation
---

# یک نوشته دربارهٔ بردارها که عنوانی بلند دارد و در دو سطر می‌آید

## بخش نخست

متن با فرمول $a + z$ و `code` در میان آن.

- [ ] کار

> [!NOTE]
> یک یادداشت.

$$
\\begin{align}
a &= z
\\end{align}
$$

```python
first = second
```

| الف | ب |
|---|---|
| ۱ | ۲ |
"""
ENGLISH = "# Page\n\nEnglish.\n\nمتن با فرمول $a + z$ در میان آن.\n\n- [ ] کار\n"
# The left and right edge of the text of an element.
TEXT = """element => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const { left, right } = range.getBoundingClientRect();
    return [left, right];
}"""


def edges(element: Locator) -> tuple[float, float]:
    left, right = element.evaluate(TEXT)
    return left, right


def before(one: Locator, other: Locator) -> bool:
    """Whether *one* ends where *other* begins, or to the left of it."""
    # A pixel, for what rounding makes of both.
    return edges(one)[1] <= edges(other)[0] + 1


@pytest.fixture(scope="module")
def persian(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site in Persian."""
    project = Project(tmp_path_factory.mktemp("persian"), {"posts/post.md": POST})
    shutil.copytree(ROOT / "docs/_static", project.docs / "_static", dirs_exist_ok=True)
    project.configure('language = "fa"\n')
    result = project.build()
    assert result.warnings == []
    with served(result.outdir) as address:
        yield address


@pytest.fixture
def post(browser: Browser, persian: str) -> Iterator[Page]:
    context = browser.new_context(base_url=persian, viewport={"width": 390, "height": 800})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("posts/post.html")
    yield page
    context.close()
    assert errors == []


def formula_runs_from_the_left(page: Page) -> bool:
    signs = page.locator("article p .katex-html i")
    return before(signs.first, signs.last)


def mark_stands_before_the_text(page: Page) -> bool:
    task = page.locator("li.task")
    word = task.evaluate(
        """item => {
            const texts = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
            let last;
            for (let one = texts.nextNode(); one; one = texts.nextNode())
                if (one.data.trim()) last = one;
            const range = document.createRange();
            range.selectNodeContents(last);
            return range.getBoundingClientRect().right;
        }"""
    )
    left: float = page.locator(".task-mark").evaluate("mark => mark.getBoundingClientRect().left")
    return bool(word <= left + 1)


def test_formulas_and_code_run_from_the_left(post: Page) -> None:
    assert formula_runs_from_the_left(post)
    assert before(post.locator(".katex-display i").first, post.locator(".katex-html > .tag"))
    assert before(post.locator("pre .n").first, post.locator("pre .n").last)
    # What is text runs from the right.
    assert before(post.locator("th").last, post.locator("th").first)


def test_marks_and_rules_stand_where_lines_begin(post: Page) -> None:
    assert mark_stands_before_the_text(post)
    assert post.locator(".task-mark").get_attribute("aria-label") == "انجام‌نشده"
    note = post.locator(".admonition")
    assert note.evaluate("note => getComputedStyle(note).borderRightWidth") == "2px"
    assert note.evaluate("note => getComputedStyle(note).borderLeftWidth") == "0px"


def test_drawers_come_from_the_side_of_their_buttons(post: Page) -> None:
    post.emulate_media(reduced_motion="reduce")
    drawer = "drawer => [drawer.getBoundingClientRect().left, drawer.getBoundingClientRect().right]"
    post.locator("button.nav-overlay-icon").click()
    assert post.locator(".sidebar-drawer").evaluate(drawer) == [150, 390]
    post.keyboard.press("Escape")
    post.locator("button.toc-overlay-icon:visible").click()
    assert post.locator(".toc-drawer").evaluate(drawer) == [0, 256]


def test_switches_stand_where_lines_end(browser: Browser, persian: str) -> None:
    page = browser.new_page(base_url=persian, viewport={"width": 1300, "height": 800})
    page.goto("posts/post.html")
    begin, end = edges(page.locator(".article-container"))
    assert edges(page.locator(".content-icon-container"))[1] < (begin + end) / 2
    assert faults(page) == []
    page.close()


def test_search_finds_in_a_language_without_stems(post: Page) -> None:
    post.keyboard.press("/")
    post.keyboard.insert_text("بردارها")
    expect(post.locator(".search-results a").first).to_be_visible()


def test_block_from_the_right_on_a_page_from_the_left(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    project = Project(tmp_path_factory.mktemp("english"), {"page.md": ENGLISH})
    shutil.copytree(ROOT / "docs/_static", project.docs / "_static", dirs_exist_ok=True)
    with served(project.build().outdir) as address:
        page = browser.new_page(base_url=address)
        page.goto("page.html")
        assert formula_runs_from_the_left(page)
        assert mark_stands_before_the_text(page)
        page.close()
