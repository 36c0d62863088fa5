"""What model.js must give, computed by the code of the piece."""

import numpy as np

PIECE = "bayesian-optimisation.md"
LUCKS = (17, 10, 18, 3)


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""
    yield "GRID", None, piece["grid"]
    yield "TRUTH", None, piece["truth"]
    rng = np.random.default_rng(0)
    starts, noise = rng.integers(201, size=(24, 400)), 0.3 * rng.standard_normal((24, 400))
    for z in (-30.0, -9.0, -5.5, -2.5, -2.0, -0.5, 0.0, 1.5, 4.0):
        yield "logH", [z], piece["log_h"](np.array([z]))[0]
        yield "Phi", [z], piece["Phi"](z)
    for rule in ("EI", "UCB", "PI"):
        regret, tried = piece["runs"](rule)
        for luck in LUCKS:
            places = np.round((tried[:, luck] + 5) * 40).astype(int)
            values = piece["truth"][places] + noise[:, luck]
            assert list(places[:4]) == list(starts[:4, luck])
            yield "outline", [rule, str(luck), 0.6], [places, values, regret[:, luck]]
    regret, tried = piece["runs"]("EI", ell=3.0)
    places = np.round((tried[:, 17] + 5) * 40).astype(int)
    yield (
        "outline",
        ["EI", "17", 3.0],
        [places, piece["truth"][places] + noise[:, 17], regret[:, 17]],
    )
