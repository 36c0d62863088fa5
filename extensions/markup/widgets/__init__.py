"""``{widget}``: figures that a reader moves, drawn at build by the code that moves them.

``folder`` knows what a figure is made of, ``directive`` puts it on its page, ``drawer`` has it
drawn in Node (``widgets_server.js``, ``widgets_thread.mjs``), ``faults`` says what is wrong with
its code, ``figure_html`` writes picture and controls.  The page asks for its script when it is near
(``docs/_static/widgets.js``); what all figures share is in ``docs/_static/widgets/``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from extensions.doctree.app_state import of_app
from extensions.doctree.compat import app_of
from extensions.doctree.fragments import html_builder, is_site
from extensions.doctree.other_builders import CONTENT_ONLY
from extensions.lib.files import write
from extensions.lib.messages import warn
from extensions.lib.palette import filled, site_palette
from extensions.lib.phases import BuildFinished, PageContext, WriteTransform
from extensions.markup.figures import OPENING, drawing, publish
from extensions.markup.widgets.directive import (
    WidgetDirective,
    WidgetFiles,
    picture_name,
    widget,
)
from extensions.markup.widgets.drawer import Drawer, Drawn
from extensions.markup.widgets.faults import Fault, tell
from extensions.markup.widgets.figure_html import depart_widget, visit_widget
from extensions.markup.widgets.folder import folder_of
from extensions.model.frontmatter.fields import did_you_mean

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

# Stands where a figure could not be drawn, so that the page has its figure and its number.
EMPTY = (
    f'{OPENING} class="drawn" viewBox="0 0 400 120"><rect x="1" y="1" width="398" height="118" '
    'fill="none" stroke="currentColor" stroke-dasharray="4 4"/></svg>'
)


class DrawWidgets(SphinxPostTransform):
    """Put the picture of its first state, and what it says, into each figure."""

    formats = ()
    default_priority = WriteTransform.WIDGETS

    def run(self, **kwargs: Any) -> None:
        """Change the page that is written."""
        for node in list(self.document.findall(widget)):
            drawn = self._drawn(node)
            if drawn:
                node["state"], node["controls"] = drawn.state, drawn.controls
            self._place(node, drawn.svg if drawn else EMPTY, drawn.said if drawn else "")

    def _drawn(self, node: widget) -> Drawn | None:
        if not node["files"]:
            return None
        app = app_of(self.env)
        folder = folder_of(Path(self.env.doc2path(node["page"])), node["name"])
        joined: dict[str, str | bytes] = {**folder.joined()}
        if data := folder.published_data():
            joined[data[0]], node["data_size"] = data[1], len(data[1])
        drawer = of_app(app, Drawer)
        # The names say what is in the files.
        drawn = drawer.draw(folder, list(joined), node["options"], node["instance"])
        if isinstance(drawn, Fault):
            tell(drawn, node["name"])
            return None
        for fault in drawn.faults:
            line = node["lines"].get(fault["option"])
            warn(self.env.docname, line, "widget", f'{{widget}} "{node["name"]}": {text_of(fault)}')
        if is_site(app):
            for path, text in joined.items():
                write(Path(html_builder(app).outdir) / path, text)
        return drawn

    def _place(self, node: widget, svg: str, said: str) -> None:
        """Put the picture *svg* into *node*, and the sentence *said* below the caption."""
        app = app_of(self.env)
        if app.builder.format == "html":
            name = picture_name(node)
            if not is_site(app):
                svg = filled(svg, site_palette().alone)
            node += drawing("", svg=svg, alt=node["alt"], copy=name, moves=True)
            publish(app, svg, name)
        legend = next((one for one in node.parent if isinstance(one, nodes.legend)), None)
        if legend is not None and said:
            legend += nodes.paragraph("", said, classes=["widget-said"])
        elif legend is not None and not len(legend):
            node.parent.remove(legend)


def text_of(fault: dict[str, Any]) -> str:
    """Return what is wrong with an option."""
    option, kind = fault["option"], fault["kind"]
    if kind == "unknown-option":
        names = fault["names"]
        otherwise = f": it has {', '.join(names)}" if names else ": it has none"
        return f'no control "{option}"{did_you_mean(option, names, otherwise)}'
    control = fault["control"]
    if kind == "unknown":
        choices = [one[0] if isinstance(one, list) else one for one in control.get("choices", [])]
        remedy = f": choose from {', '.join(choices)}" if choices else f" ({control['type']})"
        return f':{option}: "{fault["given"]}" is no value of it{remedy}'
    limit = control.get("max", control.get("most")) if kind == "above" else control["min"]
    return f":{option}: {fault['given']} is {kind} its limit, {limit}"


def files_of(app: Sphinx, env: BuildEnvironment, page: str) -> list[str]:
    """Return what the figures of *page* are made of (answers ``page-files``)."""
    return cast("WidgetFiles", env.get_domain(WidgetFiles.name)).by_page.get(page, [])


def add_style(
    app: Sphinx,
    page: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give *page* the style sheets of its figures (answers ``html-page-context``)."""
    for node in doctree.findall(widget) if doctree is not None and is_site(app) else ():
        if path := node["files"].get("css"):
            app.add_css_file(path.removeprefix("_static/"))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive, its node, and what draws it."""
    app.add_config_value(
        "widget_cache",
        ".cache/widgets.sqlite",
        "",
        types=(str,),
        description="The file of interactive figures that were drawn, from the folder of conf.py.",
    )
    app.add_domain(WidgetFiles)
    app.add_node(widget, html=(visit_widget, depart_widget), **CONTENT_ONLY)
    app.add_directive("widget", WidgetDirective)
    app.add_post_transform(DrawWidgets)
    drawer = of_app(app, Drawer)
    app.connect("page-files", files_of)
    app.connect("html-page-context", add_style, priority=PageContext.WIDGETS)
    app.connect("build-finished", drawer.close, priority=BuildFinished.WIDGETS)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
