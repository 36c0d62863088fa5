"""What model.js must give: sets made by NumPy, counted and charged as the piece says."""

import numpy as np

CHUNK = 65_536


def fixtures(_piece):
    """Yield calls of model.js with their results."""
    rng = np.random.default_rng(0)
    for ids in (64, 4096, 20_000, 65_536):
        members = np.sort(rng.choice(CHUNK, ids, replace=False))
        runs = 1 + int(np.count_nonzero(np.diff(members) != 1))
        expected = ids * (CHUNK - ids + 1) / CHUNK
        assert abs(runs - expected) < 4 * np.sqrt(expected)
        yield "runsOf", [ids, 1], max(expected, 1)
        sizes = {"array": 2 * ids, "bitmap": CHUNK // 8, "run": 2 + 4 * runs}
        yield "sizesOf", [ids, runs], sizes
        yield "smallest", [sizes], min(sizes, key=sizes.__getitem__)
        d = ids / CHUNK
        h = -d * np.log2(d) - ((1 - d) * np.log2(1 - d) if d < 1 else 0)
        yield "entropy", [ids], h / d
