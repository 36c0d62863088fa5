"""The site as it is built, on loopback, and in a browser."""

from __future__ import annotations

import fcntl
import pickle
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.support import chromium, sampling
from tests.support.pages import NO_PAGES
from tests.support.project import ROOT, Result, build_site
from tests.support.quick import is_quick
from tests.support.server import served

# Else, where the tests run without, each worker and each command would compile all of it anew.
sys.dont_write_bytecode = False

# How long something may take says nothing where other programs have the processors: what is
# waited for comes, or the page is wrong.
expect.set_options(timeout=60_000)

# A file is run by one worker.  Those that take longest begin first: the last to be begun is else
# waited for by all.  While one worker builds the site, the other runs the code of the pieces.
LONG = [
    "site/test_widgets.py",
    "content/test_code.py",
    "repository/test_types.py",
    "building/test_standby.py",
    "building/test_rebuild.py",
    "content/own/test_search.py",
    "content/own/test_previews.py",
    "content/own/test_commands.py",
    "repository/test_make.py",
    "content/own/test_symbols.py",
    "building/test_faults.py",
    "site/test_all_pages.py",
    "building/test_edits.py",
    "repository/test_front_end.py",
    "content/own/test_fine_tuning_page.py",
    "content/test_pieces.py",
    "output/test_books.py",
    "content/test_figures.py",
    "output/test_book_links.py",
    "site/test_widget_access.py",
    "building/test_unchanged.py",
    "content/own/test_derivation.py",
    "content/own/test_fine_tuning.py",
    "building/test_read_cache.py",
    "content/own/test_place.py",
    "building/test_shown_elsewhere.py",
    "content/test_code_in_browser.py",
    "site/test_widget_cost.py",
    "content/own/test_figure_view.py",
    "building/test_odd_texts.py",
    "tools/importing/test_builds.py",
    "content/own/test_reading.py",
    "building/test_writing.py",
    "content/own/test_margin.py",
    "site/test_all_pages_on_a_phone.py",
    "site/test_formulas.py",
]

# An example is several builds of a site.
settings.register_profile(
    "long",
    max_examples=200,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "test",
    settings.get_profile("long"),
    max_examples=15,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
)
settings.register_profile("sample", settings.get_profile("test"), max_examples=2)
settings.load_profile("test")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let ``make check`` name the site that it has built, and others say how much is to run."""
    parser.addoption("--site", type=Path, help="check this built site instead of building one")
    parser.addoption("--versions", action="store_true", help="build with other versions as well")
    parser.addoption("--quick", action="store_true", help="run what needs no browser and no build")
    parser.addoption("--sample", action="store_true", help="run some of the cases that are many")


def pytest_configure(config: pytest.Config) -> None:
    """Let a sample have few random examples."""
    if config.getoption("--sample"):
        settings.load_profile("sample")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what a short run has no time for; put the files that take longest first."""
    kept = items
    if config.getoption("--sample"):
        kept = sampling.chosen(kept)
    if config.getoption("--quick"):
        kept = [item for item in kept if is_quick(item)]
    if kept is not items:
        run = set(kept)
        config.hook.pytest_deselected(items=[item for item in items if item not in run])
        items[:] = kept
    here = Path(__file__).parent
    place = {here / name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: place.get(item.path, len(LONG)))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Result:
    """What a clean build of the site gave; built once for all workers."""
    folder = tmp_path_factory.getbasetemp()
    if hasattr(request.config, "workerinput"):
        folder = folder.parent
    kept = folder / "site.pickle"
    with (folder / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_bytes(pickle.dumps(build_site(ROOT, folder / "site", jobs="auto")))
    result: Result = pickle.loads(kept.read_bytes())
    return result


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest) -> Path:
    """The folder of the built site."""
    folder: Path = request.config.getoption("--site") or request.getfixturevalue("built").outdir
    assert (folder / "index.html").is_file(), f"no site in {folder}"
    return folder.resolve()


@pytest.fixture(scope="session")
def pages(site: Path) -> list[str]:
    """The addresses of all pages that a reader sees: redirects only send on."""
    paths = [path for path in sorted(site.rglob("*.html")) if not NO_PAGES & {*path.parts}]
    return [
        path.relative_to(site).as_posix()
        for path in paths
        if 'http-equiv="refresh"' not in path.read_text("utf-8")
    ]


@pytest.fixture(scope="session")
def many(pages: list[str]) -> bool:
    """Whether the site has so many pieces that what is looked for must be somewhere among them."""
    pieces = (page for page in pages if page.startswith(("posts/", "shorts/")))
    return sum(not page.endswith("index.html") for page in pieces) >= 20


@pytest.fixture(scope="session")
def posts(pages: list[str]) -> list[str]:
    """The addresses of the posts."""
    return [page for page in pages if page.startswith("posts/") and "index" not in page]


@pytest.fixture(scope="session")
def some(request: pytest.FixtureRequest) -> sampling.Some:
    """Return so many of cases that differ in little: in a sample some, and else all."""
    return sampling.spread if request.config.getoption("--sample") else sampling.every


@pytest.fixture(scope="session")
def page_weight(site: Path) -> Callable[[str], int]:
    """Return how large a page is."""
    return lambda page: (site / page).stat().st_size


@pytest.fixture(scope="session")
def visited(
    pages: list[str], page_weight: Callable[[str], int], request: pytest.FixtureRequest
) -> list[str]:
    """The pages that a browser visits one by one: all, or in a sample some of each kind."""
    return (
        sampling.some_pages(pages, page_weight) if request.config.getoption("--sample") else pages
    )


@pytest.fixture(scope="session")
def visited_posts(posts: list[str], visited: list[str]) -> list[str]:
    """The posts among these."""
    return [post for post in posts if post in visited]


@pytest.fixture(scope="session")
def read_posts(
    posts: list[str], page_weight: Callable[[str], int], some: sampling.Some
) -> list[str]:
    """The posts that a browser reads step by step: all, or in a sample two."""
    return some(posts, 2, page_weight)


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """The address at which the site is served, with a slash at its end."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium, one for each worker."""
    program = chromium.chromium()
    assert program, chromium.NONE
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=chromium.FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser, server: str) -> Iterator[BrowserContext]:
    """A reader who was never here; addresses are relative to the site."""
    context = browser.new_context(base_url=server)
    yield context
    chromium.close(context)


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty page of that reader."""
    return context.new_page()
