"""What model.js must give, computed by the program of the piece."""

import numpy as np

PIECE = "positions-from-sinusoids-to-rope.md"
CALLS = ((100, 128, 10_000), (1, 8, 100), (16_384, 64, 500_000), (777, 16, 10_000_000))


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""
    for distance, width, base in CALLS:
        theta = piece["angles"](width, float(base))
        yield "angles", [width, base], theta
        yield "cosines", [distance, width, base], np.cos(distance * theta)
        yield (
            "meanCosine",
            [distance, width, base],
            piece["mean_cosine"](distance, width, float(base)),
        )
        yield "fade", [distance, base], piece["fade"](distance, base)
