"""Bibliography: check digits, forms, dates and compared places of the sources."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from typing import Final

from kalmyk_site.markup.citations import MarkupError
from kalmyk_site.records.fields import Target
from kalmyk_site.records.findings import Finding, NearestMatches, Origin
from kalmyk_site.records.sources import CslDate, Source
from kalmyk_site.references.index import Index, TextKey, read_locator

YEARS: Final = range(1400, 2101)
"""Years in which something can have been published, from the first printed books on."""

_DOI: Final = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+", re.ASCII)
_DOI_PREFIX: Final = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)\s*", re.IGNORECASE)


def numbers_of_books(index: Index) -> Iterator[Finding]:
    """ISBN and ISSN whose check digit or length is wrong."""
    for source in index.archive.sources.values():
        for name, written, is_valid, form in (
            ("ISBN", source.ISBN, is_isbn, "10 or 13 digits, the last of which checks the others: 978-0-306-40615-7"),
            ("ISSN", source.ISSN, is_issn, "8 digits, the last of which checks the others: 0317-8471"),
        ):
            parts = [written] if is_valid(written) else [part for part in re.split(r"[,;\s]+", written) if part]
            wrong = next((part for part in parts if not is_valid(part)), "")
            if wrong:
                yield Finding(
                    f"{name.lower()}-invalid",
                    _origin(index, source, name),
                    f"the {name} '{wrong}' of '{source.id}' is not valid",
                    value=wrong,
                    expected=form,
                    remedy="Copy the number from the work or from a library's catalog; leave it out where it is printed"
                    " wrongly.",
                )


def is_isbn(text: str) -> bool:
    """Whether `text` is an ISBN of 10 or 13 digits with the right check digit; hyphens and spaces do not count.

    Source: ISO 2108.
    """
    digits = re.sub(r"[-‐‑–\s]", "", text).upper()
    if re.fullmatch(r"\d{9}[\dX]", digits, re.ASCII):
        return sum(_digit(char) * weight for char, weight in zip(digits, range(10, 0, -1), strict=True)) % 11 == 0
    if re.fullmatch(r"97[89]\d{10}", digits, re.ASCII):
        return sum(int(char) * (3 if place % 2 else 1) for place, char in enumerate(digits)) % 10 == 0
    return False


def is_issn(text: str) -> bool:
    """Whether `text` is an ISSN with the right check digit; the hyphen may be left out.

    Source: ISO 3297.
    """
    match = re.fullmatch(r"(\d{4})[-‐‑–]?(\d{3}[\dX])", text.strip().upper(), re.ASCII)
    if match is None:
        return False
    digits = match[1] + match[2]
    return sum(_digit(char) * weight for char, weight in zip(digits, range(8, 0, -1), strict=True)) % 11 == 0


def note_numbers(index: Index) -> Iterator[Finding]:
    """Notes of one source that have the same number."""
    for source in index.archive.sources.values():
        seen: set[int] = set()
        for place, note in enumerate(source.custom.notes):
            if note.number in seen:
                yield Finding(
                    "id-duplicate",
                    _origin(index, source, "custom", "notes", place, "number"),
                    f"'{source.id}' has two notes with the number {note.number}",
                    value=str(note.number),
                    expected="a number that no other note of the work has",
                    remedy="Correct the number, or make one note of the two.",
                )
            seen.add(note.number)


def _digit(char: str) -> int:
    return 10 if char == "X" else int(char)


def identifiers(index: Index) -> Iterator[Finding]:
    """DOI of another form than `10.1080/713677598`."""
    for source in index.archive.sources.values():
        if source.DOI and not _DOI.fullmatch(source.DOI):
            bare = _DOI_PREFIX.sub("", source.DOI, count=1)
            yield Finding(
                "doi-invalid",
                _origin(index, source, "DOI"),
                f"the DOI '{source.DOI[:80]}' of '{source.id}' is not one",
                value=source.DOI[:80],
                expected="10., four to nine digits, a slash and a name: 10.1080/713677598",
                nearest=bare if _DOI.fullmatch(bare) else "",
                remedy="Write the DOI without address and without spaces.",
            )


def years(index: Index) -> Iterator[Finding]:
    """Dates that are none, and years before printing, far ahead, after the access or before the original."""
    for source in index.archive.sources.values():
        dates = (
            ("issued", source.issued),
            ("original-date", source.original_date),
            ("accessed", source.accessed),
            ("submitted", source.submitted),
            ("event-date", source.event_date),
        )
        for name, date in dates:
            for path, message, value in _day_faults(date):
                yield Finding(
                    "date-invalid",
                    _origin(index, source, name, *path),
                    f"{name} of '{source.id}': {message}",
                    value=value,
                    expected="1996, 1996-05, 1996-05-14 or 1996/1997; words as {literal: no date}",
                    remedy="Write the date in one of these forms.",
                )
            fault = _year_fault(source, name, date)
            if fault is not None:
                message, expected, part = fault
                yield Finding(
                    "year-invalid",
                    _origin(index, source, name, "date-parts", part, 0),
                    f"{name} of '{source.id}' {message}",
                    value=_written(date),
                    expected=expected,
                    remedy="Correct the date.",
                )


def _day_faults(date: CslDate | None) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Months and days that no calendar has: where below the date, what is wrong, and the value."""
    if date is None:
        return
    if date.edtf and not date.date_parts:
        yield (), f"'{date.edtf[:80]}' is not a date", date.edtf[:80]
    for number, parts in enumerate(date.date_parts):
        year, month, day = (*parts, None, None, None)[:3]
        if year is None or month is None:
            continue
        written = date.edtf[:80] or "-".join(f"{part:02}" for part in parts)
        if not 1 <= month <= _LAST_MONTH and month not in _SEASONS:
            yield ("date-parts", number, 1), f"'{written}' has the month {month}", written
        elif day is not None and not 1 <= day <= _days_of(year, month):
            yield ("date-parts", number, 2), f"'{written}' has the day {day}, which that month has not", written


_LAST_MONTH: Final = 12
_SEASONS: Final = frozenset({13, 14, 15, 16, 21, 22, 23, 24})
"""Months that stand for seasons, from spring to winter, as Pandoc counts them."""


def _days_of(year: int, month: int) -> int:
    """Days of a month in the proleptic Gregorian calendar; none for a season."""
    if month > _LAST_MONTH:
        return 0
    # The calendar of Python has no years before 1; leap years come again after 400.
    return monthrange(year % 400 + 400, month)[1]


def compared_places(index: Index) -> Iterator[Finding]:
    """Places that were compared with the source and are none, or that no citation names."""
    for source in index.archive.sources.values():
        cited = {use.mark.locator.data for use in index.uses.get(source.id, ()) if use.mark.locator}
        nearest = NearestMatches(cited)
        for number, check in enumerate(source.custom.checked):
            path = ("custom", "checked", number, "locator")
            place = read_locator(check.locator)
            if isinstance(place, MarkupError):
                yield Finding(
                    place.code,
                    index.origin(TextKey(source.target, path), place.offset),
                    place.message,
                    value=place.value,
                    expected=place.expected,
                    remedy=place.remedy,
                )
            elif place not in cited:
                yield Finding(
                    "source-uncited",
                    _origin(index, source, *path),
                    f"'{check.locator}' of '{source.id}' was compared, and no citation names that place",
                    value=check.locator,
                    expected="the locator of a citation of this source, as it stands there",
                    nearest=nearest(place),
                    remedy="Correct the locator; leave it as it is where the citation was taken out.",
                )


def _year_fault(source: Source, name: str, date: CslDate | None) -> tuple[str, str, int] | None:
    """What is wrong, what is expected, and in which of two dates."""
    if date is None or not date.date_parts:
        return None
    for number, parts in enumerate(date.date_parts):
        is_open_end = number == 1 and parts[0] == 0
        if parts[0] not in YEARS and not is_open_end:
            return f"is the year {parts[0]}", f"a year from {YEARS[0]} to {YEARS[-1]}", number
    if name == "issued":
        if _is_after(date, source.accessed):
            limit = _written(source.accessed)
            return f"is {_written(date)}, after it was accessed ({limit})", f"a date not after {limit}", 0
        if _is_after(source.original_date, date):
            limit = _written(source.original_date)
            return f"is {_written(date)}, before its original ({limit})", f"a date not before {limit}", 0
    return None


def _is_after(one: CslDate | None, other: CslDate | None) -> bool:
    """Whether the first date certainly lies after the second, compared as far as both are known."""
    if one is None or other is None or not one.date_parts or not other.date_parts:
        return False
    if one.year not in YEARS or other.year not in YEARS:
        return False
    known = min(len(one.date_parts[0]), len(other.date_parts[0]))
    return one.date_parts[0][:known] > other.date_parts[0][:known]


def _written(date: CslDate | None) -> str:
    if date is None or not date.date_parts:
        return ""
    return "/".join("-".join(f"{part:02}" for part in parts) for parts in date.date_parts)


def _origin(index: Index, source: Source, *path: str | int) -> Origin:
    return index.archive.located[Target("source", source.id)].origin(*path)
