"""Tests of ``extensions/tools``."""
