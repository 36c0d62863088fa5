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
    rng = np.random.default_rng(5)
    matrix, x = rng.normal(size=(12, 12)), piece["item"][:12]
    turn = piece["rotation"](12, Drawn(matrix))
    yield "orthogonal", [matrix.T], turn.T
    yield "turned", [turn.T, x], turn @ x
    for bits in (1, 2, 3):
        cells = np.unique(piece["grid"](np.linspace(x.min(), x.max(), 1000), bits))
        yield "evenLevels", [x, bits], cells
        yield "errorOf", [x, cells], np.sum((x - piece["grid"](x, bits)) ** 2)
    for bits, d in ((1, 2), (2, 3), (3, 64), (4, 128), (6, 64)):
        levels, error = piece["lloyd_max"](bits, d)
        yield "bestLevels", [bits, d], {"levels": levels, "error": error}
    # The density is that whose masses the piece integrates.
    for d in (2, 3, 8, 64):
        whole = piece["masses"](np.linspace(-np.pi / 2, np.pi / 2, 33), d).sum()
        for u in (0.0, 0.5, 1.2):
            yield "density", [u, d], (1 - u**2 / d) ** ((d - 3) / 2) / whole / np.sqrt(d)
