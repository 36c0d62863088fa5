"""What model.js must give: integrals by NumPy's nodes, and the power by the code of the piece."""

import numpy as np

PIECE = "what-an-ab-test-measures.md"
NODES = 48


def within(looks, threshold):
    """Where the sum may be at each look, and the probability there, as model.js has it."""
    x, weights = np.polynomial.legendre.leggauss(NODES)
    x, weights = x[::-1], weights[::-1]
    found = []
    for k in range(1, looks + 1):
        edge = threshold * np.sqrt(k)
        sums = edge * x
        if found:
            last = found[-1]
            between = sums[:, None] - np.array(last["sums"])
            density = np.exp(-(between**2) / 2) / np.sqrt(2 * np.pi) @ np.array(last["mass"])
        else:
            density = np.exp(-(sums**2) / 2) / np.sqrt(2 * np.pi)
        found.append({"sums": sums.tolist(), "mass": (density * edge * weights).tolist()})
    return found


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""
    yield "VISITORS", None, piece["m"]
    yield "RATE", None, piece["p0"]
    yield "within", [14, 1.96], within(14, 1.96)
    for looks, share in ((1, 0.050), (2, 0.083), (5, 0.142), (10, 0.193), (14, 0.221)):
        found = within(looks, 1.96)
        alarms = 1 - sum(found[-1]["mass"])
        # The piece simulates, with standard errors of up to 0.002.
        assert abs(alarms - share) < 0.005
        yield "stopped", [found], alarms
    for delta in (0.0042, 0.0020, 0.0005):
        yield "power", [within(1, 1.96), 100 * delta], piece["power"](delta)
