"""What model.js must give, computed by the program of the piece."""

import numpy as np

PIECE = "inside-a-transformer.md"
STATES = (
    ("language Rome", 0.8, ()),
    ("country Oslo", 0.8, ("head 1",)),
    ("language Oslo", 0.4, ("memory 2",)),
    ("country Rome", 0.96, ("memory 1", "head 2")),
    ("language Oslo", 0.36, ()),
)


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""
    for question, focus, off in STATES:
        state = {"question": question, "focus": focus}
        for name in piece["parts"]:
            state[name.replace(" ", "")] = name not in off
        stream = run(piece, f"{question} is", focus, off)
        yield "stream", [state], stream
        row = stream[-1][2]
        probabilities = piece["softmax"](piece["norm"](row[None]) @ piece["U"])[0]
        yield "answers", [row], probabilities[5:]


def run(piece, text, focus, off):
    """The stream of the piece, with another weight for what is asked in head 1."""
    sharp = np.log(2 * focus / (1 - focus)) / 4
    head_1 = np.array([sharp * piece["ASKS"], *piece["HEAD_1"][1:]])
    parts = dict(piece["parts"], **{"head 1": lambda X: piece["head"](X, *head_1)[0]})
    stream = [piece["look_up"](text)]
    for name, part in parts.items():
        X = stream[-1]
        stream.append(X + (0 if name in off else part(X)))
    return stream
