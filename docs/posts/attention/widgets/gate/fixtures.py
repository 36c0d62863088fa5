"""What model.js must give, computed by the program of the piece."""

import numpy as np

PIECE = "selective-state-spaces.md"
VALUES = [
    *(-0.3, 0.5, -0.8, 0.2, 0.6, -0.4, 0.9, -0.7),
    *(0.4, -0.2, 0.7, -0.9, 0.1, -0.5, 0.3, -0.6),
]
STEPS = (
    ("..x...x.........", 4, 0.005),
    ("x..x", 0.105, 0.105),
    ("", 0.3, 5),
    ("xX.xxxxxxxxxxxxx", 0, 1),
)


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""
    for pattern, marked, others in STEPS:
        is_marked = [sign in "xX" for sign in pattern.ljust(16)]
        steps = np.where(is_marked, float(marked), float(others))
        takes = piece["hold"](-1.0, 1.0, steps)[1]
        yield "marks", [pattern], is_marked
        yield "gates", [is_marked, marked, others], takes
        piece["counted"]["combinations"] = 0
        *_, states, rounds = piece["scan"](1 - takes, takes * np.array(VALUES))
        combinations = piece["counted"]["combinations"]
        yield "states", [VALUES, takes], states
        yield (
            "scanned",
            [VALUES, takes],
            {"states": states, "combinations": combinations, "rounds": rounds},
        )
        # A gate that is open wide leaves nothing, which has no logarithm.
        row = piece["mask"](np.maximum(1 - takes, 1e-300))[11] * takes
        yield "weights", [takes, 11], row
