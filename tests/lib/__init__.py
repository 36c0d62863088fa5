"""Tests of ``extensions/lib``."""
