"""Marks of time: what a date looks like on a scale.

A day is a tick. A month, a year, an interval is a bar, true to its bounds. What is uncertain or approximate is hollow
and dashed. Of a set of dates of which one is right each is hollow and dashed, and an "or" joins them. An interval that
goes on is open at that side, and so is one whose end nobody knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kalmyk_site.drawings.time_scale import Window
from kalmyk_site.records.dates import EdtfDate

Side = Literal["here", "outside", "open", "unknown"]
"""How a shape ends: at its bound; at the edge of a window, its bound lying beyond; not at all; nobody knows where."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One part of a mark."""

    form: Literal["tick", "bar"]
    start: float
    """Where it begins, as a share of the window; of a tick, its middle."""

    end: float
    """Where it ends; of a tick, its middle again. Where the end is unknown, the end of what is known."""

    doubtful: bool = False
    """Hollow and dashed."""

    begins: Side = "here"
    ends: Side = "here"


@dataclass(frozen=True, slots=True)
class Sign:
    """The mark of one date."""

    shapes: tuple[Shape, ...]
    """In order of time."""

    joined_by: Literal["", "or", "and"] = ""
    """For a set: whether one of its dates is right or all are meant."""

    choices: int = 0
    """Of how many dates one is right; those outside the window count too."""

    @property
    def start(self) -> float:
        """Where the first shape begins."""
        return self.shapes[0].start

    @property
    def known(self) -> float:
        """Where it is known to be: its start, or where nobody knows that, its end."""
        first = self.shapes[0]
        return first.end if first.begins == "unknown" else first.start

    @property
    def end(self) -> float:
        """Where the last shape ends."""
        return max(shape.end for shape in self.shapes)


def known_span(when: EdtfDate) -> Window:
    """First and last day between which the date lies; where a side is open or unknown, the days of the other end."""
    earliest, latest = when.earliest, when.latest
    known = [each for each in (when.start, when.end, *when.alternatives, *when.members) if each is not None]
    if earliest == date.min:
        earliest = min((known_span(each).first for each in known), default=latest)
    if latest == date.max:
        latest = max((known_span(each).last for each in known), default=earliest)
    return Window(earliest, latest)


def is_within(when: EdtfDate, window: Window) -> bool:
    """Whether `window` shows the whole of a date, which has both ends."""
    return date.min < when.earliest and when.latest < date.max and window.holds(Window(when.earliest, when.latest))


def has_place(when: EdtfDate, window: Window) -> bool:
    """Whether `window` is of a size to show a date that lies in it, or reaches into it.

    A date that allows more days than the window has would say nothing of any of them: a year has no place among days.
    """
    span = known_span(when)
    first = date.min if _is_open(when, "start") else span.first
    last = date.max if _is_open(when, "end") else span.last
    return span.days <= window.days and first <= window.last and last >= window.first


def sign_of(when: EdtfDate, window: Window) -> Sign | None:
    """The mark of a date; None where none of its days lies in the window."""
    dates = when.alternatives or when.members or (when,)
    doubtful = bool(when.alternatives) or when.is_uncertain or when.is_approximate
    shapes = [shape for each in dates if (shape := _shape(each, window, doubtful=doubtful)) is not None]
    if not shapes:
        return None
    shapes.sort(key=lambda shape: (shape.start, shape.end))
    # A single run, `[1943..1945]` or `{1943..1945}`, joins nothing.
    joined = "" if len(dates) < 2 else "or" if when.alternatives else "and"
    return Sign(tuple(shapes), joined, len(when.alternatives))


def _shape(when: EdtfDate, window: Window, *, doubtful: bool) -> Shape | None:
    span = known_span(when)
    begins, ends = _side(when, "start"), _side(when, "end")
    first = date.min if begins == "open" else span.first
    last = date.max if ends == "open" else span.last
    if first > window.last or last < window.first:
        return None
    if span.first == span.last and begins == ends == "here":
        middle = (window.start_of(span.first) + window.end_of(span.first)) / 2
        return Shape("tick", middle, middle, doubtful)
    start = 0.0 if begins == "open" else window.start_of(span.first)
    end = 1.0 if ends == "open" else window.end_of(span.last)
    if start < 0:
        start, begins = 0.0, begins if begins == "open" else "outside"
    if end > 1:
        end, ends = 1.0, ends if ends == "open" else "outside"
    return Shape("bar", start, end, doubtful, begins, ends)


def _side(when: EdtfDate, side: Literal["start", "end"]) -> Side:
    if side == "start":
        return "open" if when.open_start else "unknown" if when.unknown_start else "here"
    return "open" if when.text.endswith("/..") else "unknown" if when.text.endswith("/") else "here"


def _is_open(when: EdtfDate, side: Literal["start", "end"]) -> bool:
    return any(_side(each, side) == "open" for each in (when, *when.alternatives, *when.members))
