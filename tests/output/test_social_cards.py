"""The picture that stands for a page where it is linked to."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from extensions.lib.palette import rgb, site_palette
from extensions.markup.cleantext.unicode_math import mathml
from extensions.markup.math.katex import Formula, KatexProcess
from extensions.output.social_cards.draw import SIZE, Card, Drawer, palette
from extensions.output.social_cards.formula import Typesetter, UndrawableError
from extensions.output.social_cards.publish import key_of
from extensions.output.social_cards.type import Faces
from tests.support.sample import PNG, post, sample

MOST_BYTES = 60_000
PAPER = rgb(site_palette().light["paper"])
TEX = [
    r"Y = WX",
    r"\frac{1}{2} x^2_i",
    r"\sum_{i=1}^n \sqrt{x_i}",
    r"A = \begin{pmatrix} 1 & 0 \\ 0 & \lambda \end{pmatrix}",
    r"\begin{aligned} a &= b \\ &\le c \end{aligned}",
    r"\hat\theta = \operatorname*{arg\,max}_\theta \log p(x \mid \theta)",
    r"\mathbb{E}\left[\frac{X}{Y}\right] \in \mathbb{R}^{n \times d}",
    r"\text{loss} = \begin{cases} 0 & x > 0 \\ 1 & \text{else} \end{cases}",
]


@pytest.fixture(scope="module")
def formulas() -> dict[str, str]:
    """MathML by TeX."""
    katex = KatexProcess({})
    tex = [*TEX, r"\underbrace{x}_y"]
    answers = katex.set([Formula(one, True) for one in tex])
    katex.close()
    made = [answer for answer in answers if isinstance(answer, str)]
    return {one: mathml(html) for one, html in zip(tex, made, strict=True)}


@pytest.fixture(scope="module")
def drawer() -> Drawer:
    """One for all cards of this module."""
    return Drawer()


def ink_in(png: bytes, box: tuple[int, int, int, int]) -> int:
    """Return how many pixels in *box* of the picture are not paper."""
    part = Image.open(BytesIO(png)).convert("RGB").crop(box)
    return sum(count for count, colour in part.getcolors(1 << 20) or [] if colour != PAPER)


LONG = "A title of many words that goes on and on until no size at all can hold it " * 3
TITLES = ["Short", "A title of words that need a second line of the card", LONG, "שלום 🙂 ∑", ""]


@pytest.mark.parametrize("title", TITLES)
def test_card_is_of_the_size_that_networks_want(drawer: Drawer, title: str) -> None:
    png = drawer.draw(Card("Series · 1 of 2", title, "Site", ""))
    assert Image.open(BytesIO(png)).size == SIZE == (1200, 630)
    assert len(png) < MOST_BYTES
    # Nothing runs out of the picture at the right.
    assert ink_in(png, (1140, 0, 1200, 630)) == 0


def test_card_is_the_same_each_time(drawer: Drawer, formulas: dict[str, str]) -> None:
    card = Card("Series · 1 of 2", "Title", "Site", formulas[TEX[3]])
    assert drawer.draw(card) == drawer.draw(card) == Drawer().draw(card)


@pytest.mark.parametrize("tex", TEX)
def test_formula_is_drawn_below_the_title(
    drawer: Drawer, formulas: dict[str, str], tex: str
) -> None:
    without = drawer.draw(Card("Kicker", "Title", "Site", ""))
    png = drawer.draw(Card("Kicker", "Title", "Site", formulas[tex]))
    below = (80, 240, 1120, 500)
    assert ink_in(without, below) == 0
    assert ink_in(png, below) > 300
    assert len(png) < MOST_BYTES


def test_formula_that_is_too_wide_is_left_out(drawer: Drawer, formulas: dict[str, str]) -> None:
    wide = formulas[TEX[0]].replace("<mi>Y</mi>", "<mi>Y</mi>" * 99)
    card = Card("Kicker", "Title", "Site", "")
    assert drawer.draw(Card("Kicker", "Title", "Site", wide)) == drawer.draw(card)


def test_formula_that_cannot_be_drawn_is_left_out(drawer: Drawer, formulas: dict[str, str]) -> None:
    unknown = formulas[r"\underbrace{x}_y"]
    with pytest.raises(UndrawableError):
        Typesetter(Faces(), 40).set(unknown)
    card = Card("Kicker", "Title", "Site", "")
    assert drawer.draw(Card("Kicker", "Title", "Site", unknown)) == drawer.draw(card)


def test_parts_stand_where_they_belong(formulas: dict[str, str]) -> None:
    marks = Typesetter(Faces(), 40).set(formulas[r"\frac{1}{2} x^2_i"]).marks
    at = {getattr(mark, "text", "line"): mark.y for mark in marks}
    assert at["1"] < at["line"] < at["2"] or at["line"] < 0
    assert at["i"] > at["x"]


def test_colours_are_those_of_the_site() -> None:
    light = site_palette().light
    said = palette()
    assert tuple(said[:3]) == PAPER
    assert light["paper"] == "#" + "".join(f"{part:02x}" for part in PAPER)
    inks = said[6:9], said[9:]
    wanted = [light["ink"], light["accent"]]
    assert ["#" + "".join(f"{part:02x}" for part in ink) for ink in inks] == wanted


def test_card_of_other_colours_is_another() -> None:
    card = Card("Kicker", "Title", "Site", "")
    assert key_of(card, palette()) == key_of(card, palette())
    assert key_of(card, palette()) != key_of(card, [*palette()[:-1], 1])


def test_image_of_a_post_stands_for_it(tmp_path: Path) -> None:
    project = sample(tmp_path)
    named = post("first").replace("level:", 'image: photo.png\nimage_alt: A "photo".\nlevel:')
    project.write("posts/alpha/first.md", named)
    built = project.build()
    page = built.page("posts/alpha/first")
    said = {meta["property"]: meta["content"] for meta in page.select("meta[property]")}
    assert said["og:image:alt"] == 'A "photo".'
    assert "og:image:width" not in said
    name = str(said["og:image"]).removeprefix("https://site.example/")
    assert (built.outdir / name).read_bytes() == PNG
    assert not (built.outdir / "_cards/posts/alpha/first.png").exists()
    # Found again by a build that has nothing to do, and replaced with its source.
    (project.docs / "posts/alpha/photo.png").write_bytes(PNG + b"1")
    again = project.build()
    assert (again.outdir / name).read_bytes() == PNG + b"1"


def test_card_is_drawn_once_in_its_life(tmp_path: Path) -> None:
    project = sample(tmp_path)
    project.configure("card_cache = '.cache/cards.sqlite'")
    first = project.build().files()
    cache = (tmp_path / ".cache/cards.sqlite").stat()
    # A drawer that fails shows that nothing is drawn.
    project.configure(
        "card_cache = '.cache/cards.sqlite'\n"
        "import extensions.output.social_cards.draw as it\nit.Drawer.draw = None\n"
    )
    again = project.build("-E").files()
    cards = [name for name in first if name.startswith("_cards/")]
    assert len(cards) == 9
    assert all(first[name] == again[name] for name in cards)
    assert cache.st_size > 0
