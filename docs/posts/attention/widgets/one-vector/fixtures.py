"""What model.js must give, computed as the opening of the piece does it."""

import numpy as np

PIECE = ""
ALPHABET = "abcdefghijklmnopqrstuvwxyz .,'?-"
CALLS = (("one vector for a whole sentence", 256, 1), ("Straße!", 64, 5), ("a" * 20, 16, 20))


def fixtures(piece):
    """Yield calls of model.js with their results."""
    del piece
    for words, width, machine in CALLS:
        places = [max(ALPHABET.find(sign), -1) % 32 for sign in words.lower()]
        yield "lettersOf", [words], places
        yield "recall", [places, width, machine], recall(places, width, machine)


def recall(places, width, machine):
    """What a machine reads back from its state."""
    letters = signs(machine)[:, :width]
    h = np.zeros(width)
    for w in places:
        h = np.roll(h, 1) + letters[w]
    read = []
    for w in places[::-1]:
        score = letters @ h / width
        rival = np.delete(score, w).max()
        read.append({"said": score.argmax(), "own": score[w], "rival": rival})
        h = np.roll(h, -1)
    return {"read": read[::-1]}


def signs(machine):
    """The signs of 32 letters, by the figure's generator."""
    mask = 2**32 - 1
    state, found = machine * 0x9E3779B9 & mask, []
    for _ in range(32 * 1024):
        state = state + 0x6D2B79F5 & mask
        mixed = (state ^ state >> 15) * (state | 1) & mask
        mixed ^= mixed + ((mixed ^ mixed >> 7) * (mixed | 61) & mask) & mask
        found.append(-1 if (mixed ^ mixed >> 14) >> 31 else 1)
    return np.reshape(found, (32, 1024))
