"""What model.js must give, computed by the code of the piece."""

import numpy as np

PIECE = "depth.md"


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""
    network, run, pieces = piece["sawtooth_network"], piece["run"], piece["pieces"]
    for layers, width in ((1, 5), (3, 4), (6, 2), (3, 16), (2, 11)):
        widths = (width,) * layers
        for x in (0, 0.005, 0.37, 0.5, 0.995, 1):
            told = [run(network(widths[: n + 1]), [x])[0] for n in range(layers)]
            yield "through", [layers, width, x], told
        # With other widths, corners that meet differ in their last digit.
        count = pieces(network(widths), 0, 1) if width in (2, 4, 16) else width**layers
        counts = {"units": layers * width, "pieces": count, "oneLayer": layers * width + 1}
        yield "counts", [layers, width], counts | {"limit": (width + 1) ** layers}
    for units, count in ((12, 64), (48, 4096), (1000, 4096), (15, 243), (3, 4), (4, 4)):
        corners, mean = one_layer(piece, units, count)
        yield "wide", [units, count], corners
        yield "meanError", [units, count], mean


def one_layer(piece, units, count):
    """The corners and the mean error of one layer that copies as far as its units last."""
    N, m = count, units
    kinks = np.arange(m) / N
    weights = 2.0 * N * (-1.0) ** np.arange(m)
    weights[0] = N
    if m < N:
        kinks[-1] = (m - 1.5) / N
        weights[-1] = -weights[:-1].sum()
    corners = np.append(kinks, 1)
    heights = piece["relu"](corners[:, None] - kinks) @ weights
    x = np.arange(2 * N + 1) / (2 * N)
    saw = np.interp(x, np.arange(N + 1) / N, np.arange(N + 1) % 2)
    error = np.abs(piece["relu"](x[:, None] - kinks) @ weights - saw)
    return np.stack([corners, heights], axis=1), np.trapezoid(error, x)
