"""What model.js must give, computed by the code of the piece."""

import numpy as np

PIECE = "gradients-in-practice.md"
POWERS = (-8, -3, 0, 2, 4, 6, 8, 12, 16, 24, 28, 32, 40)


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""
    exponents = np.floor(np.log2(np.abs(piece["cotangents"]))).astype(int)
    yield "TOTAL", None, exponents.size
    for k in (0, 16):
        counts = np.bincount(exponents - exponents.min()) / exponents.size
        bars = [
            {"exponent": int(exponents.min()) + at + k, "share": share}
            for at, share in enumerate(counts)
        ]
        yield "hill", [k], bars
    bfloat16 = piece["bfloat16"]
    stores = {
        "float16": lambda sizes: sizes.astype(np.float16).astype(float),
        "bfloat16": lambda sizes: bfloat16(sizes.astype(np.float32)).astype(float),
    }
    for name, store in stores.items():
        for k in POWERS:
            yield "fate", [name, k], fate(piece, store, k)


def fate(piece, store, k):
    """What becomes of the cotangents with the loss times 2^k, in per cent as it is shown."""
    with np.errstate(over="ignore", invalid="ignore"):
        grads, stored = piece["gradients"](piece["X"], piece["Y"], store, 2.0**k)
        pairs = zip(grads, piece["exact"], strict=True)
        worst = max(np.linalg.norm(a - b) / np.linalg.norm(b) for a, b in pairs)
    infinite = int(np.sum(~np.isfinite(stored)))
    error = None if infinite else float(f"{100 * worst:.2g}")
    return {
        "zero": round(100 * float(np.mean(stored == 0)), 2),
        "infinite": infinite,
        "error": error,
    }
