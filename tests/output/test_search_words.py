"""Words of texts and of queries are the same, by Python and by the script."""

from __future__ import annotations

import json
import subprocess
from typing import Any
from unicodedata import normalize

import pytest

from extensions.lib.node import NODE
from extensions.output.search.tokens import acronyms, function_words, words
from tests.support.project import ROOT
from tests.support.scripts import script_address

STATIC = ROOT / "docs/_static"
TEXTS: list[tuple[str, list[str]]] = [
    ("Plain words, and 1/2", ["plain", "words", "and", "1", "2"]),
    (
        "multi-head a/b k-means",
        ["multi", "head", "multihead", "a", "b", "ab", "k", "means", "kmeans"],
    ),
    ("我们的矩阵", ["我们", "们的", "的矩", "矩阵"]),
    ("a 矩 of カナ", ["a", "矩", "of", "カナ"]),
    ("Poincaré–Bendixson", ["poincare", "bendixson", "poincarebendixson"]),
    ("Cauchy‐Schwarz—here", ["cauchy", "schwarz", "cauchyschwarz", "here"]),
    ("ℓ² x₁ Straße", ["l2", "x1", "strasse"]),
    ("Simpson's and Neyman’s", ["simpson", "and", "neyman"]),
    (
        "NumericIndexedVector np.linalg.cholesky",
        [
            *("numeric", "indexed", "vector", "numericindexedvector"),
            *("np", "linalg", "cholesky"),
        ],
    ),
    ("선형 대수", [normalize("NFKD", "선형"), normalize("NFKD", "대수")]),
    ("بردارها", ["بردارها"]),
    ("مقدّمة", ["مقدمة"]),
    ("a" * 41, []),
]


def answers(script: str, function: str, given: list[Any]) -> list[Any]:
    """Return what *function* of *script* makes of each of *given*."""
    program = (
        f"const {{ {function} }} = await import({json.dumps(script_address(STATIC / script))});"
        "let text = '';"
        "for await (const part of process.stdin) text += part;"
        f"console.log(JSON.stringify(JSON.parse(text).map((one) => {function}(one))));"
    )
    done = subprocess.run(
        [NODE, "--input-type=module", "-e", program],
        input=json.dumps(given),
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    said: list[Any] = json.loads(done.stdout)
    return said


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_text_is_divided_into_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_script_divides_alike() -> None:
    """Also what the site's own texts have."""
    texts = [text for text, _ in TEXTS]
    texts += [
        line
        for path in sorted((ROOT / "docs").rglob("*.md"))
        for line in path.read_text("utf-8").splitlines()[:400]
        if not line.isascii() or "-" in line
    ][:2500]
    assert answers("search-words.js", "words", texts) == [words(text) for text in texts]


def test_formula_is_sought_as_texts_have_it() -> None:
    typed = {
        "\\ell^2": "ℓ²",
        "\\ell ^{12} + x_3": "ℓ¹² + x₃",
        "\\lambda\\alpha": "λα",
        "\\unknown^a": "\\unknown^a",
        "sqrt(d_k)": "sqrt(d_k)",
    }
    assert answers("search-terms.js", "readable", list(typed)) == list(typed.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Multi-query attention (MQA)", {"mqa"}),
        ("A temporal convolutional network, TCN, is a stack", {"tcn"}),
        ("HNSW, the hierarchical navigable small world, finds", {"hnsw"}),
        ("by reciprocal rank fusion, RRF: a document", {"rrf"}),
        ("Recurrent neural networks (RNNs) read", {"rnn"}),
        ("The CSV and a file, PNG or not", set()),
    ],
)
def test_acronym_is_known_by_the_words_that_it_stands_for(text: str, expected: set[str]) -> None:
    assert acronyms(text) == expected


def test_words_that_say_nothing_are_those_of_the_language() -> None:
    assert {"the", "how"} <= function_words("en")
    assert {"der", "wie"} <= function_words("de_AT")
    assert function_words("fa") == frozenset()
