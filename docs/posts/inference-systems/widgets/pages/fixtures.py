"""What model.js must give, by the server of the piece."""

import numpy as np

PIECE = "inference-from-black-box-to-pagedattention.md"


def plain(owner):
    """Return the owners with -1 in the place of nobody."""
    return [-1 if one is None else one for one in owner]


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""
    serve, run_of = piece["serve"], piece["run_of"]
    rng = np.random.default_rng(11)
    queues = [piece["seven"], [], [(16, 16)], [(1, 16)] * 8]
    queues += [rng.integers(1, 17, (10, 2)).tolist() for _ in range(6)]
    for requests in queues:
        for way, page in (("most", 4), ("asked", 4), ("pages", 1), ("pages", 4), ("pages", 16)):
            steps = [
                {
                    "owner": plain(one["owner"]),
                    "tokens": one["tokens"],
                    "waiting": one["waiting"],
                    "evicted": one["evicted"],
                    "table": [[i, *slots] for i, slots in one["table"].items()],
                }
                for one in serve(requests, way, page)
            ]
            yield "serve", [[list(one) for one in requests], way, page], steps
    for step in serve(queues[-1], "asked"):
        owner = plain(step["owner"])
        free = [one is None for one in step["owner"]]
        longest = max((n for n in range(65) if n == 0 or run_of(free, n)), default=0)
        yield "longestRun", [owner], longest
        yield "freePages", [owner, 4], [s for s in range(0, 64, 4) if free[s]]
