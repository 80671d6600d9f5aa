"""Basemap: land, lakes and great rivers of the whole world in degrees, and what of them one map shows.

The stored outlines are in degrees, so that any archive's maps can be cut out of them: what lies around the map's window
is projected, clipped to the window, simplified to what can be seen at its scale, and written as path data.
"""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kalmyk_site.drawings.clipping import Box, box_around, clip_line, clip_ring
from kalmyk_site.drawings.path_data import path_data
from kalmyk_site.drawings.projection import Albers, Extent
from kalmyk_site.drawings.simplification import Point, simplify_line, simplify_ring

Shape = tuple[Point, ...]
"""Corners of a ring, or points of a line."""

GRID: Final = 10
"""Degrees from one line of the grid to the next."""

_AROUND: Final = 16
"""How many points of each edge are looked at to find what lies around it."""


@dataclass(frozen=True, slots=True)
class Basemap:
    """The outlines of the world, in degrees; a ring over the 180th meridian has longitudes beyond 180."""

    land: tuple[Shape, ...]
    """Rings; the inner ones are seas without an outlet."""

    lakes: tuple[Shape, ...]
    rivers: tuple[Shape, ...]
    """Lines."""


def read_basemap(text: str) -> Basemap:
    """The basemap as `tools/make_basemap.py` writes it: each shape its first point, then steps from point to point."""
    stored = json.loads(text)
    steps: int = stored["steps_to_a_degree"]
    return Basemap(*(tuple(_shape(coded, steps) for coded in stored[name]) for name in ("land", "lakes", "rivers")))


def _shape(coded: Sequence[int], steps: int) -> Shape:
    x = y = 0
    points: list[Point] = []
    for step_x, step_y in zip(coded[::2], coded[1::2], strict=True):
        x, y = x + step_x, y + step_y
        points.append((x / steps, y / steps))
    return tuple(points)


@dataclass(frozen=True, slots=True)
class Plane:
    """A plane on which several windows of one map lie: a projection, and units in which paths have whole numbers."""

    projection: Albers
    unit: float
    """Kilometers."""

    def place(self, longitude: float, latitude: float) -> Point:
        """Where a point lies, in units; y grows to the south, as on a screen."""
        x, y = self.projection.project(longitude, latitude)
        return x / self.unit, -y / self.unit

    def window(self, extent: Extent) -> Box:
        """The smallest box, in units, that holds all of an extent."""
        return box_around([self.place(*point) for point in _edge(extent.west, extent.south, extent.east, extent.north)])

    def around(self, window: Box) -> Box:
        """The smallest box of degrees that holds all of a window."""
        edge = _edge(window.left, window.top, window.right, window.bottom)
        around = box_around([self.projection.locate(x * self.unit, -y * self.unit) for x, y in edge])
        # Farther round than this the globe would be shown twice.
        west, east = self.projection.meridian - 180, self.projection.meridian + 180
        return Box(max(around.left, west), around.top, min(around.right, east), around.bottom)


def _edge(left: float, top: float, right: float, bottom: float) -> Iterator[Point]:
    for step in range(_AROUND + 1):
        x = left + (right - left) * step / _AROUND
        y = top + (bottom - top) * step / _AROUND
        yield from ((x, top), (x, bottom), (left, y), (right, y), (x, (top + bottom) / 2))


@dataclass(frozen=True, slots=True)
class Outlines:
    """What a map shows beneath its marks, as path data in the units of its plane."""

    land: str
    """Rings; filled evenly and oddly."""

    lakes: str
    rivers: str
    grid: str
    """Meridians and parallels."""


def outlines(basemap: Basemap, plane: Plane, window: Box, detail: float) -> Outlines:
    """What of the basemap lies in a window.

    Args:
        basemap: The world.
        plane: The plane of the map.
        window: What is shown, in units of the plane.
        detail: Smallest triangle of an outline that is kept, in square units.
    """
    # Edges that clipping leaves along the box lie outside of what is shown.
    box = window.grown(max(window.width, window.height) / 50)
    degrees = plane.around(box)

    def rings(shapes: Sequence[Shape]) -> Iterator[list[Point]]:
        for ring in _nearby(shapes, degrees, lambda ring, box: [clip_ring(ring, box)]):
            placed = [plane.place(*point) for point in _bending([*ring, ring[0]])]
            yield simplify_ring(clip_ring(placed[:-1], box), detail)

    def lines(shapes: Sequence[Shape]) -> Iterator[list[Point]]:
        for line in _nearby(shapes, degrees, clip_line):
            for part in clip_line([plane.place(*point) for point in line], box):
                yield simplify_line(part, detail)

    return Outlines(
        land=path_data(rings(basemap.land), closed=True),
        lakes=path_data(rings(basemap.lakes), closed=True),
        rivers=path_data(lines(basemap.rivers), closed=False),
        grid=path_data(
            (
                simplify_line(part, detail / 4)
                for line in _grid(degrees)
                for part in clip_line([plane.place(*point) for point in line], box)
            ),
            closed=False,
        ),
    )


def _nearby(
    shapes: Sequence[Shape], degrees: Box, clip: Callable[[Shape, Box], Iterator[list[Point]] | list[list[Point]]]
) -> Iterator[list[Point]]:
    """The parts of shapes that lie in a box of degrees, which may go beyond the 180th meridian."""
    for turn in (-360, 0, 360):
        box = degrees.shifted(-turn, 0)
        for shape in shapes:
            bounds = box_around(shape)
            if bounds.right < box.left or bounds.left > box.right or bounds.bottom < box.top or bounds.top > box.bottom:
                continue
            for part in clip(shape, box):
                if part:
                    yield [(longitude + turn, latitude) for longitude, latitude in part]


def _bending(points: Sequence[Point]) -> Iterator[Point]:
    """A line in degrees with a point at least every second degree: what is straight on a globe bends on a map."""
    for one, two in itertools.pairwise(points):
        pieces = math.ceil(max(abs(two[0] - one[0]), abs(two[1] - one[1])) / 2) or 1
        for piece in range(pieces):
            share = piece / pieces
            yield one[0] + (two[0] - one[0]) * share, one[1] + (two[1] - one[1]) * share
    yield points[-1]


def _grid(degrees: Box) -> Iterator[Shape]:
    """Meridians and parallels in a box of degrees."""
    south, north = max(-90.0, degrees.top), min(90.0, degrees.bottom)
    for longitude in range(math.ceil(degrees.left / GRID) * GRID, math.floor(degrees.right) + 1, GRID):
        yield tuple(_bending([(longitude, south), (longitude, north)]))
    for latitude in range(math.ceil(south / GRID) * GRID, math.floor(north) + 1, GRID):
        yield tuple(_bending([(degrees.left, latitude), (degrees.right, latitude)]))
