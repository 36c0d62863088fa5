"""The pairs of instruction that a reader begins with, and fifty questions on other subjects."""

from __future__ import annotations

import random
import re
from typing import Any

from .language import statements
from .world import Fact, facts

SEED, HELD_OUT_SEED, REPLAY_SEED = 5, 2, 3
# Of each relation: how many pairs, how many questions.
COUNTS = {
    "colour": (4, 10),
    "size": (4, 6),
    "kind": (4, 8),
    "plural": (4, 8),
    "opposite": (4, 8),
    "after": (4, 5),
    "before": (4, 3),
    "sum": (4, 2),
}
# One word, a full stop, and the end of the text.
FORM = re.compile(r" [a-z]+\.")


def pairs_and_questions() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return 24 pairs to learn from and 50 to be asked, each a question and its answer.

    No subject of the second is one of the first.
    """
    rng = random.Random(SEED)
    known = facts()
    rng.shuffle(known)
    pairs: list[tuple[str, str]] = []
    asked: list[tuple[str, str]] = []
    taken: set[str] = set()
    for relation, (count, _) in COUNTS.items():
        mine = different([fact for fact in known if fact[0] == relation], taken)[:count]
        pairs += [(question, f"{answer}.") for _, _, question, answer in mine]
        taken |= {subject for _, subject, _, _ in mine}
    for relation, (_, count) in COUNTS.items():
        others = [fact for fact in known if fact[0] == relation and fact[1] not in taken][:count]
        asked += [(question, f"{answer}.") for _, _, question, answer in others]
    return pairs, asked


def different(known: list[Fact], taken: set[str]) -> list[Fact]:
    """Return those of *known* whose subjects are not *taken*, and of each answer the first."""
    found: dict[str, Fact] = {}
    for fact in known:
        if fact[1] not in taken:
            found.setdefault(fact[3], fact)
    return list(found.values())


def is_in_form(text: str, ended: bool) -> bool:
    """Whether *text*, which has *ended* or was cut, is an answer as the pairs give them."""
    return ended and FORM.fullmatch(text) is not None


def texts() -> dict[str, Any]:
    """Return what the file of the weights has of the language.

    ``pairs`` to learn from, ``asked`` with the right answers, ``plain`` text to replay, and
    ``held_out`` text to measure on: the latter two without questions, since to go on asking is
    what the model is to unlearn.
    """
    pairs, asked = pairs_and_questions()
    plain, held_out = statements(100, REPLAY_SEED), statements(24, HELD_OUT_SEED)
    return {"pairs": pairs, "asked": asked, "plain": plain, "held_out": held_out}
