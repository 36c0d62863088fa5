"""Figures of the piece on fine-tuning a small language model."""

from __future__ import annotations

import sys
from pathlib import Path

from matplotlib.patches import Rectangle

from extensions.markup.figures.draw import ACCENT, INK, MUTED, PAPER
from extensions.markup.figures.sketch import PHONE, canvas

HERE = Path(__file__).parents[1]
sys.path.insert(0, str(HERE))
from little.bpe import END, Tokenizer  # noqa: E402
from little.weights import read  # noqa: E402
