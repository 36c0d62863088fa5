"""Tests of the site, its extensions and its project files."""
