"""What model.js must give, computed by the bit-sliced vectors of the piece."""

PIECE = "a-numeric-vector-on-bitmaps.md"
DAYS = (
    ("3:5.25 7:-1.5 8:0 12:7.75 13:2", "3:1.25 12:-7.75 14:4"),
    ("3:7.75 12:7.75", "3:7.75 12:-7.75"),
    ("0:-16 15:15.75 2:0.1", "0:-16 15:15.75 2:0.125"),
    ("1:3", ""),
)


def fixtures(piece):
    """Yield calls of model.js with their results; *piece* has the names of the code of PIECE."""

    def vector(text):
        pairs = [pair.split(":") for pair in text.split()]
        ids, values = [int(one) for one, _ in pairs], [float(one) for _, one in pairs]
        return piece["BitSlicedVector"].from_pairs(ids, values, n=16, fraction=2)

    for monday, tuesday in DAYS:
        a, b = vector(monday), vector(tuesday)
        for minus, result in ((False, a + b), (True, a - b)):
            ids, values = result.to_pairs()
            told = {
                "exists": int(result.exists[0]),
                "slices": [int(one[0]) for one in result.slices],
                "ids": ids,
                "values": values,
                "total": values.sum(),
            }
            yield "combined", [monday, tuesday, minus], told
