"""What model.js must give: the expectation of the piece, which agrees with what it measures."""

import numpy as np

PIECE = "using-bitmap-vectors.md"
CHUNK, CHUNKS = 65_536, 8
MEASURED = {0: 4.03, 28: 2.64}


def container(c):
    """The least of the three sizes and its header, as the piece charges them."""
    sizes = np.stack([2 * c, np.full_like(c, 8192), 2 + 4 * c * (1 - c / CHUNK)])
    return sizes.min(axis=0), 8 * (1 - np.exp(-c))


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""
    seen_up_to, q, n = piece["seen_up_to"], piece["q"], CHUNK * CHUNKS
    yield "DIGITS", None, q
    for r in (0, 1000, 40_000, n):
        yield "seenUpTo", [r, n, 0.02], float(seen_up_to(np.array([r]), n)[0])
    for c in (0.5, 100.0, 5000.0, 60_000.0):
        bytes_, header = container(np.array([c]))
        yield "container", [c], {"bytes": bytes_[0], "header": header[0]}
    ends = np.linspace(0, n, 513)
    p = np.diff(seen_up_to(ends, n)) * 512 / n
    for days in (0, 1, 7, 28):
        chunks = chunks_by(days, p)
        bytes_, header = container(np.outer(chunks, q))
        content, headers = bytes_.sum() / chunks.sum(), header.sum() / chunks.sum()
        if days in MEASURED:
            assert abs(content + headers - MEASURED[days]) < 0.01
        yield "chunksBy", [days, 0.02], chunks
        told = {"content": content, "headers": headers, "total": content + headers}
        yield "stored", [chunks], told
    seen = float(seen_up_to(np.array([n]), n)[0])
    bytes_, header = container(seen * q / CHUNK)
    content, headers = bytes_.sum() * CHUNK / seen, header.sum() * CHUNK / seen
    assert abs(content + headers - 17.74) < 0.03
    yield "hashed", [0.02], {"content": content, "headers": headers}


def chunks_by(days, p):
    """The expected number of accounts seen in each chunk, ranked by their past days."""
    chance = np.empty((days + 1, p.size))
    chance[0] = (1 - p) ** days
    for m in range(days):
        chance[m + 1] = chance[m] * (days - m) / (m + 1) * p / (1 - p)
    size = CHUNK * CHUNKS / p.size
    accounts = np.cumsum(np.append(0, (chance.sum(axis=1) * size)[::-1]))
    seen = np.cumsum(np.append(0, ((chance * p).sum(axis=1) * size)[::-1]))
    return np.diff(np.interp(np.arange(CHUNKS + 1) * CHUNK, accounts, seen))
