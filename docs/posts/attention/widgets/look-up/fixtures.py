"""What model.js must give, computed by the softmax and the Jacobian of the piece."""

import re
from pathlib import Path

import numpy as np

PIECE = "scaled-dot-product-attention.md"
STATES = (
    ("meant", 64, True, "none"),
    ("meant", 64, False, "none"),
    ("chance", 16, False, "before"),
    ("before", 256, False, "before"),
    ("meant", 4, True, "after"),
)


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""
    softmax = piece["softmax"]
    for head, width, divided, mask in STATES:
        scores = tables()[head] * (1 if divided else np.sqrt(width))
        future = np.where(np.tri(9, dtype=bool), 0.0, -np.inf)
        weights = softmax(scores + (future if mask == "before" else 0.0))
        if mask == "after":
            weights = weights * np.tri(9)
        state = {"head": head, "width": width, "divided": divided, "mask": mask}
        yield "attention", [state], {"scores": scores, "weights": weights}
        if mask == "after":
            continue
        for row in weights[[1, 6, 8]]:
            seen = row[row > 0]
            yield "entropy", [row], -(seen * np.log(seen)).sum()
            yield "slope", [row], np.linalg.eigvalsh(np.diag(row) - np.outer(row, row))[-1]


def tables():
    """The tables z of the heads, as they stand in the model."""
    text = Path(__file__).with_name("model.js").read_text("utf-8")
    found = re.findall(r"(\w+): \[\n(.*?)\n  \],", text, re.DOTALL)
    return {
        name: np.reshape([float(one) for one in re.findall(r"-?\d+\.\d", rows)], (9, 9))
        for name, rows in found
    }
