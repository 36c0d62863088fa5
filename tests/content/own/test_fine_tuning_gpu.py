"""On a GPU the model learns what it learns on the processor, which goes on where a GPU fails."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

from tests.content.own.fine_tuning import (
    CLOSE,
    MEASURE,
    STEPS,
    WIDGET,
    compare_first_step,
    in_node,
    piece,
)
from tests.support.gpu import AS_GPU, gpu_page
from tests.support.server import served

pytestmark = pytest.mark.slow

OTHERS: list[dict[str, Any]] = [
    {"what": "head"},
    {"what": "low rank", "rank": 3},
    {"masked": False, "replay": 2, "seed": 3},
]
LIKE_A_PAGE = "const of = (name) => import(`/${name}`);"
ON_GPU = f"""async (asked) => {{
    {AS_GPU}
    {LIKE_A_PAGE}
    const {{ openGpu }} = await of("gpu.js");
    const {{ MEMORY }} = await of("engine.js");
    const data = await (await fetch("/data.bin")).arrayBuffer();
    const measure = {MEASURE};
    return measure(of, async () => (await openGpu(MEMORY)).gpu, data, asked);
}}"""
# Steps of a session, before the third of which `fault` happens to it.
SESSION = f"""async ([before, fault, steps, more = {{}}]) => {{
    {LIKE_A_PAGE}
    eval(before);
    const {{ open }} = await of("session.js");
    const {{ defaults }} = await of("settings.js");
    const session = open(await (await fetch("/data.bin")).arrayBuffer());
    await session.set({{ ...defaults(), ...more }});
    let told;
    for (let step = 0; step < steps; step += 1) {{
        if (step === 2) eval(fault);
        told = await session.step();
    }}
    return told.result.run;
}}"""
DAMAGED = """
const { createShaderModule } = GPUDevice.prototype;
GPUDevice.prototype.createShaderModule = function ({ code }) {
    return createShaderModule.call(this, { code: code.replace(%s, %s) });
};
"""
LOST = "session.trainer.gpu.engine.machine.device.destroy()"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page beside the code of the figure, in a browser with a GPU."""
    with served(WIDGET) as address, gpu_page(browser, f"{address}settings.js") as page:
        yield page


@cache
def on_the_processor() -> list[float]:
    """Return the losses of the first 29 steps."""
    [losses] = in_node({}, steps=29)["losses"]
    return [*losses]


def damaged(what: str, to: str) -> str:
    """Return what lets the shaders be others."""
    return AS_GPU + DAMAGED % (json.dumps(what), json.dumps(to))


def test_first_step_and_twenty_losses_are_those_of_the_piece(page: Page) -> None:
    found, names = page.evaluate(ON_GPU, {"steps": STEPS, "runs": [{}]}), piece()
    assert found["kind"] == "GPU"
    compare_first_step(found, names)
    _, expected = names["tune"](STEPS)
    assert np.allclose(found["losses"][0], expected, rtol=0.01, atol=0)


def test_head_low_rank_and_replay_are_those_of_the_processor(page: Page) -> None:
    found = page.evaluate(ON_GPU, {"steps": 5, "runs": OTHERS})
    expected = in_node(*OTHERS, steps=5)
    for losses, same, settings in zip(found["losses"], expected["losses"], OTHERS, strict=True):
        assert np.allclose(losses, same, rtol=0.01, atol=0), settings
    assert abs(found["held"] - expected["held"]) < CLOSE


@pytest.mark.parametrize(
    ("before", "fault", "reason"),
    [
        ("", "", "none"),
        (damaged("fn gate(", "fn gate(("), "", "shader"),
        (damaged("+ 1e-5", "+ 1e-1"), "", "differs"),
        (AS_GPU, LOST, "lost"),
        (AS_GPU, "", ""),
    ],
    ids=["imitated", "shader that fails", "another first step", "lost device", "no fault"],
)
def test_processor_goes_on_where_the_gpu_fails(
    page: Page, before: str, fault: str, reason: str
) -> None:
    run = page.evaluate(SESSION, [before, fault, 4])
    assert run["reason"] == reason
    assert run["kind"] == ("WebAssembly" if reason else "GPU")
    assert np.allclose(run["losses"], on_the_processor()[:4], rtol=0.01, atol=0)


@pytest.mark.parametrize("what", ["head", "low rank"])
def test_first_step_of_a_part_is_taken_to_be_right(page: Page, what: str) -> None:
    run = page.evaluate(SESSION, [AS_GPU, "", 3, {"what": what, "replay": 1}])
    assert (run["reason"], run["kind"], run["step"]) == ("", "GPU", 3)


def test_processor_takes_no_step_twice_and_none_less(page: Page) -> None:
    """The GPU's numbers are taken over on the way, and what came after them is computed again."""
    script = SESSION.replace("step === 2", "step === 27")
    run = page.evaluate(script, [AS_GPU, LOST, 29])
    assert (run["reason"], run["step"], len(run["losses"])) == ("lost", 29, 29)
    assert np.allclose(run["losses"], on_the_processor(), rtol=0.01, atol=0)
