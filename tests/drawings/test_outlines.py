"""Outlines: simplifying, clipping, writing as path data; and the stored world."""

from __future__ import annotations

import math
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kalmyk_site.drawings.basemap import Basemap, Plane, outlines, read_basemap
from kalmyk_site.drawings.clipping import Box, clip_line, clip_ring
from kalmyk_site.drawings.path_data import path_data
from kalmyk_site.drawings.projection import Albers, Extent
from kalmyk_site.drawings.simplification import Point, enclosed_area, simplify_line, simplify_ring
from kalmyk_site.pages.map_ground import load_basemap

FEW = settings(max_examples=150, deadline=None, derandomize=True, database=None)
POINTS = st.tuples(st.floats(-100, 100), st.floats(-100, 100))
BOX = Box(-50, -40, 60, 70)
SQUARE = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]


# Simplification --------------------------------------------------------------------------------------------------


def test_the_point_that_matters_least_goes_first():
    line = [(0.0, 0.0), (5.0, 0.2), (10.0, 4.0), (20.0, 0.0)]
    assert simplify_line(line, 10) == [(0.0, 0.0), (10.0, 4.0), (20.0, 0.0)]
    assert simplify_line(line, 100) == [(0.0, 0.0), (20.0, 0.0)]


@FEW
@given(st.lists(POINTS, min_size=2, max_size=40), st.floats(0, 500))
def test_a_simplified_line_keeps_its_ends_and_adds_nothing(points: list[Point], area: float):
    kept = simplify_line(points, area)
    remaining = iter(points)
    assert (kept[0], kept[-1]) == (points[0], points[-1])
    assert all(point in remaining for point in kept)


def test_a_ring_keeps_its_corners_and_a_speck_is_left_out():
    corners = [*SQUARE[:2], (10.0, 5.001), *SQUARE[2:]]
    assert sorted(simplify_ring(corners, 1)) == sorted(SQUARE)
    assert simplify_ring(SQUARE, 101) == []


# Clipping --------------------------------------------------------------------------------------------------------


def test_a_ring_is_cut_at_the_sides_of_a_box():
    assert abs(enclosed_area(clip_ring(SQUARE, Box(5, 5, 100, 100)))) == 25
    assert clip_ring(SQUARE, Box(20, 20, 30, 30)) == []
    assert clip_ring(SQUARE, Box(-1, -1, 11, 11)) == SQUARE


@FEW
@given(st.lists(POINTS, min_size=3, max_size=20))
def test_what_is_clipped_lies_in_the_box(points: list[Point]):
    inside = BOX.grown(1e-9)
    assert all(inside.holds(point) for point in clip_ring(points, BOX))
    assert all(inside.holds(point) for piece in clip_line(points, BOX) for point in piece)


def test_a_line_that_leaves_a_box_and_comes_back_is_two():
    line = [(0.0, 0.0), (0.0, 100.0), (20.0, 100.0), (20.0, 0.0)]
    assert list(clip_line(line, BOX)) == [[(0.0, 0.0), (0.0, 70.0)], [(20.0, 70.0), (20.0, 0.0)]]


# Path data -------------------------------------------------------------------------------------------------------


def points_of(path: str) -> list[list[Point]]:
    """The points of path data in whole numbers and steps."""
    shapes: list[list[Point]] = []
    for shape in re.findall(r"M([^Mz]+)", path):
        numbers = [int(number) for number in re.findall(r"-?\d+", shape)]
        points = [(numbers[0], numbers[1])]
        for x, y in zip(numbers[2::2], numbers[3::2], strict=True):
            points.append((points[-1][0] + x, points[-1][1] + y))
        shapes.append([(float(x), float(y)) for x, y in points])
    return shapes


@FEW
@given(st.lists(st.tuples(st.integers(-99, 99), st.integers(-99, 99)), min_size=2, max_size=20))
def test_path_data_says_where_the_points_are(points: list[tuple[int, int]]):
    steady = [points[0], *(two for one, two in pairwise(points) if one != two)]
    assert points_of(path_data([points], closed=False)) == ([steady] if len(steady) > 1 else [])


def test_path_data_is_short():
    assert path_data([SQUARE, [(0.1, 0.1), (0.2, 0.2), (0.3, 0.1)]], closed=True) == "M0 0l10 0 0 10-10 0z"


# Outlines --------------------------------------------------------------------------------------------------------


def test_a_stored_shape_is_its_first_point_and_then_steps():
    stored = '{"steps_to_a_degree": 50, "land": [[100, -50, 50, 0, 0, 25]], "lakes": [], "rivers": [[0, 0, 1, 1]]}'
    assert read_basemap(stored) == Basemap(
        land=(((2.0, -1.0), (3.0, -1.0), (3.0, -0.5)),), lakes=(), rivers=(((0.0, 0.0), (0.02, 0.02)),)
    )


def test_a_map_shows_land_on_both_sides_of_the_180th_meridian():
    land = ((175.0, 0.0), (185.0, 0.0), (185.0, 10.0), (175.0, 10.0))
    for west, east in ((170, 190), (-190, -170)):
        plane = Plane(Albers.for_extent(Extent(west, east, -10, 20)), 10)
        window = plane.window(Extent(west, east, -10, 20))
        [shape] = points_of(outlines(Basemap((land,), (), ()), plane, window, 0.1).land)
        degrees = [plane.projection.locate(x * plane.unit, -y * plane.unit) for x, y in shape]
        assert min(x for x, _ in degrees) == pytest.approx(west + 5, abs=0.2)
        assert max(x for x, _ in degrees) == pytest.approx(east - 5, abs=0.2)


def test_land_that_covers_all_of_a_map_has_no_edge_within_it():
    """A coast is a coast: where land goes on beyond the map, no line is drawn."""
    extent = Extent(10, 60, 20, 60)
    land = ((-20.0, 0.0), (90.0, 0.0), (90.0, 80.0), (-20.0, 80.0))
    plane = Plane(Albers.for_extent(extent), 10)
    window = plane.window(extent)
    [shape] = points_of(outlines(Basemap((land,), (), ()), plane, window, 1).land)
    assert not [point for point in shape if window.grown(-1).holds(point)]
    assert abs(enclosed_area(shape)) >= window.width * window.height


# The stored world ------------------------------------------------------------------------------------------------


def is_land(longitude: float, latitude: float) -> bool:
    """Whether a point is land by the stored rings, filled evenly and oddly."""
    crossings = 0
    for turn in (-360, 0, 360):
        for ring in load_basemap().land:
            for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
                if (y1 > latitude) != (y2 > latitude):
                    crossings += (x2 - x1) * (latitude - y1) / (y2 - y1) + x1 > longitude + turn
    return crossings % 2 == 1


@pytest.mark.parametrize(
    ("longitude", "latitude", "land"),
    [
        (44.3, 46.3, True),
        (2.3, 48.9, True),
        (-74.5, 41.5, True),
        (133.9, -23.7, True),
        (179, 67.5, True),
        (50.5, 42, False),
        (0, 0, False),
        (-30, 40, False),
        (178, 75, False),
    ],
)
def test_the_stored_world_knows_land_from_sea(longitude: float, latitude: float, land: bool):
    assert is_land(longitude, latitude) is land


def test_the_stored_land_covers_what_land_covers():
    """135 million square kilometers without the Antarctic; inland seas are the inner rings."""
    plane = Albers(-37, 37, meridian=0)
    areas = [abs(enclosed_area([plane.project(*point) for point in ring])) for ring in load_basemap().land]
    assert sum(areas) == pytest.approx(135e6, rel=0.02)


def test_no_stored_line_runs_across_the_world():
    world = load_basemap()
    shapes = (*world.land, *world.lakes, *world.rivers)
    assert max(abs(one[0] - two[0]) for shape in shapes for one, two in pairwise(shape)) < 30
    assert all(-60 <= latitude <= 90 and math.isfinite(latitude) for shape in world.rivers for _, latitude in shape)
