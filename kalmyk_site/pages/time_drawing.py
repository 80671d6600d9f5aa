"""The drawing of the timeline: its events, windows and lanes, where each mark leads, and what small screens get.

The home page and the timeline show all events, with fewer or more names; an event's page shows that one event alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from markupsafe import Markup

from kalmyk_site.drawings.time_column import Column, draw_column
from kalmyk_site.drawings.time_marks import has_place, is_within, sign_of
from kalmyk_site.drawings.time_scale import Window
from kalmyk_site.drawings.time_strips import Happening, Room, Strip, Strips, draw_strips, lane_strip, shown_in
from kalmyk_site.drawings.time_windows import choose_windows
from kalmyk_site.markup.anchors import site_anchor
from kalmyk_site.pages.facts import date_html
from kalmyk_site.pages.frame import Frame
from kalmyk_site.pages.mentions import count_of
from kalmyk_site.pages.texts import Texts
from kalmyk_site.records.dates import parse_date
from kalmyk_site.records.kinds import Event
from kalmyk_site.references.addresses import address_of
from kalmyk_site.references.order import in_display_order

MEDIUM, WIDE = 630, 980
"""Least widths in px of the drawing's two versions: where the window has 700 px, and where it has 1200 px.

The second is less than such a window gives: on paper, where the whole is smaller, its words are less so.
"""

NAMES: Final = 25
"""Names that a strip of the timeline has at most."""

HOME_NAMES: Final = 12
"""Names that a strip of the home page has at most."""

_ROWS: Final = 7
"""Rows of names that a lane of the timeline has at most."""

_UNTHEMED: Final = ""
"""Stands among the themes for events that have none."""


@dataclass(frozen=True, slots=True)
class MarkLink:
    """Where a mark leads, and what it says on demand."""

    href: str
    title: str
    accent: bool
    """Whether the first of its themes has the second color."""


@dataclass(frozen=True, slots=True)
class Version:
    """The strips for one range of widths."""

    name: str
    id: str
    strips: Strips


@dataclass(frozen=True, slots=True)
class TimeLine:
    """One line of a list that stands for a strip on a small screen."""

    key: int
    """Of the event; -1 for a day without one."""

    date: Markup
    text: Markup


@dataclass(frozen=True, slots=True)
class TimeList:
    """A strip as a list."""

    title: str
    lines: tuple[TimeLine, ...]


@dataclass(frozen=True, slots=True)
class TimeDrawing:
    """What `partials/time_strips.html` draws."""

    id: str
    title: str
    description: str
    reading: str
    """How the marks are read."""

    accented: str
    """The themes that have the second color, where no title of a lane shows it; empty where nothing is drawn in it."""

    strip_titles: tuple[str, ...]
    lane_titles: tuple[str, ...]
    accents: tuple[bool, ...]
    """Which lanes have the second color."""

    versions: tuple[Version, ...]
    links: Mapping[int, MarkLink]
    before: tuple[TimeList, ...]
    """Lists that a small screen shows above the column, and below it."""

    column: Column | None
    after: tuple[TimeList, ...]


@dataclass(frozen=True, slots=True)
class PlaceInTime:
    """What `partials/place_in_time.html` draws on an event's page: the event, and the whole that it is part of."""

    id: str
    title: str
    description: str
    strip: Strip
    height: int
    accent: bool


@dataclass(frozen=True)
class Times:
    """The events of an archive in order of time, and the windows that show them."""

    frame: Frame
    events: tuple[Event, ...]
    windows: tuple[Window, ...]

    @classmethod
    def of(cls, frame: Frame) -> Times:
        """Those of the archive; its settings name the windows, or they are chosen."""
        events = tuple(event for event in in_display_order(frame.archive, Event.kind) if isinstance(event, Event))
        settings = frame.archive.settings.timeline
        if settings is not None:
            return cls(frame, events, tuple(Window.of(strip) for strip in settings.strips))
        return cls(frame, events, choose_windows([event.date for event in events]))

    def drawing(self, texts: Texts, *, compact: bool = False) -> TimeDrawing | None:
        """The strips and what stands for them on small screens; None for an archive without events.

        Args:
            texts: Those of the page that shows the drawing.
            compact: Keep it low, without lanes and with fewer names; small screens get only what has a name.
        """
        if not self.events or not self.windows:
            return None
        catalog = self.frame.catalog
        themes = self._themes()
        happenings = [self._happening(texts, key, event, themes) for key, event in enumerate(self.events)]
        laned = self.windows[lane_strip(len(self.windows))]
        shown = shown_in(happenings, laned, widest=len(self.windows) == 1)
        titles = () if compact else self._lane_titles(themes, shown)
        strip_titles = tuple(words_of(window) for window in self.windows)
        rooms = (("medium", MEDIUM), ("wide", WIDE))
        versions = tuple(
            Version(
                name,
                site_anchor(f"timeline-{name}"),
                draw_strips(
                    happenings,
                    list(zip(self.windows, strip_titles, strict=True)),
                    titles,
                    _compact(width) if compact else Room(width, _ROWS, NAMES),
                    catalog("timeline.empty_day"),
                ),
            )
            for name, width in rooms
        )
        before, column, after = self._narrow(texts, happenings, titles, versions[-1].strips, compact=compact)
        crowded = bool(column.heaps) or any(version.strips.crowded for version in versions)
        return TimeDrawing(
            id=site_anchor("timeline"),
            title=catalog("timeline.drawing", years=strip_titles[0]),
            description=catalog("timeline.description", count=len(self.events), strips="; ".join(strip_titles)),
            reading=self._reading(titles, compact=compact, crowded=crowded),
            accented="" if titles else self._accented(),
            strip_titles=strip_titles,
            lane_titles=titles,
            accents=tuple(self._is_accent(theme) for theme in themes) if titles else (),
            versions=versions,
            links={
                key: MarkLink(
                    texts.link(address_of(event.target)),
                    f"{event.date.words()}: {event.title}",
                    self._is_accent(event.themes[0] if event.themes else _UNTHEMED),
                )
                for key, event in enumerate(self.events)
            },
            before=before,
            column=column,
            after=after,
        )

    def place_of(self, event: Event) -> PlaceInTime | None:
        """Where one event stands in the narrowest window that can show it; None where none does."""
        fitting = [window for window in self.windows if is_within(event.date, window)] or [
            window for window in self.windows[:2] if has_place(event.date, window)
        ]
        if not fitting:
            return None
        window = fitting[-1]
        whole = self.frame.archive.find_record(event.part_of) if event.part_of else None
        happenings = [Happening(0, event.date, (0,))]
        if isinstance(whole, Event) and has_place(whole.date, window):
            happenings.append(Happening(1, whole.date, (0,)))
        strips = draw_strips(happenings, [(window, "")], (), Room(288, rows=0, flags=0))
        words = words_of(window)
        return PlaceInTime(
            id=site_anchor("place-in-time"),
            title=self.frame.catalog("timeline.place", years=words),
            description=self.frame.catalog("timeline.place_description", date=event.date.words(), years=words),
            strip=strips.strips[0],
            height=strips.height,
            accent=self._is_accent(event.themes[0] if event.themes else _UNTHEMED),
        )

    def _themes(self) -> tuple[str, ...]:
        """Ids of the lanes: the archive's themes, and one for events without a theme where the strip has any."""
        themes = tuple(theme.id for theme in self.frame.archive.settings.themes)
        window = self.windows[lane_strip(len(self.windows))]
        bare = any(
            not event.themes
            and sign_of(event.date, window)
            and (len(self.windows) == 1 or has_place(event.date, window))
            for event in self.events
        )
        return (*themes, _UNTHEMED) if bare else themes

    def _is_accent(self, theme: str) -> bool:
        return any(theme == each.id and each.accent for each in self.frame.archive.settings.themes)

    def _lane_titles(self, themes: Sequence[str], shown: Sequence[Happening]) -> tuple[str, ...]:
        """Titles of the lanes; a lane without events says so. A single lane has none."""
        if len(themes) < 2:
            return ()
        known = {theme.id: theme.title for theme in self.frame.archive.settings.themes}
        known[_UNTHEMED] = self.frame.catalog("timeline.no_theme")
        filled = {lane for each in shown for lane in each.lanes}
        return tuple(
            known[theme] if lane in filled else self.frame.catalog("timeline.empty_lane", theme=known[theme])
            for lane, theme in enumerate(themes)
        )

    def _happening(self, texts: Texts, key: int, event: Event, themes: Sequence[str]) -> Happening:
        lanes = tuple(dict.fromkeys(themes.index(theme) for theme in event.themes or (_UNTHEMED,) if theme in themes))
        parts = any(
            reference.path == ("part_of",) for reference in self.frame.index.references_to.get(event.target, ())
        )
        return Happening(
            key=key,
            date=event.date,
            lanes=lanes,
            label=event.short or "",
            weight=count_of(texts, event.target),
            whole=parts and event.part_of is None,
        )

    def _accented(self) -> str:
        """Titles of the themes whose events have the second color: an event is drawn in that of its first theme."""
        first = {event.themes[0] for event in self.events if event.themes}
        themes = self.frame.archive.settings.themes
        return ", ".join(theme.title for theme in themes if theme.accent and theme.id in first)

    def _reading(self, titles: Sequence[str], *, compact: bool, crowded: bool) -> str:
        catalog = self.frame.catalog
        sentences = [catalog("timeline.reading_compact" if compact else "timeline.reading")]
        if crowded:
            sentences.append(catalog("timeline.reading_crowd"))
        if compact:
            return " ".join(sentences)
        if titles and any(len(event.themes) > 1 for event in self.events):
            sentences.append(catalog("timeline.reading_lanes"))
        if len(self.windows) > 1 and self.windows[-1].unit == "day":
            sentences.append(catalog("timeline.reading_days"))
        return " ".join(sentences)

    def _narrow(
        self,
        texts: Texts,
        happenings: Sequence[Happening],
        titles: Sequence[str],
        strips: Strips,
        *,
        compact: bool,
    ) -> tuple[tuple[TimeList, ...], Column, tuple[TimeList, ...]]:
        """What small screens get: the outer strips as lists, the one with the lanes as a column."""
        middle = lane_strip(len(self.windows))
        inner = self.windows[middle + 1] if middle + 1 < len(self.windows) else None
        column = draw_column(
            [replace(each, label=self._label(each)) for each in happenings],
            self.windows[middle],
            inner,
            titles,
            HOME_NAMES if compact else NAMES,
            widest=middle == 0,
        )
        lists: list[TimeList] = []
        for number, strip in enumerate(strips.strips):
            named = {pole.key for lane in strip.lanes for pole in lane.poles} if compact else None
            shown = shown_in(happenings, strip.window, widest=number == 0)
            inside = self.windows[number + 1] if number + 1 < len(self.windows) else None
            kept = [
                each.key
                for each in shown
                if (named is None or each.key in named) and (inside is None or not has_place(each.date, inside))
            ]
            lists.append(TimeList(words_of(strip.window), tuple(self._lines(texts, kept, strip))))
        return tuple(lists[:middle]), column, tuple(lists[middle + 1 :])

    def _lines(self, texts: Texts, keys: Iterable[int], strip: Strip) -> list[TimeLine]:
        lines = [
            (
                self.events[key].date.sort_key,
                TimeLine(
                    key,
                    date_html(texts, self.events[key].date),
                    texts.echo(self.events[key].target, self.events[key].short or ""),
                ),
            )
            for key in keys
        ]
        for empty in strip.empty_days:
            day = parse_date(empty.day.isoformat())
            said = Markup.escape(self.frame.catalog("timeline.empty_day"))
            lines.append((day.sort_key, TimeLine(-1, date_html(texts, day), said)))
        return [line for _, line in sorted(lines, key=lambda item: item[0])]

    def _label(self, happening: Happening) -> str:
        """What a column says of an event: its label, and in words that its date is one of several."""
        choices = len(self.events[happening.key].date.alternatives)
        if not happening.label or choices < 2:
            return happening.label
        if choices == 2:
            return self.frame.catalog("timeline.one_of_two", event=happening.label)
        return self.frame.catalog("timeline.one_of", event=happening.label, count=choices)


def _compact(width: int) -> Room:
    rows = 1 if width >= WIDE else 2
    return Room(width, rows, HOME_NAMES, standing=3, hanging=3, tick=6, bar=3, funnel=24, lanes=False)


def words_of(window: Window) -> str:
    """A window in words: whole years as years, anything else by its first and last day."""
    first, last = window.first, window.last
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        text = f"{first.year:04}" if first.year == last.year else f"{first.year:04}/{last.year:04}"
        return parse_date(text).words()
    return parse_date(f"{first.isoformat()}/{last.isoformat()}").words()
