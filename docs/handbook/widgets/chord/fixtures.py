"""What model.js must give: a function, its arguments, and what NumPy says."""

import numpy as np


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""
    square = np.poly1d([1, 0, 0])
    for x, h in ((0.0, 1.0), (1.0, 0.5), (-1.0, 0.01)):
        yield "height", [x], square(x)
        yield "slope", [x, h], (square(x + h) - square(x)) / h
