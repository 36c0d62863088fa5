"""Settings of the site, and nothing else.

What each extension is for stands in ``CONTRIBUTING.md``; what a setting means, in the
documentation of the extension that it is of.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parent
sys.path.insert(0, str(ROOT))

project = "Groundwork"
author = "The Groundwork authors"
copyright = "the Groundwork authors. Text CC BY 4.0, code MIT"
language = "en"

extensions = [
    "extensions.garbage",
    "extensions.spared",
    "myst_parser",
    "sphinx_design",
    "sphinx_copybutton",
    "sphinxcontrib.bibtex",
    "extensions.counters",
    "extensions.refused",
    "extensions.catalog",
    "extensions.rebuild",
    "extensions.writing",
    "extensions.templates",
    "extensions.cleantext",
    "extensions.views",
    "extensions.folds",
    "extensions.numbering",
    "extensions.labels",
    "extensions.references",
    "extensions.backlinks",
    "extensions.previews",
    "extensions.citations",
    "extensions.theorems",
    "extensions.math",
    "extensions.figures",
    "extensions.posts",
    "extensions.shorts",
    "extensions.drawn",
    "extensions.reminders",
    "extensions.review",
    "extensions.series",
    "extensions.prerequisites",
    "extensions.blog",
    "extensions.search",
    "extensions.theme",
    "extensions.ledger",
    "extensions.policy",
    "extensions.metadata",
    "extensions.twins",
    "extensions.citing",
    "extensions.notfound",
    "extensions.sitewide",
]

# Sources
root_doc = "index"
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
templates_path = ["docs/_templates"]
show_drafts = bool(os.environ.get("GROUNDWORK_DRAFTS"))
# A draft in the reading order of its series is no fault; labels that two equations have
# are told by extensions.catalog, which sees them under parallel reading as well.
suppress_warnings = ["toc.excluded", "ref.equation"]

numfig_format = {"figure": "Figure %s", "table": "Table %s", "code-block": "Listing %s"}

# Markdown
myst_enable_extensions = [
    "amsmath",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "smartquotes",
]
# MyST's are made of its tokens; Sphinx's take a tenth of the time in which a page is read.
smartquotes = False
myst_dmath_double_inline = True
# Markup of HTML is text: it would be lost in every form but the page.
myst_disable_syntax = ["html_inline", "html_block"]
bibtex_bibfiles = ["docs/references.bib"]
bibtex_default_style = "alpha"

# Formulas
html_math_renderer = "groundwork"
katex_macros: dict[str, str] = {}

# The page
html_theme = "furo"
# "/" opens our own search.
html_theme_options = {"enable_search_shortcuts": False}
html_title = "Groundwork"
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "https://groundwork.example/")
license_url = "https://creativecommons.org/licenses/by/4.0/"
# The parts of KaTeX's formulas are placed by style attributes, thousands of different ones;
# WebAssembly is the search; Furo's icons are data.
security_policy = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
html_static_path = ["docs/_static"]
html_css_files = [
    "colour.css",
    "type.css",
    "navigation.css",
    "page.css",
    "head.css",
    "entries.css",
    "series.css",
    "margin.css",
    "cards.css",
    "math.css",
    "figures.css",
    "code.css",
    "blocks.css",
    "print.css",
]
html_js_files = [
    ("regions.js", {"defer": "defer"}),
    ("reading.js", {"type": "module"}),
    ("search.js", {"type": "module"}),
]
html_favicon = "docs/_static/favicon.svg"
html_copy_source = False
html_show_sourcelink = False
html_use_index = False
html_domain_indices = False
html_permalinks_icon = "#"
html_last_updated_fmt = None
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-dark"
copybutton_exclude = ".linenos, .gp"
copybutton_selector = "div:not(.highlight-output) > div.highlight > pre"

# The blog
skip_injecting_base_ablog_templates = True
blog_title = "Groundwork"
blog_baseurl = html_baseurl
blog_path = "archive"
blog_feed_subtitle = "Mathematics, machine learning and data systems, worked from the ground up"
blog_feed_length = 20
blog_post_pattern: list[str] = []
