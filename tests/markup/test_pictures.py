"""Pictures of odd names, and files that are no pictures."""

from __future__ import annotations

import pytest

from tests.support.project import Result
from tests.support.sample import FILES, PNG, SVG, sample, with_image

PICTURES = {"my pic.png": "spaces", "für.png": "umlaut", "a#b.png": "sign", "50%.png": "percent"}
NAMES = """\
# Pictures

![1](<my pic.png>) ![2](my%20pic.png) ![3](für.png) ![4](f%C3%BCr.png) ![5](<a#b.png>)
![6](a%23b.png) ![7](<50%.png>)

```{figure} my pic.png
:alt: 8
```

```{image} für.png
:alt: 9
```

```{image} a#b.png
:alt: 10
```

:::{card} T
:img-top: my pic.png
:img-alt: 11
Body
:::

::::{grid} 1
:::{grid-item-card} T
:img-bottom: für.png
:img-alt: 12
:::
::::

![13](text.png) ![14](early.svg) ![15](big.png) ![16](bomb.svg) ![17](evil.svg) ![18](half.png)
![19](script.svg) ![20](fine.svg) ![21](my pic.png)
"""
EVIL = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" class="drawn" onload="x()">'
    '<script>x()</script><foreignObject><b/></foreignObject><path d="M0 0"/></svg>'
)


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A site of pictures of odd names and contents."""
    front = with_image(FILES["posts/alone.md"], "my pic.png")
    project = sample(
        tmp_path_factory.mktemp("pictures"),
        {
            "pictures.md": NAMES,
            "posts/alone.md": front,
            "posts/alpha/first.md": with_image(FILES["posts/alpha/first.md"], "text.png"),
        },
    )
    for name in PICTURES:
        (project.docs / name).write_bytes(PNG)
    (project.docs / "posts/my pic.png").write_bytes(PNG + b"1")
    (project.docs / "half.png").write_bytes(PNG[:40])
    (project.docs / "big.png").write_bytes(PNG[:-12] + bytes(3_000_000) + PNG[-12:])
    project.write("text.png", "no picture")
    project.write("posts/alpha/text.png", "no picture")
    project.write("early.svg", SVG[:60])
    project.write("bomb.svg", '<!DOCTYPE svg [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>' + SVG)
    project.write("evil.svg", EVIL)
    project.write("script.svg", EVIL.replace(' class="drawn"', ""))
    project.write("fine.svg", "<!-- made by a program -->" + SVG.replace(' class="drawn"', ""))
    return project.build()


def test_picture_that_is_none_is_told(pictures: Result) -> None:
    line = NAMES[: NAMES.index("![13]")].count("\n") + 1
    said = [
        '"text.png" is no PNG file: save the picture again as one',
        'the picture "early.svg" is no whole SVG: its XML breaks off or is wrong in line 1: '
        "save it again",
        'the picture "big.png" has 3.0 MB: make it smaller than 2 MB, which a phone can load',
        'the picture "bomb.svg" is no whole SVG: it declares entities: save it again',
        'the drawing "evil.svg" may not have onload, <script>, <foreignObject>: save it without',
        'the picture "half.png" ends too early: copy it again',
        'the drawing "script.svg" may not have onload, <script>: save it without',
        'the picture "my pic.png" has a space in its name: write ![…](<my pic.png>)',
    ]
    told = [f"pictures.md:{line}: WARNING: {one}" for one in said]
    told.append(f"posts/alpha/first.md:4: WARNING: image: {said[0]}")
    assert sorted(pictures.warnings) == sorted(f"{one} [groundwork.picture]" for one in told)


def test_pictures_of_odd_names(pictures: Result) -> None:
    found = {str(one["alt"]): str(one["src"]) for one in pictures.page("pictures").select("img")}
    names = {
        **dict.fromkeys(("1", "2", "8", "11"), "my%20pic"),
        **dict.fromkeys(("3", "4", "9", "12"), "f%C3%BCr"),
        **dict.fromkeys(("5", "6", "10"), "a%23b"),
        "7": "50%25",
    }
    for alt, name in names.items():
        assert found[alt].startswith(f"_images/{name}"), alt
    there = {name.partition("/")[2] for name in pictures.files() if name.startswith("_images/")}
    assert there >= PICTURES.keys()


def test_picture_of_an_odd_name_for_networks(pictures: Result) -> None:
    [meta] = pictures.page("posts/alone").select('meta[property="og:image"]')
    address = str(meta["content"])
    assert "/_images/my%20pic" in address
    assert address.rpartition("/")[2].replace("%20", " ") in {
        name.rpartition("/")[2] for name in pictures.files()
    }


def test_drawing_is_clean_in_the_page_and_beside_it(pictures: Result) -> None:
    for name in ("pictures.html", "_images/evil.svg"):
        assert "x()" not in pictures.text(name), name
        assert '<path d="M0 0"' in pictures.text(name)
