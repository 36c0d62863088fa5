"""Train the base model of the little language and write its weights: ``python -m little.train``.

Run it in the folder above this one.  It needs PyTorch, from ``requirements.txt``, which neither
the site nor its tests need.  The same seed gives the same model on the same machine and version;
another machine sums in another order, and gives one that is as good.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from .bpe import END, Tokenizer, learn
from .language import documents
from .questions import HELD_OUT_SEED, texts
from .weights import CONTEXT, HEADS, LAYERS, VOCABULARY, WIDTH, pack, unpack

HERE = Path(__file__).parent
OUT = HERE.parent / "widgets/fine-tune/data.bin"
SEED = 1
DOCUMENTS, HELD_OUT = 20_000, 400
BATCH = 32


class Block(nn.Module):
    """One layer: attention, then a perceptron, each on what is normed."""

    def __init__(self) -> None:
        super().__init__()
        self.g1 = nn.Parameter(torch.ones(WIDTH))
        self.wqkv = nn.Parameter(torch.randn(WIDTH, 3 * WIDTH) * 0.02)
        self.wo = nn.Parameter(torch.randn(WIDTH, WIDTH) * 0.02 / math.sqrt(2 * LAYERS))
        self.g2 = nn.Parameter(torch.ones(WIDTH))
        self.w1 = nn.Parameter(torch.randn(WIDTH, 4 * WIDTH) * 0.02)
        self.w2 = nn.Parameter(torch.randn(4 * WIDTH, WIDTH) * 0.02 / math.sqrt(2 * LAYERS))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the rows *x*, (batch, n, WIDTH), with what the layer adds to them."""
        b, n, d = x.shape
        qkv = normed(x, self.g1) @ self.wqkv
        q, k, v = qkv.view(b, n, 3, HEADS, d // HEADS).permute(2, 0, 3, 1, 4)
        y = functional.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + y.transpose(1, 2).reshape(b, n, d) @ self.wo
        return x + functional.silu(normed(x, self.g2) @ self.w1) @ self.w2


class Model(nn.Module):
    """The decoder, whose embedding is its head as well."""

    def __init__(self) -> None:
        super().__init__()
        self.e = nn.Parameter(torch.randn(VOCABULARY, WIDTH) * 0.02)
        self.p = nn.Parameter(torch.randn(CONTEXT, WIDTH) * 0.02)
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))
        self.gf = nn.Parameter(torch.ones(WIDTH))

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        """Return the logits after each of *tokens*, (batch, n)."""
        x = self.e[tokens] + self.p[: tokens.shape[1]]
        for block in self.blocks:
            x = block(x)
        return normed(x, self.gf) @ self.e.T


def normed(x: torch.Tensor, gain: torch.Tensor) -> torch.Tensor:
    """Return *x* with rows of mean square one, times *gain*."""
    return x * torch.rsqrt((x * x).mean(-1, keepdim=True) + 1e-5) * gain


def windows(lines: list[str], tokenizer: Tokenizer) -> np.ndarray:
    """Return documents put one behind the other, in rows that begin with one: (rows, CONTEXT+1)."""
    rows, row = [], [END]
    for line in lines:
        row += [*tokenizer.encode(line), END]
        if len(row) > CONTEXT:
            rows.append(row[: CONTEXT + 1])
            row = [END]
    return np.array(rows)


def loss_of(model: nn.Module, rows: torch.Tensor) -> torch.Tensor:
    """Return the mean loss, in nats a token."""
    logits = model(rows[:, :-1])
    return functional.cross_entropy(logits.reshape(-1, VOCABULARY), rows[:, 1:].reshape(-1))


def rate_at(step: int, steps: int, peak: float) -> float:
    """Return the rate of *step*: it rises for 100 steps and falls to a twentieth."""
    if step < 100:
        return peak * (step + 1) / 100
    share = (step - 100) / max(steps - 100, 1)
    return peak * (0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * share)))


def main() -> None:
    """Train, and write what was learned and how well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=2500)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--out", type=Path, default=OUT)
    asked = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    lines = documents(DOCUMENTS, SEED)
    tokenizer = Tokenizer(learn(lines[:6000], VOCABULARY))
    rows = torch.tensor(windows(lines, tokenizer))
    held_out = torch.tensor(windows(documents(HELD_OUT, HELD_OUT_SEED), tokenizer))
    model = Model()
    decayed = [one for one in model.parameters() if one.dim() == 2]
    others = [one for one in model.parameters() if one.dim() == 1]
    optimiser = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": 0.05}, {"params": others, "weight_decay": 0.0}],
        betas=(0.9, 0.98),
    )
    began = time.monotonic()
    for step in range(asked.steps):
        for group in optimiser.param_groups:
            group["lr"] = rate_at(step, asked.steps, asked.rate)
        loss = loss_of(model, rows[torch.randint(len(rows), (BATCH,))])
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        if step % 100 == 99:
            with torch.no_grad():
                held = loss_of(model, held_out[:64])
            took = time.monotonic() - began
            print(f"{step + 1} {loss.item():.4f} {held.item():.4f} {took:.0f} s", flush=True)
    arrays = {name: one.detach().numpy() for name, one in model.named_parameters()}
    packed = pack(arrays, tokenizer.merges, texts())
    asked.out.write_bytes(packed)
    with torch.no_grad():
        before = loss_of(model, held_out).item()
        for name, array in unpack(packed)[0].items():
            dict(model.named_parameters())[name].copy_(torch.from_numpy(array))
        after = loss_of(model, held_out).item()
    record = {
        "documents": DOCUMENTS,
        "tokens": int(rows.numel()),
        "steps": asked.steps,
        "rows in a step": BATCH,
        "peak rate": asked.rate,
        "seed": SEED,
        "torch": torch.__version__,
        "parameters": sum(one.numel() for one in model.parameters()),
        "bytes": len(packed),
        "blake2b": hashlib.blake2b(packed, digest_size=16).hexdigest(),
        "loss on held-out text": round(before, 4),
        "the same with int8 weights": round(after, 4),
    }
    is_ours = asked.out == OUT
    place = HERE / "record.json" if is_ours else asked.out.with_suffix(".json")
    place.write_text(json.dumps(record, indent=2) + "\n", "utf-8")
    print(record, file=sys.stderr)


if __name__ == "__main__":
    main()
