"""Groundwork's own Sphinx extensions, one module or package per feature."""
