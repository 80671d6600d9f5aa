"""Pages of places, and their index."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup, escape

from kalmyk_site.pages.coordinates import shown_latitude, shown_longitude
from kalmyk_site.pages.facts import Facts
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.indexes import index_page
from kalmyk_site.pages.locator import locator
from kalmyk_site.pages.page import Page
from kalmyk_site.pages.record_page import own_page
from kalmyk_site.pages.texts import Texts
from kalmyk_site.records.kinds import Place, Record


def place_pages(frame: Frame) -> Iterator[Page]:
    """One page for each place, and their index."""
    for place in frame.archive.records_of(Place):
        yield own_page(frame, place, lambda facts, place=place: _facts(facts, place), partial(locator, frame, place))
    yield index_page(frame, Place.kind, _detail)


def _facts(facts: Facts, place: Place) -> None:
    facts.line("type", place.type)
    facts.targets("within", [place.within] if place.within else [])
    if place.lat is not None and place.lon is not None and place.precision is not None:
        frame = facts.texts.frame
        shown = frame.catalog(
            "place.point",
            latitude=shown_latitude(frame, place.lat),
            longitude=shown_longitude(frame, place.lon),
            precision=frame.catalog(f"precision.{place.precision}"),
            dataset=place.point_from,
        )
        facts.uncited("point", [shown])


def _detail(_: Texts, record: Record) -> Markup:
    return escape(record.type or "") if isinstance(record, Place) else Markup("")
