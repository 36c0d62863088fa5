"""The model that is fine-tuned in a page is that of its piece: its weights and what it does."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from extensions.lib.node import NODE
from tests.content.running import shared_examples
from tests.support.front_end import LINT
from tests.support.project import ROOT

SERIES = ROOT / "docs/posts/training-and-scaling"
PIECE = SERIES / "fine-tuning-in-your-browser.md"
WIDGET = SERIES / "widgets/fine-tune"
DATA = WIDGET / "data.bin"
RECORD = json.loads((SERIES / "little/record.json").read_text("utf-8"))
STEPS, PAIRS = 20, 8
CLOSE = 1e-4
FORM = re.compile(r" [a-z]+\.")

pytestmark = pytest.mark.slow

# What the code of the figure computes, in Node.
IN_NODE = """
import { readFileSync } from "node:fs";
const { folder, data: file, plain, steps, runs } = JSON.parse(readFileSync(0, "utf8"));
const of = (name) => import(`${folder}/${name}`);
const { headerOf, arraysOf } = await of("weights.js");
const { sequenceOf, tokenizer } = await of("tokens.js");
const { Trainer } = await of("trainer.js");
const bytes = readFileSync(file);
const data = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
const header = headerOf(data);
const tokens = tokenizer(header.merges);
const trainer = (more) => new Trainer(arraysOf(data), header, tokens,
  { what: "all", rank: 8, seed: 1, pairs: header.pairs, ...more }, plain);
const one = trainer({});
const { engine } = one;
const rows = header.pairs.slice(0, 8).map((pair) => sequenceOf(tokens, pair, true, 96));
const sum = rows.flatMap(({ shares }) => shares).reduce((a, b) => a + b, 0);
const weighed = rows.map((row) => ({ ...row, shares: row.shares.map((share) => share / sum) }));
const first = engine.loss(weighed).reduce((a, b) => a + b, 0);
const { F, g, size } = engine;
const gradients = Object.fromEntries(Object.keys(header.arrays).map((name) =>
  [name, [...F.slice(g[name], g[name] + size[name])]]));
const run = engine.forward([rows[0]]);
const at = engine.logits(run, [run.count - 1]).logits;
const logits = [...F.slice(at, at + engine.vocabulary)];
const said = one.answers(header.asked.map(([question]) => question));
const held = one.plainLoss(header.held_out);
const losses = runs.map((more) => {
  const settings = { rate: 3e-4, masked: true, replay: 0, ...more };
  const trained = trainer(more);
  return Array.from({ length: steps }, () => trained.go(settings));
});
console.log(JSON.stringify({ kind: engine.kind, first, logits, gradients, losses, held, said }));
"""


@cache
def in_node(plain: bool = False, runs: str = "[{}]", steps: int = STEPS) -> dict[str, Any]:
    """Return what the code of the figure gives, without WebAssembly if *plain*."""
    asked = {
        "folder": WIDGET.as_uri(),
        "data": str(DATA),
        "plain": plain,
        "steps": steps,
        "runs": json.loads(runs),
    }
    done = subprocess.run(
        [NODE, "--input-type=module", "--eval", IN_NODE],
        input=json.dumps(asked),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@cache
def piece() -> dict[str, Any]:
    """Return the names of the code of the piece, up to the run of all steps."""
    for block in shared_examples(PIECE):
        block.evaluate()
        if "def tune(" in block.parsed:
            return dict(block.document.namespace)
    raise AssertionError("no block of the piece defines tune")


def relative(found: Any, expected: Any) -> float:
    """Return how far *found* is from *expected*, against its largest number."""
    away = np.abs(np.asarray(found) - np.asarray(expected)).max()
    return float(away / np.abs(expected).max())


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
    found = in_node()
    assert found["held"] < 0.6
    said = found["said"]
    assert len(said) == 50
    assert sum(one["ended"] and bool(FORM.fullmatch(one["text"])) for one in said) <= 2


@pytest.mark.parametrize("plain", [False, True], ids=["WebAssembly", "JavaScript"])
def test_first_step_of_the_page_is_that_of_the_piece(plain: bool) -> None:
    found, names = in_node(plain), piece()
    assert found["kind"] == ("JavaScript" if plain else "WebAssembly")
    rows = [names["sequence"](pair) for pair in names["pairs"][:PAIRS]]
    loss, gradients = names["gradients"](names["base"], *names["batch"](rows))
    assert abs(found["first"] - loss) < CLOSE
    for name, gradient in gradients.items():
        assert relative(found["gradients"][name], gradient.ravel()) < CLOSE, name
    logits = names["forward"](names["base"], np.array([rows[0][0]]))[0][0, -1]
    assert relative(found["logits"], logits) < CLOSE


def test_losses_of_twenty_steps_are_those_of_the_piece() -> None:
    runs = [{}, {"replay": 2}, {"masked": False, "seed": 3}]
    found, names = in_node(runs=json.dumps(runs))["losses"], piece()
    for losses, settings in zip(found, runs, strict=True):
        _, expected = names["tune"](STEPS, **settings)
        assert np.allclose(losses, expected, rtol=0.01, atol=0), settings


def test_the_same_seed_gives_the_same_run_and_another_another() -> None:
    runs = [{}, {}, {"seed": 2}, {"what": "low rank"}, {"what": "low rank"}, {"what": "head"}]
    same, again, other, thin, thin_again, head = in_node(runs=json.dumps(runs), steps=3)["losses"]
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
