"""What model.js must give, computed in NumPy's own half precision and by the code of the piece."""

import numpy as np

PIECE = "gradients-in-practice.md"
SPACING = {"float16": 2.0**-11, "bfloat16": 2.0**-8}


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""
    half, bfloat16 = np.float16, piece["bfloat16"]
    for x in (0.1, 1e-4, 5e-8, 3.1415927, 0.99951171875, 1 - 2**-12):
        yield "nearest", [x, "float16"], float(half(x))
        yield "nearest", [float(np.float32(x)), "bfloat16"], float(bfloat16(np.float32(x)))
    for steps in (50, 300, 400, 410, 1000, 2000):
        h, b, single = [half(1)], [np.float32(1)], np.float32(1)
        update = 0.1 / steps
        for _ in range(steps):
            h.append(h[-1] - half(update))
            b.append(bfloat16(b[-1] - np.float32(update)))
            single = single - np.float32(update)
        yield "byNearest", ["float16", steps], [float(one) for one in h]
        yield "byNearest", ["bfloat16", steps], [float(one) for one in b]
        yield "single", [steps], float(single)
        for name, unit in SPACING.items():
            q = update / unit % 1
            yield "chance", [name, steps], q
            yield "spread", [name, steps], unit * np.sqrt(steps * q * (1 - q))
            yield "byChance", [name, steps, 3], by_chance(update, unit, steps, 3)
    # The piece prints it: predicted 0.00623.
    yield "spread", ["float16", 1000], 2**-11 * np.sqrt(1000 * piece["q"] * (1 - piece["q"]))


def by_chance(update, unit, steps, seed):
    """A weight rounded by chance: the rule of the piece, the generator of the figure."""
    path, draw = [1.0], mulberry32(seed)
    for _ in range(steps):
        below, rest = np.divmod(path[-1] - update, unit)
        path.append(float(below + (next(draw) < rest / unit)) * unit)
    return path


def mulberry32(seed):
    """Yield numbers from 0 on and below 1."""
    mask = 2**32 - 1
    state = seed * 0x9E3779B9 & mask
    while True:
        state = state + 0x6D2B79F5 & mask
        mixed = (state ^ state >> 15) * (state | 1) & mask
        mixed ^= mixed + ((mixed ^ mixed >> 7) * (mixed | 61) & mask) & mask
        yield (mixed ^ mixed >> 14) / 2**32
