"""Formulas, set by KaTeX while the site is built.

KaTeX is the one that sphinxcontrib-katex pins, run by the Node of a pinned wheel; its
style sheet and fonts, which neither package has, stand in ``static/katex``.  All
formulas of a page are set together, in the main process, just before the page is handed
to a writer: no writer talks to Node, so that no formula can land in another page.

``equations`` numbers formulas, ``transform`` finds those of a page and puts their HTML on
the nodes, ``katex`` talks to Node, ``cache`` keeps what was set, ``html`` writes it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from extensions.math.equations import NumberEquations
from extensions.math.fonts import add_faces
from extensions.math.html import Renderer
from extensions.math.setter import Setter
from extensions.math.transform import SetFormulas

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

STATIC = Path(__file__).parent / "static"


def serve_assets(app: Sphinx, config: Config) -> None:
    """Serve KaTeX's style sheet and fonts from the site itself."""
    config.html_static_path = [*config.html_static_path, str(STATIC)]


def tell_latex(app: Sphinx, config: Config) -> None:
    """Give the macros to LaTeX as well."""
    commands = (
        rf"\newcommand{{{name}}}[{arguments(body)}]{{{body}}}"
        for name, body in sorted(config.katex_macros.items())
    )
    preamble = "\n".join([config.latex_elements.get("preamble", ""), *commands])
    config.latex_elements = {**config.latex_elements, "preamble": preamble}


def arguments(body: str) -> int:
    """Return how many arguments the macro *body* takes."""
    return max((int(number) for number in re.findall(r"#(\d)", body)), default=0)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the renderer and what sets the formulas."""
    app.add_config_value("katex_macros", {}, "env", types=(dict,))
    app.add_config_value("formula_cache", ".cache/formulas.sqlite", "", types=(str,))
    setter = Setter(app)
    renderer = Renderer(setter)
    app.add_html_math_renderer(
        "groundwork",
        inline_renderers=(renderer.visit_math, None),
        block_renderers=(renderer.visit_math_block, None),
    )
    app.add_transform(NumberEquations)
    app.add_post_transform(SetFormulas)
    app.add_event("formulas-needed")
    app.add_css_file("katex/katex.css", priority=300)
    app.connect("config-inited", serve_assets)
    app.connect("config-inited", tell_latex)
    app.connect("formulas-needed", setter.set_formulas)
    app.connect("html-page-context", add_faces)
    app.connect("build-finished", setter.close)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
