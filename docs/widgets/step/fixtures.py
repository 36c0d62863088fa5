"""What model.js must give, computed by the code of the piece on gradient descent."""

import numpy as np

PIECE = "posts/deep-learning-from-the-ground-up/gradient-descent.md"


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""
    X, rent = piece["X"], piece["rent"]
    for step in (0.0001, 0.0004, 0.00045, 0.0005):
        weights, found = np.zeros(3), []
        for _ in range(1000):
            found.append(piece["typical_error"](weights))
            weights = weights - step * X.T @ (X @ weights - rent) / 8
        yield "errors", [step, 999], found
    yield "edge", [], 2 / np.linalg.eigvalsh(X.T @ X / 8)[-1]
