"""What model.js must give, computed and refused by the installed NumPy."""

import numpy as np

PIECE = "seeing-tensors.md"
SCORES = np.array(
    [[2, 1, 0.5, 3], [0, 1.5, 1, 0.5], [2.5, 2, 0, 1], [1, 0, 3, 2], [0.5, 2.5, 1.5, 0]]
)


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""
    for rows in (2, 3, 4, 5):
        for axis in (0, 1):
            for keepdims in (True, False):
                for add, safe in ((0, True), (0, False), (700, True), (720, False)):
                    chosen = {"axis": str(axis), "keepdims": keepdims, "rows": rows}
                    chosen |= {"add": add, "safe": safe}
                    yield "softmax", [chosen], softmax(SCORES[:rows] + add, axis, keepdims, safe)
        S = SCORES[:rows]
        for axis in (0, 1):
            chosen = {"axis": str(axis), "keepdims": True, "rows": rows, "add": 0, "safe": True}
            yield "softmax", [chosen], {"weights": piece["softmax"](S, axis).ravel()}
    # Printed by PyTorch 2.8.0.
    chosen = {"axis": "1", "keepdims": False, "rows": 3, "add": 0, "safe": True}
    message = "The size of tensor a (4) must match the size of tensor b (3)"
    yield "softmax", [chosen], {"fault": {"torch": f"{message} at non-singleton dimension 1"}}


def softmax(S, axis, keepdims, safe):
    """What the lines that the figure shows give, right or wrong."""
    top = S.max(axis=axis, keepdims=keepdims)
    with np.errstate(over="ignore", invalid="ignore"):
        try:
            E = np.exp(S - top if safe else S)
            sums = E.sum(axis=axis, keepdims=keepdims)
            A = E / sums
        except ValueError as error:
            return {"shape": top.shape, "fault": {"numpy": str(error)}}
        down, across = A.sum(axis=0), A.sum(axis=1)
    parts = {"raised": E, "sums": sums, "weights": A, "down": down, "across": across}
    return {"shape": sums.shape} | {name: named(one) for name, one in parts.items()}


def named(values):
    """*values* in a row; what is not finite by its name."""
    return [value if np.isfinite(value) else str(value) for value in values.ravel().tolist()]
