"""Settings of the engine, and nothing else: what is of this site stands in ``site.toml``.

What each extension is for stands in ``docs/handbook/architecture.md``; what a setting means,
in the documentation of the extension that it is of.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parent
sys.path.insert(0, str(ROOT))

from extensions.lib.site_file import read_site  # noqa: E402

# Sphinx runs this in the folder of the project.
site = read_site()
project = site.name
author = site.answers
people = list(site.people)
inventories = dict(site.inventories)
comments = site.comments
analytics = site.analytics
newsletter = site.newsletter
link_ledger = site.link_ledger
copyright = site.notice
language = site.language

# Ours are named by wing; in which order, decides nothing.
extensions = [
    # Before all others: what Python collects as garbage, it need not go through meanwhile.
    "extensions.building.tuning",
    "myst_parser",
    "sphinx_design",
    "sphinxcontrib.bibtex",
    "extensions.doctree",
    "extensions.model",
    "extensions.building",
    "extensions.markup",
    "extensions.features",
    "extensions.output",
    "extensions.tools",
]

# Sources
root_doc = "index"
source_suffix = {".md": "markdown", ".ipynb": "markdown"}
# Jupyter keeps copies of notebooks in folders of its own.
exclude_patterns = ["_build", "**/.ipynb_checkpoints"]
templates_path = ["docs/_templates"]
required_keys = list(site.rules.required)
number_of_tags = list(site.rules.tags)
open_vocabulary = site.rules.vocabulary == "open"
alt_required = site.rules.alt
one_meaning_in_series = site.rules.one_meaning
show_drafts = bool(os.environ.get("GROUNDWORK_DRAFTS"))
# A draft in the reading order of its series is no fault; labels that two equations have
# are told by extensions.model.catalog, which sees them under parallel reading as well.
suppress_warnings = ["toc.excluded", "ref.equation"]

numfig_format = {"figure": "Figure %s", "table": "Table %s", "code-block": "Listing %s"}

# Markdown
myst_enable_extensions = [
    "alert",
    "amsmath",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "smartquotes",
    "strikethrough",
    "tasklist",
]
# A block ```math is a formula, as on GitHub.
myst_fence_as_directive = ["math"]
# MyST's are made of its tokens; Sphinx's take a tenth of the time in which a page is read.
smartquotes = False
myst_dmath_double_inline = True
# "$5 and a cake costs $6" is no formula.
myst_dmath_allow_space = False
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
html_title = site.name
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", site.address)
license_url = site.licence
# The parts of KaTeX's formulas are placed by style attributes, thousands of different ones;
# Furo's icons are data, and so are the stand-ins of KaTeX's faces.
security_policy = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
# Pictures, frames, sound and films of these hosts may stand in pages, which are then allowed
# to ask them; {raw} passes markup through that nothing here has checked.
allowed_hosts: list[str] = []
allow_raw = False
image_widths = list(site.images.widths) if site.images else []
image_formats = list(site.images.formats) if site.images else []
html_static_path = ["docs/_static"]
html_css_files = [
    "colour.css",
    "type.css",
    "navigation.css",
    "page.css",
    "drawers.css",
    "head.css",
    "depth.css",
    "entries.css",
    "table.css",
    "series.css",
    "home.css",
    "margin.css",
    "cards.css",
    "math.css",
    "math-widths.css",
    "symbols.css",
    "figures.css",
    "widgets.css",
    "figure-view.css",
    "code.css",
    "run-code.css",
    "blocks.css",
    "share.css",
    "people.css",
    "covers.css",
    "rasters.css",
    "derivation.css",
    "print.css",
]
html_js_files = [
    ("furniture.js", {"type": "module"}),
    ("regions.js", {"type": "module"}),
    ("copy-code.js", {"type": "module"}),
    ("run-code.js", {"type": "module"}),
    ("figure-view.js", {"type": "module"}),
    ("formula-faces.js", {"type": "module"}),
    ("symbols.js", {"type": "module", "async": "async"}),
    ("widgets.js", {"type": "module"}),
    ("table.js", {"type": "module"}),
    ("share.js", {"type": "module"}),
    ("derivation.js", {"type": "module"}),
    ("reading.js", {"type": "module"}),
    ("contents.js", {"type": "module"}),
    # Before the place that a reader was at is looked for.
    ("depth.js", {"type": "module"}),
    ("keep-place.js", {"type": "module"}),
    # A key that is pressed while the page is coming in opens the search.
    ("search.js", {"type": "module", "async": "async"}),
]
html_favicon = site.favicon
# Where they stand in the style sheet of colours, the build takes these in their place.
site_colours = {name: list(pair) for name, pair in site.colours.items()}
html_copy_source = False
html_show_sourcelink = False
html_use_index = False
html_domain_indices = False
html_permalinks_icon = "#"
# An EPUB has to have a version, and knows no plain text.
version = "1"
epub_exclude_files = [
    "_static/katex/LICENSE",
    "_static/ts-fsrs/LICENSE",
    "_static/ts-fsrs/index.mjs",
    "_static/run_block.py",
]
html_last_updated_fmt = None
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-dark"

report_url = site.report_url
edit_url = site.edit_url
notebooks = site.notebooks
run_code = site.run_code

# The blog
skip_injecting_base_ablog_templates = True
blog_title = site.name
blog_baseurl = html_baseurl
blog_path = "archive"
blog_feed_subtitle = site.tagline
blog_feed_length = 20
blog_post_pattern: list[str] = []
