"""Tests of ``extensions/markup``."""
