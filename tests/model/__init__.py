"""Tests of ``extensions/model``."""
