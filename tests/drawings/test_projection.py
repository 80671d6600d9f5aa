"""The projection of maps: known values, there and back, equal areas."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kalmyk_site.drawings.projection import RADIUS, Albers, Extent
from kalmyk_site.drawings.simplification import enclosed_area

FEW = settings(max_examples=150, deadline=None, derandomize=True, database=None)


def extent(west: float, width: float, south: float, height: float) -> Extent:
    return Extent(west, west + width, south, south + height)


EXTENTS = st.builds(extent, st.floats(-180, 100), st.floats(5, 170), st.floats(-70, 40), st.floats(5, 40))


def test_the_worked_example_of_snyder():
    """Appendix A of the manual, page 291: parallels 29.5 and 45.5, origin 23 N 96 W, a sphere of radius 1."""
    albers = Albers(29.5, 45.5, meridian=-96, parallel=23, radius=1)

    assert albers.project(-75, 35) == pytest.approx((0.2952720, 0.2416774), abs=5e-8)
    assert albers.locate(0.2952720, 0.2416774) == pytest.approx((-75, 35), abs=5e-6)


def test_the_middle_of_an_extent_lies_at_the_middle_of_the_map():
    albers = Albers.for_extent(Extent(40, 105, 43, 69))

    assert albers.project(72.5, 56) == pytest.approx((0, 0), abs=1e-9)


def test_a_standard_parallel_is_true_to_length():
    albers = Albers(50, 60, meridian=0)
    (x1, y1), (x2, y2) = albers.project(10, 50), albers.project(10.01, 50)

    assert math.hypot(x2 - x1, y2 - y1) == pytest.approx(
        math.radians(0.01) * RADIUS * math.cos(math.radians(50)), rel=1e-6
    )


def test_parallels_at_both_sides_of_the_equator_make_a_cylinder():
    cylinder, nearly = Albers(-37, 37, meridian=10), Albers(-37, 37.0001, meridian=10)

    assert cylinder.project(10 + 90, 0)[0] == pytest.approx(math.pi / 2 * RADIUS * math.cos(math.radians(37)))
    assert cylinder.project(100, 52) == pytest.approx(nearly.project(100, 52), rel=1e-4)
    assert cylinder.locate(*cylinder.project(-120, -33)) == pytest.approx((-120, -33))


@FEW
@given(EXTENTS, st.floats(0, 1), st.floats(0, 1))
def test_a_point_is_found_again(shown: Extent, across: float, up: float):
    albers = Albers.for_extent(shown)
    longitude = shown.west + across * (shown.east - shown.west)
    latitude = shown.south + up * (shown.north - shown.south)

    assert albers.locate(*albers.project(longitude, latitude)) == pytest.approx((longitude, latitude), abs=1e-6)


@FEW
@given(EXTENTS, st.floats(0.05, 0.95), st.floats(0.05, 0.95))
def test_equal_areas_on_the_globe_are_equal_on_the_map(shown: Extent, across: float, up: float):
    """A patch a tenth of a degree wide and high covers on the map what it covers on the sphere."""
    albers = Albers.for_extent(shown)
    west = shown.west + across * (shown.east - shown.west)
    south = shown.south + up * (shown.north - shown.south)
    patch = [albers.project(west + x, south + y) for x, y in ((0, 0), (0.1, 0), (0.1, 0.1), (0, 0.1))]
    band = math.sin(math.radians(south + 0.1)) - math.sin(math.radians(south))

    assert enclosed_area(patch) == pytest.approx(RADIUS**2 * math.radians(0.1) * band, rel=2e-3)


def test_a_place_beyond_the_pole_has_the_poles_latitude():
    albers = Albers.for_extent(Extent(40, 105, 43, 69))

    assert albers.locate(0, 5_000)[1] == 90
