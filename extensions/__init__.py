"""Groundwork's own Sphinx extensions, in wings, from the ground up:

``lib``, ``doctree``, ``model``, ``building``, ``markup``, ``features``, ``output``, ``tools``.

A wing imports only those named before it; ``import-linter`` holds that (``pyproject.toml``).
"""
