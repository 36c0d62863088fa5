"""Pictures of pixels: in a few widths and formats, with a pair for the dark, nothing by default."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from extensions.markup.rasters.raster_files import Size, made, size_of, variants
from extensions.markup.rasters.shown import as_plain_images
from tests.support.pages import article, attribute, select_first
from tests.support.project import Project, Result
from tests.support.sample import FILES, sample

ON = 'image_widths = [100, 200, 400]\nimage_formats = ["webp", "avif"]\n'
TEXT = """\

![A plot.](plot.png)

```{figure} hill.jpg
:name: fig-hill
:alt: A hill.

A hill.
```

![A small one.](small.png) and ![A drawing.](alpha/picture.svg)
"""
PAGE = FILES["posts/alone.md"] + TEXT
COVERED = PAGE.replace("level:", "cover: hill.jpg\ncover_alt: A hill.\nlevel:")


def with_pictures(root: Path, settings: str = ON, page: str = COVERED) -> Project:
    """Return the sample site with pictures, published in the widths and formats of *settings*."""
    project = sample(root, {"posts/alone.md": page})
    posts = project.docs / "posts"
    Image.linear_gradient("L").resize((300, 150)).save(posts / "plot.png")
    Image.linear_gradient("L").rotate(180).resize((300, 150)).save(posts / "plot-dark.png")
    Image.radial_gradient("L").convert("RGB").resize((500, 250)).save(posts / "hill.jpg")
    Image.new("RGB", (40, 20), "teal").save(posts / "small.png")
    cache = str(root / "images.sqlite")
    project.configure(f"{settings}image_cache = {cache!r}\n")
    return project


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The site, built."""
    return with_pictures(tmp_path_factory.mktemp("pictures")).build()


def test_site_is_built_without_a_warning(site: Result) -> None:
    assert (site.status, site.warnings) == (0, [])


def test_browser_is_offered_formats_and_widths(site: Result) -> None:
    figure = select_first(article(site, "posts/alone"), "#fig-hill picture")
    assert [(one["type"], one["srcset"]) for one in figure.select("source")] == [
        (
            f"image/{format}",
            ", ".join(
                f"../_images/hill.jpg-{width}.{format} {width}w" for width in (100, 200, 400)
            ),
        )
        for format in ("avif", "webp")
    ]
    image = select_first(figure, "img")
    assert attribute(image, "src") == "../_images/hill.jpg"
    assert (image["width"], image["height"], image["alt"]) == ("500", "250", "A hill.")
    assert image["loading"] == "lazy"


def test_first_picture_of_a_page_does_not_wait(site: Result) -> None:
    assert "loading" not in select_first(article(site, "posts/alone"), ".cover img").attrs


def test_files_are_there_in_their_sizes(site: Result) -> None:
    found = {}
    for path in sorted((site.outdir / "_images").glob("*.jpg-*")):
        with Image.open(path) as image:
            found[path.name] = (image.format, image.size)
    assert found == {
        f"hill.jpg-{width}.{format.lower()}": (format, (width, width // 2))
        for format in ("AVIF", "WEBP")
        for width in (100, 200, 400)
    }


def test_picture_is_not_made_wider_than_it_is(site: Result) -> None:
    names = sorted(path.name for path in (site.outdir / "_images").glob("[!p]*.webp"))
    names += sorted(path.name for path in (site.outdir / "_images").glob("plot*.webp"))
    assert [name for name in names if ".png" in name] == [
        "small.png-40.webp",
        *(f"plot-dark.png-{width}.webp" for width in (100, 200, 300)),
        *(f"plot.png-{width}.webp" for width in (100, 200, 300)),
    ]


def test_pair_for_the_dark_stands_beside_by_its_name(site: Result) -> None:
    page = article(site, "posts/alone")
    light, dark = (select_first(page, f"picture.in-{name} img") for name in ("light", "dark"))
    assert attribute(light, "src") == "../_images/plot.png"
    assert attribute(dark, "src") == "../_images/plot-dark.png"
    assert (site.outdir / "_images/plot-dark.png").is_file()
    assert light["alt"] == dark["alt"] == "A plot."


def test_drawing_stays_what_it_is(site: Result) -> None:
    assert "picture.svg-" not in site.text("posts/alone.html")


def test_covers_in_lists_have_their_files(site: Result) -> None:
    for page in ("archive", "tags/optimisation", "index"):
        source = select_first(site.page(page), ".entry-cover source")
        for file in attribute(source, "srcset").split(", "):
            path = (site.outdir / page).parent / file.split()[0]
            assert path.resolve().is_file()


def test_feeds_previews_and_copies_show_the_file_itself(site: Result) -> None:
    for name in ("atom.xml", "feed.json", "posts/alone.md"):
        text = site.text(name)
        assert "hill.jpg" in text
        assert "<picture" not in text
        assert "srcset" not in text
        assert "plot-dark" not in text


def test_preview_shows_one_file() -> None:
    html = (
        '<p><picture class="in-light"><source srcset="a 1w"><img src="a.png"></picture>\n'
        '<picture class="in-dark"><source srcset="b 1w"><img src="b.png"></picture>\n</p>'
    )
    assert as_plain_images(html) == '<p><img src="a.png">\n</p>'


def test_nothing_is_made_where_nothing_is_asked(tmp_path: Path) -> None:
    result = with_pictures(tmp_path, "").build()
    assert (result.status, result.warnings) == (0, [])
    assert "<picture" not in result.text("posts/alone.html")
    assert not list((result.outdir / "_images").glob("*-*.*"))


def test_files_are_the_same_bytes_each_time_and_are_taken_from_the_cache(tmp_path: Path) -> None:
    project = with_pictures(tmp_path / "one")
    first = project.build()
    assert first.files() == with_pictures(tmp_path / "two").build(jobs=2).files()
    again = project.copy(tmp_path / "three").build()
    assert first.files() == again.files()


def test_rebuild_after_edits_of_pictures_gives_what_a_clean_build_gives(tmp_path: Path) -> None:
    project = with_pictures(tmp_path / "edited")
    project.build()
    posts = project.docs / "posts"

    def edit(number: int) -> None:
        if number == 0:
            Image.new("RGB", (150, 150), "red").save(posts / "hill.jpg")
        elif number == 1:
            (posts / "plot-dark.png").unlink()
        elif number == 2:
            Image.new("RGB", (50, 50), "red").save(posts / "plot-dark.png")
        elif number == 3:
            project.write("posts/alone.md", PAGE)
        else:
            project.configure(ON.replace("400", "450"))

    for number in range(5):
        edit(number)
        edited = project.build()
        clean = project.copy(tmp_path / f"clean{number}").build()
        assert (edited.warnings, clean.warnings) == ([], [])
        assert edited.files() == clean.files()


def test_picture_that_was_turned_is_measured_and_made_upright(tmp_path: Path) -> None:
    path = tmp_path / "turned.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (40, 20)).save(path, exif=exif)
    assert size_of(path) == Size(20, 40)
    [variant] = variants("turned.jpg", Size(20, 40), [100], ["webp"])
    with Image.open(io.BytesIO(made(path.read_bytes(), variant))) as image:
        assert image.size == (20, 40)


@pytest.mark.parametrize("name", ["moves.webp", "none.png", "broken.png", "text.gif"])
def test_what_moves_or_is_no_picture_is_left_as_it_is(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "moves.webp":
        frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
        frames[0].save(path, save_all=True, append_images=frames[1:])
    elif name != "none.png":
        path.write_bytes(b"GIF89a nothing")
    assert size_of(path) is None
