"""What the tests of the content need before NumPy is imported."""

from __future__ import annotations

import os

# Many threads on few cores are slow.  Who asks for another number plays another machine.
for library in ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")
