"""A reader runs the code of a piece: in the page, in order, and compared with what is printed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support import axe, chromium
from tests.support.project import ROOT, Result
from tests.support.runtime import CORE, NAME, NO_CORE, offered
from tests.support.sample import post, sample
from tests.support.server import QuietHandler, served
from tests.support.visits import NOTE_REFUSED

pytestmark = pytest.mark.skipif(not (CORE / "pyodide.mjs").is_file(), reason=NO_CORE)

CODE = """\

## Code

```python
from helpers.first import one
numbers = [one, 2, 3]
```

```python
import sums

for number in numbers:
    print(sums.plus(number, 1))
print("end")
```

```output
2
3
5
end
```

```python
def broken(x):
    return 1 / x

print("before")
broken(0)
```

```output
before
```

```python
while True:
    pass
```

```python
import matplotlib.pyplot as plt

plt.plot(numbers)
print(open("helpers/word.txt").read())
```

```output
hello
```
"""
SUMS = NAME.format(name="sums")
# What can be had ends where a package is needed that cannot.
PART = """
```python
print(1)
```

```output
2
```

```python
import torch
```

```python
print(3)
```
"""
PAGE = "posts/alpha/first.html"
# What is said until Python is there.  It takes seven seconds of a processor, which ten other
# programs may want.
COMING = re.compile("your browser fetches Python|Python is (fetched|starting)")
MOST = 600_000


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A site with a piece whose code runs, and one whose code never does."""
    files = {
        "posts/alpha/first.md": post("first") + CODE,
        "posts/alpha/helpers/first.py": "from helpers.second import one\n",
        "posts/alpha/helpers/second.py": "one = 1\n",
        "posts/alpha/helpers/word.txt": "hello",
        "posts/alpha/second.md": post("second") + "\n```python\nimport torch\n```\n",
        "posts/beta/third.md": post("third", image="photo.png") + PART,
    }
    project = sample(tmp_path_factory.mktemp("site"), files)
    shutil.copytree(ROOT / "docs/_static", project.docs / "_static", dirs_exist_ok=True)
    assert offered(tmp_path_factory.mktemp("offered")).fetch(project.root) == 0
    result = project.build()
    assert result.warnings == []
    return result


def handler(site: Path) -> type[QuietHandler]:
    """Return what serves *site* with the policy that its ``_headers`` name."""
    said = (site / "_headers").read_text("utf-8")
    policy = re.findall(r"Content-Security-Policy: (.*)", said)[0]

    class WithPolicy(QuietHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", policy)
            super().end_headers()

    return WithPolicy


@pytest.fixture(scope="module")
def address(small: Result) -> Iterator[str]:
    with served(small.outdir, handler(small.outdir)) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The piece, opened by a reader who was never here."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.add_init_script(NOTE_REFUSED)
    page.goto(PAGE)
    yield page
    chromium.close(context)


def press(page: Page, name: str, number: int) -> None:
    """Press the button *name* of the block of *number*."""
    page.get_by_role("button", name=f"{name}: block {number}", exact=True).click()


def run(page: Page, number: int) -> None:
    """Press Run at the block of *number*, agree to the fetching, and wait until Python is there."""
    press(page, "Run", number)
    page.get_by_role("button", name="Fetch and run").click()
    expect(said(page, number)).not_to_have_text(COMING, timeout=MOST)


def of(page: Page, number: int, part: str) -> Locator:
    """Return *part* of what the block of *number* has given."""
    return page.locator(".run-result").nth(number - 1).locator(part)


said = partial(of, part=".run-note")


def test_nothing_is_fetched_before_it_is_agreed_to(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    press(page, "Run", 2)
    words = r"your browser fetches Python from this site: about 5\.\d MB, once, and keeps it\."
    expect(said(page, 2)).to_have_text(re.compile(words))
    fetched = [one for one in asked if not one.endswith(".svg")]
    assert [one.rpartition("/")[2] for one in fetched] == ["run-view.js"]
    page.get_by_role("button", name="Not now").click()
    expect(page.locator(".run-result:visible")).to_have_count(0)
    expect(page.get_by_role("button", name="Run: block 2", exact=True)).to_be_focused()


def test_blocks_run_in_order_and_are_compared_with_what_is_printed(page: Page) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    run(page, 1)
    expect(said(page, 1)).to_contain_text("It ran, and printed nothing.")
    assert not [one for one in asked if one.endswith(".whl")]
    press(page, "Run", 2)
    expect(said(page, 2)).to_contain_text("This differs from what is printed above")
    lines = of(page, 2, ".run-output > *").all_inner_texts()
    assert lines == ["  2", "  3", "− 5", "+ 4", "  end"]
    # Of the packages, the one that the block needs.
    assert {one.rpartition("/")[2] for one in asked if one.endswith(".whl")} == {SUMS}
    # The third has not run, and the first only once.
    expect(page.locator(".run-result:visible")).to_have_count(2)
    press(page, "Run", 2)
    expect(said(page, 2)).to_contain_text("It was run again, with the names as they were left.")
    assert page.evaluate("window.refused") == []
    # What was agreed to holds for the next page.
    page.goto("posts/beta/third.html")
    press(page, "Run", 1)
    expect(said(page, 1)).to_contain_text("Python is")


def test_error_is_told_with_its_line_and_nothing_of_it_is_on_paper(page: Page) -> None:
    run(page, 3)
    error = of(page, 3, ".run-error")
    expect(error).to_have_text("ZeroDivisionError: division by zeroline 2: return 1 / x")
    expect(said(page, 3)).to_contain_text("It ended with an error.")
    expect(of(page, 3, ".run-output")).to_have_text("before")
    # What is printed before it was not printed again: it has run.
    expect(said(page, 2)).to_contain_text("This differs from what is printed above")
    # What comes behind it cannot run.
    press(page, "Run", 4)
    expect(said(page, 4)).to_have_text("Not run: block 3 ended with an error.")
    page.emulate_media(media="print")
    expect(page.locator(":is(.run-bar, .run-result):visible")).to_have_count(0)


def mend(page: Page) -> None:
    """Edit the third block, which ends with an error."""
    press(page, "Edit", 3)
    page.get_by_role("textbox", name="Code of block 3").fill("print('before')")


def test_endless_loop_is_stopped_and_reset_forgets_everything(page: Page) -> None:
    mend(page)
    run(page, 4)
    expect(said(page, 4)).to_have_text("It runs …")
    press(page, "Stop", 4)
    expect(said(page, 4)).to_have_text("Stopped. All names are lost: the next run begins anew.")
    press(page, "Run", 1)
    expect(said(page, 1)).to_contain_text("It ran, and printed nothing.")
    press(page, "Reset", 1)
    expect(page.locator(".run-result:visible")).to_have_count(0)
    expect(page.get_by_role("textbox", name="Code of block 3")).to_have_count(0)
    expect(page.get_by_role("button", name=re.compile("^Reset"))).to_have_count(0)


def test_edited_block_runs_as_it_was_left_and_is_put_back(page: Page) -> None:
    press(page, "Edit", 1)
    editor = page.get_by_role("textbox", name="Code of block 1")
    expect(editor).to_be_focused()
    editor.fill("print(undefined)")
    editor.press("Control+Enter")
    page.get_by_role("button", name="Fetch and run").click()
    expect(of(page, 1, ".run-error")).to_contain_text("NameError: name 'undefined' is not defined")
    press(page, "Undo edits", 1)
    expect(page.locator("[data-run='0'] pre")).to_contain_text("numbers = [one, 2, 3]")
    press(page, "Run", 1)
    expect(said(page, 1)).to_contain_text("It ran, and printed nothing.")


def test_pictures_and_files_beside_the_piece_are_there(page: Page) -> None:
    mend(page)
    press(page, "Edit", 4)
    page.get_by_role("textbox", name="Code of block 4").fill("pass")
    run(page, 5)
    expect(said(page, 5)).to_contain_text("The same as printed above.")
    expect(page.get_by_alt_text("The picture that block 5 drew")).to_be_visible()
    page.wait_for_function("() => document.querySelector('.run-result img').naturalWidth === 1")
    assert page.evaluate("window.refused") == []


def test_python_that_does_not_come_is_told_and_tried_again(page: Page) -> None:
    page.context.route("**/pyodide.asm.wasm", lambda route: route.abort())
    run(page, 1)
    words = "Python could not be fetched or started: pyodide.asm.wasm: .* Try again."
    expect(said(page, 1)).to_have_text(re.compile(words))
    page.context.unroute("**/pyodide.asm.wasm")
    press(page, "Run", 1)
    expect(said(page, 1)).to_contain_text("It ran, and printed nothing.")


def test_block_that_lacks_a_package_says_so_and_those_behind_it_have_no_button(page: Page) -> None:
    page.goto("posts/beta/third.html")
    expect(page.get_by_role("button", name="Run: block 1", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Run: "))).to_have_count(1)
    words = "From here on, the code does not run in the browser: it needs torch."
    expect(page.get_by_text(words)).to_be_visible()


def test_page_without_code_that_runs_has_no_part_of_it(page: Page) -> None:
    for name in ("posts/alpha/second.html", "about.html"):
        page.goto(name)
        assert page.locator(".run-bar, .run-cannot, [data-run]").count() == 0


def test_browser_without_webassembly_says_so(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.add_init_script("delete window.WebAssembly")
    page.goto(PAGE)
    words = "The code cannot run in this browser: it has no WebAssembly."
    expect(page.get_by_text(words)).to_have_count(1)
    expect(page.locator(".run-bar")).to_have_count(0)
    chromium.close(context)


def test_without_script_and_on_paper_nothing_of_it_is_there(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(PAGE)
    expect(page.locator(".run-bar")).to_have_count(0)
    padding = "getComputedStyle(document.querySelector('[data-run] > .highlight')).paddingBottom"
    assert page.evaluate(padding) == "0px"
    chromium.close(context)


def test_everybody_can_use_it(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    # With the keyboard alone.
    page.get_by_role("button", name="Run: block 3", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Fetch and run")).to_be_focused()
    page.keyboard.press("Enter")
    expect(of(page, 3, ".run-error")).to_contain_text("ZeroDivisionError")
    press(page, "Edit", 1)
    assert axe.faults(page) == []
    page.emulate_media(color_scheme="dark")
    assert axe.faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    heights = "all => all.map(one => one.getBoundingClientRect().height)"
    assert min(page.locator(".run-bar button").evaluate_all(heights)) >= 24


def test_nothing_moves_when_the_buttons_come(page: Page) -> None:
    heights = "[...document.querySelectorAll('[data-run]')].map(one => one.offsetHeight)"
    page.wait_for_function("() => document.querySelectorAll('.run-bar').length === 5")
    with_bars = page.evaluate(heights)
    page.evaluate("for (const one of document.querySelectorAll('.run-bar')) one.remove()")
    assert page.evaluate(heights) == with_bars
