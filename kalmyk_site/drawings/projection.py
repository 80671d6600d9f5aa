"""Projection: degrees to kilometers on a plane, and back, so that equal areas on the globe are equal on the paper.

Albers' equal-area conic projection of the sphere. Where its standard parallels lie equally far from the equator on both
sides the cone becomes a cylinder, and the projection Lambert's equal-area cylindrical one.

Source: John P. Snyder, "Map Projections: A Working Manual", U.S. Geological Survey Professional Paper 1395 (1987),
section 14, equations 14-1 to 14-6 and 14-8 to 14-11, and section 10, equations 10-1, 10-2, 10-6 and 10-7, for the
sphere.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kalmyk_site.drawings.simplification import Point

RADIUS: Final = 6371.007
"""Radius of the sphere whose surface is that of the earth (WGS 84), in kilometers."""

_FLAT: Final = 1e-9
"""Constant of the cone below which it is a cylinder."""


@dataclass(frozen=True, slots=True)
class Extent:
    """A part of the globe between two meridians and two parallels, in degrees."""

    west: float
    east: float
    """More than `west`, by at most 360."""

    south: float
    north: float
    """More than `south`."""


@dataclass(frozen=True)
class Albers:
    """The projection with two given parallels along which it is true to length."""

    south: float
    north: float
    """Standard parallels in degrees."""

    meridian: float
    """Central meridian in degrees; it becomes the line x = 0."""

    parallel: float = 0
    """Latitude in degrees at which y = 0 on the central meridian."""

    radius: float = RADIUS
    """Radius of the sphere, in the unit that the results are to have."""

    @classmethod
    def for_extent(cls, extent: Extent) -> Albers:
        """The projection that suits an extent: standard parallels one sixth of its height from its edges."""
        sixth = (extent.north - extent.south) / 6
        return cls(
            extent.south + sixth,
            extent.north - sixth,
            meridian=(extent.west + extent.east) / 2,
            parallel=(extent.south + extent.north) / 2,
        )

    def project(self, longitude: float, latitude: float) -> Point:
        """The place of a point: kilometers to the east and to the north of the projection's middle.

        Args:
            longitude: Degrees; not turned into the neighborhood of the central meridian, so 190 is not -170.
            latitude: Degrees from -90 to 90.
        """
        turn, sine = math.radians(longitude - self.meridian), math.sin(math.radians(latitude))
        if self._is_cylinder:
            stretch = math.cos(math.radians(self.south))
            return self.radius * turn * stretch, self.radius * (sine - self._sine) / stretch
        distance, angle = self._distance(sine), self._cone * turn
        return distance * math.sin(angle), self._middle - distance * math.cos(angle)

    def locate(self, x: float, y: float) -> Point:
        """Longitude and latitude of a place on the plane; of one beyond a pole, the pole's latitude."""
        if self._is_cylinder:
            stretch = math.cos(math.radians(self.south))
            sine = y * stretch / self.radius + self._sine
            turn = x / (self.radius * stretch)
        else:
            # The signs turn with the cone where its tip points to the south.
            sign = math.copysign(1, self._cone)
            distance = math.hypot(x, self._middle - y)
            turn = math.atan2(sign * x, sign * (self._middle - y)) / self._cone
            sine = (self._constant - (distance * self._cone / self.radius) ** 2) / (2 * self._cone)
        return self.meridian + math.degrees(turn), math.degrees(math.asin(max(-1.0, min(1.0, sine))))

    @cached_property
    def _cone(self) -> float:
        return (math.sin(math.radians(self.south)) + math.sin(math.radians(self.north))) / 2

    @property
    def _is_cylinder(self) -> bool:
        return abs(self._cone) < _FLAT

    @cached_property
    def _constant(self) -> float:
        return math.cos(math.radians(self.south)) ** 2 + 2 * self._cone * math.sin(math.radians(self.south))

    @cached_property
    def _sine(self) -> float:
        return math.sin(math.radians(self.parallel))

    @cached_property
    def _middle(self) -> float:
        return self._distance(self._sine)

    def _distance(self, sine: float) -> float:
        """Distance of a parallel from the tip of the cone; negative where the tip points to the south."""
        return self.radius * math.sqrt(max(0.0, self._constant - 2 * self._cone * sine)) / self._cone
