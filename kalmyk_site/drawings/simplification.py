"""Simplification: lines and rings with fewer points that look the same at a given scale.

The point that matters least is taken out first: the one that forms the smallest triangle with its neighbors. A shape
so keeps its character, and a coast its area, better than by distances from a chord.

Source: M. Visvalingam and J. D. Whyatt, "Line generalisation by repeated elimination of points", The Cartographic
Journal 30 (1993): 46-51.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence

Point = tuple[float, float]
"""Two coordinates; which ones, the caller knows."""


def simplify_line(points: Sequence[Point], area: float) -> list[Point]:
    """`points` without those whose triangle is smaller than `area`; both ends stay.

    Args:
        points: The line from end to end.
        area: Smallest triangle that is kept, in the square of the unit of the coordinates.
    """
    count = len(points)
    before, after = list(range(-1, count - 1)), list(range(1, count + 1))
    areas = [0.0] * count
    heap: list[tuple[float, int]] = []
    for place in range(1, count - 1):
        areas[place] = triangle(points[place - 1], points[place], points[place + 1])
        heap.append((areas[place], place))
    heapq.heapify(heap)
    gone = [False] * count
    while heap:
        smallest, place = heapq.heappop(heap)
        if gone[place] or smallest != areas[place]:
            continue
        if smallest >= area:
            break
        gone[place] = True
        left, right = before[place], after[place]
        after[left], before[right] = right, left
        for near in (left, right):
            if 0 < near < count - 1:
                # A point never counts less than one that was taken out before it, or whole bays would go at once.
                areas[near] = max(smallest, triangle(points[before[near]], points[near], points[after[near]]))
                heapq.heappush(heap, (areas[near], near))
    return [point for point, out in zip(points, gone, strict=True) if not out]


def simplify_ring(points: Sequence[Point], area: float) -> list[Point]:
    """A ring without the points whose triangle is smaller than `area`; empty where less than a triangle is left.

    Args:
        points: The corners of the ring, the first not repeated at the end.
        area: As for lines; a ring that encloses less than this is left out as well.
    """
    if len(points) < 3 or abs(enclosed_area(points)) < area:
        return []
    # The ends stay, so the ring is opened at the two points that are farthest apart in its direction of reading.
    start = max(range(len(points)), key=lambda place: (points[place], -place))
    turned = [*points[start:], *points[: start + 1]]
    kept = simplify_line(turned, area)[:-1]
    return kept if len(kept) >= 3 else []


def triangle(one: Point, two: Point, three: Point) -> float:
    """Area of the triangle between three points."""
    return abs((two[0] - one[0]) * (three[1] - one[1]) - (three[0] - one[0]) * (two[1] - one[1])) / 2


def enclosed_area(ring: Sequence[Point]) -> float:
    """Area that a ring encloses; negative where it runs clockwise."""
    following = [*ring[1:], *ring[:1]]
    return sum(one[0] * two[1] - two[0] * one[1] for one, two in zip(ring, following, strict=True)) / 2
