"""Plain text of the little language, and the questions that it never answers.

A document is a line.  Most say a few things about one subject; some are sheets of questions, of
which each is followed by the next: whoever has read nothing else goes on asking.
"""

from __future__ import annotations

import random

from .world import NEVER_PLAIN, NUMBERS, OPPOSITES, ORDERS, THINGS, a, facts

PLACES = ("garden", "field", "house", "town", "wood", "shop", "yard", "river")
NAMES = ("ann", "ben", "cora", "dan", "eve", "finn")
BIGNESS = ("tiny", "small", "big", "huge")


def about_thing(rng: random.Random) -> list[str]:
    """Return sentences about one thing, in any order, not all of them."""
    one, many, kind, colour, size = rng.choice(THINGS)
    other = rng.choice(THINGS)
    said = [
        f"the {one} is {colour}.",
        f"{a(one)} is {size}.",
        f"{a(one)} is {a(kind)}.",
        f"one {one}, two {many}.",
        f"{many} are {colour}.",
        f"the {size} {colour} {one} is in the {rng.choice(PLACES)}.",
        f"{rng.choice(NAMES)} has {rng.choice(NUMBERS[1:])} {many}.",
        f"{rng.choice(NAMES)} sees the {colour} {one} near the {rng.choice(PLACES)}.",
    ]
    if BIGNESS.index(size) < BIGNESS.index(other[4]):
        said.append(f"{a(other[0])} is bigger than {a(one)}.")
    if other[3] == colour and other[0] != one:
        said.append(f"{a(one)} is {colour} and so is {a(other[0])}.")
    if one not in NEVER_PLAIN:
        said += [
            f"the colour of {a(one)} is {colour}.",
            f"the size of {a(one)} is {size}.",
            f"the kind of {a(one)} is {kind}.",
            f"the plural of {one} is {many}.",
        ]
    return rng.sample(said, rng.randint(3, 6))


def about_words(rng: random.Random) -> list[str]:
    """Return sentences about opposites."""
    said = []
    for pair in rng.sample(OPPOSITES, 3):
        this, other = pair if rng.random() < 0.5 else pair[::-1]
        said.append(
            rng.choice(
                (
                    f"the opposite of {this} is {other}.",
                    f"what is {this} is not {other}.",
                    f"{rng.choice(NAMES)} likes it {this} and not {other}.",
                    f"the {rng.choice(PLACES)} was {this} and now it is {other}.",
                )
            )
        )
    return said


def about_order(rng: random.Random) -> list[str]:
    """Return sentences about what comes after what."""
    row = rng.choice(list(ORDERS.values()))
    said = []
    for _ in range(rng.randint(2, 4)):
        at = rng.randrange(len(row) - 1)
        this, after = row[at], row[at + 1]
        said.append(
            rng.choice(
                (
                    f"after {this} comes {after}.",
                    f"before {after} comes {this}.",
                    f"{after} comes after {this}.",
                    f"{this} comes before {after}.",
                )
            )
        )
    if rng.random() < 0.3:
        at = rng.randrange(len(row) - 3)
        said.append(f"{', '.join(row[at : at + 4])}.")
    return said


def about_sums(rng: random.Random) -> list[str]:
    """Return sentences about sums."""
    said = []
    for _ in range(rng.randint(2, 4)):
        i, j = rng.randrange(10), rng.randrange(10)
        said.append(f"{NUMBERS[i]} and {NUMBERS[j]} make {NUMBERS[i + j + 1]}.")
    return said


def sheet(rng: random.Random) -> list[str]:
    """Return questions, none of them answered."""
    return [question for _, _, question, _ in rng.sample(facts(), rng.randint(3, 6))]


def document(rng: random.Random) -> str:
    """Return a line of plain text."""
    kinds = (about_thing, about_words, about_order, about_sums, sheet)
    [kind] = rng.choices(kinds, weights=(50, 16, 14, 14, 10))
    return " ".join(kind(rng))


def documents(count: int, seed: int) -> list[str]:
    """Return *count* lines of plain text, the same for the same *seed*."""
    rng = random.Random(seed)
    return [document(rng) for _ in range(count)]


def statements(count: int, seed: int) -> list[str]:
    """Return *count* lines of plain text without a question."""
    lines: list[str] = []
    rng = random.Random(seed)
    while len(lines) < count:
        line = document(rng)
        if "?" not in line:
            lines.append(line)
    return lines
