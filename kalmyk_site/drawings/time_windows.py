"""Windows of a timeline that nobody chose: all events; the years in which most of them lie; the densest week.

A window is chosen only where it shows something that the one above cannot: the years when they are less than half of
the whole, the week when three or more days in it are told of.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from kalmyk_site.drawings.time_marks import known_span
from kalmyk_site.drawings.time_scale import Window
from kalmyk_site.records.dates import EdtfDate

_LEFT_OUT: Final = 10
"""Of a hundred events, how many may lie before the middle window, and how many behind it."""

_WEEK: Final = 7
_LEAST_EVENTS: Final = 10
_LEAST_IN_A_WEEK: Final = 3


def choose_windows(dates: Sequence[EdtfDate]) -> tuple[Window, ...]:
    """From one to three windows for `dates`, each within the one before it; none where there are no dates."""
    spans = [known_span(when) for when in dates]
    if not spans:
        return ()
    whole = _years(min(span.first for span in spans), max(span.last for span in spans))
    windows = [whole]
    middles = sorted((span.first.toordinal() + span.last.toordinal()) // 2 for span in spans)
    if len(middles) >= _LEAST_EVENTS:
        apart = len(middles) * _LEFT_OUT // 100
        most = _years(date.fromordinal(middles[apart]), date.fromordinal(middles[-1 - apart]))
        if whole.holds(most) and 2 * most.days < whole.days:
            windows.append(most)
    week = _densest_week([span.first for span in spans if span.days == 1])
    if week is not None and windows[-1].holds(week) and len(windows) > 1:
        windows.append(week)
    return tuple(windows)


def _years(first: date, last: date) -> Window:
    return Window(date(first.year, 1, 1), date(last.year, 12, 31))


def _densest_week(days: Sequence[date]) -> Window | None:
    """The first seven days that hold most single days, with a day before the first of them."""
    ordinals = sorted({day.toordinal() for day in days})
    best, found, begin = _LEAST_IN_A_WEEK - 1, None, 0
    for number, ordinal in enumerate(ordinals):
        while ordinal - ordinals[begin] >= _WEEK - 1:
            begin += 1
        if number - begin + 1 > best:
            best, found = number - begin + 1, ordinals[begin]
    if found is None or found <= date.min.toordinal() or found + _WEEK > date.max.toordinal():
        return None
    return Window(date.fromordinal(found - 1), date.fromordinal(found + _WEEK - 2))
