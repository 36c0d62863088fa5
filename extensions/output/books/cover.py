"""Draw the cover of a book: its title and what it is of, in the site's colours and faces."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from extensions.lib.palette import rgb, site_palette
from extensions.output.social_cards import Faces

if TYPE_CHECKING:
    from extensions.output.books.volumes import Volume
    from extensions.output.social_cards import Face

SIZE = (1200, 1800)
MARGIN = 120
WIDTH = SIZE[0] - 2 * MARGIN
TITLES = (132, 116, 100, 88, 76, 64)
TITLE_TOP, TITLE_HEIGHT, LEADING = 420, 760, 1.15
SMALL, SMALLEST = 44, 24


def cover(volume: Volume, site: str) -> bytes:
    """Return the cover of *volume* of *site* as PNG; the same bytes for the same words."""
    light = site_palette().light
    paper, ink, accent = (rgb(light[name]) for name in ("paper", "ink", "accent"))
    image = Image.new("RGB", SIZE, paper)
    draw = ImageDraw.Draw(image)
    faces = Faces()
    draw.rectangle((0, 0, 31, SIZE[1]), accent)
    write(draw, faces, volume.kicker, 300, faces.regular, SMALL, ink)
    for size in TITLES:
        lines = lines_of(faces, volume.title, size)
        if len(lines) * size * LEADING <= TITLE_HEIGHT:
            break
    for number, line in enumerate(lines, start=1):
        write(draw, faces, line, round(TITLE_TOP + number * size * LEADING), faces.bold, size, ink)
    if volume.authors != (site,):
        authors = ", ".join(volume.authors)
        write(draw, faces, authors, SIZE[1] - 320, faces.regular, SMALL, ink)
    write(draw, faces, site, SIZE[1] - 200, faces.bold, SMALL, accent)
    file = BytesIO()
    image.quantize(32).save(file, "PNG", optimize=True)
    return file.getvalue()


def write(
    draw: ImageDraw.ImageDraw,
    faces: Faces,
    text: str,
    y: int,
    face: Face,
    size: int,
    colour: tuple[int, int, int],
) -> None:
    """Write *text* in one line with its baseline at *y*, smaller if it would not fit."""
    width = width_of(faces, text, face, size)
    size = max(SMALLEST, min(size, int(size * WIDTH / width))) if width else size
    x = float(MARGIN)
    for run, run_face in faces.runs(text, face):
        draw.text((round(x), y), run, colour, run_face.at(size), anchor="ls")
        x += run_face.at(size).getlength(run)


def width_of(faces: Faces, text: str, face: Face, size: int) -> float:
    """Return how wide *text* is, in pixels."""
    return sum(run_face.at(size).getlength(run) for run, run_face in faces.runs(text, face))


def lines_of(faces: Faces, text: str, size: int) -> list[str]:
    """Return the words of *text* in lines that fit."""
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and width_of(faces, longer, faces.bold, size) > WIDTH:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line]
