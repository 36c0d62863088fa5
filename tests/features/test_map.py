"""The map: nothing lies on anything else, whatever the titles and however many the posts."""

from __future__ import annotations

import random
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest

from extensions.features.prerequisites.drawing import svg
from extensions.features.prerequisites.layout import (
    BOX,
    PADDING,
    SIZE,
    WIDEST,
    Box,
    Card,
    Plan,
    Strip,
    plan,
)
from extensions.features.prerequisites.routing import Edge
from extensions.features.prerequisites.wrapping import cut, lines, width

LONG = "Mean field theory of random networks, from the edge of chaos to residual maps and back now"


def strips(*sizes: int) -> list[Strip]:
    """Return strips of *sizes* cards, their titles from one letter to ninety signs."""
    words = LONG.split()
    return [
        Strip(
            f"Track {number // 2}" if number % 2 == 0 else "",
            f"series-{number}",
            f"Series {number}",
            tuple(
                Card(f"p{number}-{place}", f"{place} · 9 min", " ".join(words[: 1 + place % 16]))
                for place in range(size)
            ),
        )
        for number, size in enumerate(sizes)
    ]


def large() -> Plan:
    """Return a map of 100 posts in twelve series, with lines in all directions."""
    chance = random.Random(7)
    found = strips(*[8] * 11, 12)
    names = [card.name for strip in found for card in strip.cards]
    assert len(names) == 100
    pairs = [chance.sample(names, 2) for _ in range(60)]
    edges = {Edge(source, target, needed=True) for source, target in pairs}
    for strip in found:
        edges |= {Edge(one.name, two.name, needed=False) for one, two in pairwise(strip.cards)}
    return plan(found, edges)


def inside(box: Box, x: float, y: float) -> bool:
    """Whether the point lies in *box* and not merely on its rim."""
    return box.x < x < box.x + BOX and box.y < y < box.y + box.height


@pytest.fixture(scope="module", params=[(), (0,), (1,), (3,), (4, 0, 7), "large"], ids=str)
def drawn(request: pytest.FixtureRequest) -> Plan:
    """A map, from an empty one to one of 100 posts."""
    return large() if request.param == "large" else plan(strips(*request.param), [])


def test_no_two_boxes_overlap(drawn: Plan) -> None:
    for one, two in combinations(drawn.boxes, 2):
        apart_x = one.x + BOX <= two.x or two.x + BOX <= one.x
        apart_y = one.y + one.height <= two.y or two.y + two.height <= one.y
        assert apart_x or apart_y, (one, two)


def test_everything_is_inside_the_map(drawn: Plan) -> None:
    corners = [(box.x + dx, box.y + dy) for box in drawn.boxes for dx, dy in [(0, 0), (BOX, 0)]]
    corners += [(box.x, box.y + box.height) for box in drawn.boxes]
    corners += [point for _, points in drawn.edges for point in points]
    corners += [(label.x, label.y) for label in drawn.labels]
    assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in corners)


def test_lines_stand_closer_where_the_map_would_be_wider_than_the_text() -> None:
    # Past the row that is between them.
    edges = [Edge(f"p0-{n}", f"p2-{n}", True) for n in range(3)]
    many = plan(strips(3, 3, 3), edges)
    assert plan(strips(3), []).width < many.width <= WIDEST


def test_labels_stand_clear_of_boxes(drawn: Plan) -> None:
    for label in drawn.labels:
        for box in drawn.boxes:
            assert not box.y < label.y + 4 < box.y + box.height, (label, box)


def test_titles_stay_in_their_boxes(drawn: Plan) -> None:
    for box in drawn.boxes:
        assert " ".join(box.lines) == box.card.title
        assert all(width(line, SIZE) <= BOX - 2 * PADDING for line in box.lines)


def test_lines_run_through_no_box_and_join_the_right_ones() -> None:
    drawn = large()
    boxes = {box.card.name: box for box in drawn.boxes}
    for edge, points in drawn.edges:
        for name, (x, y) in [(edge.source, points[0]), (edge.target, points[-1])]:
            box = boxes[name]
            assert box.x <= x <= box.x + BOX
            assert box.y <= y <= box.y + box.height
        for (x1, y1), (x2, y2) in pairwise(points):
            assert x1 == x2 or y1 == y2
            for box in drawn.boxes:
                for share in range(101):
                    at = x1 + (x2 - x1) * share / 100, y1 + (y2 - y1) * share / 100
                    assert not inside(box, *at), (edge, box)


def test_lines_of_two_posts_never_lie_on_each_other() -> None:
    runs = [
        (edge.net, min(one, two), max(one, two))
        for edge, points in large().edges
        for one, two in pairwise(points)
    ]
    for (net, (ax, ay), (bx, by)), (other, (cx, cy), (dx, dy)) in combinations(runs, 2):
        if net[0] == other[0]:
            continue
        if ay == by == cy == dy:
            assert bx <= cx or dx <= ax, (net, other)
        if ax == bx == cx == dx:
            assert by <= cy or dy <= ay, (net, other)


def test_the_same_map_whatever_the_order_of_the_edges() -> None:
    edges = [Edge("p0-0", "p1-2", True), Edge("p0-4", "p1-0", True), Edge("p0-0", "p1-0", True)]
    assert plan(strips(5, 3), edges) == plan(strips(5, 3), reversed(edges))


def test_title_of_ninety_signs_is_whole_and_a_longer_one_is_cut_at_a_word() -> None:
    assert len(LONG) == 90
    assert cut(LONG, 90) == LONG
    assert cut(f"{LONG} and more", 90) == LONG.removesuffix(" now") + "…"
    assert cut("x" * 99, 90) == "x" * 89 + "…"


def test_word_that_is_wider_than_its_box_is_broken() -> None:
    broken = lines(f"a {'W' * 40} b", 13, 100)
    assert "".join(broken).replace(" ", "") == f"a{'W' * 40}b"
    assert all(width(line, 13) <= 100 for line in broken)


def test_signs_of_every_script_have_a_width() -> None:
    assert width("é", 10) == width("e", 10)
    assert width("e\u0301", 10) == width("e", 10)
    assert width("漢", 10) >= 10


def test_drawing_is_well_formed_named_and_has_no_style() -> None:
    long = f'{LONG} & <more> "still"'
    cards = (Card("one", "1 · 9 min", "One"), Card("two", "2 · 9 min", long))
    drawn = plan([Strip("Track", "s", "Series", cards)], [Edge("one", "two", True)])
    addresses = {name: f"{name}.html" for name in ("s", "one", "two")}
    root = ElementTree.fromstring(svg(drawn, addresses, "The map"))
    # An image would hide its links from assistive technology.
    assert (root.get("role"), root.get("aria-label")) == ("group", "The map")
    found = [(link.get("href"), link.findtext("title")) for link in root.iter("a")]
    assert found == [
        ("s.html", "Series"),
        ("one.html", "One, 1 · 9 min"),
        ("two.html", f"{long}, 2 · 9 min"),
    ]
    assert all(path.get("aria-hidden") == "true" for path in root.iter("path"))
    assert not any(one.get("style") or one.get("id") for one in root.iter())


def test_a_hundred_posts_take_less_than_a_photograph() -> None:
    drawn = large()
    names = {box.card.name for box in drawn.boxes} | {label.name for label in drawn.labels}
    written = svg(drawn, {name: f"posts/series/{name}.html" for name in names}, "The map")
    assert len(written.encode()) < 80_000
