"""The model that is fine-tuned in a page: its files, what its code and that of its piece give."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from typing import Any

import numpy as np

from extensions.lib.node import NODE
from tests.content.running import shared_examples
from tests.support.project import ROOT

SERIES = ROOT / "docs/posts/training-and-scaling"
PIECE = SERIES / "fine-tuning-in-your-browser.md"
WIDGET = SERIES / "widgets/fine-tune"
DATA = WIDGET / "data.bin"
CLOSE = 1e-4
STEPS, PAIRS = 20, 8

# What the code of the figure computes: `of` gives a module, `on` a machine.  Each of `runs` has its
# losses; the answers of the base, which take longest, are given where they are asked for.
MEASURE = """
async (of, on, data, { steps, runs, answers }) => {
  const { headerOf, arraysOf } = await of("weights.js");
  const { sequenceOf, tokenizer } = await of("tokens.js");
  const { Trainer } = await of("trainer.js");
  const header = headerOf(data);
  const tokens = tokenizer(header.merges);
  const trainer = async (more) => new Trainer(arraysOf(data), header, tokens,
    { what: "all", rank: 8, seed: 1, pairs: header.pairs, ...more }, await on());
  const one = await trainer({});
  const { engine } = one;
  const rows = header.pairs.slice(0, 8).map((pair) => sequenceOf(tokens, pair, true, 96));
  const sum = rows.flatMap(({ shares }) => shares).reduce((a, b) => a + b, 0);
  const weighed = rows.map((row) => ({ ...row, shares: row.shares.map((share) => share / sum) }));
  const first = (await engine.loss(weighed)).reduce((a, b) => a + b, 0);
  const numbers = await one.numbers();
  const { g, size } = engine;
  const gradients = Object.fromEntries(Object.keys(header.arrays).map((name) =>
    [name, [...numbers.slice(g[name], g[name] + size[name])]]));
  const run = engine.forward([rows[0]]);
  const at = engine.logits(run, [{ row: run.count - 1, target: 0, share: 0 }]).logits;
  const logits = [...await engine.machine.read(at, engine.vocabulary)];
  const said = answers && await one.answers(header.asked.map(([question]) => question));
  const held = await one.plainLoss(header.held_out);
  const losses = [];
  for (const more of runs) {
    const settings = { rate: 3e-4, masked: true, replay: 0, ...more };
    const trained = await trainer(more);
    const all = [];
    for (let step = 0; step < steps; step += 1) all.push(await trained.go(settings));
    losses.push(all);
  }
  return { kind: engine.kind, first, logits, gradients, losses, held, said };
}
"""
IN_NODE = f"""
import {{ readFileSync }} from "node:fs";
const {{ folder, data: file, plain, ...asked }} = JSON.parse(readFileSync(0, "utf8"));
const of = (name) => import(`${{folder}}/${{name}}`);
const {{ Processor }} = await of("cpu.js");
const {{ MEMORY }} = await of("engine.js");
const bytes = readFileSync(file);
const data = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
const measure = {MEASURE};
const found = await measure(of, () => new Processor(MEMORY, plain), data, asked);
console.log(JSON.stringify(found));
"""


def in_node(
    *runs: dict[str, Any], steps: int = STEPS, plain: bool = False, answers: bool = False
) -> dict[str, Any]:
    """Return what the code of the figure gives, without WebAssembly if *plain*."""
    asked = {
        "folder": WIDGET.as_uri(),
        "data": str(DATA),
        "plain": plain,
        "steps": steps,
        "runs": runs,
        "answers": answers,
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


def compare_first_step(found: dict[str, Any], names: dict[str, Any]) -> None:
    """Compare loss, gradients and logits that are *found* with those of the piece, by its *names*.

    Raises:
        AssertionError: one of them differs.
    """
    rows = [names["sequence"](pair) for pair in names["pairs"][:PAIRS]]
    loss, gradients = names["gradients"](names["base"], *names["batch"](rows))
    assert abs(found["first"] - loss) < CLOSE
    for name, gradient in gradients.items():
        assert relative(found["gradients"][name], gradient.ravel()) < CLOSE, name
    logits = names["forward"](names["base"], np.array([rows[0][0]]))[0][0, -1]
    assert relative(found["logits"], logits) < CLOSE
