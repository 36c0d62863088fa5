"""What model.js must give, computed by the code of the piece on the same random numbers."""

import numpy as np

PIECE = "training-deep-networks.md"
LAYERS, WIDTH, APART = 60, 64, 7919
COUNT = 2 * LAYERS * WIDTH**2
MODES = {("sum", True): "pre-norm", ("sum", False): "plain", ("scaled", False): "scaled"}


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""
    drawn = normals(COUNT, 1)
    yield "derived", [state(1, 50, 64, True, "sum")], {"forward": np.sqrt(np.arange(1, 52))}
    for factor, layers, width, draw in ((0.8, 50, 64, 1), (1.7, 20, 16, 7), (1, 60, 2, 3)):
        given = state(factor, layers, width, False, "none", draw)
        a, g = plain(piece, drawn, given)
        yield "sizes", [given], {"forward": a, "backward": g}
        root = factor ** np.arange(layers + 1)
        yield "derived", [given], {"forward": root, "backward": root[::-1]}
    for (residual, norm), mode in MODES.items():
        for factor, layers, width, draw in ((1, 50, 64, 2), (1.5, 12, 8, 30)):
            given = state(factor, layers, width, norm, residual, draw)
            # The piece knows the scaling of all layers: so only the last sizes are its own.
            out, back = branches(piece, drawn, given, mode)
            yield "ends", [given], {"signal": out, "gradient": back}


def state(factor, layers, width, norm, residual, draw=1):
    """A state of the figure."""
    names = ("factor", "layers", "width", "norm", "residual", "draw")
    return dict(zip(names, (factor, layers, width, norm, residual, draw), strict=True))


def normals(count, seed):
    """Standard normal numbers by Box and Muller, of the generator mulberry32."""
    start = np.uint64(seed) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x6D2B79F5)
    at = start.astype(np.uint32)
    mixed = (at ^ (at >> 15)) * (at | np.uint32(1))
    mixed ^= mixed + (mixed ^ (mixed >> 7)) * (mixed | np.uint32(61))
    uniform = ((mixed ^ (mixed >> 14)).astype(float) + 0.5) / 2**32
    radius, angle = np.sqrt(-2 * np.log(uniform[::2])), 2 * np.pi * uniform[1::2]
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1).ravel()


def weights(drawn, given):
    """The matrices W and V of all layers, and the vectors at both ends."""
    n, draw = given["width"], given["draw"]
    found = []
    for offset in (0, LAYERS * n * n):
        places = [draw * APART + k * n * n + offset for k in range(given["layers"])]
        starts = [place % (COUNT - n * n) for place in places]
        found.append([drawn[start : start + n * n].reshape(n, n) for start in starts])
    for end in (1, 2):
        start = COUNT - (2 * draw + end) * WIDTH
        v = drawn[start : start + n]
        found.append(v / np.sqrt(np.mean(v**2)))
    return found


def plain(piece, drawn, given):
    """The sizes of a plain network by `sweep` of the piece."""
    Ws, _, a, g = weights(drawn, given)
    scale = given["factor"] * np.sqrt(2 / given["width"])
    signal, gradient = piece["sweep"]([scale * W for W in Ws], a, g)
    return [piece["rms"](v) for v in signal], [piece["rms"](v) for v in gradient]


def branches(piece, drawn, given, mode):
    """The sizes at both ends of a residual network by `residual` of the piece."""
    Ws, Vs, a, g = weights(drawn, given)
    n = given["width"]
    W = np.array(Ws) * given["factor"] * np.sqrt(2 / n)
    return np.sqrt(piece["residual"](mode, W, np.array(Vs) * np.sqrt(1 / n), a, g))
