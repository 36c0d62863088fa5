"""What model.js must give: shapes, strides, values and error messages of the installed NumPy."""

import numpy as np

SHAPES = ((12,), (3, 4), (2, 3, 4), (4, 6), (3, 1, 4), (1, 5, 2))
TARGETS = (
    *((12,), (4, 3), (-1, 4), (24,), (6, 4), (2, 2, 6), (4, 2, 3), (1, 12, 1, 2), (3, 8)),
    *((2, -1, 2), (10, 1), (5, 5), (-1, -1), (4, -1, 7), (7,), (2, 1, 6)),
)
ORDERS = ((0,), (1, 0), (0, 1, 2), (1, 0, 2), (2, 0, 1), (0, -1, 1), (0, 0), (0, 3, 1), (1, 1, 5))
# Printed by PyTorch 2.8.0, torch.arange(24.).reshape(shape), for these calls.
TORCH = (
    ("worked", [[24], "reshape", [], [5, 5]], "shape '[5, 5]' is invalid for input of size 24"),
    ("worked", [[24], "reshape", [], [5, -1]], "shape '[5, -1]' is invalid for input of size 24"),
    ("worked", [[24], "reshape", [], [-1, -1]], "only one dimension can be inferred"),
    (
        "worked",
        [[4, 6], "view", [1, 0], [24]],
        "view size is not compatible with input tensor's size and stride (at least one dimension "
        "spans across two contiguous subspaces). Use .reshape(...) instead.",
    ),
    (
        "worked",
        [[2, 3, 4], "permute", [0, 1], []],
        "permute(sparse_coo): number of dimensions in the tensor input does not match the length "
        "of the desired ordering of dimensions i.e. input.dim() = 3 is not equal to len(dims) = 2",
    ),
    (
        "worked",
        [[2, 3, 4], "permute", [0, 1, 3], []],
        "Dimension out of range (expected to be in range of [-3, 2], but got 3)",
    ),
    (
        "worked",
        [[2, 3, 4], "permute", [0, 1, 1], []],
        "permute(): duplicate dims are not allowed.",
    ),
)


def fixtures(piece):
    """Yield calls of model.js with their results."""
    del piece
    for shape in SHAPES:
        A = np.arange(np.prod(shape)).reshape(shape)
        for order in ORDERS:
            yield called(A, "permute", order, ())
            for to in TARGETS:
                yield called(A, "both", order, to)
                yield called(A, "view", order, to)
        for to in TARGETS:
            yield called(A, "reshape", (), to)
    for name, given, message in TORCH:
        yield name, given, {"fault": {"torch": message}}


def called(A, op, order, to):
    """One call: what NumPy gives, or what it says."""
    try:
        B = A if op == "reshape" else A.transpose(order)
        if op != "permute":
            B = B.reshape(to, copy=False) if op == "view" else B.reshape(to)
    except (ValueError, IndexError) as error:
        result = {"fault": {"numpy": str(error)}}
    else:
        strides = [stride // A.itemsize for stride in B.strides]
        is_copy = not np.shares_memory(A, B)
        result = {"shape": B.shape, "strides": strides, "isCopy": is_copy, "from": B.ravel()}
    return "worked", [A.shape, op, order, to], result
