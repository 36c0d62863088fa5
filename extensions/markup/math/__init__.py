"""Render formulas with KaTeX while the site is built, so that readers need no script.

KaTeX is the one that sphinxcontrib-katex pins, run by the Node of a pinned wheel; its
style sheet and fonts, which neither package has, stand in ``static/katex``.  All
formulas of a page are set together, in the main process, just before the page is handed
to a writer: no writer talks to Node, so that no formula can land in another page.

``equations`` numbers formulas, ``transform`` finds those of a page and puts their HTML on
the nodes, ``setter`` takes it from the cache or from Node, ``katex`` talks to Node, ``html``
writes it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.domains.math import MathReferenceRole

from extensions.doctree.app_state import of_app
from extensions.doctree.equation_targets import Math
from extensions.lib.phases import BuildFinished, ConfigInited, Files
from extensions.markup.math.equations import NumberEquations
from extensions.markup.math.html import Renderer
from extensions.markup.math.ids import FormulaIds
from extensions.markup.math.other_forms import NumberInOtherForms
from extensions.markup.math.setter import Setter
from extensions.markup.math.transform import SetFormulas

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
    app.add_config_value(
        "katex_macros",
        {},
        "env",
        types=(dict,),
        description="Macros for all formulas: the text that each name stands for, as KaTeX has it.",
    )
    app.add_config_value(
        "formula_cache",
        ".cache/formulas.sqlite",
        "",
        types=(str,),
        description="The file of formulas that were set, as a path from the folder of conf.py.",
    )
    setter = of_app(app, Setter)
    renderer = Renderer(setter)
    app.add_html_math_renderer(
        "groundwork",
        inline_renderers=(renderer.visit_math, None),
        block_renderers=(renderer.visit_math_block, None),
    )
    app.add_directive("math", Math, override=True)
    # Sphinx's own says nothing of a label that is unknown.
    app.add_role_to_domain("math", "numref", MathReferenceRole(warn_dangling=True), override=True)
    app.add_transform(NumberEquations)
    app.add_post_transform(SetFormulas)
    app.add_post_transform(FormulaIds)
    app.add_post_transform(NumberInOtherForms)
    app.add_css_file("katex/rare-faces.css", priority=Files.KATEX_RARE_FACES)
    app.add_css_file("katex/faces.css", priority=Files.KATEX_FACES)
    app.add_css_file("katex/katex.css", priority=Files.KATEX)
    app.add_css_file("katex/compact.css", priority=Files.KATEX_COMPACT)
    # Copying a selection gives the TeX of its formulas.
    app.add_js_file("katex/copy-tex.min.js", priority=Files.KATEX, type="module")
    app.connect("config-inited", serve_assets, priority=ConfigInited.FORMULAS)
    app.connect("config-inited", tell_latex, priority=ConfigInited.FORMULAS)
    app.connect("build-finished", setter.close, priority=BuildFinished.FORMULAS)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
