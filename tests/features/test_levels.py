"""A post is no easier than what it requires."""

from __future__ import annotations

import pytest

from tests.support.project import Result
from tests.support.sample import FILES, post, requiring, sample

SUBTYPE = "[groundwork.level-below-required]"


def levelled(name: str, level: str, *required: str) -> str:
    """Return the source of the post *name* of *level*, requiring the labels *required*."""
    source = post(name, image="alpha/picture.svg").replace("\nlevel: foundation", "\nlevel: X", 1)
    return (requiring(source, *required) if required else source).replace("X", level, 1)


PAGES = {
    f"posts/{name}.md": levelled(name, level, *required)
    for name, level, *required in (
        ("middle", "intermediate"),
        ("high", "advanced"),
        ("odd", "hard"),
        ("low-needs-middle", "foundation", "middle-section"),
        ("middle-needs-high", "intermediate", "high"),
        ("low-needs-both", "foundation", "middle", "high-section", "first"),
        ("equal", "intermediate", "middle", "first"),
        ("above", "advanced", "first", "middle"),
        ("odd-needs-high", "hard", "high"),
        ("low-needs-odd", "foundation", "odd"),
        ("knot-low", "foundation", "knot-high"),
        ("knot-high", "advanced", "knot-low"),
    )
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A site with posts of all levels that require each other."""
    return sample(tmp_path_factory.mktemp("site"), {**FILES, **PAGES}).build()


def test_a_level_below_that_of_a_requirement_is_told_once(site: Result) -> None:
    assert [one for one in site.warnings if one.endswith(SUBTYPE)] == [
        'posts/low-needs-both.md:5: WARNING: level: foundation is below that of "high-section" on '
        "posts/high, which this post requires: write level: advanced, or delete the requirement "
        f"{SUBTYPE}",
        'posts/low-needs-middle.md:5: WARNING: level: foundation is below that of "middle-section" '
        "on posts/middle, which this post requires: write level: intermediate, or delete the "
        f"requirement {SUBTYPE}",
        'posts/middle-needs-high.md:5: WARNING: level: intermediate is below that of "high" on '
        "posts/high, which this post requires: write level: advanced, or delete the requirement "
        f"{SUBTYPE}",
    ]


def test_within_a_cycle_the_cycle_alone_is_told(site: Result) -> None:
    told = [one for one in site.warnings if "knot" in one]
    assert [one.rpartition("[groundwork.")[2] for one in told] == ["requires-cycle]"]
