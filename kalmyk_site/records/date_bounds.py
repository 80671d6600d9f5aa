"""Bounds: the days that a single date in EDTF allows, or why a text is none.

A single date is a day, a month, a season, a year, a decade or a century, possibly with a qualifier at its end.
Intervals and sets are made of these in `dates.py`. Bounds are strict: `~` and `?` widen nothing.

EDTF names the seasons and leaves their days open. Here spring is March to May, summer June to August, autumn September
to November, and winter `1943-24` is December 1943 to February 1944. (The PyPI package `edtf` ends winter on
31 December.)
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Literal, NamedTuple

from kalmyk_site.records.date_words import WINTER

Precision = Literal["day", "month", "season", "year", "decade", "century", "interval", "set"]
"""The finest unit that a date fixes: `1943-12-XX` is a month, `1943-XX-XX` a year."""

ACCEPTED_FORMS = (
    "1926, 1926-05, 1926-05-14, 1926-21 (spring; 22 summer, 23 autumn, 24 winter), 192X, 19XX, 1926-XX, 1926-05-XX, "
    "each with ? (uncertain), ~ (about) or % (both) at its end; intervals 1926-05-14/1926-05-20, 1926/.., ../1926, "
    "1926/, /1926; sets [1926,1928] (one of them), {1926,1928} (all of them), with 1920..1922 for a run"
)
"""The forms of a date, for messages."""

LONGEST_SHOWN = 60
"""Characters of a mistaken date that a message repeats."""

_POINT = re.compile(r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([?~%]?)")
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11)}


class DateError(ValueError):
    """A text that is no date, or names a day that does not exist.

    The message says what was found, the nearest right form where one can be guessed, and the accepted forms.
    """

    value: str
    """The text, shortened to `LONGEST_SHOWN` characters."""

    reason: str
    """What is wrong, as a phrase that follows the quoted text: "has the month 13; months are 01 to 12"."""

    expected: str
    """The accepted forms."""

    suggestion: str
    """A date that may have been meant, or the empty string. Always one that `parse_date` accepts."""

    def __init__(self, text: str, reason: str, suggestion: str = "") -> None:
        """Compose the message from its parts."""
        self.value = shortened(text)
        self.reason = reason
        self.expected = ACCEPTED_FORMS
        self.suggestion = suggestion
        meant = f" Did you mean '{suggestion}'?" if suggestion else ""
        # The value stands as a literal so that control characters and line breaks cannot garble a report.
        super().__init__(f"{self.value!r} {reason}.{meant} Accepted forms: {ACCEPTED_FORMS}.")


class Bounds(NamedTuple):
    """What the text of a single date says."""

    earliest: date
    """First day that the text allows."""

    latest: date
    """Last day, included."""

    precision: Precision
    """The finest unit that the text fixes."""

    is_uncertain: bool
    """Whether `?` or `%` stands at the end."""

    is_approximate: bool
    """Whether `~` or `%` stands at the end."""


def read_bounds(text: str) -> Bounds:
    """Read a date that is neither interval nor set.

    Raises:
        DateError: `text` has another form or names a day that does not exist. It carries no suggestion.
    """
    match = _POINT.fullmatch(text)
    if match is None:
        raise DateError(text, _why_no_date(text))
    year, month, day, qualifier = match.groups()
    earliest, latest, precision = _unqualified_bounds(text, year, month, day)
    return Bounds(earliest, latest, precision, qualifier in ("?", "%"), qualifier in ("~", "%"))


def shortened(text: str) -> str:
    """The text as a message repeats it."""
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


def _unqualified_bounds(text: str, year: str, month: str | None, day: str | None) -> tuple[date, date, Precision]:
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if first_year == 0:
        raise DateError(text, "reaches into the year 0000; years are 0001 to 9999")
    unspecified = year.count("X")
    if month is None:
        precision = ("year", "decade", "century")[unspecified]
        return date(first_year, 1, 1), date(last_year, 12, 31), precision
    if unspecified or (month == "XX" and day not in (None, "XX")):
        raise DateError(text, "leaves a larger unit open before a smaller one; X stands at the right end of a date")
    if month == "XX":
        return date(first_year, 1, 1), date(first_year, 12, 31), "year"
    return _bounds_in_year(text, first_year, int(month), day)


def _bounds_in_year(text: str, year: int, month: int, day: str | None) -> tuple[date, date, Precision]:
    if month in _SEASON_MONTHS or month == WINTER:
        if day is not None:
            raise DateError(text, "has a day in a season; a season stands without day")
        return *_season(year, month), "season"
    if not 1 <= month <= 12:
        raise DateError(text, f"has the month {month:02}; months are 01 to 12, seasons 21 to 24")
    days = monthrange(year, month)[1]
    if day is None or day == "XX":
        return date(year, month, 1), date(year, month, days), "month"
    if not 1 <= int(day) <= days:
        raise DateError(text, f"has the day {day}; that month has the days 01 to {days}")
    return date(year, month, int(day)), date(year, month, int(day)), "day"


def _season(year: int, season: int) -> tuple[date, date]:
    if season == WINTER:
        end_year = year + 1
        # The calendar of Python ends with the year 9999, and so does its winter.
        end = date(end_year, 2, monthrange(end_year, 2)[1]) if end_year <= date.max.year else date.max
        return date(year, 12, 1), end
    first, last = _SEASON_MONTHS[season]
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _why_no_date(text: str) -> str:
    """The reason for which a text without '/' and brackets has no form of a date, as a phrase."""
    if not text:
        return "is empty where a date should stand"
    for pattern, reason in _REASONS:
        if pattern.search(text):
            return reason
    return "is not a date in EDTF"


_REASONS = tuple(
    (re.compile(pattern), reason)
    for pattern, reason in (
        (r"\s", "has a space; EDTF has none"),
        (r"[^\x00-\x7f]", "has characters other than ASCII"),
        (r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T", "has a time of day; dates end with the day"),
        (r"^-[0-9]", "has a negative year; years are 0001 to 9999"),
        (r"^[0-9]{8}$", "has no hyphens between year, month and day"),
        (r"^[0-9]{1,3}$", "has a year of fewer than four digits; years are 0001 to 9999"),
        (r"^([Yy]-?[0-9]|[0-9]{5})", "has a year of more than four digits; years are 0001 to 9999"),
        (r"^[0-9-]*[ux][0-9ux?~%-]*$", "marks an unspecified digit in an old way; it is written with a capital X"),
        (r"[?~%].", "has a qualifier inside; ?, ~ or % stands once, at the end"),
        (r"^[0-9]{4}-[0-9]{4}$", "joins two years with a hyphen; an interval is written with '/'"),
        (r"\.\.", "is a run of dates outside a set"),
    )
)
