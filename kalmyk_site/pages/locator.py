"""The small map on a place's own page: where on the archive's maps it lies, or where in the world."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from kalmyk_site.drawings.basemap import Outlines
from kalmyk_site.drawings.plates import NARROW, Plate, Spot, make_plate
from kalmyk_site.drawings.projection import Extent
from kalmyk_site.markup.anchors import site_anchor
from kalmyk_site.pages.coordinates import shown_latitude, shown_longitude
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.map_ground import WORLD, Ground, extent_of, small_ground
from kalmyk_site.records.archive import MapSettings
from kalmyk_site.records.kinds import Place


@dataclass(frozen=True, slots=True)
class LocatorView:
    """The map of one place."""

    id: str
    title: str
    description: str
    plate: Plate
    outlines: Outlines
    is_world: bool
    """Whether it shows all of the world, where rivers would be a tangle."""

    stands_for: str
    """What the point stands for, in words."""


def locator(frame: Frame, place: Place) -> Markup:
    """The map of a place; empty where it has no point, or the archive no maps."""
    settings = frame.archive.settings.map
    if settings is None or place.lon is None or place.lat is None or place.precision is None:
        return Markup("")
    east, north = float(place.lon), float(place.lat)
    # The place from which the large maps measure has one mark on all maps.
    shape = "square" if place.target == settings.start else "circle"
    look = "solid" if place.precision == "point" else "doubtful"
    spot = Spot(east, north, (place.label,), shape=shape, look=look)
    ground, outlines = next(
        (each for each in map(small_ground, _extents(settings)) if _lies_within(each[0], east, north)),
        small_ground(WORLD),
    )
    stands_for = frame.catalog(f"precision.{place.precision}")
    view = LocatorView(
        id=site_anchor("locator"),
        title=place.label,
        description=frame.catalog(
            "place.located",
            latitude=shown_latitude(frame, place.lat),
            longitude=shown_longitude(frame, place.lon),
            precision=stands_for,
        ),
        plate=make_plate(ground.plane, [ground.window], NARROW, [spot]),
        outlines=outlines,
        is_world=ground == small_ground(WORLD)[0],
        stands_for=stands_for,
    )
    return Markup(frame.environment.get_template("partials/locator.html").render(view=view))


def _extents(settings: MapSettings) -> Iterator[Extent]:
    yield extent_of(settings.extent)
    if settings.itinerary:
        yield extent_of(settings.itinerary.extent)


def _lies_within(ground: Ground, longitude: float, latitude: float) -> bool:
    """Whether a point lies on a map, and not at its very edge."""
    inner = ground.window.grown(-ground.window.width / 25)
    return inner.holds(ground.plane.place(longitude, latitude))
