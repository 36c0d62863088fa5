"""Uses of private or unsupported parts of Sphinx, docutils, MyST, sphinxcontrib-bibtex and others.

Such a use is called a *hold*.  All of them stand here, in a module for each area: ``builds``,
``images`` and ``logs`` of Sphinx, ``registries`` of docutils, ``settings`` of MyST, ``bibtex``,
``blog`` (ABlog), ``autobuild``, ``markdown_writer``.  The few that lower wings need, which import
nothing of this one, are in ``extensions.doctree.compat``.

The docstring of each gives the versions that it was tried with, the reason, and the upstream
issue.  ``tests/building/test_compat*.py`` have a canary for each, which fails when a new version
makes the hold superfluous or breaks it; ``tests/building/test_holds.py`` checks that no other
module has one.
"""
