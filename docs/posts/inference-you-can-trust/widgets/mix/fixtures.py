"""What model.js must give, computed by the code of the piece."""

import numpy as np

PIECE = "seven-traps.md"


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""
    open_surgery, keyhole = piece["open_surgery"], piece["keyhole"]
    (r1, w1), (r0, w0) = (
        (group[:, 0] / group[:, 1], group[:, 1] / group[:, 1].sum())
        for group in (open_surgery, keyhole)
    )
    patients = int(open_surgery[:, 1].sum())
    yield "PATIENTS", None, patients
    counts = int(open_surgery[0, 1]), int(keyhole[0, 1])
    for small1, small0 in (counts, (0, 350), (179, 179), (300, 10)):
        v1, v0 = (np.array([small, patients - small]) / patients for small in (small1, small0))
        if (small1, small0) == counts:
            assert np.allclose([v1, v0], [w1, w0])
        told = {
            "r1": v1 @ r1,
            "r0": v0 @ r0,
            "within": v1 @ (r1 - r0),
            "mix": (v1 - v0) @ r0,
        }
        yield "compared", [{"open": small1, "keyhole": small0, "harder": 100}], told
    easy = {"within": r1[0] - r0[0], "mix": 0.0}
    yield "compared", [{"open": counts[0], "keyhole": counts[1], "harder": 0}], easy
