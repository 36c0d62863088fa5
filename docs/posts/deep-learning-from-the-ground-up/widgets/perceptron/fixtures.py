"""What model.js must give, computed by the code of the piece."""

import numpy as np

PIECE = "the-perceptron.md"
KEPT = 61
NOMINAL = [4, 6]


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""
    pumps, labels = np.array(piece["X"]), np.array(piece["y"])
    near, other = pumps.astype(float), labels.copy()
    near[1] = [-1, 0.25]
    other[:] = [-1, -1, -1, -1, 1, 1]
    for points, signs, share in (
        (pumps, labels, 0),
        (pumps, labels, 0.5),
        (pumps, labels, 1),
        (near, labels, 0),
        (pumps, other, 0),
    ):
        given = [points.tolist(), (signs > 0).tolist(), share]
        yield "solve", given, solved(piece, points, signs, share)
    corners, exclusive = [[0, 0], [0, 1], [1, 0], [1, 1]], [False, True, True, False]
    yield "solve", [corners, exclusive, 0], {"separable": False, "cycle": 4}
    Z = piece["fold"](np.array(corners), np.array([-1, 1, 1, -1]))
    yield "fold", [corners, exclusive, 0], Z
    assert not piece["separable"](Z)


def solved(piece, points, signs, share):
    """The bound and the run of the rule, by the functions of the piece."""
    Z = piece["fold"](points + share * np.array(NOMINAL), signs)
    weights, mistakes, _ = piece["train"](Z)
    margin = piece["best_margin"](Z)
    squared = np.sum(Z**2, axis=1).max()
    return {
        "separable": True,
        "squared": squared,
        "margin": margin,
        "bound": squared / margin**2,
        "total": len(mistakes),
        "cycle": 0,
        "mistakes": [
            {"row": row, "score": float(old @ Z[row]), "w": new.tolist()}
            for (_, row), old, new in list(zip(mistakes, weights, weights[1:], strict=False))[:KEPT]
        ],
    }
