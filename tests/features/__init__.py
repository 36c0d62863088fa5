"""Tests of ``extensions/features``."""
