"""The model that is fine-tuned in a page is that of its piece: its weights and what it does."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from extensions.lib.node import NODE
from tests.content.own.fine_tuning import (
    DATA,
    SERIES,
    STEPS,
    WIDGET,
    compare_first_step,
    in_node,
    piece,
)
from tests.support.front_end import LINT

RECORD = json.loads((SERIES / "little/record.json").read_text("utf-8"))
FORM = re.compile(r" [a-z]+\.")

pytestmark = pytest.mark.slow


def test_committed_weights_are_those_of_the_record() -> None:
    content = DATA.read_bytes()
    assert len(content) == RECORD["bytes"] <= 600_000
    assert hashlib.blake2b(content, digest_size=16).hexdigest() == RECORD["blake2b"]
    assert sum(one.size for one in piece()["arrays"].values()) == RECORD["parameters"]
    assert 300_000 <= RECORD["parameters"] <= 600_000
    assert abs(RECORD["the same with int8 weights"] - RECORD["loss on held-out text"]) < 0.01


def test_texts_beside_the_weights_are_those_of_the_language() -> None:
    piece()
    from little.questions import texts  # type: ignore[import-not-found]

    header = json.loads(json.dumps(piece()["header"]))
    for name, text in texts().items():
        assert header[name] == json.loads(json.dumps(text)), name
    learnt = {question for question, _ in header["pairs"]}
    assert not learnt & {question for question, _ in header["asked"]}


def test_base_knows_the_language_and_answers_nothing_in_form() -> None:
    found = in_node(answers=True)
    assert found["held"] < 0.6
    said = found["said"]
    assert len(said) == 50
    assert sum(one["ended"] and bool(FORM.fullmatch(one["text"])) for one in said) <= 2


@pytest.mark.parametrize("plain", [False, True], ids=["WebAssembly", "JavaScript"])
def test_first_step_of_the_page_is_that_of_the_piece(plain: bool) -> None:
    found, names = in_node(plain=plain), piece()
    assert found["kind"] == ("JavaScript" if plain else "WebAssembly")
    compare_first_step(found, names)


def test_losses_of_twenty_steps_are_those_of_the_piece() -> None:
    runs: list[dict[str, Any]] = [{}, {"replay": 2}, {"masked": False, "seed": 3}]
    found, names = in_node(*runs)["losses"], piece()
    for losses, settings in zip(found, runs, strict=True):
        _, expected = names["tune"](STEPS, **settings)
        assert np.allclose(losses, expected, rtol=0.01, atol=0), settings


def test_the_same_seed_gives_the_same_run_and_another_another() -> None:
    low_rank = {"what": "low rank"}
    runs: list[dict[str, Any]] = [{}, {}, {"seed": 2}, low_rank, low_rank, {"what": "head"}]
    same, again, other, thin, thin_again, head = in_node(*runs, steps=3)["losses"]
    assert same == again != other
    assert thin == thin_again != same
    assert head[0] == same[0] != head[2]


def test_loss_ignores_what_the_question_is_predicted_to_be() -> None:
    names = piece()
    texts, targets, marks = names["batch"]([names["sequence"](pair) for pair in names["pairs"]])
    others = np.where(marks == 0, 300, targets)
    loss, gradients = names["gradients"](names["base"], texts, targets, marks)
    another, same = names["gradients"](names["base"], texts, others, marks)
    assert loss == another
    assert all((same[name] == gradients[name]).all() for name in gradients)


def test_kernels_are_what_their_text_says(tmp_path: Path) -> None:
    code = (WIDGET / "kernels.wasm").read_bytes()
    text = (WIDGET / "kernels.js").read_text("utf-8")
    assert re.findall(r'"([\w+/=]+)"', text) == [base64.b64encode(code).decode()]
    wabt = LINT / "node_modules/wabt/index.js"
    if not wabt.is_file():
        pytest.skip("wabt is not installed")
    script = (
        'import { readFileSync, writeFileSync } from "node:fs";'
        f'const {{ default: begin }} = await import("{wabt.as_uri()}");'
        f'const text = readFileSync("{WIDGET / "kernels.wat"}", "utf8");'
        'const made = (await begin()).parseWat("kernels.wat", text, { simd: true });'
        f'writeFileSync("{tmp_path / "made.wasm"}", made.toBinary({{}}).buffer);'
    )
    subprocess.run([NODE, "--input-type=module", "--eval", script], check=True)
    assert (tmp_path / "made.wasm").read_bytes() == code
