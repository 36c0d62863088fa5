"""What is written between the backticks of ``{checked}``: a number, and where it comes from."""

from __future__ import annotations

import ast
import re
import warnings

from extensions.markup.checked.quantities import quantities
from extensions.model.frontmatter.nodes import shown as shown_in

FORM = "write {checked}`320 GiB = expression`"
# The first " = " that stands in no formula.
FORMULA = re.compile(r"\$[^$]*\$")
BETWEEN = " = "


class ClaimError(ValueError):
    """A claim that nothing can check; the text says what is wrong and what to write."""


def split_claim(text: str) -> tuple[str, str]:
    """Return what of *text* is shown, and the expression that gives its value.

    Raises:
        ClaimError: one of them is missing, nothing shown is a number, or the second is no
            expression of Python.
    """
    text = " ".join(text.split())
    hidden = FORMULA.sub(lambda formula: "·" * len(formula[0]), text)
    place = f"{hidden} ".find(BETWEEN)
    if place < 0:
        raise ClaimError(f'{shown_in(text)} has no " = " with an expression behind it: {FORM}')
    shown, expression = text[:place].strip(), text[place + len(BETWEEN) :].strip()
    if not quantities(shown):
        raise ClaimError(f"{shown_in(shown)} shows no number: {FORM}")
    if not expression:
        raise ClaimError(f'{shown_in(shown)} has nothing behind " = ": {FORM}')
    if not is_expression(expression):
        raise ClaimError(f"{shown_in(expression)} is no expression of Python: {FORM}")
    return shown, expression


def is_expression(text: str) -> bool:
    """Return whether *text* is an expression of Python, without running any of it."""
    try:
        with warnings.catch_warnings(action="ignore"):
            ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
