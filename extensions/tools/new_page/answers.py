"""What the author answers: given on the command line, or asked for on the terminal."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from typing import TypeVar

from extensions.model.frontmatter.fields import did_you_mean
from extensions.model.frontmatter.nodes import shown

T = TypeVar("T")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class RefusalError(Exception):
    """The page cannot be begun; the text says why, in one line."""


def answered(value: str | None, argument: str, question: str, accept: Callable[[str], T]) -> T:
    """Return what *accept* makes of the *value* of an argument, or of an answer to *question*.

    On a terminal what it refuses is asked for again: all that was answered before stays.

    Raises:
        RefusalError: there is no terminal, or its input ends.
    """
    while True:
        answer = _asked(argument, question) if value is None else value
        try:
            # However it was pasted, it is one line.
            return accept(" ".join(answer.split()))
        except RefusalError as refusal:
            if not sys.stdin.isatty():
                raise
            print(f"error: {refusal}", file=sys.stderr)
            value = None


def _asked(argument: str, question: str) -> str:
    if not sys.stdin.isatty():
        raise RefusalError(f"{argument} is missing: give it, or run this on a terminal")
    try:
        return input(question)
    except EOFError:
        raise RefusalError(f"{argument} was not answered: nothing is written") from None


def title_in(answer: str) -> str:
    """Return the title that *answer* is.

    Raises:
        RefusalError: it is empty, or holds what no page can hold.
    """
    if not answer:
        raise RefusalError("the title is empty: write one")
    try:
        answer.encode("utf-8")
    except UnicodeEncodeError:
        raise RefusalError("the title is not UTF-8: write it in UTF-8") from None
    if control := CONTROL.search(answer):
        code = f"U+{ord(control[0]):04X}"
        raise RefusalError(f"the title holds the control character {code}: leave it out")
    return answer


def tags_in(answer: str, known: Iterable[str] | None) -> list[str]:
    """Return the tags that *answer* names, joined by commas; None as *known* lets all stand.

    Raises:
        RefusalError: one is not *known*.
    """
    tags = [tag.strip() for tag in answer.split(",") if tag.strip()]
    return tags if known is None else [one_of(tag, "tag", known) for tag in tags]


def one_of(name: str, noun: str, choices: Iterable[str]) -> str:
    """Return *name*, which is one of *choices*.

    Raises:
        RefusalError: it is not; the text names the nearest.
    """
    if name in choices:
        return name
    otherwise = f": choose from {', '.join(choices) or 'none yet'}"
    raise RefusalError(f"unknown {noun} {shown(name)}{did_you_mean(name, choices, otherwise)}")
