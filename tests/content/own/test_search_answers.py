"""What readers ask has the right answer first, without a browser.

The kept queries were written down before the ranking was tuned.  Nobody looks at which of them
fail while it is: the message says how many, and no more.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.search import find, find_all

QUERIES: dict[str, list[tuple[str, list[str]]]] = json.loads(
    (Path(__file__).parent / "search_queries.json").read_text("utf-8")
)
RIGHT = 0.9


def page_of(url: str) -> str:
    """Return the page at *url*, as the list of queries has it."""
    return url.partition("#")[0].removesuffix(".html")


@pytest.mark.parametrize("part", QUERIES)
def test_what_is_sought_comes_first(site: Path, part: str) -> None:
    queries = QUERIES[part]
    answers = find_all(site, *(query for query, _ in queries))
    wrong = {
        query: found.urls[:3]
        for (query, wanted), found in zip(queries, answers, strict=True)
        if not found.urls or page_of(found.urls[0]) not in wanted
    }
    told = len(wrong) if part == "kept" else wrong
    assert len(wrong) <= (1 - RIGHT) * len(queries), told


def test_question_in_words_leads_to_the_section_as_well(site: Path) -> None:
    found = find(site, "how big is the KV cache")
    sections = [part["url"] for result in found.results for part in result["parts"]]
    assert sections[0] == "posts/attention/sharing-keys-and-values.html#heads-kv-cache"


@pytest.mark.many(1)
@pytest.mark.parametrize("query", ["chain rule", "softmax", "backprop"])
def test_statements_do_not_lead_unless_they_are_asked_for(site: Path, query: str) -> None:
    assert find(site, query).results[0]["kind"] in {"post", "short"}


EQUATION = "posts/attention/scaled-dot-product-attention.html#equation-eq-sdpa-attention"


@pytest.mark.parametrize(
    "query", [r"\frac{QK^\top}{\sqrt{d_k}}", "QKᵀ/√dₖ", "softmax(QK^T/sqrt(d_k))"]
)
def test_equations_lead_where_a_formula_is_asked_for(site: Path, query: str) -> None:
    found = find(site, query)
    assert found.results[0]["kind"] == "equation"
    assert EQUATION in found.urls[:3]


def test_equation_leads_where_its_label_is_asked_for(site: Path) -> None:
    assert find(site, "eq-sdpa-attention").urls[0] == EQUATION


def test_what_is_found_has_the_words(site: Path) -> None:
    assert find(site, "RRF").urls == ["shorts/bm25-against-dense-retrieval.html"]


def test_slip_is_put_right_and_told(site: Path) -> None:
    found, meant = find(site, "softmx"), find(site, "softmax")
    assert (found.meant, meant.meant) == ("softmax", None)
    assert found.urls == meant.urls
    assert find(site, "zzyzxqq").results == []


def test_code_is_found_by_its_names(site: Path) -> None:
    assert find(site, "numpy").total > 10
    assert find(site, "linalg.cholesky").urls


def test_quotations_have_the_words_marked_and_formulas_set(site: Path) -> None:
    results = find(site, "scaled dot product").results
    pieces = [
        piece for result in results for part in result["parts"] for piece in part["quotation"]
    ]
    assert any(found and text.lower() == "product" for text, found, *_ in pieces)
    assert any(html.startswith('<span class="katex') for _, _, *rest in pieces for html in rest)
