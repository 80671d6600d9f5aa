"""Distances in a straight line over the globe."""

import math

import pytest

from kalmyk_site.drawings.great_circle import MEAN_RADIUS, distance, rounded


def test_a_quarter_of_the_globe():
    assert distance((0, 0), (90, 0)) == pytest.approx(math.pi / 2 * MEAN_RADIUS)
    assert distance((30, 90), (-150, 0)) == pytest.approx(math.pi / 2 * MEAN_RADIUS)


def test_half_of_the_globe_and_nothing():
    assert distance((10, 20), (-170, -20)) == pytest.approx(math.pi * MEAN_RADIUS)
    assert distance((10, 20), (10, 20)) == 0


def test_a_distance_is_the_same_both_ways_and_over_the_180th_meridian():
    assert distance((179, 10), (-179, 10)) == pytest.approx(distance((-179, 10), (179, 10)))
    assert distance((179, 10), (-179, 10)) == pytest.approx(distance((1, 10), (3, 10)))


def test_nashville_to_los_angeles():
    """A pair that is often worked through for this formula: 2,886 km on a sphere of 6,371 km."""
    assert distance((-86.67, 36.12), (-118.40, 33.94)) == pytest.approx(2886.4, abs=0.2)


@pytest.mark.parametrize(
    ("kilometers", "step", "shown"), [(2074.9, 10, 2070), (2075, 10, 2080), (3474, 50, 3450), (1749, 100, 1700)]
)
def test_a_distance_is_rounded_to_a_step(kilometers: float, step: int, shown: int):
    assert rounded(kilometers, step) == shown
