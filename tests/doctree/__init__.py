"""Tests of ``extensions/doctree``."""
