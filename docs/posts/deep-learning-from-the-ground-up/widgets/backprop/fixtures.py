"""What model.js must give, computed by the code of the piece."""

import numpy as np

PIECE = "backpropagation.md"
NAMES = {"w111": (0, 0, (0, 0)), "w122": (0, 0, (1, 1)), "b12": (0, 1, (1, 0))}
NAMES |= {"w212": (1, 0, (0, 1)), "w221": (1, 0, (1, 0)), "b21": (1, 1, (0, 0))}


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""
    yield "given", None, named(piece["tiny"])
    for name, by, label in (
        ("w122", 0.0, 2),
        ("w122", 0.1, 2),
        ("w122", 1.0, 2),
        ("b12", -2.0, 1),
        ("w221", 0.37, 1),
        ("b21", 2.0, 2),
    ):
        params = [tuple(part.copy() for part in pair) for pair in piece["tiny"]]
        layer, part, place = NAMES[name]
        params[layer][part][place] += by
        x, y = np.array([[1.0], [2.0]]), np.eye(2)[:, [label - 1]]
        A, P = piece["forward"](params, x)
        (W1, b1), (W2, b2) = params
        given = [named(params), label]
        yield (
            "forward",
            given,
            {
                "z1": (W1 @ x + b1).ravel(),
                "a1": A[1].ravel(),
                "z2": (W2 @ A[1] + b2).ravel(),
                "p": P.ravel(),
                "loss": piece["mean_loss"](params, x, y),
            },
        )
        grads = piece["backward"](params, A, P, y)
        d1, d2 = grads[0][1].ravel(), grads[1][1].ravel()
        yield "backward", given, {"d1": d1, "d2": d2, "gradient": named(grads)}


def named(params):
    """The numbers of two pairs (W, b) by what they are called in model.js."""
    found = {}
    for layer, (W, b) in enumerate(params, start=1):
        for row, column in np.ndindex(W.shape):
            found[f"w{layer}{row + 1}{column + 1}"] = float(W[row, column])
        for row, value in enumerate(b.ravel(), start=1):
            found[f"b{layer}{row}"] = float(value)
    return found
