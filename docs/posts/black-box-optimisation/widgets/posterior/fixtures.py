"""What model.js must give, computed by the code of the piece."""

import numpy as np

PIECE = "gaussian-processes.md"
RUNS = [[-4.6, -4.1], [-3.9, 0.1], [-3.1, 5.1], [-2.5, 6.6], [-1.2, 1.3], [-0.6, -5.2]]
PLACES = [-5.0, -1.85, 1.0]
SCALES = (0.3, 1.0, 2.0)


def correlations():
    """The correlation of each kernel of the piece at a distance in length-scales."""

    def matern(polynomial, nu):
        return lambda r: polynomial(np.sqrt(2 * nu) * r) * np.exp(-np.sqrt(2 * nu) * r)

    return {
        "rbf": lambda r: np.exp(-(r**2) / 2),
        "matern52": matern(lambda z: 1 + z + z**2 / 3, 2.5),
        "matern32": matern(lambda z: 1 + z, 1.5),
        "matern12": matern(np.ones_like, 0.5),
    }


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""
    gp, tau, rbf = piece["gp"], piece["tau"], piece["rbf"]
    x, y = np.array(RUNS).T
    for name, correlation in correlations().items():
        for ell in SCALES:
            prior = {"kernel": name, "ell": ell, "sigma": 0.5}

            def kernel(a, b, correlation=correlation, ell=ell):
                return tau**2 * correlation(np.abs(a[:, None] - b[None, :]) / ell)

            if name == "rbf":
                assert np.allclose(kernel(x, x), rbf(x, x, ell=ell))
            mean, s = gp(x, y, np.array(PLACES), kernel, 0.5)
            yield "posterior", [prior, RUNS, PLACES], {"mean": mean, "s": s}
            yield "evidence", [prior, RUNS], evidence(kernel(x, x) + 0.25 * np.eye(6), y)
    # The three digits that the piece prints.
    prior = {"kernel": "rbf", "ell": 1.0, "sigma": 0.5}
    assert round(evidence(rbf(x, x) + 0.25 * np.eye(6), y)["total"], 3) == -15.787
    yield "posterior", [prior, [], [0.0]], {"mean": [0.0], "s": [tau]}
    yield "cholesky", [[[4.0, 2.0], [2.0, 5.0]]], [[2.0], [1.0, 2.0]]


def evidence(covariance, y):
    """The parts of the log evidence, by the determinant and the inverse."""
    fit = -y @ np.linalg.solve(covariance, y) / 2
    complexity = -np.linalg.slogdet(covariance)[1] / 2
    constant = -len(y) / 2 * np.log(2 * np.pi)
    return {"fit": fit, "complexity": complexity, "total": fit + complexity + constant}
