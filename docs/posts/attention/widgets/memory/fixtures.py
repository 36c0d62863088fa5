"""What model.js must give, computed by the two rules of the piece."""

import numpy as np

PIECE = "linear-attention-and-the-delta-rule.md"
LOGS = {
    "rewritten": (("x", 3), ("y", 5), ("x", 7), ("y", 5), ("x", 7), ("y", 5)),
    "three": (("x", 3), ("y", 5), ("z", 4), ("x", 3), ("y", 5), ("z", 4)),
}
STATES = (
    ("rewritten", 3, 60, 1.0),
    ("rewritten", 6, 90, 1.0),
    ("rewritten", 5, 25, 0.3),
    ("three", 6, 45, 1.0),
    ("three", 4, 170, 2.0),
    ("three", 0, 60, 1.0),
)


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""
    for log, lines, angle, rate in STATES:
        state = {"log": log, "lines": lines, "angle": angle, "rate": rate}
        turns = np.radians([0, angle, 120])
        keys = dict(zip("xyz", np.column_stack([np.cos(turns), np.sin(turns)]), strict=True))
        sums, deltas = [np.zeros((2, 1))], [np.zeros((2, 1))]
        for name, value in LOGS[log][:lines]:
            sums.append(piece["write_sum"](sums[-1], keys[name], [value]))
            deltas.append(piece["write_delta"](deltas[-1], keys[name], [value], rate))
        yield "sums", [state], [one[:, 0] for one in sums]
        yield "deltas", [state], [one[:, 0] for one in deltas]
        yield "latest", [state], [list(one) for one in dict(LOGS[log][:lines]).items()]
        for name, key in keys.items():
            yield "keyOf", [name, angle], key
            yield "answer", [deltas[-1][:, 0], name, angle], (key @ deltas[-1])[0]
