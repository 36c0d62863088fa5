"""Tests of ``extensions/output``."""
