"""What the two series on networks say, where a reader would be misled."""

from __future__ import annotations

import itertools
import re

import numpy as np
import pytest

from tests.content.pieces import DOCS, Piece, without_errata

DEEP = DOCS / "posts/deep-learning-from-the-ground-up"
ATTENTION = DOCS / "posts/attention"
PIECES = [Piece.read(path) for folder in (DEEP, ATTENTION) for path in sorted(folder.glob("*.md"))]


def words(path: str) -> str:
    """Return the text of the piece *path* on one line, without what errata quote of it."""
    return " ".join(without_errata((DOCS / "posts" / path).read_text("utf-8")).split())


@pytest.mark.digits
def test_the_gradient_of_narrow_layers_is_the_one_that_is_stated() -> None:
    """Go through all signs of two units in three layers, where each weight is 1 or -1.

    Signs alone leave sums that are zero, so a tilted input keeps every sum away from it; the
    theorem asks for symmetry and variance only, and for no sum that is exactly zero.
    """
    widths, c = (2, 2, 2, 2), 2.0
    signs = np.array([*itertools.product((-1.0, 1.0), repeat=12)]).reshape(-1, 3, 2, 2)
    # A density in the small: each weight is moved by an amount that is symmetric with its sign.
    tilt = 1 + 1e-6 * np.sqrt(np.arange(1, 13)).reshape(3, 2, 2)
    weights = signs * tilt * np.sqrt(c / 2)
    a, gates = np.ones((len(signs), 2, 1)), []
    for k in range(3):
        z = weights[:, k] @ a
        gates.append(z > 0)
        a = np.maximum(z, 0)
    # With r = e_1 and e_2 in turn, the mean over r is exact as well.
    mean = np.zeros(4)
    for r in np.eye(2):
        g = np.tile(np.sqrt(2) * r[:, None], (len(signs), 1, 1))
        mean[3] += np.mean(np.sum(g**2, axis=(1, 2))) / 2
        for k in (2, 1, 0):
            g = weights[:, k].transpose(0, 2, 1) @ (g * gates[k])
            mean[k] += np.mean(np.sum(g**2, axis=(1, 2))) / 2
    s = [1.0] * len(widths)
    alive = [1, 1 - 2.0**-2, (1 - 2.0**-2) ** 2]
    assert mean[3] == pytest.approx(2 * s[3])
    assert mean[:3] == pytest.approx([2 * one for one in alive], rel=1e-4)
    assert alive == [1, 0.75, 0.5625]


def test_the_theorem_and_its_summary_say_the_same() -> None:
    training = words("deep-learning-from-the-ground-up/training-deep-networks.md")
    assert r"s_k\, \mathbf{1}[a_k \ne 0]\, I" in training
    assert r"n_k s_k \prod_{j=1}^{k} \bigl( 1 - 2^{-n_j} \bigr)" in training
    assert "exact [at every width](#training-signal) once silent layers are counted" in training


def test_the_series_is_read_in_the_order_in_which_it_is_needed() -> None:
    listed = (DEEP / "index.md").read_text("utf-8").partition(":hidden:")[2].split("```")[0]
    assert listed.split() == [
        "the-perceptron",
        "gradient-descent",
        "depth",
        "backpropagation",
        "training-deep-networks",
        "automatic-differentiation",
        "gradients-in-practice",
    ]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("depth.md", "in [](#perceptron-hidden) we gave every threshold its own unit"),
        ("depth.md", "the count of separable labellings (see [](#perceptron-cover))"),
        ("training-deep-networks.md", "what persists adds up (see [](#gd-momentum))"),
        ("gradients-in-practice.md", "grows as $1/h$ is shown in [](#autodiff-why)"),
        ("the-perceptron.md", "return, for a related reason, in [](#gd-scaling)"),
        (
            "../attention/sharing-keys-and-values.md",
            "Parts 1 and 2 are what [several heads in one layer](#sdpa-heads) led us to expect",
        ),
    ],
)
def test_a_link_leads_to_what_is_meant(path: str, said: str) -> None:
    assert said in words(f"deep-learning-from-the-ground-up/{path}")


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.name)
def test_a_sign_has_one_meaning_in_all_linked_pieces(piece: Piece) -> None:
    # τ is the temperature, by which scores are divided: the root of the width in attention.
    values = re.findall(r"(?<!sqrt)\\tau\s*=\s*(\\sqrt|\S)", piece.text)
    assert {*values} <= {r"\sqrt", "1"}
    assert r"\tau" not in piece.text or "temperature" in piece.text
    # The ring composes functions; entry by entry is ⊙.
    rings = [line for line in piece.text.splitlines() if r"\circ" in line]
    composed = (r"f_L\circ\dots\circ f_1", r"T \circ \cdots \circ T")
    assert [line for line in rings if not any(one in line for one in composed)] == []


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("attention/before-attention.md", "memory wall"),
        ("attention/before-attention.md", "a little above this scale there is room"),
        ("attention/sharing-keys-and-values.md", "is the only cure"),
        ("deep-learning-from-the-ground-up/automatic-differentiation.md", "multiplied by itself"),
        (
            "deep-learning-from-the-ground-up/training-deep-networks.md",
            "as the initialisation itself",
        ),
    ],
)
def test_what_was_false_is_said_no_longer(path: str, said: str) -> None:
    assert said not in words(path)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        # At the scale of 1/√d the guarantee does not depend on d.
        ("before-attention.md", r"At $\varepsilon = c/\sqrt d$ it guarantees $e^{c^2/4}$"),
        ("before-attention.md", "let $\\varepsilon$ stay *fixed* while $d$ grows"),
        ("sharing-keys-and-values.md", "hitting the *memory wall*"),
        ("sharing-keys-and-values.md", "no two sequences share keys"),
        ("sharing-keys-and-values.md", "The first Mistral 7B (v0.1) has $w = 4096$"),
        ("sharing-keys-and-values.md", "*Perplexity* is $"),
    ],
)
def test_what_is_right_is_said(path: str, said: str) -> None:
    assert said in words(f"attention/{path}")
