"""Make a drawing that needs no page: with size, background and colours, for feeds."""

from __future__ import annotations

import re

from extensions.lib.palette import filled, site_palette

OPENING = re.compile(r'<svg xmlns="http://www.w3.org/2000/svg"([^>]*)>')
VIEW_BOX = re.compile(r'viewBox="([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+)"')
# Drawings are measured in points, pages in pixels of 1/100 inch to a drawing's inch.
SCALE = 100 / 72


def standalone(svg: str) -> str:
    """Return the drawing *svg* with a size, a paper and the colours of the light page.

    An image cannot ask what it is shown on: ink without paper is unreadable in the dark.
    """
    colours = site_palette().alone
    ink, ground = colours["ink"], colours["paper"]
    svg = filled(svg, colours).replace("currentColor", ink)
    box = VIEW_BOX.search(svg)
    opening = OPENING.search(svg)
    if not box or not opening:
        return svg
    x, y, width, height = box.groups()
    size = f'width="{round(float(width) * SCALE)}" height="{round(float(height) * SCALE)}"'
    style = f'fill="{ink}" font-family="sans-serif" stroke-linejoin="round" stroke-linecap="butt"'
    paper = f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{ground}"/>'
    head = f'<svg xmlns="http://www.w3.org/2000/svg"{opening[1]} {size} {style}>{paper}'
    return svg[: opening.start()] + head + svg[opening.end() :]
