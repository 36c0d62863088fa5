"""The site as it is built, on loopback, and in a browser."""

from __future__ import annotations

import fcntl
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser import chromium
from tests.project import ROOT, Result, build_site

BASE_URL = "http://127.0.0.1"
# Folders of the output whose HTML is no page.
NO_PAGES = {"_static", "_previews", "_card"}

# A file is run by one worker.  Those of a minute and more begin first: the last to be begun
# is else waited for by all.
LONG = [
    "browser/test_all_pages.py",
    "test_rebuild.py",
    "browser/test_reading.py",
    "browser/test_policy.py",
    "test_edits.py",
    "browser/test_search.py",
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
settings.load_profile("test")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let ``make check`` name the site that it has built."""
    parser.addoption("--site", type=Path, help="check this built site instead of building one")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that take longest first."""
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
def posts(pages: list[str]) -> list[str]:
    """The addresses of the posts."""
    return [page for page in pages if page.startswith("posts/") and "index" not in page]


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """The address at which the site is served, with a slash at its end."""
    with served(site) as address:
        yield address


class QuietHandler(SimpleHTTPRequestHandler):
    """Says nothing of the requests it answers."""

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def served(folder: Path, handler: type[QuietHandler] = QuietHandler) -> Iterator[str]:
    """Serve *folder*, and give the address, with a slash at its end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=folder)) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"{BASE_URL}:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


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
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty page of that reader."""
    return context.new_page()
