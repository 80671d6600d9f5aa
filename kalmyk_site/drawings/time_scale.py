"""Time scales: a window of days on a line, and the lines and names by which its scale is read.

A scale is linear: every day is as wide as every other. Places are shares of the window's width, from 0, where its first
day begins, to 1, where its last day ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from kalmyk_site.drawings.lettering import text_width
from kalmyk_site.records.dates import EdtfDate, parse_date

Unit = Literal["year", "month", "day"]
"""What the lines of a scale part."""

_STEPS: Final = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000)
_MONTHS: Final = (1, 2, 3, 6)
_YEARS_FROM: Final = 3 * 366
"""Days from which a window's lines part years; below that months, and below `_MONTHS_FROM` days."""

_MONTHS_FROM: Final = 45
_APART: Final = 12
"""Least px between two lines."""

_GAP: Final = 6
"""Least px between a name and the next line."""

_BESIDE: Final = 4
"""Px between a line and its name."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days that a drawing shows."""

    first: date
    last: date
    """Included."""

    @classmethod
    def of(cls, when: EdtfDate) -> Window:
        """The days that `when`, which must have a first and a last one, allows."""
        return cls(when.earliest, when.latest)

    @property
    def days(self) -> int:
        """Number of days."""
        return self.last.toordinal() - self.first.toordinal() + 1

    def start_of(self, day: date) -> float:
        """Where `day` begins; below 0 or at least 1 for days outside."""
        return (day.toordinal() - self.first.toordinal()) / self.days

    def end_of(self, day: date) -> float:
        """Where `day` ends."""
        return (day.toordinal() + 1 - self.first.toordinal()) / self.days

    def holds(self, other: Window) -> bool:
        """Whether every day of `other` is one of these."""
        return self.first <= other.first and other.last <= self.last

    @property
    def unit(self) -> Unit:
        """What is worth parting at this size."""
        if self.days > _YEARS_FROM:
            return "year"
        return "month" if self.days > _MONTHS_FROM else "day"


@dataclass(frozen=True, slots=True)
class Graduation:
    """One line of a scale."""

    at: float
    name: str
    """What stands to the right of the line; empty where there is no room for it."""

    at_edge: bool = False
    """Whether the name ends at the edge of the drawing, because it would leave it to the right of the line."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The lines of a window."""

    unit: Unit
    step: int
    """Units between two lines."""

    lines: tuple[Graduation, ...]
    months: tuple[Graduation, ...] = ()
    """For days: where each month begins, with its name and year."""


def scale_of(window: Window, width: float) -> Scale:
    """The lines of `window`, so close that their names have room.

    Args:
        window: The days.
        width: Least width of the drawing in px.
    """
    if window.unit == "day":
        return _days(window, width)
    if window.unit == "month":
        return _months(window, width)
    return _years(window, width)


def _years(window: Window, width: float) -> Scale:
    first, last = window.first.year, window.last.year
    a_year = width * 366 / window.days
    room = text_width(str(last)) + _GAP
    finest = next((step for step in _STEPS if step * a_year >= room), _STEPS[-1])

    def named_every(step: int) -> tuple[int, list[Graduation]]:
        drawn = 1 if a_year >= _APART else step
        lines = (
            (window.start_of(date(year, 1, 1)), parse_date(f"{year:04}").words() if year % step == 0 else "")
            for year in range(-(-first // drawn) * drawn, last + 1, drawn)
            if year >= 1 and window.start_of(date(year, 1, 1)) >= 0
        )
        return drawn, list(_that_fit(lines, width))

    # A step that is little coarser may leave room for the name of the last line too.
    scales = [named_every(step) for step in _STEPS if finest <= step < 2 * finest]
    drawn, lines = next((scale for scale in scales if scale[1] and scale[1][-1].name), scales[0])
    # A line for each year as long as they stay apart; else only those that have a name.
    return Scale("year", drawn, tuple(line for line in lines if drawn == 1 or line.name))


def _months(window: Window, width: float) -> Scale:
    firsts = list(_firsts_of_months(window))
    named = max((text_width(words) for _, words in firsts), default=0) + 2 * _GAP
    step = next((step for step in _MONTHS if step * 30 * width / window.days >= named), 12)
    lines = ((window.start_of(first), words if (first.month - 1) % step == 0 else "") for first, words in firsts)
    return Scale("month", 1, tuple(_that_fit(lines, width)))


def _days(window: Window, width: float) -> Scale:
    a_day = width / window.days
    step = next((step for step in (1, 2, 5, 10) if step * a_day >= text_width("30") + _GAP), 10)
    start = window.first.toordinal()
    days = [date.fromordinal(start + number) for number in range(window.days)]
    lines = ((window.start_of(day), str(day.day) if number % step == 0 else "") for number, day in enumerate(days))
    months = list(_firsts_of_months(window))
    if not months or months[0][0] > window.first:
        months.insert(0, (window.first, _month(window.first)))
    names = [(window.start_of(first), words) for first, words in months]
    return Scale("day", 1, tuple(_that_fit(lines, width)), tuple(_that_fit(names, width)))


def _firsts_of_months(window: Window) -> Iterator[tuple[date, str]]:
    year, month = window.first.year, window.first.month
    while (first := date(year, month, 1)) <= window.last:
        if first >= window.first:
            yield first, _month(first)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        if year > date.max.year:
            return


def _month(day: date) -> str:
    return parse_date(f"{day.year:04}-{day.month:02}").words()


def _that_fit(lines: Iterable[tuple[float, str]], width: float) -> Iterator[Graduation]:
    """The lines; a name that would leave the drawing is set back, one that would touch the one before it left out.

    Args:
        lines: Places with names.
        width: Least width of the drawing in px.
    """
    taken = -float(_GAP)
    for at, name in lines:
        needed = text_width(name)
        start, end = at * width, at * width + needed + _BESIDE
        if name and start >= taken and end <= width:
            taken = end
            yield Graduation(at, name)
        elif name and end > width and width - needed >= taken + _GAP:
            taken = width
            yield Graduation(at, name, at_edge=True)
        else:
            yield Graduation(at, "")
