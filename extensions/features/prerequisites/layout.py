"""Where everything on the map stands: a pure part, in pixels, from the top left corner."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from extensions.features.prerequisites.routing import (
    ABOVE,
    BELOW,
    INTO,
    OUT,
    Edge,
    Lines,
    Route,
    route,
)
from extensions.features.prerequisites.wrapping import cut, lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

COLUMNS = 3
BOX = 180
GAP, MARGIN = 28, 2
STEP = 8  # between two lines that run side by side
TIGHT = 4  # the same where the map would be wider than the text
WIDEST = 608  # the text of a page, 38rem
CLEAR = 10  # between a box and the first line along it: room for the head of an arrow
PADDING = 11
SIZE, LEADING = 13, 17
KICKER, TITLE, BETWEEN_ROWS, BETWEEN_LANES = 24, 26, 8, 22
LONGEST_TITLE = 90


@dataclass(frozen=True, slots=True)
class Card:
    """What stands in a box: ``facts`` in one line, then the title."""

    name: str
    facts: str
    title: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A lane: ``kicker`` is the title of a track that begins, ``name`` the page of the series."""

    kicker: str
    name: str
    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A card in its place; ``lines`` are those of the title."""

    card: Card
    x: float
    y: float
    height: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text on its base line: a ``kicker``, or the title of a lane."""

    text: str
    x: float
    y: float
    kicker: bool
    name: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole map; the points of an edge are those of a line from source to target."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    labels: tuple[Label, ...]
    edges: tuple[tuple[Edge, tuple[tuple[float, float], ...]], ...]


def plan(strips: Sequence[Strip], edges: Iterable[Edge]) -> Plan:
    """Return the map of *strips*, whose cards *edges* join."""
    rows = [
        (strip if not start else None, strip.cards[start : start + COLUMNS])
        for strip in strips
        for start in range(0, max(1, len(strip.cards)), COLUMNS)
    ]
    places = {
        card.name: (row, column)
        for row, (_, cards) in enumerate(rows)
        for column, card in enumerate(cards)
    }
    return _Draft(rows, places, route(edges, places, COLUMNS)).plan()


@dataclass
class _Draft:
    """The map as it is laid out: sizes follow from the lines that must find room."""

    rows: list[tuple[Strip | None, tuple[Card, ...]]]
    places: dict[str, tuple[int, int]]
    routed: Lines

    def plan(self) -> Plan:
        """Return the finished map."""
        self.widths = self._widths()
        # By turns the left side of a gap and of the column to its right.
        sides = [0.0, *accumulate(part for gap in self.widths for part in (gap, BOX))]
        self.gaps, self.columns = sides[::2], sides[1::2]
        self.boxes: dict[str, Box] = {}
        self.labels: list[Label] = []
        height = 0.0
        for row in range(len(self.rows)):
            height = self._row(row, height)
        self.ports = self._ports()
        drawn = tuple((edge, self._points(edge, path)) for edge, path in self.routed.routes.items())
        width = self.gaps[COLUMNS] + self.widths[COLUMNS]
        return Plan(width, height, tuple(self.boxes.values()), tuple(self.labels), drawn)

    def _widths(self) -> list[float]:
        """Return how wide the gaps are; where that is too much, lines stand closer in them."""
        wide, tight = (
            [self._gap(gap, step) for gap in range(COLUMNS + 1)] for step in (STEP, TIGHT)
        )
        spare = sum(wide) - sum(tight)
        excess = min(max(sum(wide) + COLUMNS * BOX - WIDEST, 0), spare)
        return [
            one - (excess * (one - least) / spare if spare else 0)
            for one, least in zip(wide, tight, strict=True)
        ]

    def _gap(self, gap: int, step: float) -> float:
        count = _count(self.routed.gaps.get(gap))
        least = GAP if 0 < gap < COLUMNS else MARGIN
        return max(least, step * (count + 1) if count else 0)

    def _channel(self, row: int, side: str) -> float:
        count = _count(self.routed.channels.get((row, side)))
        return CLEAR + STEP * count if count else 0

    def _row(self, row: int, y: float) -> float:
        """Place the row that begins at *y*, its labels first; return where it ends."""
        strip, cards = self.rows[row]
        y += 0 if row == 0 else BETWEEN_ROWS if strip is None else BETWEEN_LANES
        left = self.columns[0]
        if strip and strip.kicker:
            y += KICKER
            self.labels.append(Label(strip.kicker, left, y - 8, True, ""))
        if strip:
            y += TITLE
            self.labels.append(Label(cut(strip.title, 60), left, y - 10, False, strip.name))
        y += self._channel(row, ABOVE)
        wrapped = [lines(cut(card.title, LONGEST_TITLE), SIZE, BOX - 2 * PADDING) for card in cards]
        height = 2 * PADDING + LEADING * (1 + max(map(len, wrapped))) if cards else 0.0
        for x, card, text in zip(self.columns, cards, wrapped, strict=False):
            self.boxes[card.name] = Box(card, x, y, height, tuple(text))
        return y + height + self._channel(row, BELOW) + MARGIN

    def _ports(self) -> dict[tuple[Edge, str], float]:
        """Return where each line enters its box from above or below, as a share of the width."""
        entering: dict[tuple[str, str], list[Edge]] = defaultdict(list)
        for edge, path in self.routed.routes.items():
            if path.enters:
                entering[edge.target, path.enters[1]].append(edge)
        found = {}
        for (_, side), edges in entering.items():
            edges.sort(key=lambda edge: (self.places[edge.source][1], edge))
            for place, edge in enumerate(edges, 1):
                found[edge, side] = 2 * INTO * place / (len(edges) + 1)
        return found

    def _points(self, edge: Edge, path: Route) -> tuple[tuple[float, float], ...]:
        source, target = self.boxes[edge.source], self.boxes[edge.target]
        if path.leaves is None or path.enters is None:
            y = source.y + source.height / 2
            return (source.x + BOX, y), (target.x, y)
        start = source.x + BOX * (OUT if edge.needed else (1 + OUT) / 2)
        end = target.x + BOX * self.ports[edge, path.enters[1]]
        leave, enter = (
            self._height_of_line(edge, path.leaves),
            self._height_of_line(edge, path.enters),
        )
        middle = [(start, leave), (end, enter)]
        if path.gap is not None:
            x = self.gaps[path.gap] + self._distance_into_gap(path.gap, edge)
            middle[1:1] = [(x, leave), (x, enter)]
        return (
            (start, _y_of_side(source, path.leaves[1])),
            *middle,
            (end, _y_of_side(target, path.enters[1])),
        )

    def _height_of_line(self, edge: Edge, channel: tuple[int, str]) -> float:
        """Return the y of the line *edge* in *channel*."""
        row, side = channel
        box = self.boxes[self.rows[row][1][0].name]
        away = CLEAR + STEP * self.routed.channels[channel][edge.net]
        return box.y - away if side == ABOVE else box.y + box.height + away

    def _distance_into_gap(self, gap: int, edge: Edge) -> float:
        """Return how far the line *edge* runs from the left side of *gap*."""
        used = self.routed.gaps[gap]
        return self.widths[gap] * (used[edge.net] + 1) / (_count(used) + 1)


def _count(used: dict[tuple[str, bool], int] | None) -> int:
    return max(used.values()) + 1 if used else 0


def _y_of_side(box: Box, side: str) -> float:
    return box.y if side == ABOVE else box.y + box.height
