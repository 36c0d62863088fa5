"""What the pieces on statistics compute agrees with a second way of computing it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.content.pieces import DOCS, Piece, all_sources, without_errata

pytestmark = pytest.mark.digits

TRAPS = DOCS / "posts/inference-you-can-trust/seven-traps.md"
TASKS = DOCS / "posts/black-box-optimisation/noise-constraints-and-tasks.md"
AB = DOCS / "posts/inference-you-can-trust/what-an-ab-test-measures.md"
BAYES = DOCS / "posts/black-box-optimisation/bayesian-optimisation.md"
NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


@cache
def defined(piece: Path, *cuts: str, first: int | None = None) -> dict[str, Any]:
    """What the *first* Python blocks of *piece* define, each up to the first of *cuts* in it."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    blocks = [block.source for block in Piece.read(piece).code if block.language == "python"]
    for source in blocks[:first]:
        ends = [source.find(cut) for cut in cuts if cut in source]
        exec(source[: min(ends, default=len(source))], namespace)
    return namespace


def tasks() -> dict[str, Any]:
    return defined(TASKS, "\nloss = {", "\nfree = {", "\n(live, n_live)")


def belief(draws: int) -> Any:
    """A belief of the piece, in one run, after four trials, two of them at one setting."""
    kernel = tasks()["matern"](tasks()["grid"], tasks()["grid"])
    one = tasks()["Belief"](kernel, 0.5, 0.3, 1, draws, 8, np.random.default_rng(3))
    for i in (4, 20, 20, 33):
        one.measure(np.array([i]))
    return one


def covariance(b: Any) -> Any:
    """The posterior covariance of run 0."""
    g = b.g[: b.t, 0]
    return b.K - g.T @ g


def test_measuring_one_by_one_is_conditioning_on_all() -> None:
    b, at = belief(1), [4, 20, 20, 33]
    weights = np.linalg.solve(b.K[np.ix_(at, at)] + 0.09 * np.eye(4), b.K[at])
    exact = b.K - b.K[at].T @ weights
    np.testing.assert_allclose(covariance(b), exact, atol=1e-8)
    np.testing.assert_allclose(b.var[0], np.diag(exact), atol=1e-8)


def test_draws_that_learn_are_draws_of_the_posterior() -> None:
    b = belief(40_000)
    exact, draws = covariance(b), b.draws[:, 0]
    assert np.abs((draws.mean(axis=0) - b.mu[0]) / np.sqrt(b.var[0] / 40_000)).max() < 5
    spread = np.sqrt((np.outer(b.var[0], b.var[0]) + exact**2) / 40_000)
    assert np.abs((np.cov(draws.T) - exact) / spread).max() < 6


def test_noisy_improvement_is_the_mean_of_improvements() -> None:
    """The average over draws and the closed form inside the expectation agree."""
    b, tried, x = belief(40_000), [4, 20, 33], 24
    draws = b.draws[:, 0] - 0.5
    best = draws[:, tried].max(axis=1)
    rise = np.maximum(draws[:, x] - best, 0)
    weights = np.linalg.solve(b.K[np.ix_(tried, tried)], b.K[tried, x])
    s = np.sqrt(1 - weights @ b.K[tried, x])
    inner = s * tasks()["h"]((draws[:, tried] @ weights - best) / s)
    difference = rise - inner
    assert abs(difference.mean()) < 5 * difference.std() / len(difference) ** 0.5
    assert rise.mean() > 20 * difference.std() / len(difference) ** 0.5  # it could be seen


def test_a_trial_is_worth_what_it_does_for_the_decision() -> None:
    kernel = tasks()["matern"](tasks()["grid"], tasks()["grid"])
    kernel = np.kron([[1, 0.9], [0.9, 1]], kernel)
    b = tasks()["Belief"](kernel, 0.0, 0.3, 1, 1, 8, np.random.default_rng(5))
    for i in (10, 70):
        b.measure(np.array([i]))
    pairs = np.array([10, 25, 60, 81])
    value = tasks()["gradient"](b, pairs)[0]
    left, z = covariance(b), np.linspace(-7, 7, 20_001)
    density = np.exp(-(z**2) / 2) / np.exp(-(z**2) / 2).sum()
    for pair, found in zip(pairs, value, strict=True):
        slope = left[:41, pair] / np.sqrt(left[pair, pair] + 0.09)
        exact = density @ (b.mu[0, :41] + z[:, None] * slope).max(axis=1) - b.mu[0, :41].max()
        assert found == pytest.approx(exact, rel=0.1, abs=0.01)
        assert found >= 0


def test_information_about_the_maximum_falls_with_its_distance() -> None:
    ratio, table = tasks()["ratio"], tasks()["table"]
    assert np.interp(0, table, ratio) == pytest.approx(np.log(2), abs=1e-6)
    assert (np.diff(ratio) < 1e-12).all()


def test_the_shifted_smoother_task_is_a_valid_covariance() -> None:
    joint, grid = tasks()["C"], tasks()["grid"]
    assert np.abs(joint - joint.T).max() < 1e-12
    assert np.diag(joint) == pytest.approx(np.ones(82))
    # Task 2 at x + 0.1 is what resembles task 1 at x most.
    assert grid[joint[20, 41:].argmax()] == pytest.approx(grid[20] + 0.1)
    assert joint[20, 41:].max() == pytest.approx(np.sqrt(0.8))


def test_many_runs_at_once_are_runs_one_by_one() -> None:
    """The rank-one rows of the piece give the covariances of its simple rule."""
    told = defined(BAYES, "\nrng, R, T =", first=4)
    kernel, i = told["kernel"](told["grid"], told["grid"]), [150, 20, 150]
    g = np.zeros((3, 1, 201))
    mu, left = np.zeros(201), kernel
    for t, one in enumerate(i):
        d = told["measure"](kernel, g, t, np.array([one]), 0.09)
        assert d[0] == pytest.approx(np.sqrt(left[one, one] + 0.09))
        mu, left = told["learn"](mu, left, one, 1.0)
    np.testing.assert_allclose(kernel - g[:, 0].T @ g[:, 0], left, atol=1e-8)


@pytest.mark.parametrize("piece", [TRAPS, AB, TASKS, BAYES], ids=lambda path: path.stem)
def test_what_is_simulated_over_runs_has_a_standard_error(piece: Path) -> None:
    """A line that tells a mean loss, regret, gain or share of runs has its ± beside it."""
    told = re.compile(
        r"regret|lost|loss|saved|less \w+|more than one|simulated:|, true effects found"
        r"|looks: false|variance ratio|among the ten"
    )
    lines = [
        line
        for block in Piece.read(piece).code
        if block.language == "output"
        for line in block.source.splitlines()
        if told.search(line) and "random runs for" not in line
    ]
    assert len(lines) >= 2
    assert [line for line in lines if "±" not in line] == []


def test_the_count_in_the_title_is_that_of_the_traps() -> None:
    piece = Piece.read(TRAPS)
    count = NUMBERS.index(piece.headings[0][2].split()[0].lower())
    lines = piece.text.splitlines()
    tiles = [line for line in lines if re.match(r"\| [A-Z] \|", line)]
    first = next(n for n, line in enumerate(lines) if line.startswith("| symptom"))
    questions = [line for line in lines[first + 2 :] if line.startswith("|")]
    remedies = re.findall(r"^\*\*What to do\.\*\*", piece.text, re.M)
    assert (len(tiles), len(questions), len(remedies)) == (count, count, count)
    assert f"{NUMBERS[count]} tiles, {NUMBERS[count]} ways" in piece.front["summary"]


def test_wilson_s_interval_is_the_solution_of_its_inequality() -> None:
    z, n = 1.96, 25
    for hits in (0, 3, 22, 25):
        p, q = hits / n, z**2 / n
        half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)) / (1 + q)
        for end in ((p + q / 2) / (1 + q) - half, (p + q / 2) / (1 + q) + half):
            assert abs(p - end) == pytest.approx(z * np.sqrt(max(end * (1 - end), 0) / n), abs=1e-7)


def test_no_piece_cuts_a_variance_by_what_is_left_of_it() -> None:
    wrong = re.compile(r"variance\s+by\s+\$1\s*-\s*\\rho\^2")
    assert [piece.name for piece in all_sources() if wrong.search(without_errata(piece.text))] == []
