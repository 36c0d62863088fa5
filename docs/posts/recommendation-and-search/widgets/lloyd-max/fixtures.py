"""What model.js must give, computed by the code of the piece."""

from itertools import pairwise

import numpy as np

PIECE = "vector-quantisation-by-random-rotation.md"


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""
    for bits, d in ((1, 2), (2, 3), (2, 768), (3, 8), (4, 64), (6, 768)):
        levels, _ = piece["lloyd_max"](bits, d)
        # One round more: the piece tells the error of levels that are the means of their cells.
        following, error = piece["lloyd_max"](bits, d, rounds=101)
        yield "history", [levels, d, 1], [{}, {"levels": following}]
        if np.max(np.abs(following - levels)) < 1e-12:
            yield "history", [levels, d, 0], [{"levels": levels, "error": error}]
        yield "least", [bits, d], piece["least"](bits, d)
    # Any levels: the error is an integral over latitudes.
    for d in (2, 3, 8, 64):
        levels = np.array([-0.5, -0.1, 0.2, 0.6])
        error = d * piece_error(piece, levels, d)
        yield "history", [levels, d, 0], [{"levels": levels, "error": error}]
        whole = piece["masses"](np.linspace(-np.pi / 2, np.pi / 2, 65), d).sum()
        for u in (0.0, 0.5, 1.2):
            yield "density", [u, d], (1 - u**2 / d) ** ((d - 3) / 2) / whole / np.sqrt(d)


def piece_error(piece, levels, d):
    """Return the mean square of what is lost with *levels*, cell by cell."""
    quantised = piece["quantised"]
    cuts = np.arcsin((levels[1:] + levels[:-1]) / 2)
    edges = np.concatenate([[-np.pi / 2], cuts, [np.pi / 2]])
    nodes, weights = piece["nodes"], piece["weights"]
    total = whole = 0.0
    for a, b in pairwise(edges):
        parts = np.linspace(a, b, 21)
        for low, high in pairwise(parts):
            latitude = (low + high) / 2 + (high - low) / 2 * nodes
            weight = weights * (high - low) / 2 * np.cos(latitude) ** (d - 2)
            total += weight @ (np.sin(latitude) - quantised(np.sin(latitude), levels)) ** 2
            whole += weight.sum()
    return total / whole
