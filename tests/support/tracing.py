"""What Chromium does while a page comes in, by its own record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

CATEGORIES = [
    "devtools.timeline",
    "disabled-by-default-devtools.timeline.stack",
]
PAUSE_MS = 20


class Trace:
    """A record of what is done for *page*, from now on."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.events: list[dict[str, Any]] = []
        self.complete = False
        self.session.on("Tracing.dataCollected", lambda data: self.events.extend(data["value"]))
        self.session.on("Tracing.tracingComplete", self._end)
        self.session.send("Tracing.start", {"traceConfig": {"includedCategories": CATEGORIES}})

    def _end(self, _: object) -> None:
        self.complete = True

    def end(self) -> list[dict[str, Any]]:
        """Return all that was recorded."""
        self.session.send("Tracing.end")
        while not self.complete:
            self.page.wait_for_timeout(PAUSE_MS)
        return self.events


def asked_for(events: list[dict[str, Any]]) -> list[str]:
    """Return what had the page laid out or styled at once: the event, and the functions."""
    found = []
    for event in events:
        if event["name"] not in ("Layout", "UpdateLayoutTree"):
            continue
        stack = event.get("args", {}).get("beginData", {}).get("stackTrace")
        # What is run from here has no address.
        functions = [frame["functionName"] for frame in stack or [] if frame["url"]]
        if functions:
            found.append(f"{event['name']}: {' < '.join(functions)}")
    return found
