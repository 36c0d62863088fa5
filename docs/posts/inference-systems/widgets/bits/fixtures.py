"""What model.js must give, by the code of the piece and by NumPy."""

import numpy as np

PIECE = "floating-point.md"


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""
    value = piece["value"]
    for bits in (0, 1, 0x3DCCCCCD, 0x4B800000, 0x7F7FFFFF, 0x80000001, 0xC0200000):
        yield "valueOf", [bits], value(bits)
    for x in (1.0, -2.5, 0.1, 16777216.0, 1e-40, 3.4e38):
        bits = int(np.float32(x).view(np.uint32))
        yield "bitsOf", [x], bits
        s, c, f = bits >> 31, bits >> 23 & 255, bits & 2**23 - 1
        yield "fieldsOf", [bits], {"s": s, "c": c, "f": f}
        yield "spacing", [c], float(np.spacing(np.float32(abs(x))))
    single = np.float32
    for x in (0.1, 2.0, -1.0, 0.0):
        found = [single(x)]
        for _ in range(2):
            found.insert(0, np.nextafter(found[0], single(-np.inf)))
            found.append(np.nextafter(found[-1], single(np.inf)))
        yield "around", [int(single(x).view(np.uint32)), 2], [float(one) for one in found]
