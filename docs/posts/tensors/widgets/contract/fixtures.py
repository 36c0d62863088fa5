"""What model.js must give: values and error messages of the installed NumPy."""

import numpy as np

CALLS = (
    ("ik,kj->ij", (2, 3), (3, 4)),
    ("ik,jk->ij", (2, 3), (4, 3)),
    ("ik,kj", (2, 3), (3, 2)),
    ("kj,ik", (3, 2), (2, 3)),
    ("hik,hkj->hij", (2, 2, 3), (2, 3, 2)),
    ("ij,ij->i", (3, 4), (3, 4)),
    ("ij,ij->", (3, 4), (3, 4)),
    ("i,j->ij", (3,), (4,)),
    ("ij->ji", (3, 4)),
    ("ij->j", (3, 4)),
    ("ij->", (3, 4)),
    ("ii->", (3, 3)),
    ("ii->i", (3, 3)),
    ("ik,kj->ij", (2, 1), (3, 2)),
    ("ii,ij->j", (2, 2), (2, 3)),
    (",ij->ij", (), (2, 3)),
    ("ik,kj->ij", (2, 3), (2, 3)),
    ("ik,jk->ij", (2, 3), (2, 4)),
    ("ij,j->i", (2, 3), (2,)),
    ("i,i->", (2,), (3,)),
    ("i,i->i", (2,), (3,)),
    ("ki,kj->ij", (2, 3), (4, 3)),
    ("hik,hjk->hij", (2, 3, 4), (3, 3, 4)),
    ("ik,kj->ij", (2, 3), (3,)),
    ("i,kj->ij", (2, 3), (3, 2)),
    ("ik,kj->im", (2, 3), (3, 2)),
    ("ik,kj->ii", (2, 3), (3, 2)),
    ("ii->i", (2, 3)),
    ("ii,ij->j", (2, 3), (2, 3)),
)
PRODUCTS = (
    *(((2, 3), (2, 3)), ((2, 3), (2,)), ((3,), (2, 3)), ((3,), (2,)), ((4, 2), (3, 5))),
    *(((2, 3), (3, 4)), ((2, 3), (3,)), ((3,), (3, 2)), ((3,), (3,))),
)
# Printed by PyTorch 2.8.0 for torch.einsum of ones.
TORCH = (
    (
        ("ik,kj->ij", (2, 3), (2, 3)),
        "subscript k has size 2 for operand 1 which does not broadcast with previously seen size 3",
    ),
    (
        ("ik,kj->ij", (2, 3), (3,)),
        "the number of subscripts in the equation (2) does not match the number of dimensions (1) "
        "for operand 1 and no ellipsis was given",
    ),
    (
        ("i,kj->ij", (2, 3), (3, 2)),
        "the number of subscripts in the equation (1) does not match the number of dimensions (2) "
        "for operand 0 and no ellipsis was given",
    ),
    (
        ("ik,kj->im", (2, 3), (3, 2)),
        "output subscript m does not appear in the equation for any input operand",
    ),
    (("ik,kj->ii", (2, 3), (3, 2)), "output subscript i appears more than once in the output"),
    (
        ("ii->i", (2, 3)),
        "subscript i is repeated for operand 0 but the sizes don't match, 3 != 2",
    ),
)
# Printed by PyTorch 2.8.0 for the first four of PRODUCTS.
TORCH_PRODUCTS = (
    "mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)",
    "size mismatch, got input (2), mat (2x3), vec (2)",
    "mat1 and mat2 shapes cannot be multiplied (1x3 and 2x3)",
    "inconsistent tensor size, expected tensor [3] and src [2] to have the same number of "
    "elements, but got 3 and 2 elements respectively",
)


def fixtures(piece):
    """Yield calls of model.js with their results."""
    del piece
    for words, *shapes in CALLS:
        try:
            found = np.einsum(words, *map(counting, shapes))
        except ValueError as error:
            result = {"fault": {"numpy": str(error)}}
        else:
            result = {"shape": found.shape, "values": found.ravel()}
        yield "contracted", [words, shapes], result
    for (words, *shapes), message in TORCH:
        yield "contracted", [words, shapes], {"fault": {"torch": f"einsum(): {message}"}}
    for a, b in PRODUCTS:
        try:
            found = counting(a) @ counting(b)
        except ValueError as error:
            yield "product", [a, b], {"fault": {"numpy": str(error)}}
        else:
            left, right = "ik"[-len(a) :], "kj"[: len(b)]
            words = f"{left},{right}->{left[:-1]}{right[1:]}"
            yield "product", [a, b], {"words": words}
            yield "contracted", [words, [a, b]], {"values": found.ravel()}
    for (a, b), message in zip(PRODUCTS, TORCH_PRODUCTS, strict=False):
        yield "product", [a, b], {"fault": {"torch": message}}


def counting(shape):
    """An array that counts from one."""
    return np.arange(1, np.prod(shape, dtype=int) + 1).reshape(shape)
