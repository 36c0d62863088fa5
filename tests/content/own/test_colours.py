"""The page is light or dark as its reader has chosen, else as the system is; paper is light."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from extensions.lib.palette import rgb, site_palette

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.site

PALETTE = site_palette()
SEEN = """[document.documentElement, document.body].map((one) => getComputedStyle(one))
    .map((style) => [style.colorScheme, style.backgroundColor])"""
Media = Literal["screen", "print"]
Scheme = Literal["light", "dark"]


@pytest.mark.parametrize(
    ("system", "chosen", "media", "paper"),
    [
        ("light", None, "screen", PALETTE.light["paper"]),
        ("dark", None, "screen", PALETTE.dark["paper"]),
        ("light", "dark", "screen", PALETTE.dark["paper"]),
        ("dark", "light", "screen", PALETTE.light["paper"]),
        ("dark", "dark", "print", PALETTE.printed["paper"]),
        ("dark", None, "print", PALETTE.printed["paper"]),
    ],
)
def test_page_follows_its_reader(
    browser: Browser,
    server: str,
    system: Scheme,
    chosen: str | None,
    media: Media,
    paper: str,
) -> None:
    context = browser.new_context(base_url=server, color_scheme=system)
    if chosen:
        context.add_init_script(f"localStorage.setItem('theme', '{chosen}')")
    page = context.new_page()
    page.emulate_media(media=media, color_scheme=system)
    page.goto("about.html")
    (root, _), (scheme, background) = page.evaluate(SEEN)
    context.close()
    assert background == "rgb({}, {}, {})".format(*rgb(paper))
    if media == "print":
        assert scheme == "light"
    elif chosen:
        # Bars that scroll the page are the root's, fields of forms the body's.
        assert (root, scheme) == (chosen, chosen)
    else:
        assert scheme == "light dark"
