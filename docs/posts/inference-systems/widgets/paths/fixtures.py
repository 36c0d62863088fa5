"""What model.js must give, by the code of the piece."""

import itertools

import numpy as np

PIECE = "prefill-decode-and-the-storage-wall.md"


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""
    paths, wait, in_layers = piece["paths"], piece["wait"], piece["in_layers"]
    for load, service in ((0, 1), (0.45, 0.3), (0.9, 0.3), (0.99, 2)):
        yield "wait", [load, service], wait(load, service)
    for stages in ([0.3, 0.02], [0.02, 0.3], [0.3, 0.04, 0.02]):
        yield "inLayers", [stages], in_layers(*stages)
    for share, engines, turns, (hit, storage, network) in itertools.product(
        (0, 0.25, 0.5, 1),
        (1, 4),
        (10, 100, 150),
        ((0.98, 50, 400), (0.5, 50, 400), (0.98, 150, 20), (0.9, 90, 100)),
    ):
        setting = {
            "share": share,
            "engines": engines,
            "turns": turns,
            "hit": hit,
            "storage": storage,
            "network": network,
        }
        loads, seconds = paths(**setting)
        yield "loadsOf", [setting], loads
        if np.isfinite(seconds):
            yield "firstToken", [setting], seconds
