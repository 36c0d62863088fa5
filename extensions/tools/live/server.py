"""What ``make live`` serves: the pages, a script that follows the saves, and what it asks."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from extensions.building.compat.autobuild import with_end_of_page
from extensions.tools.due import all_due
from extensions.tools.live.build import Build
from extensions.tools.live.saves import follow

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp
    from starlette.websockets import WebSocket

STATIC = Path(__file__).parent / "static"
ADDED = b"""
<link rel="stylesheet" href="/_live/live.css">
<script type="module" src="/_live/live.js"></script>
"""


class Files(StaticFiles):
    """Files that a browser asks for anew each time: a drawing keeps its address."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """Answer with a file, or that it is still the same."""
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "no-cache"
        return response


class Follower:
    """Builds at each save, and tells all open pages how far that is.

    Messages have the number of the build: "pages 3" are written, then "all 3" is; a page that opens
    is told of the last that has come to its end, "ended 3".
    """

    def __init__(self, build: Build) -> None:
        self.build = build
        self.pages: set[WebSocket] = set()
        self.begun = self.ended = 0

    @asynccontextmanager
    async def lifespan(self, app: Starlette) -> AsyncIterator[None]:
        """Follow the saves for as long as *app* serves."""
        self.loop = asyncio.get_running_loop()
        following = asyncio.create_task(follow(self.save, self.build.prepare))
        yield
        following.cancel()
        self.build.close()
        with suppress(asyncio.CancelledError):
            await following

    def save(self, changed: list[Path]) -> None:
        """Build after the files *changed* were saved."""
        self.begun += 1
        # What is no text may be copied later than the pages that show it.
        only_texts = all(path.suffix == ".md" for path in changed)
        self.build(changed, (lambda: self._tell("pages")) if only_texts else lambda: None)
        self.ended = self.begun
        self._tell("all")

    def _tell(self, what: str) -> None:
        asyncio.run_coroutine_threadsafe(self.send(f"{what} {self.begun}"), self.loop)

    async def send(self, what: str) -> None:
        """Say *what* has been built to all open pages."""
        for page in [*self.pages]:
            # It may be gone, and not yet be known to be.
            with suppress(RuntimeError):
                await page.send_text(what)

    async def listen(self, page: WebSocket) -> None:
        """Have the open *page* told of what is built, until it is closed."""
        await page.accept()
        self.pages.add(page)
        await page.send_text(f"ended {self.ended}")
        try:
            async for _ in page.iter_text():
                pass
        finally:
            self.pages.discard(page)


def with_script(app: ASGIApp) -> ASGIApp:
    """Return *app* with our script in its pages, where sphinx-autobuild has its own."""
    return with_end_of_page(app, ADDED)


def application(build: Build) -> Starlette:
    """Return the server of what *build* builds when something is saved."""
    follower = Follower(build)

    def told() -> list[str]:
        # Written by another process, perhaps at this very moment.
        try:
            lines: list[str] = json.loads(build.faults.read_text("utf-8"))
        except (OSError, ValueError):
            return []
        return lines

    def faults(request: Request) -> JSONResponse:
        return JSONResponse(told())

    def due(request: Request) -> JSONResponse:
        return JSONResponse(all_due(build.folder, build.doctrees, told()))

    return Starlette(
        routes=[
            WebSocketRoute("/websocket-reload", follower.listen, name="reload"),
            Route("/_live/faults.json", faults),
            Route("/_live/due.json", due),
            Mount("/_live", Files(directory=STATIC)),
            Mount("/", Files(directory=build.site, html=True)),
        ],
        middleware=[Middleware(with_script)],
        lifespan=follower.lifespan,
    )
