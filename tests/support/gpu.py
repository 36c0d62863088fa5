"""A Chromium that has a GPU for pages, which it imitates if need be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page

from tests.support import chromium

# SwiftShader computes on the processor what a GPU would.
FLAGS = (*chromium.FLAGS, "--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader")
HAS_ADAPTER = "async () => Boolean(await navigator.gpu?.requestAdapter())"
# What is imitated is no GPU to the figure, unless it is told otherwise.
AS_GPU = """
Object.defineProperty(GPUAdapterInfo.prototype, "isFallbackAdapter", { get: () => false });
"""


@contextmanager
def gpu_page(browser: Browser, address: str) -> Iterator[Page]:
    """Give a page at *address* in another Chromium, with a GPU; skip the test if there is none."""
    program = chromium.chromium()
    with browser.browser_type.launch(executable_path=program, args=FLAGS) as other:
        page = other.new_page(base_url=address)
        page.goto(address)
        if not page.evaluate(HAS_ADAPTER):
            pytest.skip("this Chromium offers no GPU, and imitates none")
        yield page
