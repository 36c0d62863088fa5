"""What model.js must give: the formula of the piece, and the law of its simulation."""

PIECE = "seven-traps.md"


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""
    normal = piece["normal"]
    for z in (-6.0, -3.0, -1.0, 0.0, 2.5, 4.0):
        yield "Phi", [z], normal.cdf(z)
    for p in (100, 500, 2000):
        c = normal.inv_cdf(1 - 20 / (2 * p))
        tail = normal.pdf(c) / (1 - normal.cdf(c))
        yield "cutOf", [20, p], c
        yield "apparent", [20, p, 60], normal.cdf(tail * (20 / 59) ** 0.5)
