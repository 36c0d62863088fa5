"""What model.js must give, computed by the code of the piece."""

import numpy as np

PIECE = "gradient-descent.md"
STEPS = ((0.1, 0.0), (1.0, 0.0), (1.02, 0.0), (1.1, 0.0), (1.416, 0.4157), (0.3, 0.9))


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""
    Z, X, rent = piece["Z"], piece["X"], piece["rent"]
    H = Z.T @ Z / 8
    mu, _, L = np.linalg.eigvalsh(H)
    best = np.linalg.solve(Z.T @ Z, Z.T @ rent)
    yield "correlation", None, np.corrcoef(piece["area"], piece["rooms"])[0, 1]
    yield "mu", None, mu
    yield "L", None, L
    yield "best", None, best[1:].tolist()
    yield "least", None, piece["typical_error"](np.linalg.solve(X.T @ X, X.T @ rent))
    root_L, root_mu = np.sqrt(L), np.sqrt(mu)
    yield (
        "heavyBest",
        None,
        {
            "step": 4 / (root_L + root_mu) ** 2,
            "momentum": ((root_L - root_mu) / (root_L + root_mu)) ** 2,
        },
    )
    for eta, beta in STEPS:
        yield "path", [eta, beta, [0, 0], 40], path(H, best, eta, beta, 40)
        roots = [np.roots([1, -(1 + beta - eta * v), beta]) for v in (mu, L)]
        yield "rate", [eta, beta], np.abs(roots).max()
    for point in ((0.0, 0.0), (300.0, -40.0)):
        error = Z @ np.array([best[0], *point]) - rent
        yield "typicalError", [list(point)], np.sqrt(np.mean(error**2))
    # At the best step without momentum the piece measures what it predicts.
    measured = piece["measured_rate"](H, 2 / (mu + L), 0, 50, 100)
    yield "rate", [2 / (mu + L), 0], measured


def path(H, best, eta, beta, steps):
    """The iterates of the two weights from zero, as the piece computes them."""
    error = old = np.array([0, -best[1], -best[2]])
    found = [[0.0, 0.0]]
    for _ in range(steps):
        error, old = error - eta * (H @ error) + beta * (error - old), error
        found.append((error + best)[1:].tolist())
    return found
