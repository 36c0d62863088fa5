"""Make the style sheets of KaTeX's faces: ``python -m tests.support.faces``.

While a face is on its way, a browser sets its letters in another one, with other widths, and moves
the text when it is there.  A stand-in has the widths and the height of the face and nothing to see,
so that nothing moves; it is a kilobyte or less, and stands in the style sheet itself.

Of the large faces most formulas need a few signs, which have a file of their own.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

KATEX = Path(__file__).parents[2] / "extensions/markup/math/static/katex"
SHEET, RARE_SHEET = KATEX / "faces.css", KATEX / "rare-faces.css"
# What few pages have, comes without a stand-in: bold and slanted letters of faces for single words.
LEFT_OUT = re.compile(r"(?:Caligraphic|Fraktur|SansSerif)-(?:Bold|Italic)|Main-BoldItalic")
# Stand-ins that only the pages with their letters ask for.
RARE = re.compile("Fraktur|SansSerif|Script|Typewriter")
LETTERS = [*range(0x41, 0x5B), *range(0x61, 0x7B)]
# Of large faces, what most formulas are made of stands in a file of its own.
COMMON = {
    "KaTeX_AMS-Regular": LETTERS,
    "KaTeX_Main-Bold": [*LETTERS, *range(0x30, 0x3A)],
    "KaTeX_Main-Regular": [
        *range(0x20, 0x7F),
        *map(ord, "\xa0\ue020±×ΓΔΘΛΞΠΣΦΨΩˉ˙′…←→⇒∂∇∈−∑√∞∣∥∼≈≠≤≥⊤⋅⋯⋮⟨⟩ℓ∗⋆⌈⌉⌊⌋↦∩∪⊂"),
    ],
}
HEAD = """\
/* Made by tests/support/faces.py.  First, faces with the widths of KaTeX's and nothing to see, for
   the time until those are there: of faces with the same name the last one that is there counts.
   Then KaTeX's own, the larger ones in two files. */
"""
RARE_HEAD = """\
/* Made by tests/support/faces.py: of faces that few pages have, those with nothing to see. */
"""


def stand_in(path: Path) -> bytes:
    """Return the stand-in of the face in the file *path*, as WOFF2."""
    face = TTFont(path, recalcTimestamp=False)
    options = Options(hinting=False, glyph_names=False, layout_features=[], name_IDs=[])
    options.drop_tables += ["FFTM", "GDEF", "GPOS", "GSUB", "gasp"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=face.getBestCmap())
    subsetter.subset(face)
    for name in face.getGlyphOrder():
        face["glyf"][name] = Glyph()
        face["hmtx"][name] = face["hmtx"][name][0], 0
    # Browsers refuse a face in which no sign has a shape.
    face["glyf"][face.getGlyphOrder()[0]] = dot()
    face["cmap"].tables = [table for table in face["cmap"].tables if table.isUnicode()][:1]
    face.recalcBBoxes = False
    face.flavor = "woff2"
    made = BytesIO()
    face.save(made)
    return made.getvalue()


def dot() -> Glyph:
    """Return the smallest shape."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((1, 0))
    pen.lineTo((0, 1))
    pen.closePath()
    shape: Glyph = pen.glyph()
    shape.recalcBounds(None)
    return shape


def spans(signs: Iterable[int]) -> str:
    """Return *signs* as a value of ``unicode-range``."""
    found: list[list[int]] = []
    for sign in sorted({*signs}):
        if found and found[-1][1] == sign - 1:
            found[-1][1] = sign
        else:
            found.append([sign, sign])
    return ",".join(f"U+{one:X}" if one == last else f"U+{one:X}-{last:X}" for one, last in found)


def part(path: Path, signs: Iterable[int], name: str) -> str:
    """Write the *signs* of the face in the file *path* as the face *name*; return their range."""
    face = TTFont(path, recalcTimestamp=False)
    held = [*{*signs} & {*face.getBestCmap()}]
    subsetter = Subsetter(Options(hinting=True, layout_features=["*"], name_IDs=["*"]))
    subsetter.populate(unicodes=held)
    subsetter.subset(face)
    face.flavor = "woff2"
    face.save(path.with_name(f"{name}.woff2"))
    return spans(held)


def files_of(path: Path) -> Iterator[str]:
    """Yield the sources of the face in the file *path*, each with what it holds."""
    common = COMMON.get(path.stem)
    if common is None:
        yield f"src:url(fonts/{path.name})"
        return
    rest = {*TTFont(path).getBestCmap()} - {*common}
    for name, signs in ((f"{path.stem}-common", common), (f"{path.stem}-rest", rest)):
        held = part(path, signs, name)
        yield f"src:url(fonts/{name}.woff2);unicode-range:{held}"


def sheets() -> dict[Path, str]:
    """Return the style sheets of all faces."""
    stand_ins: dict[bool, list[str]] = {False: [], True: []}
    own = []
    for path in sorted((KATEX / "fonts").glob("KaTeX_*.woff2")):
        if path.stem.endswith(("-common", "-rest")):
            continue
        rule = f"@font-face{{{descriptors(path.stem)};"
        if not LEFT_OUT.search(path.stem):
            data = b64encode(stand_in(path)).decode()
            stand_ins[bool(RARE.search(path.stem))].append(
                f"{rule}font-display:fallback;src:url(data:font/woff2;base64,{data})}}"
            )
        own += [f"{rule}{source}}}" for source in files_of(path)]
    return {
        SHEET: HEAD + "\n".join([*stand_ins[False], *own, ""]),
        RARE_SHEET: RARE_HEAD + "\n".join([*stand_ins[True], ""]),
    }


def descriptors(stem: str) -> str:
    """Return what KaTeX calls the face in the file *stem*.

    >>> descriptors("KaTeX_Main-BoldItalic")
    'font-family:KaTeX_Main;font-style:italic;font-weight:700'
    """
    family, _, kind = stem.partition("-")
    style = "italic" if "Italic" in kind else "normal"
    return f"font-family:{family};font-style:{style};font-weight:{700 if 'Bold' in kind else 400}"


if __name__ == "__main__":
    for path, text in sheets().items():
        path.write_text(text, "utf-8")
