"""The wall of shorts: searching, choosing, going back; without a mouse, without script."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from extensions.output.security_policy import directives, with_first_script
from tests.bench.pages import serve
from tests.support.axe import faults
from tests.support.project import FILES, ROOT, Project

VOCABULARY = FILES["vocabulary.yml"].replace(
    "tags:\n",
    "  storage: {title: Storage, line: Disks., track: statistics}\ntags:\n"
    "  C++: {title: C++, line: A language.}\n"
    "  loss: {title: Loss functions, line: What is made small.}\n",
)
SHORT = """\
---
date: 2026-01-{day:02}
tags: [{tags}]
topic: {topic}
claim: "{claim}"
distils: null
---

# {title}

{text}
"""
LONG = "Incomprehensibilities " * 5 + "x" * 90
ODD = {
    "script": {"title": "A script", "claim": "Not <script>window.bad = 1</script> but $a < b$."},
    "cpp": {"title": "Pointers", "tags": "C++, loss, attention, optimisation, probability"},
    "long": {"title": LONG, "claim": "y" * 150},
    "emoji": {"title": "Rain 🌧️ or 👩‍🔬"},
    "arabic": {"title": "ما هو الاحتمال؟", "claim": "درجة الاعتقاد بين 0 و 1."},
}
CARDS = ".wall > .card-short"
COUNT = ".wall-count"
# The first script stands in the page, and the policy of a host has to name it, as _headers does.
POLICY = directives(
    with_first_script(
        {
            "default-src": "'self'",
            "script-src": "'self'",
            "style-src": "'self' 'unsafe-inline'",
            "img-src": "'self' data:",
            "font-src": "'self' data:",
        }
    )
)


def source(number: int, **fields: str) -> str:
    """Return a short; later ones have a higher *number*."""
    defaults = {
        "title": f"Short {number}",
        "claim": f"The claim {number}.",
        "tags": "attention, probability" if number % 2 else "optimisation, probability",
        "topic": "storage" if number % 3 else "losses",
        "text": "A needle is here." if number in (2, 15, 20) else "Nothing but hay.",
    }
    return SHORT.format(day=number, **{**defaults, **fields})


@pytest.fixture(scope="module")
def wall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site of 25 shorts, the odd ones the newest."""
    files = {f"shorts/short-{at}.md": source(at) for at in range(1, 21)}
    files |= {f"shorts/{name}.md": source(20 + at, **ODD[name]) for at, name in enumerate(ODD, 1)}
    files |= {
        "vocabulary.yml": VOCABULARY,
        "shorts/index.md": "# Shorts\n\n```{shorts-wall}\n```\n",
    }
    project = Project(tmp_path_factory.mktemp("wall"), files)
    for name in ("_static", "_templates"):
        shutil.copytree(ROOT / "docs" / name, project.docs / name, dirs_exist_ok=True)
    project.configure("shorts_per_page = 4")
    result = project.build()
    # What an odd text looks like is told, and shown as it is written all the same.
    said = (
        "<script> is shown as it stands, as HTML is text here: delete it, or \\<script> to show it"
    )
    assert result.warnings == [f"shorts/script.md:5: WARNING: {said} [groundwork.html]"]
    with serve(result.outdir) as server:
        yield f"{server}shorts/"


@pytest.fixture
def context(browser: Browser, wall: str) -> Iterator[BrowserContext]:
    """A reader who was never here; addresses are relative to the folder of the shorts."""
    context = browser.new_context(base_url=wall, viewport={"width": 1280, "height": 800})
    yield context
    context.close()


def titles(page: Page) -> list[str]:
    """Return the titles on the wall."""
    return page.locator(f"{CARDS} .entry-title").all_inner_texts()


def field(page: Page) -> None:
    """Put the focus into the field for words."""
    page.locator("#wall-words").focus()


def choose(page: Page, facet: str, term: str) -> None:
    """Click on *term* of *facet*."""
    box = page.locator(f"[data-facet={facet}]")
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    box.locator("a", has_text=term).click()


def test_words_are_found_in_texts_that_are_not_on_the_page(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("index.html")
    assert page.locator(CARDS).count() == 5
    assert not [url for url in asked if ".json" in url]
    field(page)
    page.keyboard.type("NEEDLE")
    expect(page.locator(COUNT)).to_contain_text("3 of 25 shorts")
    expect(page.locator(CARDS)).to_have_count(3)
    assert titles(page) == ["Short 20", "Short 15", "Short 2"]
    page.locator(f"{CARDS} .entry-title a").last.click()
    expect(page).to_have_url(f"{asked[0].rpartition('/')[0]}/short-2.html")


def test_choices_combine_and_tell_how_many_each_would_leave(page: Page) -> None:
    page.goto("index.html")
    choose(page, "topic", "Losses")
    expect(page.locator(COUNT)).to_contain_text("8 of 25 shorts")
    choose(page, "tag", "Attention")
    expect(page.locator(COUNT)).to_contain_text("4 of 25 shorts")
    assert page.url.endswith("?topic=losses&tag=attention")
    said = page.locator("[data-facet=topic] a").all_inner_texts()
    assert said == ["Losses 4", "Storage 10"]
    expect(page.locator("[data-facet=tag] .chosen")).to_have_text("Attention")
    chosen = page.locator("[data-facet=tag] a[aria-current=true]")
    assert chosen.inner_text() == "Attention 4"
    chosen.click()
    expect(page.locator(COUNT)).to_contain_text("8 of 25 shorts")


def test_address_of_a_question_can_be_shared(page: Page) -> None:
    page.goto("index.html?q=hay&track=statistics&sort=oldest")
    expect(page.locator(COUNT)).to_contain_text("of 25 shorts")
    expect(page.locator(CARDS).first).to_contain_text("Short 1")
    expect(page.locator("#wall-words")).to_have_value("hay")
    expect(page.locator("#wall-order")).to_have_value("oldest")
    link = page.locator("[data-facet=tag] a", has_text="Attention")
    assert link.get_attribute("href") == "?q=hay&track=statistics&tag=attention&sort=oldest"


def test_going_back_takes_back_one_step_and_typing_is_one(page: Page, wall: str) -> None:
    page.goto("index.html")
    before = page.evaluate("history.length")
    field(page)
    page.keyboard.type("needle", delay=20)
    expect(page).to_have_url(f"{wall}index.html?q=needle")
    choose(page, "tag", "Attention")
    expect(page.locator(COUNT)).to_contain_text("1 of 25 shorts")
    assert page.evaluate("history.length") == before + 2
    page.go_back()
    expect(page.locator(COUNT)).to_contain_text("3 of 25 shorts")
    page.go_back()
    expect(page.locator(COUNT)).to_have_text("25 shorts Clear")
    expect(page.locator("#wall-words")).to_have_value("")
    page.go_forward()
    expect(page.locator(CARDS)).to_have_count(3)


def test_nothing_found_offers_parts_to_take_back(page: Page) -> None:
    page.goto("index.html?q=needle&tag=loss")
    nothing = page.locator(".wall-nothing")
    expect(nothing).to_contain_text("No short has all of this: “needle”, Loss functions.")
    assert nothing.locator("button").all_inner_texts() == [
        "Any words: 1 short",
        "Any tag: 3 shorts",
    ]
    nothing.locator("button").last.click()
    expect(page.locator(CARDS)).to_have_count(3)
    expect(nothing).to_be_hidden()
    page.locator(".wall-clear").click()
    expect(page.locator(COUNT)).to_contain_text("25 shorts")


def test_all_works_by_keyboard(page: Page) -> None:
    page.goto("index.html")
    field(page)
    page.keyboard.type("hay")
    expect(page.locator(COUNT)).to_contain_text("of 25 shorts")
    for key in ("Tab", "Tab", "Enter", "Tab", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("[data-facet=track] .chosen")).to_have_text("Learning")
    page.goto("index.html?sort=title")
    expect(page.locator(CARDS)).to_have_count(12)
    page.locator(".wall-more").focus()
    page.keyboard.press("Enter")
    expect(page.locator(CARDS)).to_have_count(24)
    expect(page.locator(f"{CARDS} >> nth=12").locator(".entry-title a")).to_be_focused()


def test_scrolling_brings_the_older_shorts(page: Page) -> None:
    page.goto("index.html")
    page.mouse.move(640, 400)
    cards = page.locator(CARDS)
    while (shown := cards.count()) < 25:
        page.mouse.wheel(0, 6000)
        expect(cards).not_to_have_count(shown)
    expect(cards).to_have_count(25)
    expect(page.locator(".wall-more")).to_be_hidden()
    assert titles(page)[-1] == "Short 1"


def test_whole_card_is_one_link_and_its_tags_are_others(browser: Browser, wall: str) -> None:
    context = browser.new_context(
        base_url=wall, viewport={"width": 360, "height": 740}, has_touch=True
    )
    page = context.new_page()
    page.goto("index.html")
    card = page.locator(CARDS, has_text="Pointers")
    card.locator("summary").tap()
    expect(card.get_by_text("Probability")).to_be_visible()
    # What lies over the facts is the link of the card.
    card.locator(".facts").tap(force=True)
    expect(page).to_have_url(f"{wall}cpp.html")
    page.go_back()
    page.locator(CARDS, has_text="Pointers").get_by_text("C++").tap()
    expect(page).to_have_url(wall.replace("shorts/", "tags/cpp.html"))
    context.close()


def test_everything_is_there_without_script(browser: Browser, wall: str) -> None:
    context = browser.new_context(base_url=wall, java_script_enabled=False)
    page = context.new_page()
    page.goto("index.html")
    expect(page.locator("#wall-words")).to_be_hidden()
    found = page.locator(".card-short .entry-title").all_inner_texts()
    while (way := page.locator("article a[rel=next]")).count():
        address = way.evaluate("one => one.href")
        way.click()
        page.wait_for_url(address)
        found += page.locator(".card-short .entry-title").all_inner_texts()
    assert len(set(found)) == 25
    for facet, term, address in (
        ("tag", "Loss functions", "tags/loss.html"),
        ("topic", "Storage", "topics/storage.html"),
        ("track", "Learning", "tracks/learning.html"),
    ):
        page.goto("index.html")
        choose(page, facet, term)
        expect(page).to_have_url(wall.replace("shorts/", address))
    context.close()


@pytest.mark.parametrize("width", [320, 360, 1280, 1600])
def test_nothing_is_wider_than_the_window(browser: Browser, wall: str, width: int) -> None:
    context = browser.new_context(base_url=wall, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto("index.html?q=zzz&tag=loss")
    too_wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    expect(page.locator(".wall-nothing")).to_be_visible()
    assert page.evaluate(too_wide) <= 0
    page.goto("index.html")
    for box in page.locator(".facets summary").all():
        box.click()
    assert page.evaluate(too_wide) <= 0
    heights = page.locator(CARDS).evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(({top, height}) => [top, height])"
    )
    rows = {top: {height for at, height in heights if at == top} for top, _ in heights}
    assert all(len(row) == 1 for row in rows.values())
    context.close()


@pytest.mark.many(1)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_assistive_technology_finds_no_fault(browser: Browser, wall: str, scheme: str) -> None:
    context = browser.new_context(
        base_url=wall, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    found: list[str] = []
    for search in ("", "?q=needle&track=learning", "?q=needle&tag=loss"):
        page.goto(f"index.html{search}")
        if search:
            expect(page.locator(COUNT)).to_contain_text("of 25")
        for box in page.locator(".facets summary").all():
            box.click()
        found += faults(page)
    context.close()
    assert not found, "\n".join(found)


def test_result_is_announced_once_typing_has_paused(page: Page) -> None:
    page.goto("index.html")
    field(page)
    page.keyboard.type("needle", delay=30)
    status = page.locator(".wall-form [role=status]")
    expect(status).to_have_text("3 of 25 shorts")


def test_odd_texts_are_shown_as_they_are_written(page: Page) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("index.html?q=script")
    card = page.locator(CARDS)
    expect(card).to_have_count(1)
    expect(card.locator(".claim")).to_contain_text("Not <script>window.bad = 1</script> but")
    page.goto("script.html")
    assert page.evaluate("window.bad") is None
    for asked, title in (
        ("c++", "Pointers"),
        ("rain", ODD["emoji"]["title"]),
        ("احتمال", None),
        ("الاحتمال", ODD["arabic"]["title"]),
    ):
        page.goto(f"index.html?{'q=' + asked.replace('+', '%2B')}")
        expect(page.locator(COUNT)).to_contain_text("1 of 25" if title else "0 of 25")
        if title:
            expect(page.locator(f"{CARDS} .entry-title")).to_have_text(title)
    right = "one => getComputedStyle(one).direction"
    assert page.locator(f"{CARDS} .entry-title").evaluate(right) == "rtl"
    assert errors == []


def test_wall_works_under_a_strict_policy(context: BrowserContext) -> None:
    def add_policy(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(
            response=answer, headers={**answer.headers, "content-security-policy": POLICY}
        )

    context.route("**/*", add_policy)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto("index.html?q=needle")
    expect(page.locator(CARDS)).to_have_count(3)
    assert said == []


def test_without_its_files_the_choices_lead_to_pages(context: BrowserContext, wall: str) -> None:
    context.route("**/*.json", lambda route: route.abort())
    page = context.new_page()
    page.goto("index.html")
    field(page)
    page.keyboard.type("x")
    link = page.locator("[data-facet=tag] a", has_text="Loss functions")
    expect(link).to_have_attribute("href", "../tags/loss.html")
    assert page.locator(CARDS).count() == 5
    choose(page, "tag", "Loss functions")
    expect(page).to_have_url(wall.replace("shorts/", "tags/loss.html"))
