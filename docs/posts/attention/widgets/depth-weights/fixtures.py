"""What model.js must give, computed from values at right angles and the formulas of the piece."""

import numpy as np

PIECE = "attention-over-depth.md"
STATES = (
    ("sum", 64, 0, 0.0, 0.1),
    ("behind", 64, 0, 0.0, 0.1),
    ("behind", 1, 0, 0.0, 0.1),
    ("gate", 20, 3, 0.0, 0.05),
    ("softmax", 64, 5, 4.2, 0.1),
    ("softmax", 10, 40, 1.5, 0.1),
)


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""
    for rule, parts, wanted, lead, gate in STATES:
        row = run(piece, rule, parts, min(wanted, parts), lead, gate)
        state = {"rule": rule, "parts": parts, "wanted": wanted, "lead": lead, "gate": gate}
        yield "weights", [state], row
        rms = float(piece["rms"](row) * np.sqrt(len(row)))
        yield "size", [row], rms
        yield "shares", [row], row / rms
        if rule == "softmax":
            share = row[min(wanted, parts)] / rms
            assert np.isclose(share, piece["share"](lead, parts))


def run(piece, rule, parts, wanted, lead, gate):
    """The row after *parts* parts, part by part; value j is the j-th row of the identity."""
    values = np.eye(parts + 1)
    if rule == "softmax":
        scores = np.zeros(parts + 1)
        scores[wanted] = lead
        return piece["softmax"](scores) @ values
    x = values[0]
    for value in values[1:]:
        x = (1 - gate) * x + gate * value if rule == "gate" else x + value
        if rule == "behind":
            x = piece["norm"](x) / np.sqrt(len(x))
    return x
