"""What model.js must give, computed by the calculator of the piece."""

from dataclasses import replace

PIECE = "sharing-keys-and-values.md"
WINDOWS = {"none": (0, 0), "w4096": (4096, 0), "sinks": (1020, 4)}
STATES = (
    ("8", 46, 32768, "64", "2", "none"),
    ("all", 46, 32768, "64", "2", "none"),
    ("1", 372, 32768, "64", "2", "none"),
    ("latent", 165, 32768, "64", "2", "none"),
    ("latent", 20, 131072, "128", "1", "w4096"),
    ("1", 512, 32768, "64", "2", "sinks"),
    ("16", 3, 4096, "16", "0.5", "w4096"),
    ("all", 1, 131072, "128", "4", "none"),
)


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""
    peak, bandwidth = piece["peak"], piece["bandwidth"]
    yield "RIDGE", None, peak / bandwidth
    yield "WEIGHTS", None, piece["weights"]
    yield "MEMORY", None, piece["memory"]
    for share, batch, length, heads, each, window in STATES:
        names = ("share", "batch", "length", "heads", "bytes", "window")
        state = dict(zip(names, (share, batch, length, heads, each, window), strict=True))
        model, size = composed(piece["llama"], state), float(each)
        yield "numbers", [state], model.numbers()
        yield "intensity", [state], model.intensity(size)
        yield "perToken", [state], model.numbers() * size * model.layers
        one = model.cache(length, 1, size)
        yield "cache", [state], one
        fit = int((piece["memory"] - piece["weights"]) // one)
        yield "room", [state], fit
        served = min(batch, fit)
        read = piece["weights"] + served * one
        flops = served * piece["weights"] + model.intensity(size) * served * one
        yield (
            "step",
            [state],
            {
                "served": served,
                "read": read,
                "seconds": max(flops / peak, read / bandwidth),
                "waits": read / bandwidth >= flops / peak,
            },
        )


def composed(llama, state):
    """The model of the piece with what a reader has chosen."""
    heads = int(state["heads"])
    latent = (512, 64) if state["share"] == "latent" else ()
    kv_heads = (
        0 if latent else min(heads, heads if state["share"] == "all" else int(state["share"]))
    )
    window, sinks = WINDOWS[state["window"]]
    return replace(llama, heads=heads, kv_heads=kv_heads, latent=latent, window=window, sinks=sinks)
