r"""The numbers that a text shows, each with how exactly it says them.

"320 GiB", "27.3 %", "2 to 5", "about 101,700", "0.856 ± 0.001", "−0.4", "12.5k", "three",
``$3.2\times10^{-4}$``: what a number means is the number times what follows it, where that is a
number as well (%, k, M, thousand, million); a unit (GiB, ms, tokens) is none.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

# What TeX and typography write for what a number is made of.
PLAIN = (
    (re.compile(r"\\(?:text|mathrm|mathbf|operatorname)\{([^{}]*)\}"), r"\1"),
    (re.compile(r"\{,\}"), ","),
    (re.compile(r"\\[,;:! ]|\\quad|[~\u00a0\u2009\u202f]"), " "),
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), ","),
    (re.compile(r"\\times|\\cdot|·"), "×"),
    (re.compile(r"\\%"), "%"),
    (re.compile(r"\\approx|\\sim"), "≈"),
    (re.compile(r"\\pm"), "±"),
    (re.compile(r"\\leq?(?![a-z])"), "≤"),
    (re.compile(r"\\geq?(?![a-z])"), "≥"),
    (re.compile(r"[−\u2010\u2011]"), "-"),
    (re.compile(r"\$"), ""),
)
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
RAISED_RUN = re.compile(r"(?<=10)[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+")

NUMBER = re.compile(
    r"""(?<![\w.,^_{\\])(?P<sign>-\ ?|\+)?
    (?: (?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)
        (?: [eE](?P<e>[-+]?\d+)(?!\w) | \ ?×\ ?10\^\{?(?P<ten>-?\d+)\}? )?
      | 10\^\{?(?P<power>-?\d+)\}? )
    (?P<rest>\ ?(?:%|per\ cent|percent|thousand|million|billion|trillion)(?!\w)|\ ?[kM](?!\w))?
    (?![\d_^])(?!,\d)""",
    re.VERBOSE,
)
FACTORS = {
    **dict.fromkeys(("%", "per cent", "percent"), 0.01),
    **dict.fromkeys(("k", "thousand"), 1e3),
    **dict.fromkeys(("M", "million"), 1e6),
    "billion": 1e9,
    "trillion": 1e12,
}
WORDS = {
    **{
        word: float(number)
        for number, word in enumerate(
            [
                "zero",
                "one",
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "eleven",
                "twelve",
            ]
        )
    },
    **{"none": 0.0, "once": 1.0, "twice": 2.0, "double": 2.0, "half": 0.5, "halves": 0.5},
    **{"third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "eighth": 0.125, "tenth": 0.1},
    **{
        "eleven": 11.0,
        "twelve": 12.0,
        "twenty": 20.0,
        "thirty": 30.0,
        "forty": 40.0,
        "fifty": 50.0,
        "hundred": 100.0,
    },
}
WORD = re.compile(rf"(?i)(?<![\w-])(?:{'|'.join(WORDS)})(?![\w-])")

LOOSE = re.compile(r"(?i)(?:about|around|some|roughly|nearly|almost|approximately|close to|≈)\s*$")
AT_LEAST = re.compile(r"(?i)(?:more than|over|above|at least|no less than|beyond|[>≥])\s*$")
AT_MOST = re.compile(
    r"(?i)(?:less than|fewer than|under|below|at most|no more than|up to|within|[<≤])\s*$"
)
# Between two numbers that share what follows the second.
JOINED = re.compile(r"\s*(?:to|and|or|by|[-–—±,])\s*")

Relation = Literal["=", ">=", "<="]


@dataclass(frozen=True)
class Quantity:
    """A number in a text, at ``start`` to ``end`` of :func:`plain_form` of the text.

    It stands for ``value``, up to ``tolerance``; ``relation`` is "=", or ">=" and "<=" for "more
    than" and "at most".  ``factor`` is what is behind it as a number, and ``decimals`` how many
    digits it has behind the point.
    """

    start: int
    end: int
    value: float
    tolerance: float
    factor: float
    decimals: int
    relation: Relation
    written: str

    def admits(self, value: float) -> bool:
        """Return whether *value*, rounded as the text does, is what the text says."""
        if math.isinf(self.value):
            return False
        slack = 1e-9 * abs(self.value) + 1e-300
        if self.relation == ">=":
            return value >= self.value - slack
        if self.relation == "<=":
            return value <= self.value + slack
        return abs(value - self.value) <= self.tolerance + slack

    def as_written(self, value: float) -> str:
        """Return *value* in the form of the text, without what follows the number."""
        scaled = value / self.factor
        if "10^" in self.written or re.search(r"\d[eE]", self.written):
            mantissa, _, exponent = f"{scaled:.{self.decimals}e}".partition("e")
            return f"{mantissa} × 10^{int(exponent)}"
        small = 0 < abs(scaled) < 10.0**-self.decimals / 2
        return f"{scaled:.3g}" if small else f"{scaled:,.{self.decimals}f}"


def plain_form(text: str) -> str:
    """Return *text* with its numbers in one form: no TeX, "-", "×", a comma between thousands."""
    for pattern, replacement in PLAIN:
        text = pattern.sub(replacement, text)
    return RAISED_RUN.sub(lambda found: f"^{found[0].translate(RAISED)}", text)


def quantities(text: str, *, in_words: bool = True) -> list[Quantity]:
    """Return the numbers that *text* shows; those in words where there are none in digits.

    Where they are not *in_words*, as in what code prints, each stands for itself.
    """
    plain = plain_form(text)
    found = [*NUMBER.finditer(plain)]
    if not found and in_words:
        return [_in_words(plain, word) for word in WORD.finditer(plain)]
    factors = _factors(plain, found, share=in_words)
    return [_in_digits(plain, one, factor) for one, factor in zip(found, factors, strict=True)]


def _factors(plain: str, found: list[re.Match[str]], *, share: bool) -> list[float]:
    """Return what each number is multiplied with: "2 to 5 %" has two per cents."""
    factors: list[float] = []
    for place in range(len(found) - 1, -1, -1):
        one = found[place]
        if one["rest"]:
            factors.append(FACTORS[one["rest"].strip()])
        elif share and factors and JOINED.fullmatch(plain, one.end(), found[place + 1].start()):
            factors.append(factors[-1])
        else:
            factors.append(1.0)
    return factors[::-1]


def _in_digits(plain: str, found: re.Match[str], factor: float) -> Quantity:
    digits = (found["digits"] or "1").replace(",", "")
    exponent = found["e"] or found["ten"] or found["power"] or "0"
    decimals = len(digits.partition(".")[2])
    # A minus behind a number is the dash of a range.
    is_negative = (found["sign"] or "").startswith("-") and not re.search(
        r"[\d%]\s*$", plain[: found.start()]
    )
    # Infinite beyond what a float holds, where a power of a float is an error.
    scale = factor * float(f"1e{exponent}")
    before = plain[: found.start()]
    is_loose = LOOSE.search(before) is not None
    zeros = len(digits) - len(digits.rstrip("0")) if is_loose and not decimals else 0
    value = float(digits) * scale * (-1 if is_negative else 1)
    return Quantity(
        start=found.start(),
        end=found.end(),
        value=value,
        tolerance=0.5 * float(f"1e{min(zeros, len(digits) - 1) - decimals}") * scale,
        factor=factor,
        decimals=decimals,
        relation=_relation(before),
        written=found[0].strip(),
    )


def _in_words(plain: str, found: re.Match[str]) -> Quantity:
    value = WORDS[found[0].lower()]
    return Quantity(
        start=found.start(),
        end=found.end(),
        value=value,
        tolerance=0.5 if value >= 1 else 0.1 * value,
        factor=1.0,
        decimals=0 if value >= 1 else 2,
        relation=_relation(plain[: found.start()]),
        written=found[0],
    )


def _relation(before: str) -> Relation:
    if AT_LEAST.search(before):
        return ">="
    return "<=" if AT_MOST.search(before) else "="
