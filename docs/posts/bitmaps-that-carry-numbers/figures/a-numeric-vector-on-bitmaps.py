"""Two figures: what an id costs in a container, and one table of digits read both ways."""

import numpy as np
from matplotlib.patches import Rectangle

from extensions.figures.draw import ACCENT, INK, MUTED, SECOND, THIRD, figure

# 1. Bits for each id in a chunk of 65,536.
CHUNK = 65_536
ids = np.geomspace(10, CHUNK * 0.9, 160)
share = ids / CHUNK
entropy = -(share * np.log2(share) + (1 - share) * np.log2(1 - share)) / share

with figure(__file__, "containers", height=3.5) as fig:
    axes = fig.subplots()
    axes.axvline(4096, color=MUTED, lw=0.8, ls=(0, (4, 3)))
    axes.plot(ids, np.minimum(16, CHUNK / ids), color=ACCENT, lw=5, alpha=0.25)
    axes.plot(ids, np.full_like(ids, 16), color=ACCENT, lw=1.4)
    axes.plot(ids, CHUNK / ids, color=SECOND, lw=1.4)
    axes.plot(ids, entropy, color=THIRD, lw=1.4)
    axes.set_xscale("log")
    axes.set_yscale("log", base=2)
    axes.set_ylim(0.5, 300)
    axes.set_xlim(10, CHUNK)
    axes.set_xticks([10, 100, 1000, 10_000], ["10", "100", "1,000", "10,000"])
    axes.set_yticks([1, 4, 16, 64, 256], ["1", "4", "16", "64", "256"])
    axes.minorticks_off()
    axes.text(13, 19, "array: 16 bits", color=ACCENT)
    axes.text(4600, 95, "bitmap: 65,536 bits\nin all", color=SECOND)
    axes.text(150, 2.6, "entropy of a\nrandom set", color=THIRD)
    axes.text(4400, 30, "4096", color=MUTED)
    axes.set_xlabel("ids in the chunk")
    axes.set_ylabel("bits for each id")

# 2. Five values, six digits.
accounts = {3: 5.25, 7: -1.5, 8: 0.0, 12: 7.75, 13: 2.0}
weights = ["−8", "4", "2", "1", "½", "¼"]

with figure(__file__, "slices", height=3.5) as fig:
    axes = fig.subplots()
    axes.set_axis_off()
    axes.set_xlim(-2.6, 8.6)
    axes.set_ylim(7.7, -1.5)
    counts = [0] * 6
    for row, (account, value) in enumerate(accounts.items()):
        digits = int(value * 4) & 63
        axes.text(-0.4, row + 0.5, f"account {account}", ha="right", va="center")
        number = f"{value:g}".replace("-", "−")
        axes.text(6.5, row + 0.5, f"= {number}", va="center", color=SECOND)
        for column in range(6):
            one = digits >> (5 - column) & 1
            counts[column] += one
            axes.add_patch(
                Rectangle(
                    (column + 0.08, row + 0.08),
                    0.84,
                    0.84,
                    facecolor=ACCENT if one else "none",
                    edgecolor=MUTED,
                    lw=0.6,
                )
            )
    for column in range(6):
        axes.text(column + 0.5, -0.4, weights[column], ha="center", color=INK)
        axes.text(column + 0.5, 5.75, str(counts[column]), ha="center", color=ACCENT)
    axes.text(-0.4, -0.4, "weight", ha="right")
    axes.text(-0.4, 5.75, "members", ha="right", color=ACCENT)
    axes.text(6.5, -0.4, "by rows: values", color=SECOND)
    axes.text(
        3,
        7.1,
        "by columns: −8·1 + 4·3 + 2·3 + 1·2 + ½·2 + ¼·2 = 13.5",
        ha="center",
        color=ACCENT,
    )
