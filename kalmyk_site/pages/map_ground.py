"""The ground of maps: the part of the stored world that an extent shows, cut out once for all pages that show it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from kalmyk_site.drawings.basemap import Basemap, Outlines, Plane, outlines, read_basemap
from kalmyk_site.drawings.clipping import Box
from kalmyk_site.drawings.plates import NARROW, WIDE
from kalmyk_site.drawings.projection import Albers, Extent
from kalmyk_site.records.archive import MapExtent

UNITS: Final = 2
"""Units of a plane to a pixel of a wide plate."""

WORLD: Final = Extent(-170, 190, -57, 80)
"""The world, cut where least land is."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A plane and what it shows at least."""

    plane: Plane
    window: Box
    """In units of the plane."""


def extent_of(settings: MapExtent) -> Extent:
    """An extent as the drawings take it."""
    return Extent(float(settings.west), float(settings.east), float(settings.south), float(settings.north))


@cache
def load_basemap() -> Basemap:
    """The outlines of the world."""
    file = resources.files("kalmyk_site") / "templates" / "assets" / "basemap" / "world.json"
    return read_basemap(file.read_text(encoding="utf-8"))


@cache
def ground_of(extent: Extent) -> Ground:
    """The plane of an extent; the whole world lies on a cylinder, a part of it on a cone."""
    whole = extent.east - extent.west >= 360
    albers = Albers(-37, 37, meridian=10) if whole else Albers.for_extent(extent)
    kilometers = Plane(albers, 1).window(extent)
    plane = Plane(albers, kilometers.width / (UNITS * WIDE))
    return Ground(plane, plane.window(extent))


@cache
def outlines_of(ground: Ground, window: Box) -> Outlines:
    """What a window shows, fit for wide plates: no triangle of an outline is smaller than half a pixel."""
    return outlines(load_basemap(), ground.plane, window, UNITS**2 / 2)


@cache
def small_ground(extent: Extent) -> tuple[Ground, Outlines]:
    """An extent on a plane for plates of the least width, and what it shows."""
    wide = ground_of(extent)
    plane = Plane(wide.plane.projection, wide.plane.unit * WIDE / NARROW)
    ground = Ground(plane, plane.window(extent))
    return ground, outlines(load_basemap(), plane, ground.window, UNITS**2 * 0.75)
