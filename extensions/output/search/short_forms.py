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
    "</span></span></span>",
    "</annotation></semantics></math></span>"
    '<span class="katex-html" aria-hidden="true"><span class="base">'
    f'<span class="strut" {STYLE}="height:',
    '<span class="katex whole"><span class="katex-mathml">'
    '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow>',
    'margin-right:0.05em;"><span class="pstrut" '
    f'{STYLE}="height:2.7em;"></span><span class="sizing reset-size6 size3 mtight">',
    f'<span class="vlist-r"><span class="vlist" {STYLE}="height:',
    f'</span><span class="mspace" {STYLE}="margin-right:',
    "</span>",
    '</mrow><annotation encoding="application/x-tex">',
    f'<span class="base"><span class="strut" {STYLE}="height:',
    '<span class="msupsub"><span class="vlist-t vlist-t2">',
    f'<span {STYLE}="top:',
    f'<span class="mord mathnormal" {STYLE}="margin-right:',
    '<span class="mord">',
    '<span class="mord mtight">',
    f'"><span class="pstrut" {STYLE}="height:',
    '<span class="vlist-s">\u200b',
    "vertical-align:",
    '<mo stretchy="false">',
    '<span class="msupsub"><span class="vlist-t">',
    '<span class="mord mathnormal">',
    "</mi>",
    "-2.55em;margin-left:",
    f'<span class="mspace" {STYLE}="margin-right:',
    '0.2778em;">',
    '<span class="mrel">',
    '<mi mathvariant="normal">',
    '<span class="mclose">',
    '<span class="mopen">',
    "</mo>",
    "<mi>",
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
