"""Tests of what the site publishes: its code, its figures, its prose."""
