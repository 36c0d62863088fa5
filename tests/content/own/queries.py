"""What readers type, and the address that they must find among the first three."""

ATTENTION = "posts/attention/scaled-dot-product-attention.html"
BEFORE = "posts/attention/before-attention.html"
SHARING = "posts/attention/sharing-keys-and-values.html"
PERCEPTRON = "posts/deep-learning-from-the-ground-up/the-perceptron.html"
DESCENT = "posts/deep-learning-from-the-ground-up/gradient-descent.html"
ROTATION = "posts/recommendation-and-search/vector-quantisation-by-random-rotation.html"
BACKPROPAGATION = "posts/deep-learning-from-the-ground-up/backpropagation.html"
AUTODIFF = "posts/deep-learning-from-the-ground-up/automatic-differentiation.html"
PROCESSES = "posts/black-box-optimisation/gaussian-processes.html"
BAYES = "posts/black-box-optimisation/bayesian-optimisation.html"
TRAPS = "posts/inference-you-can-trust/seven-traps.html"
TASKS = "posts/black-box-optimisation/noise-constraints-and-tasks.html"
AB = "posts/inference-you-can-trust/what-an-ab-test-measures.html"

QUERIES = {
    # Words.
    "perceptron": PERCEPTRON,
    "gradient descent": DESCENT,
    "attention": ATTENTION,
    "gaussian processes": PROCESSES,
    "automatic differentiation": AUTODIFF,
    "backprop": BACKPROPAGATION,
    "grouped query attention": SHARING,
    "kv cache": "shorts/kv-cache-in-one-formula.html",
    "simpson's paradox": TRAPS,
    "a/b test": AB,
    "goodhart's law": TRAPS,
    "knowledge gradient": TASKS,
    "constrained bayesian optimisation": TASKS,
    "bit-sliced vector": "posts/bitmaps-that-carry-numbers/a-numeric-vector-on-bitmaps.html",
    "bayesian optimization": BAYES,
    "elbo": "shorts/the-elbo-is-forced.html",
    # Names.
    "rosenblatt": PERCEPTRON,
    "strawberry": "shorts/strawberry.html",
    "Parquet": "shorts/parquet-and-csv.html",
    "Benjamini Hochberg": f"{TRAPS}#thm-traps-bh",
    # Misspelt.
    "perceptorn": PERCEPTRON,
    "atention": ATTENTION,
    "gausian procces": PROCESSES,
    "backpropogation": BACKPROPAGATION,
    # Theorems and definitions.
    "novikoff bound": f"{PERCEPTRON}#thm-perceptron-novikoff",
    "streaming softmax": ATTENTION,
    "descent lemma": f"{DESCENT}#lem-gd-descent",
    "neyman's variance": AB,
    "push-through identity": PROCESSES,
    # Formulas and their names.
    r"\frac{QK^\top}{\sqrt{d_k}}": f"{ATTENTION}#equation-eq-sdpa-attention",
    "softmax(QK^T/sqrt(d_k))": f"{ATTENTION}#equation-eq-sdpa-attention",
    "sqrt(d_k)": ATTENTION,
    "eq-sdpa-attention": f"{ATTENTION}#equation-eq-sdpa-attention",
    "QKᵀ/√dₖ": f"{ATTENTION}#equation-eq-sdpa-attention",
    # Titles of shorts.
    "when does BM25 beat dense retrieval": "shorts/bm25-against-dense-retrieval.html",
    "bi-encoder or cross-encoder?": "shorts/bi-encoder-and-cross-encoder.html",
    "what is a temporal convolutional network": "shorts/what-a-tcn-is.html",
}
