"""Shorten the HTML of formulas that files of the index quote.

Nearly all of it is a few runs of tags, and a site quotes each formula in many places.  Each run
is one sign in the index, of those that no HTML may have (C1 controls).  ``index.json`` has the
runs, by which the page puts them back (``search-excerpt.js``).  The runs are those that shorten the
formulas of this repository most, chosen one after the other.
"""

from __future__ import annotations

# Where the style of an element is written so that no policy of a page forbids it.
STYLE = "data-style"
RUNS = (
    '<span class="katex whole"><span class="katex-mathml"><math><semantics><mrow>',
    "</annotation></semantics></math></span>"
    '<span class="katex-html" aria-hidden="true"><span class="base">',
    '</mrow><annotation encoding="application/x-tex">',
    '<span class="katex"><span class="katex-mathml"><math display="block"><semantics><mrow>',
    f'<span class="strut" {STYLE}="height:',
    f'"><span class="fl" {STYLE}="top:',
    '<span class="base">',
    f'<span class="mathbb" {STYLE}="',
    '<span class="',
    "</span>",
    f' {STYLE}="',
    '<mo stretchy="false">',
    '<mi mathvariant="normal">',
    "vertical-align:",
    "margin-right:.0",
    "margin-left:",
    '<mo separator="true">,',
    "<mrow>",
    "</mrow>",
    "<mi>",
    "</mi>",
    "<mo>",
    "</mo>",
    "<mn>",
    "</mn>",
    "<msub>",
    "</msub>",
    "</sub>",
    "</sup>",
    "<i>",
    "</i>",
    'v vs">',
)
FIRST_SIGN = 0x80
NO_SIGNS = dict.fromkeys(range(FIRST_SIGN, FIRST_SIGN + 32))


def shortened(html: str) -> str:
    """Return *html*, the HTML of a formula, with a sign for each run.

    A style is written in a way that no policy of a page forbids.
    """
    html = html.translate(NO_SIGNS).replace(' style="', f' {STYLE}="')
    for number, run in enumerate(RUNS):
        html = html.replace(run, chr(FIRST_SIGN + number))
    return html
