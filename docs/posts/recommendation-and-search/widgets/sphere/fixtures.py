"""What model.js must give, computed by the code of the piece."""

import numpy as np

PIECE = "vector-quantisation-by-random-rotation.md"


class Drawn:
    """A generator that gives a matrix which is known."""

    def __init__(self, matrix):
        self.matrix = matrix

    def normal(self, size):
        """Return the matrix."""
        assert self.matrix.shape == size
        return self.matrix


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""
    rng = np.random.default_rng(4)
    for bits in (1, 2, 3, 6):
        levels, error = piece["lloyd_max"](bits, 3)
        yield "levelsOf", [bits], {"levels": levels, "error": error}
        yield "least", [bits], piece["least"](bits, 3)
        matrix = rng.normal(size=(3, 3))
        turn = piece["rotation"](3, Drawn(matrix))
        yield "orthogonal", [matrix.T], turn.T
        for vector in ([1.0, 2.0, 3.0], [0.0, -1.0, 4.0]):
            unit = np.array(vector) / np.linalg.norm(vector)
            rounded = piece["quantised"](turn @ unit, levels)
            steps = {
                "unit": unit,
                "turned": turn @ unit,
                "rounded": rounded,
                "back": turn.T @ rounded,
                "error": piece["errors"](turn @ unit, levels),
            }
            yield "way", [vector, turn.T, levels], steps
    yield "direction", [90, 0], [0, 1, 0]
    yield "direction", [0, 30], [np.sqrt(3) / 2, 0, 0.5]
