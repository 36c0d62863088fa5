"""What the tests of the content need before NumPy is imported."""

from __future__ import annotations

import os

# Sums in one order give one result on every machine; and many threads on few cores are slow.
for library in ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM"):
    os.environ[f"{library}_NUM_THREADS"] = "1"
