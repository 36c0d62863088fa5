"""What model.js must give, computed by the code of the piece."""

import numpy as np

PIECE = "vector-quantisation-by-random-rotation.md"


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""
    for bits in (1, 2, 3, 6):
        levels, error = piece["lloyd_max"](bits, 2)
        yield "levelsOf", [bits], {"levels": levels, "error": error}
        yield "least", [bits], piece["least"](bits, 2)
        for vector in ([1.3, 0.15], [-0.6, -0.45], [3.0, 4.0]):
            for degrees in (0, 38, 251):
                yield "way", [vector, degrees, levels], way(piece, vector, degrees, levels)


def way(piece, vector, degrees, levels):
    """Return the steps of *vector*, with a matrix for the turn."""
    angle = np.radians(degrees)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    unit = np.array(vector) / np.linalg.norm(vector)
    rounded = piece["quantised"](turn @ unit, levels)
    return {
        "unit": unit,
        "turned": turn @ unit,
        "rounded": rounded,
        "back": turn.T @ rounded,
        "error": piece["errors"](turn @ unit, levels),
    }
