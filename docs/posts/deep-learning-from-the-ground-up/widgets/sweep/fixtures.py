"""What model.js must give, computed by the tape of the piece."""

PIECE = "automatic-differentiation.md"


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""
    tanh, relu = piece["tanh"], piece["relu"]
    programs = {
        "x1*x2*(x1*x2 + x1)": shared,
        "relu(x1) - relu(-x1)": lambda a, b: relu(a) - relu(a * -1.0),
        "tanh(x1*x2)*x1 - 2*x2": lambda a, b: tanh(a * b) * a - b * 2.0,
        "x1^3 + x1*x1 - 0.5": lambda a, b: a * a * a + a * a - piece["Var"](0.5),
    }
    for text, program in programs.items():
        for inputs in ([2.0, 3.0], [0.0, 1.0], [-1.5, 0.3]):
            a, b = (piece["Var"](value) for value in inputs)
            bar = piece["backward"](program(a, b))
            yield "gradient", [text, inputs], [float(bar.get(one, 0)) for one in (a, b)]
    # Quotients and their derivative as the program of the opening has them.
    value, slope = piece["f_and_slope"](0.25, steps=1)
    yield "evaluate", ["x1/(1 + x1*x1)", [0.25, 0]], value
    yield "gradient", ["x1/(1 + x1*x1)", [0.25, 0]], [slope, 0]
    # By the count of the theorem: 4 for a product, 2 for a sum, 4 for a quotient, 4 for tanh.
    yield "countsOf", ["x1*x2*(x1*x2 + x1)"], {"program": 3, "back": 10, "tangent": 7}
    yield "countsOf", ["tanh(x1/x2)"], {"program": 2, "back": 8, "tangent": 6}


def shared(a, b):
    """The program of the figure in the piece: u = x1 x2, s = u + x1, y = u s."""
    u = a * b
    return u * (u + a)
