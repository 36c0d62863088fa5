"""What model.js must give: sums, strides and error messages of the installed NumPy."""

import numpy as np

PAIRS = (
    *(((3, 1), (4,)), ((3, 4), (4,)), ((3, 4), (3,)), ((3, 4), (3, 1)), ((2, 1, 3), (4, 1))),
    *(((3, 4), (1,)), ((), (2, 2)), ((2, 3), (2, 4)), ((2, 2, 3), (3, 3)), ((5,), (5,))),
    *(((1, 3), (3, 1)), ((4,), (5,)), ((2, 3, 4), (2, 4)), ((1,), (1, 1, 1)), ((2, 3), (3, 2))),
)
# Printed by PyTorch 2.8.0 for torch.ones(a) + torch.ones(b).
TORCH = (
    ((3, 4), (3,), (4, 3, 1)),
    ((3, 4), (2, 4), (3, 2, 0)),
    ((2, 3, 4), (3, 3, 5), (4, 5, 2)),
    ((3, 4, 1), (2, 1, 1, 5, 6), (4, 5, 3)),
)


def fixtures(piece):
    """Yield calls of model.js with their results."""
    del piece
    for a, b in PAIRS:
        tens = 10 * np.arange(1, np.prod(a, dtype=int) + 1).reshape(a)
        ones = np.arange(1, np.prod(b, dtype=int) + 1).reshape(b)
        try:
            total = tens + ones
        except ValueError as error:
            yield "summed", [a, b], {"fault": {"numpy": str(error)}}
            continue
        strides = {
            name: [stride // one.itemsize for stride in np.broadcast_to(one, total.shape).strides]
            for name, one in (("a", tens), ("b", ones))
        }
        # An axis of length one that is not repeated may have any stride.
        alone = [axis for axis, length in enumerate(total.shape) if length == 1]
        if not alone:
            yield "summed", [a, b], {"shape": total.shape, "values": total.ravel(), **strides}
        else:
            yield "summed", [a, b], {"shape": total.shape, "values": total.ravel()}
    for a, b, (x, y, axis) in TORCH:
        message = (
            f"The size of tensor a ({x}) must match the size of tensor b ({y}) "
            f"at non-singleton dimension {axis}"
        )
        yield "summed", [a, b], {"fault": {"torch": message}}
