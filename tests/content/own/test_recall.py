"""Questions in pages: answered, graded, asked again, taken along, and nobody is asked unasked."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.axe import faults

pytestmark = pytest.mark.site

KEY = "groundwork-recall"
DAY = 24 * 60 * 60 * 1000
SHORT = "shorts/gqa.html"
STATE = f"JSON.parse(localStorage.getItem('{KEY}') ?? '{{}}')"
OVERDUE = f"""() => {{
    const state = {STATE};
    for (const card of Object.values(state)) {{
        card.due -= 1000 * {DAY};
        card.last -= 1000 * {DAY};
    }}
    localStorage.setItem('{KEY}', JSON.stringify(state));
}}"""


def answer(page: Page, path: str = SHORT, grade: str = "Good") -> None:
    """Open the question at the foot of *path* and grade it."""
    page.goto(path)
    page.locator("details.question > summary").first.click()
    page.get_by_role("button", name=grade).click()
    expect(page.locator("details.question [role=status]").first).to_contain_text("Asked again in")


def test_answer_is_graded_with_the_keyboard_and_kept(page: Page) -> None:
    page.goto(SHORT)
    assert page.evaluate(STATE) == {}
    page.locator("details.question > summary").focus()
    page.keyboard.press("Enter")
    group = page.get_by_role("group", name="How well did you know it?")
    expect(group.get_by_role("button")).to_have_text(["Forgotten", "Hard", "Good", "Easy"])
    assert faults(page) == []
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("details.question [role=status]")).to_contain_text("Asked again in")
    expect(page.locator("details.question > summary")).to_be_focused()
    state = page.evaluate(STATE)
    assert state["short-gqa"]["file"] == SHORT
    assert state["short-gqa"]["reps"] == 1
    page.reload()
    page.locator("details.question > summary").click()
    expect(page.locator("details.question [role=status]")).to_contain_text("Asked again in")
    expect(group).to_have_count(0)


def test_what_is_due_is_asked_on_one_page_and_then_not(page: Page) -> None:
    answer(page)
    page.evaluate(OVERDUE)
    page.goto("recall.html")
    expect(page.locator(".recall-due [role=status]").first).to_have_text("1 question is due.")
    question = page.locator("details[data-recall=short-gqa]")
    question.locator("summary").click()
    # Links lead where they lead on their own page.
    links = question.locator("a").evaluate_all("links => links.map(one => one.href)")
    assert any(link.endswith(f"/{SHORT}") for link in links)
    assert faults(page) == []
    page.get_by_role("button", name="Easy").click()
    expect(page.locator(".recall-due [role=status]").first).to_contain_text("Nothing is due.")


def test_nobody_is_asked_who_has_not_begun(page: Page) -> None:
    page.goto("recall.html")
    expect(page.locator(".recall-due")).to_contain_text("You have answered no question yet")
    expect(page.get_by_role("button", name=re.compile("Forget|Save"))).to_have_count(0)
    assert page.locator("details[data-recall]").count() == 0


def test_two_tabs_count_an_answer_once_and_lose_none(page: Page) -> None:
    other = page.context.new_page()
    page.goto(SHORT)
    other.goto(SHORT)
    for one in (page, other):
        one.locator("details.question > summary").click()
    page.get_by_role("button", name="Good").click()
    expect(page.locator("details.question [role=status]")).to_contain_text("Asked again in")
    other.get_by_role("button", name="Easy").click()
    expect(other.locator("details.question [role=status]")).to_contain_text("Asked again in")
    assert page.evaluate(STATE)["short-gqa"]["reps"] == 1
    answer(other, "shorts/mqa.html")
    assert set(page.evaluate(STATE)) == {"short-gqa", "short-mqa"}


def test_answers_are_saved_as_a_file_and_added_from_one(page: Page, tmp_path: Path) -> None:
    answer(page)
    page.goto("recall.html")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save what I have answered as a file").click()
    file = tmp_path / "recall.json"
    download.value.save_as(file)
    state = page.evaluate(STATE)
    assert json.loads(file.read_text("utf-8"))["cards"] == state
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Forget all answers").click()
    expect(page.locator(".recall-due")).to_contain_text("You have answered no question yet")
    other = tmp_path / "other.json"
    other.write_text("[]", "utf-8")
    page.locator("input[type=file]").set_input_files(other)
    expect(page.locator(".recall-due [role=status]")).to_have_text("This file holds no answers.")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator(".recall-due [role=status]").first).to_contain_text("Nothing is due.")
    assert page.evaluate(STATE) == state


def test_question_that_is_gone_can_be_forgotten(page: Page) -> None:
    answer(page)
    page.evaluate(OVERDUE)
    page.evaluate(
        f"""() => {{ const state = {STATE}; state.gone = {{...state["short-gqa"]}};
        localStorage.setItem('{KEY}', JSON.stringify(state)); }}"""
    )
    page.goto("recall.html")
    page.get_by_role("button", name="Forget it").click()
    expect(page.get_by_role("button", name="Forget it")).to_have_count(0)
    assert set(page.evaluate(STATE)) == {"short-gqa"}


def test_where_storage_is_forbidden_questions_can_be_read(page: Page) -> None:
    page.add_init_script(
        "for (const name of ['getItem', 'setItem']) Storage.prototype[name] = () =>"
        " { throw new DOMException('forbidden', 'SecurityError'); };"
    )
    page.goto(SHORT)
    page.locator("details.question > summary").click()
    expect(page.locator("details.question > p").first).to_be_visible()
    expect(page.get_by_role("button", name="Good")).to_have_count(0)
    page.goto("recall.html")
    expect(page.locator(".recall-due")).to_contain_text("This browser keeps nothing for this site")


def test_without_scripts_answers_can_be_opened(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=server)
    page = context.new_page()
    page.goto(SHORT)
    page.locator("details.question > summary").click()
    expect(page.locator("details.question > p").first).to_be_visible()
    page.goto("recall.html")
    expect(page.locator(".recall-due")).to_contain_text("Each question can be read")
    context.close()
