"""Dates of works in words: `July 24, 2012`, `1941–1945`, `Spring 1953`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kalmyk_site.records.date_words import MONTHS
from kalmyk_site.records.sources import CslDate

_SEASONS: Final = ("Spring", "Summer", "Autumn", "Winter")
_ORDER: Final = ("year", "month", "day")
EN_DASH: Final = "–"


@dataclass(frozen=True, slots=True)
class _Field:
    """One part of a date with what stands around it."""

    name: str
    prefix: str = ""
    suffix: str = ""


_FULL: Final = (_Field("month", suffix=" "), _Field("day", suffix=", "), _Field("year"))
_DAY_MONTH: Final = (_Field("month"), _Field("day", prefix=" "))


def format_year(date: CslDate | None, year_suffix: str = "") -> str:
    """Year, or first and last year; a date in words as it is."""
    return _format(date, (_Field("year"),), year_suffix)


def format_date(date: CslDate | None, year_suffix: str = "") -> str:
    """The date as far as it is known."""
    return _format(date, _FULL, year_suffix)


def format_month(date: CslDate | None) -> str:
    """Month or season alone; empty where there is none."""
    return _format(date, (_Field("month"),))


def format_day_month(date: CslDate | None) -> str:
    """Month and day without the year."""
    return _format(date, _DAY_MONTH)


def _format(date: CslDate | None, fields: Sequence[_Field], year_suffix: str = "") -> str:
    if date is None:
        return ""
    if date.literal:
        return date.literal
    points: list[dict[str, int]] = [dict(zip(_ORDER, parts, strict=False)) for parts in date.date_parts]
    if date.season and len(points) == 1 and len(points[0]) == 1:
        points[0]["month"] = 12 + date.season
    if not points:
        return year_suffix
    text = _point(points[0], fields) if len(points) == 1 else _span(points[0], points[1], fields)
    return text + year_suffix


def _point(point: Mapping[str, int], fields: Sequence[_Field]) -> str:
    return "".join(_part(point, field) for field in fields)


def _part(point: Mapping[str, int], field: _Field) -> str:
    text = _value(field.name, point.get(field.name))
    return field.prefix + text + field.suffix if text else ""


def _value(name: str, number: int | None) -> str:
    if number is None:
        return ""
    if name == "year":
        if number == 0:
            return ""
        return str(abs(number)) + ("BC" if number < 0 else "AD" if number < 1000 else "")
    if name == "day":
        return str(number)
    if number <= 0:
        return ""
    # Months 13 to 16 and 21 to 24 are the seasons.
    return MONTHS[number - 1] if number <= 12 else _SEASONS[(number - 13) % 4]


def _span(first: Mapping[str, int], last: Mapping[str, int], fields: Sequence[_Field]) -> str:
    """Two dates, what they share said once: `May 1–3, 1994`."""
    present = sorted((field.name for field in fields), key=_ORDER.index)
    shared: set[str] = set()
    for name in present:
        if first.get(name) != last.get(name):
            break
        shared.add(name)
    begin = 0
    while begin < len(fields) and fields[begin].name in shared:
        begin += 1
    end = begin
    while end < len(fields) and fields[end].name not in shared:
        end += 1
    head = [_part(first, field) for field in fields[:begin]]
    tail = [_part(first, field) for field in fields[end:]]
    if last.get("year") == 0 and "month" not in last and "day" not in last:
        kept = [field for field in fields if _part(first, field)]
        return "".join(_part(first, field) for field in _without_last_suffix(kept)) + EN_DASH
    differing = fields[begin:end]
    left = _without_last_suffix([field for field in differing if _part(first, field)])
    right = _without_first_prefix([field for field in differing if _part(last, field)])
    if not tail:
        right = _without_last_suffix(right)
    from_text = "".join(_part(first, field) for field in left)
    to_text = "".join(_part(last, field) for field in right)
    dash = EN_DASH if from_text else ""
    return "".join(head) + from_text + dash + to_text + "".join(tail)


def _without_last_suffix(fields: Sequence[_Field]) -> list[_Field]:
    return [*fields[:-1], replace(fields[-1], suffix="")] if fields else []


def _without_first_prefix(fields: Sequence[_Field]) -> list[_Field]:
    return [replace(fields[0], prefix=""), *fields[1:]] if fields else []
