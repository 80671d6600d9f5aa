"""Great circle: the distance between two points in a straight line over the globe.

Source: the haversine formula, R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68 (1984): 159, on a sphere
with the earth's mean radius. Against the ellipsoid it is wrong by at most 0.6 percent.
"""

from __future__ import annotations

import math
from typing import Final

MEAN_RADIUS: Final = 6371.009
"""Mean radius of the earth (WGS 84), in kilometers."""


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometers between two points, each given as longitude and latitude in degrees."""
    (west, south), (east, north) = ((math.radians(x), math.radians(y)) for x, y in (one, other))
    half = math.sin((north - south) / 2) ** 2 + math.cos(south) * math.cos(north) * math.sin((east - west) / 2) ** 2
    return 2 * MEAN_RADIUS * math.asin(math.sqrt(min(1.0, half)))


def rounded(kilometers: float, step: int) -> int:
    """A distance to the nearest `step` kilometers, half of one rounded up."""
    return math.floor(kilometers / step + 0.5) * step
