"""A short is found by what people type: the name of its thing, and the acronym."""

from __future__ import annotations

import pytest

from extensions.features.shorts.tokens import words
from tests.content.pieces import DOCS, Piece, prose, shorts

# What stands in the title or the first sentence of a short.
NAMES = {
    "a-random-rotation-makes-every-coordinate-ordinary": "random rotation coordinate",
    "a-scan-runs-a-recurrence-in-parallel": "associative scan linear recurrence",
    "a-residual-stream-dilutes": "residual stream layer",
    "a-tenth-has-no-end-in-base-two": "tenth base two",
    "arima-and-sarima": "autoregressive integrated moving average ARIMA SARIMA",
    "attention-as-a-kernel-method": "softmax attention kernel regression Nadaraya–Watson",
    "attention-residuals": "attention residuals AttnRes softmax depth",
    "bi-encoder-and-cross-encoder": "bi-encoder cross-encoder",
    "bm25-against-dense-retrieval": "BM25 dense retrieval",
    "broadcasting-is-a-stride-of-zero": "broadcasting stride zero array",
    "chunked-prefill": "chunked prefill large language model LLM prompt",
    "close-numbers-subtract-without-error": "close numbers subtract difference floats",
    "cosine-dot-product-euclidean": "cosine dot product Euclidean distance",
    "delta-rule": "delta rule memory key value",
    "fetch-a-kv-cache-or-recompute-it": "KV cache fetch large language model LLM",
    "gqa": "grouped-query attention GQA",
    "hnsw": "hierarchical navigable small world HNSW",
    "interpolating-a-time-series": "gaps time series spline",
    "kafka-partitions": "Kafka partition",
    "kl-divergence-everywhere": "Kullback–Leibler KL divergence",
    "kv-cache-in-one-formula": "KV cache keys values language model LLM",
    "linear-attention": "linear attention keys values matrix",
    "maximum-likelihood-becomes-cross-entropy": "maximum likelihood cross-entropy",
    "mla": "multi-head latent attention MLA",
    "mlp-as-memory": "MLP memory keys values",
    "mqa": "multi-query attention MQA",
    "one-random-bit-keeps-inner-products-unbiased": "one bit sketch inner products",
    "pages-for-the-kv-cache": "PagedAttention pages KV cache language model LLM",
    "parquet-and-csv": "Parquet CSV",
    "preprocessing-order-for-time-series": "order preprocessing time series",
    "reshape-never-moves-a-number": "reshape number",
    "rope": "rotary position embedding RoPE",
    "speculative-decoding-keeps-the-distribution": "speculative decoding distribution LLM",
    "stl-decomposition": "seasonal-trend decomposition loess STL",
    "strawberry": "strawberry large language model LLM tokens",
    "temperature-top-k-top-p": "temperature top-k top-p large language model LLM",
    "the-base-of-rope": "base RoPE",
    "the-elbo-is-forced": "evidence lower bound ELBO",
    "the-step-of-mamba-is-a-gate": "Mamba selective state space model SSM gate",
    "time-series-and-panel-data": "panel time series",
    "univariate-and-multivariate-series": "univariate multivariate",
    "walk-forward-validation": "walk-forward validation",
    "what-a-tcn-is": "temporal convolutional network TCN",
    "what-an-agent-is": "agent large language model LLM",
}


def beginning(short: Piece) -> str:
    """The title of *short* and its first sentence."""
    title, first = (prose(inline, formula="x") for inline in short.inlines[:2])
    return f"{title} {first.partition('. ')[0]}"


def test_every_short_is_named_here() -> None:
    assert {short.path.stem for short in shorts()} == NAMES.keys()


@pytest.mark.parametrize("slug", NAMES)
def test_the_name_stands_first(slug: str) -> None:
    short = Piece.read(DOCS / "shorts" / f"{slug}.md")
    assert words(NAMES[slug]) <= words(beginning(short))


@pytest.mark.parametrize(
    ("acronym", "slug"),
    [
        ("RLHF", "kl-divergence-everywhere"),
        ("VAE", "the-elbo-is-forced"),
        ("RRF", "bm25-against-dense-retrieval"),
        ("BPE", "strawberry"),
    ],
)
def test_an_acronym_leads_to_a_short(acronym: str, slug: str) -> None:
    found = {
        short.path.stem
        for short in shorts()
        if words(acronym) <= words(" ".join(prose(inline) for inline in short.inlines))
    }
    assert slug in found


def test_at_most_half_of_the_titles_are_questions() -> None:
    titles = [prose(short.inlines[0]) for short in shorts()]
    assert sum("?" in title for title in titles) <= len(titles) / 2
