"""Tests of ``extensions/building``."""
