"""Formulas and posts to measure with: made from a seed, so that every run has the same."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

INLINE_SHARE = 0.73

LETTERS = "abcdefghkmnpqrstuvwxyz"
GREEK = r"\alpha \beta \gamma \delta \eta \theta \lambda \mu \pi \sigma \phi \omega"
CAPITALS = "ABCGHKMPQSTUWX"
WORDS = (
    "the a of in to and that with from for each one gradient model estimate variance error "
    "data sample step matrix row column weight layer learns falls grows holds gives shows "
    "bounds small large same mean rate value between under over along every where then first "
    "second because follows measure compare direction probability question answer"
)

HEAD = """\
---
date: 2026-01-01
tags: [attention, optimisation]
level: foundation
authors: [Ada]
summary: What a page with {formulas} formulas and {words} words costs its reader.
---

# A post with {formulas} formulas: {title}
"""

INDEX = "# Home\n\n```{{toctree}}\n:hidden:\n\n{pages}\n```\n"


def symbol(random: Random) -> str:
    """Return a letter, often with scripts."""
    base = random.choice([*LETTERS, *GREEK.split()])
    forms = (
        base,
        f"{base}_{{{random.choice('ijkt')}{random.randint(1, 99)}}}",
        f"{base}^{{({random.randint(1, 99)})}}",
        rf"\hat{{{base}}}_{random.randint(1, 9)}",
        rf"\mathbf{{{random.choice(LETTERS)}}}_{random.randint(1, 9)}",
        f"{base}^{random.randint(2, 9)}",
    )
    return random.choice(forms)


def term(random: Random) -> str:
    """Return a product, a quotient, a function or a symbol."""
    x, y, z = symbol(random), symbol(random), symbol(random)
    forms = (
        f"{random.randint(2, 99)} {x} {y}",
        rf"\frac{{{x} - {y}}}{{{z} + {random.randint(1, 99)}}}",
        rf"\sqrt{{{x} + {y}}}",
        rf"\log p({x} \mid {y})",
        rf"\mathbb{{E}}\left[{x}\,{y}\right]",
        rf"{random.choice(CAPITALS)}^\top {x}",
        rf"\|{x} - {y}\|^2",
    )
    return random.choice(forms)


def inline(random: Random) -> str:
    """Return what stands in a line of text."""
    capital, other = random.sample(CAPITALS, 2)
    forms = (
        rf"{symbol(random)} = {symbol(random)} + {random.randint(1, 999)}",
        rf"{symbol(random)} \le {term(random)}",
        rf"{symbol(random)} \in \mathbb{{R}}^{{{random.randint(2, 999)} \times d}}",
        rf"{capital}_{{{random.randint(1, 99)}}} = {other}{symbol(random)}",
        term(random),
        rf"O({symbol(random)} \log {symbol(random)})",
    )
    return random.choice(forms)


def display(random: Random) -> str:
    """Return what stands in a line of its own."""
    i, n = random.choice("ijk"), random.choice("nmNT")
    terms = [term(random) for _ in range(4)]
    cells = [[symbol(random) for _ in range(3)] for _ in range(3)]
    matrix = r" \\ ".join(" & ".join(row) for row in cells)
    forms = (
        rf"{symbol(random)} = \sum_{{{i}=1}}^{{{n}}} {terms[0]} + {terms[1]}",
        rf"{symbol(random)} = \begin{{pmatrix}} {matrix} \end{{pmatrix}} {symbol(random)}",
        rf"\int_{{{symbol(random)}}}^{{\infty}} {terms[0]}\,d{i} = {terms[1]} - {terms[2]}",
        rf"\begin{{aligned}} {symbol(random)} &= {terms[0]} + {terms[1]} \\ "
        rf"&\le {terms[2]} + {terms[3]} \end{{aligned}}",
        rf"\frac{{\partial {symbol(random)}}}{{\partial {symbol(random)}}} = "
        rf"\left( {terms[0]} \right) {terms[1]} + \prod_{{{i}=1}}^{{{n}}} {terms[2]}",
    )
    return random.choice(forms)


def formulas(count: int, seed: int = 1) -> list[tuple[str, bool]]:
    """Return *count* different formulas, each TeX and whether it is displayed."""
    random = Random(seed)
    found: dict[tuple[str, bool], None] = {}
    inlines = round(count * INLINE_SHARE)
    while len(found) < inlines:
        found[inline(random), False] = None
    while len(found) < count:
        found[display(random), True] = None
    mixed = list(found)
    random.shuffle(mixed)
    return mixed


def text(random: Random, words: int) -> Iterator[str]:
    """Yield *words* words, in sentences."""
    while words > 0:
        length = min(words, random.randint(8, 20))
        words -= length
        sentence = random.choices(WORDS.split(), k=length)
        sentence[0] = sentence[0].capitalize()
        sentence[-1] += "."
        yield from sentence


def post(title: str, words: int, formulas: list[tuple[str, bool]], sections: int) -> str:
    """Return the Markdown of the post *title* of *words* words and *formulas*."""
    random = Random(len(formulas))
    parts = [HEAD.format(title=title, formulas=len(formulas), words=words)]
    written = list(text(random, words))
    per_formula = -(-words // len(formulas))
    for number, (tex, displayed) in enumerate(formulas):
        if number % -(-len(formulas) // sections) == 0:
            parts.append(f"\n## Section of formula {number + 1}\n")
        elif number % 4 == 0:
            parts.append("\n")
        parts.append(" ".join(written[number * per_formula : (number + 1) * per_formula]))
        parts.append(f"\n$$\n{tex}\n$$\n" if displayed else f"${tex}$")
    return "\n".join(parts) + "\n"


def site(posts: dict[str, str]) -> dict[str, str]:
    """Return the files of a site of *posts*, Markdown by name."""
    return {
        "index.md": INDEX.format(pages="\n".join(f"posts/{name}" for name in posts)),
        **{f"posts/{name}.md": source for name, source in posts.items()},
    }
