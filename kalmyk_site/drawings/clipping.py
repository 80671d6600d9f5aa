"""Clipping: the part of a shape that lies within a box.

Source: I. E. Sutherland and G. W. Hodgman, "Reentrant Polygon Clipping", Communications of the ACM 17 (1974): 32-42.
A ring that leaves the box and comes back keeps an edge along the side of the box; whoever draws outlines clips them to
a box a little larger than what is shown.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kalmyk_site.drawings.simplification import Point


@dataclass(frozen=True, slots=True)
class Box:
    """A box with sides along the axes: degrees, kilometers or pixels."""

    left: float
    top: float
    """The lesser of the two; which way it looks, the caller knows."""

    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def grown(self, by: float) -> Box:
        """The box with `by` more on each side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def shifted(self, x: float, y: float) -> Box:
        """The box moved."""
        return Box(self.left + x, self.top + y, self.right + x, self.bottom + y)

    def holds(self, point: Point) -> bool:
        """Whether a point lies within the box or on its edge."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    def overlap(self, other: Box) -> float:
        """Area of what two boxes share."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across * down if across > 0 and down > 0 else 0.0


def box_around(points: Sequence[Point]) -> Box:
    """The smallest box that holds all `points`, of which there is at least one."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def union(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds all `boxes`, of which there is at least one."""
    return box_around([corner for box in boxes for corner in ((box.left, box.top), (box.right, box.bottom))])


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a box."""

    within: Callable[[Point], bool]
    crossing: Callable[[Point, Point], Point]


def _sides(box: Box) -> tuple[_Side, ...]:
    def at_x(x: float) -> Callable[[Point, Point], Point]:
        return lambda one, two: (x, one[1] + (two[1] - one[1]) * (x - one[0]) / (two[0] - one[0]))

    def at_y(y: float) -> Callable[[Point, Point], Point]:
        return lambda one, two: (one[0] + (two[0] - one[0]) * (y - one[1]) / (two[1] - one[1]), y)

    return (
        _Side(lambda point: point[0] >= box.left, at_x(box.left)),
        _Side(lambda point: point[0] <= box.right, at_x(box.right)),
        _Side(lambda point: point[1] >= box.top, at_y(box.top)),
        _Side(lambda point: point[1] <= box.bottom, at_y(box.bottom)),
    )


def clip_ring(ring: Sequence[Point], box: Box) -> list[Point]:
    """The part of the area within a ring that lies in the box, as a ring; empty where there is none."""
    corners = list(ring)
    for side in _sides(box):
        kept: list[Point] = []
        for one, two in zip([*corners[-1:], *corners[:-1]], corners, strict=True):
            if side.within(one) != side.within(two):
                kept.append(side.crossing(one, two))
            if side.within(two):
                kept.append(two)
        corners = kept
    return corners


def clip_line(line: Sequence[Point], box: Box) -> Iterator[list[Point]]:
    """The pieces of a line that lie in the box, in order."""
    pieces = [list(line)]
    for side in _sides(box):
        pieces = [part for piece in pieces for part in _cut(piece, side)]
    yield from pieces


def _cut(line: Sequence[Point], side: _Side) -> Iterator[list[Point]]:
    part: list[Point] = [line[0]] if line and side.within(line[0]) else []
    for one, two in itertools.pairwise(line):
        if side.within(one) != side.within(two):
            part.append(side.crossing(one, two))
            if not side.within(two):
                yield part
                part = []
        if side.within(two):
            part.append(two)
    if len(part) > 1:
        yield part
