"""Maps: whether what `archive.yml` asks for can be drawn."""

from __future__ import annotations

from collections.abc import Iterator

from kalmyk_site.records.archive import Archive, MapExtent
from kalmyk_site.records.fields import Target
from kalmyk_site.records.findings import Finding
from kalmyk_site.records.kinds import Event, Place, Statistic
from kalmyk_site.records.reading import SETTINGS
from kalmyk_site.references.index import Index
from kalmyk_site.references.unknown import is_broken
from kalmyk_site.references.wholes import parts_of_event


def drawable(index: Index) -> Iterator[Finding]:
    """A start without a point, numbers without places, a journey without stations, and points off their map.

    What a file or record that could not be read may hold is not missed: that fault is a finding of its own.
    """
    archive, settings = index.archive, index.archive.settings.map
    if settings is None:
        return
    start = archive.find_record(settings.start) if settings.start else None
    if isinstance(start, Place):
        if not _has_point(archive, start.target):
            yield _missing(archive, f"the place '{start.id}' has no point", "lat, lon, precision, point_from", "start")
        yield from _off(archive, start, settings.extent, ("extent",))
    for number, panel in enumerate(settings.panels):
        total = archive.find_record(panel.total)
        if isinstance(total, Statistic):
            parts = (archive.find_record(part) for part in total.parts)
            places = [part.places[0] for part in parts if isinstance(part, Statistic) and len(part.places) == 1]
            is_hidden = any(is_broken(archive, target) for target in (*total.parts, *places))
            if not is_hidden and not any(_has_point(archive, place) for place in places):
                fault = f"no part of the statistic '{total.id}' has a place with a point"
                yield _missing(archive, fault, "a statistic with parts that have places", "panels", number, "total")
            yield from _all_off(archive, places, settings.extent, ("extent",))
    if settings.itinerary:
        stations = parts_of_event(archive, settings.itinerary.event)
        # An event that could not be read may be a part of any other.
        is_hidden = any(target.kind == Event.kind for target in archive.broken)
        if not stations and not is_hidden and archive.find_record(settings.itinerary.event):
            fault = f"no event is part of '{settings.itinerary.event.id}'"
            yield _missing(archive, fault, "an event that others name in part_of", "itinerary", "event")
        places = [place for event in stations for place in event.places]
        yield from _all_off(archive, places, settings.itinerary.extent, ("itinerary", "extent"))


def _has_point(archive: Archive, target: Target) -> bool:
    place = archive.find_record(target)
    return isinstance(place, Place) and place.lat is not None


def _missing(archive: Archive, fault: str, expected: str, *path: str | int) -> Finding:
    return Finding(
        "field-missing",
        archive.located[SETTINGS].origin("map", *path),
        f"the map cannot be drawn: {fault}",
        expected=expected,
        remedy="Name another record, or complete this one.",
    )


def _all_off(
    archive: Archive, places: list[Target], extent: MapExtent, path: tuple[str | int, ...]
) -> Iterator[Finding]:
    for target in dict.fromkeys(places):
        place = archive.find_record(target)
        if isinstance(place, Place):
            yield from _off(archive, place, extent, path)


def _off(archive: Archive, place: Place, extent: MapExtent, path: tuple[str | int, ...]) -> Iterator[Finding]:
    """A finding where a place has a point and the extent does not hold it."""
    if place.lat is None or place.lon is None:
        return
    if not (extent.west <= place.lon <= extent.east and extent.south <= place.lat <= extent.north):
        yield Finding(
            "value-range",
            archive.located[SETTINGS].origin("map", *path),
            f"the point of '{place.id}' lies off the map",
            value=f"{place.lat}, {place.lon}",
            expected=f"latitude {extent.south} to {extent.north}, longitude {extent.west} to {extent.east}",
            remedy="Make the extent larger, or correct the point.",
        )
