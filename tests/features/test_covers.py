"""Covers: the picture that stands for a piece, on its page, in lists, on cards, for networks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.support.pages import article, attribute, select_first
from tests.support.project import Project, Result
from tests.support.sample import FILES, sample

KEYS = "cover: cover.png\ncover_alt: A hill at dusk.\n"
ALONE = FILES["posts/alone.md"].replace("level:", f"{KEYS}level:")
ONE = FILES["shorts/one.md"].replace("topic:", f"{KEYS.replace('dusk', 'dawn')}topic:")


def with_covers(root: Path, files: dict[str, str] | None = None) -> Project:
    """Return the sample site with a cover of a post and of a short."""
    project = sample(root, files or {"posts/alone.md": ALONE, "shorts/one.md": ONE})
    for folder, colour in (("posts", "navy"), ("shorts", "teal")):
        Image.new("RGB", (60, 40), colour).save(project.docs / folder / "cover.png")
    return project


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The site, built."""
    return with_covers(tmp_path_factory.mktemp("covers")).build()


def test_site_is_built_without_a_warning(site: Result) -> None:
    assert (site.status, site.warnings) == (0, [])


@pytest.mark.parametrize(
    ("page", "alt"), [("posts/alone", "A hill at dusk."), ("shorts/one", "A hill at dawn.")]
)
def test_cover_stands_below_the_facts_and_for_networks(site: Result, page: str, alt: str) -> None:
    figure = select_first(article(site, page), "figure.cover")
    before = figure.find_previous_sibling()
    assert before is not None
    picture = select_first(figure, "img")
    assert attribute(picture, "alt") == alt
    file = attribute(picture, "src").removeprefix("../")
    assert (site.outdir / file).is_file()
    head = site.page(page)
    shown = select_first(head, 'meta[property="og:image"]')
    assert attribute(shown, "content") == f"https://site.example/{file}"
    assert attribute(select_first(head, 'meta[property="og:image:alt"]'), "content") == alt
    assert not (site.outdir / f"_cards/{page}.png").exists()


@pytest.mark.parametrize(
    ("page", "place"),
    [
        ("index", ".featured .entry-post"),
        ("archive", ".entry-post"),
        ("tags/optimisation", ".entry-post"),
        ("shorts/index", ".card-short"),
        ("index", ".card-short"),
    ],
)
def test_lists_and_cards_show_it(site: Result, page: str, place: str) -> None:
    pictures = site.page(page).select(f"{place} .entry-cover img")
    assert len(pictures) == 1
    assert attribute(pictures[0], "loading") == "lazy"
    file = (site.outdir / page).parent / attribute(pictures[0], "src")
    assert file.resolve().is_file()


def test_drawing_as_cover_leaves_networks_the_card(tmp_path: Path) -> None:
    text = ALONE.replace("cover.png", "alpha/picture.svg")
    result = with_covers(tmp_path, {"posts/alone.md": text}).build()
    assert (result.status, result.warnings) == (0, [])
    assert (result.outdir / "_cards/posts/alone.png").is_file()
    assert result.page("archive").select(".entry-cover img")


@pytest.mark.parametrize(
    ("keys", "warning"),
    [
        (
            "cover: cover.png\n",
            '4: WARNING: "cover" without "cover_alt": say in words what the picture shows '
            "[groundwork.cover-without-alt]",
        ),
        (
            "cover_alt: A hill.\n",
            '4: WARNING: "cover_alt" without "cover": name the picture, or delete the key '
            "[groundwork.alt-without-cover]",
        ),
        (
            "cover: none.png\ncover_alt: A hill.\n",
            '4: WARNING: cover: there is no file "posts/none.png": give a path relative to this '
            "page [groundwork.missing-cover]",
        ),
    ],
)
def test_fault_of_a_cover_is_told(tmp_path: Path, keys: str, warning: str) -> None:
    text = FILES["posts/alone.md"].replace("level:", f"{keys}level:")
    result = with_covers(tmp_path, {"posts/alone.md": text}).build()
    assert result.warnings == [f"posts/alone.md:{warning}"]


def test_site_that_asks_for_no_words_takes_a_cover_without(tmp_path: Path) -> None:
    text = FILES["posts/alone.md"].replace("level:", "cover: cover.png\nlevel:")
    project = with_covers(tmp_path, {"posts/alone.md": text})
    project.configure("alt_required = False\n")
    assert project.build().warnings == []


def test_rebuild_after_edits_of_a_cover_gives_what_a_clean_build_gives(tmp_path: Path) -> None:
    project = with_covers(tmp_path / "edited")
    project.build()
    steps: tuple[Callable[[], object], ...] = (
        lambda: Image.new("RGB", (60, 40), "red").save(project.docs / "posts/cover.png"),
        lambda: project.write("posts/alone.md", ALONE.replace("dusk", "noon")),
        lambda: project.delete("shorts/cover.png"),
        lambda: Image.new("RGB", (9, 9), "red").save(project.docs / "shorts/cover.png"),
        lambda: project.write("posts/alone.md", FILES["posts/alone.md"]),
    )
    for number, step in enumerate(steps):
        step()
        edited = project.build()
        clean = project.copy(tmp_path / f"clean{number}").build()
        assert edited.warnings == clean.warnings
        assert edited.files() == clean.files()
