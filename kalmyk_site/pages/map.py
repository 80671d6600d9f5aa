"""The page of maps: numbers at their places, with a table that says the same, and an event told as a journey.

Links and numbers here are made from records, whose own pages say what they rest on: echoes, not evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from markupsafe import Markup, escape

from kalmyk_site.checks.sums import main_estimate
from kalmyk_site.drawings.basemap import Outlines
from kalmyk_site.drawings.clipping import Box, union
from kalmyk_site.drawings.great_circle import distance, rounded
from kalmyk_site.drawings.plates import NARROW, WIDE, Beside, Plate, Spot, make_plate, narrow_windows, round_amount
from kalmyk_site.drawings.projection import Extent
from kalmyk_site.markup.anchors import site_anchor
from kalmyk_site.pages.coordinates import shown_latitude, shown_longitude
from kalmyk_site.pages.facts import date_html
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.html import fill, fill_words
from kalmyk_site.pages.map_ground import Ground, extent_of, ground_of, outlines_of
from kalmyk_site.pages.page import Page
from kalmyk_site.pages.statistics import shown_estimate
from kalmyk_site.pages.texts import Texts
from kalmyk_site.records.archive import Itinerary, MapPanel, MapSettings
from kalmyk_site.records.fields import Target
from kalmyk_site.records.kinds import Discrepancy, Estimate, Event, Place, Statistic
from kalmyk_site.references.addresses import address_of
from kalmyk_site.references.index import TextKey
from kalmyk_site.references.order import in_display_order
from kalmyk_site.references.wholes import parts_of_event

MAP: Final = Target("page", "map")

RADIUS: Final[Mapping[int, float]] = {WIDE: 34.0, NARROW: 17.0}
"""Radius in pixels of the largest circle of a unit, by the width of the plate."""

STEPS: Final[Mapping[str, int]] = {"point": 10, "region": 50, "country": 100}
"""To how many kilometers a distance is rounded, by what its point stands for."""


@dataclass(frozen=True, slots=True)
class GroundView:
    """Outlines that the plates of a map share."""

    id: str
    outlines: Outlines


@dataclass(frozen=True, slots=True)
class DrawingView:
    """One map at both widths."""

    id: str
    title: str
    description: str
    plates: tuple[tuple[str, Plate], ...]
    """Each with the name of its width: `wide`, `narrow`."""

    ground: str
    """Id of the outlines below it."""


@dataclass(frozen=True, slots=True)
class PanelRow:
    """A number at its place."""

    place: Markup
    number: Markup
    counted_by: str
    distance: str
    """In a straight line; empty where it is not known."""


@dataclass(frozen=True, slots=True)
class PanelView:
    """A map with circles, and the table that says the same."""

    drawing: DrawingView
    title: str
    sentence: Markup
    unit: str
    """As the head of a column."""

    rows: tuple[PanelRow, ...]
    counted_by: str
    """Everyone who counted one of the rows' numbers."""

    total: PanelRow
    without: PanelRow | None
    distance_head: str
    """Empty where nothing has a distance."""

    note: str
    source: tuple[Markup, ...]
    """Short citations, each leading to the number that rests on it."""

    disagreements: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class StationView:
    """A part of the event that is told as a journey."""

    date: Markup
    link: Markup
    places: tuple[Markup, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class ItineraryView:
    """An event that is told as a journey."""

    title: str
    date: Markup
    link: Markup
    """To the event."""

    stations: tuple[StationView, ...]
    drawing: DrawingView | None
    note: str
    off_map: tuple[Markup, ...]
    """Places of the stations that have no point."""


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point that a map shows, and where it is from."""

    place: Markup
    latitude: str
    longitude: str
    stands_for: str
    dataset: str


@dataclass(frozen=True, slots=True)
class MapView:
    """What the page of maps shows."""

    intro: str
    grounds: tuple[GroundView, ...]
    panels: tuple[PanelView, ...]
    several_units: bool
    itinerary: ItineraryView | None
    points: tuple[PointRow, ...]


@dataclass(frozen=True, slots=True)
class DestinationsView:
    """The first panel alone, for other pages."""

    ground: GroundView
    panel: PanelView
    href: str
    """The page of maps."""


def map_pages(frame: Frame) -> Iterator[Page]:
    """The page of maps, where the archive has settings for it."""
    settings = frame.archive.settings.map
    if settings is None:
        return
    yield Page(
        address=address_of(MAP),
        template="map.html",
        title=frame.title_of(MAP),
        description=frame.catalog("intro.map"),
        view=partial(_view, frame, settings),
    )


def _view(frame: Frame, settings: MapSettings) -> MapView:
    maps = _Maps(Texts(frame, address_of(MAP)), settings)
    panels = [maps.panel(number) for number in range(len(settings.panels))]
    itinerary = maps.itinerary(settings.itinerary) if settings.itinerary else None
    return MapView(
        intro=frame.catalog("intro.map"),
        grounds=maps.grounds,
        panels=tuple(panels),
        several_units=len({panel.unit for panel in panels}) > 1,
        itinerary=itinerary,
        points=maps.points(),
    )


def destinations(texts: Texts) -> DestinationsView | None:
    """The archive's first map with the names and numbers that belong to it; None where it has no maps."""
    settings = texts.frame.archive.settings.map
    if settings is None:
        return None
    maps = _Maps(texts, settings)
    panel = maps.panel(0)
    return DestinationsView(maps.grounds[0], panel, texts.link(address_of(MAP)))


def located(place: Place) -> tuple[float, float] | None:
    """Longitude and latitude of a place that has a point."""
    return None if place.lon is None or place.lat is None else (float(place.lon), float(place.lat))


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a panel's statistic."""

    statistic: Statistic
    estimate: Estimate
    place: Place | None
    """Where it stands on the map."""


class _Maps:
    """Makes the maps of one page, and remembers which grounds and points they need."""

    def __init__(self, texts: Texts, settings: MapSettings) -> None:
        self._texts = texts
        self._frame = texts.frame
        self._archive = texts.frame.archive
        self._settings = settings
        self._short = {each.place: each.label for each in settings.labels}
        self._start = self._archive.get(Place, settings.start) if settings.start else None
        self._drawn: dict[Target, Place] = {}
        self._windows: dict[Ground, list[Box]] = {}

    @property
    def grounds(self) -> tuple[GroundView, ...]:
        """The outlines of all maps that were made."""
        return tuple(
            GroundView(_ground_id(number), outlines_of(ground, union(windows)))
            for number, (ground, windows) in enumerate(self._windows.items())
        )

    def points(self) -> tuple[PointRow, ...]:
        """The points of all maps that were made, in the order in which they were first needed."""
        return tuple(
            PointRow(
                self._texts.echo(place.target),
                shown_latitude(self._frame, place.lat),
                shown_longitude(self._frame, place.lon),
                self._frame.catalog(f"precision.{place.precision}"),
                place.point_from or "",
            )
            for place in self._drawn.values()
            if place.lat is not None and place.lon is not None
        )

    # Panels ----------------------------------------------------------------------------------------------------

    def panel(self, number: int) -> PanelView:
        """The map of one statistic's parts."""
        catalog = self._frame.catalog
        panel = self._settings.panels[number]
        total = self._archive.get(Statistic, panel.total)
        parts = self._parts(panel)
        without = self._archive.get(Statistic, panel.without_place) if panel.without_place else None
        rows = tuple(self._row(part) for part in parts)
        numbers = [total, *(part.statistic for part in parts), *([without] if without else [])]
        return PanelView(
            drawing=self._panel_drawing(number, total, parts, without),
            title=total.title,
            sentence=self._sentence(total, parts, without),
            unit=total.unit[:1].upper() + total.unit[1:],
            rows=rows,
            counted_by=catalog("estimate.counted", counter="; ".join(dict.fromkeys(row.counted_by for row in rows))),
            total=self._summary(total, catalog("estimate.total")),
            without=self._summary(without, catalog("map.without_place")) if without else None,
            distance_head=catalog("map.distance_head", place=self._start.label)
            if self._start and any(row.distance for row in rows)
            else "",
            note=panel.note or "",
            source=tuple(self._sources(numbers)),
            disagreements=tuple(self._disagreements(numbers)),
        )

    def _parts(self, panel: MapPanel) -> list[_Part]:
        total = self._archive.get(Statistic, panel.total)
        statistics = [self._archive.get(Statistic, part) for part in total.parts]
        return [_Part(each, main_estimate(each), self._only_place(each)) for each in statistics]

    def _only_place(self, statistic: Statistic) -> Place | None:
        """The place at which a number is drawn: its only one, if that has a point."""
        if len(statistic.places) != 1:
            return None
        place = self._archive.get(Place, statistic.places[0])
        return place if located(place) else None

    def _panel_drawing(
        self, number: int, total: Statistic, parts: Sequence[_Part], without: Statistic | None
    ) -> DrawingView:
        largest = self._largest(total.unit)
        scale = round_amount(largest)
        beside: list[Beside] = []
        if without:
            estimate = main_estimate(without)
            words = self._frame.catalog("map.without_place_mark", number=shown_estimate(self._frame, estimate))
            beside.append(Beside(amount_of(estimate), words, "doubtful"))
        beside.append(Beside(scale, self._frame.catalog("map.scale", amount=scale, unit=total.unit), "hollow"))
        said = [f"{self._name(part)}: {shown_estimate(self._frame, part.estimate)}" for part in parts]
        if without:
            said.append(f"{self._frame.catalog('map.without_place')}: {number_of(self._frame, without)}")
        return self._drawing(
            site_anchor(f"map-{number + 1}"),
            total.title,
            "; ".join(said),
            extent_of(self._settings.extent),
            {width: self._panel_spots(parts, short=width == NARROW) for width in (WIDE, NARROW)},
            largest,
            beside,
        )

    def _panel_spots(self, parts: Sequence[_Part], *, short: bool) -> list[Spot]:
        spots: list[Spot] = []
        for part in parts:
            if part.place is not None:
                name = self._short.get(part.place.target, part.place.label) if short else part.place.label
                lines = name, shown_estimate(self._frame, part.estimate)
                spots.append(Spot(*self._point(part.place), lines, amount=amount_of(part.estimate)))
        if self._start:
            name = self._short.get(self._start.target, self._start.label) if short else self._start.label
            spots.append(Spot(*self._point(self._start), (name,), shape="square"))
        return spots

    def _largest(self, unit: str) -> float:
        """The largest number that is drawn in a unit, on whichever panel: equal units have equal scales."""
        amounts = [1.0]
        for panel in self._settings.panels:
            if self._archive.get(Statistic, panel.total).unit == unit:
                amounts += [amount_of(part.estimate) for part in self._parts(panel)]
                if panel.without_place:
                    amounts.append(amount_of(main_estimate(self._archive.get(Statistic, panel.without_place))))
        return max(amounts)

    def _row(self, part: _Part) -> PanelRow:
        catalog = self._frame.catalog
        places = [self._texts.echo(place) for place in part.statistic.places]
        return PanelRow(
            place=Markup(", ").join(places) if places else escape(part.statistic.territory),
            number=self._number(part.statistic, part.estimate),
            counted_by=self._counter(part.estimate),
            distance=self._distance(part.place) if part.place else catalog("map.not_drawn"),
        )

    def _distance(self, place: Place) -> str:
        here, there = located(self._start) if self._start else None, located(place)
        if here is None or there is None or place.precision is None:
            return ""
        kilometers = rounded(distance(here, there), STEPS[place.precision])
        return self._frame.catalog("map.distance", distance=kilometers)

    def _summary(self, statistic: Statistic, label: str) -> PanelRow:
        estimate = main_estimate(statistic)
        return PanelRow(escape(label), self._number(statistic, estimate), self._counter(estimate), "")

    def _number(self, statistic: Statistic, estimate: Estimate) -> Markup:
        return self._texts.number(statistic.target, shown_estimate(self._frame, estimate))

    def _sentence(self, total: Statistic, parts: Sequence[_Part], without: Statistic | None) -> Markup:
        numbers = [total, *([without] if without else [])]
        counters = dict.fromkeys(main_estimate(each).counted_by for each in numbers)
        said = [
            fill_words(
                self._frame.catalog("map.sentence", count=len(parts)),
                number=self._number(total, main_estimate(total)),
                unit=total.unit,
            ),
            *(
                fill_words(self._frame.catalog("map.sentence_without"), number=self._number(each, main_estimate(each)))
                for each in numbers[1:]
            ),
        ]
        counted = "; ".join(self._frame.catalog(f"counted_by.{counter}") for counter in counters)
        return fill("{}. {}.", Markup("; ").join(said), self._frame.catalog("estimate.counted", counter=counted))

    def _counter(self, estimate: Estimate) -> str:
        return self._frame.catalog(f"counted_by.{estimate.counted_by}")

    def _sources(self, numbers: Sequence[Statistic]) -> Iterator[Markup]:
        """Each citation of the numbers' estimates once, in its short form."""
        index = self._frame.index
        seen: set[str] = set()
        for statistic in numbers:
            place = statistic.estimates.index(main_estimate(statistic))
            note = index.field_notes.get(TextKey(statistic.target, ("estimates", place, "cite")))
            note = note or index.field_notes.get(TextKey(statistic.target, ("cite",)))
            for citation in note.citations if note else ():
                shown = self._frame.short_citation(citation)
                if shown not in seen:
                    seen.add(shown)
                    yield self._texts.echo(statistic.target, shown)

    def _disagreements(self, numbers: Sequence[Statistic]) -> Iterator[Markup]:
        targets = {statistic.target for statistic in numbers}
        for record in in_display_order(self._archive, Discrepancy.kind):
            if isinstance(record, Discrepancy) and targets.intersection(record.about):
                yield self._texts.echo(record.target)

    def _name(self, part: _Part) -> str:
        return part.place.label if part.place else part.statistic.territory

    # Journey ---------------------------------------------------------------------------------------------------

    def itinerary(self, itinerary: Itinerary) -> ItineraryView:
        """An event with its parts in order of time, and a map of the places that have a point."""
        whole = self._archive.get(Event, itinerary.event)
        stations = parts_of_event(self._archive, whole.target)
        numbers: dict[Target, list[int]] = {}
        for number, station in enumerate(stations, 1):
            for place in station.places:
                numbers.setdefault(place, []).append(number)
        drawn = [place for place in numbers if located(self._archive.get(Place, place))]
        return ItineraryView(
            title=whole.title,
            link=self._texts.echo(whole.target, self._frame.catalog("kind.event")),
            date=date_html(self._texts, whole.date),
            stations=tuple(self._station(station) for station in stations),
            drawing=self._journey(itinerary, whole, stations, {place: numbers[place] for place in drawn}),
            note=itinerary.note or "",
            off_map=tuple(self._texts.echo(place) for place in numbers if place not in drawn),
        )

    def _station(self, event: Event) -> StationView:
        document = self._frame.index.documents.get(TextKey(event.target, ("text",)))
        first = document.blocks[0].sentences if document and document.blocks else ()
        return StationView(
            date=date_html(self._texts, event.date),
            link=self._texts.echo(event.target),
            places=tuple(self._texts.echo(place) for place in event.places),
            sentence=first[0].text if first else "",
        )

    def _journey(
        self, itinerary: Itinerary, whole: Event, stations: Sequence[Event], numbers: Mapping[Target, Sequence[int]]
    ) -> DrawingView | None:
        if not numbers:
            return None
        spots: dict[int, list[Spot]] = {WIDE: [], NARROW: []}
        said: list[str] = []
        for target, stops in numbers.items():
            place = self._archive.get(Place, target)
            dates = [stations[stop - 1].date for stop in stops]
            in_doubt = any(date.is_one_of or date.is_uncertain for date in dates)
            look = "doubtful" if in_doubt else "solid" if place.precision == "point" else "hollow"
            for width, on_plate in spots.items():
                name = self._short.get(target, place.label) if width == NARROW else place.label
                marked = f"{', '.join(map(str, stops))} {name}"
                on_plate.append(Spot(*self._point(place), (marked,), look=look))
            said.append(f"{place.label}: {', '.join(date.words() for date in dates)}")
        return self._drawing(
            site_anchor("map-journey"), whole.title, "; ".join(said), extent_of(itinerary.extent), spots
        )

    # Drawing ---------------------------------------------------------------------------------------------------

    def _point(self, place: Place) -> tuple[float, float]:
        self._drawn.setdefault(place.target, place)
        return located(place) or (0.0, 0.0)

    def _drawing(
        self,
        id_: str,
        title: str,
        description: str,
        extent: Extent,
        spots: Mapping[int, Sequence[Spot]],
        largest: float = 1.0,
        beside: Sequence[Beside] = (),
    ) -> DrawingView:
        ground = ground_of(extent)
        narrow = narrow_windows(ground.plane, spots[NARROW], ground.window)
        windows: Mapping[int, Iterable[Box]] = {WIDE: (ground.window,), NARROW: narrow}
        plates = tuple(
            (
                name,
                make_plate(
                    ground.plane,
                    windows[width],
                    width,
                    spots[width],
                    largest=largest,
                    radius=RADIUS[width],
                    beside=beside,
                ),
            )
            for name, width in (("wide", WIDE), ("narrow", NARROW))
        )
        return DrawingView(id_, title, description, plates, self._ground(ground, [plate.window for _, plate in plates]))

    def _ground(self, ground: Ground, windows: Sequence[Box]) -> str:
        """Remember that windows of a ground are shown; returns the id of its outlines."""
        self._windows.setdefault(ground, []).extend(windows)
        return _ground_id(list(self._windows).index(ground))


def _ground_id(number: int) -> str:
    return site_anchor(f"ground-{number + 1}")


def amount_of(estimate: Estimate) -> float:
    """What the area of a circle stands for; of an estimate with bounds the first that is given."""
    value = next(value for value in (estimate.value, estimate.low, estimate.high) if value is not None)
    return float(value)


def number_of(frame: Frame, statistic: Statistic) -> str:
    """The estimate that stands for a statistic, in figures."""
    return shown_estimate(frame, main_estimate(statistic))
