"""Dates in words: a valid EDTF text said in English.

Works on the text alone: `1943-12-28/1943-12-31` becomes "28 to 31 December 1943". What two ends of an interval share
is said once. Nothing is rounded: a century of unspecified years is "the years 1900 to 1999", because "the 1900s" may
also be read as ten years and "the 20th century" begins in 1901.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""English names of the months; January, month 1, stands first."""

SEASONS: Mapping[int, str] = MappingProxyType({21: "spring", 22: "summer", 23: "autumn", 24: "winter"})
"""English names of the seasons by the number that EDTF writes in place of a month."""

WINTER = 24
"""The season that reaches into the next year: December of its year to the end of February."""

_POINT: Final = re.compile(rf"(?:\d+ )?\b(?:{'|'.join((*MONTHS, *SEASONS.values()))})(?: \d+)?")
"""A day of a month, a month or season of a year, a day."""


def words_for_date(edtf: str, language: str = "en") -> str:
    """Say a date in words.

    Args:
        edtf: A date that `parse_date` accepts; other text gives no useful answer.
        language: BCP 47 tag of the language of the words. So far `en` alone.

    Raises:
        LookupError: there are no words for dates in this language.
    """
    if language not in _LANGUAGES:
        raise LookupError(
            f"no words for dates in the language '{language}'; there are some in {', '.join(_LANGUAGES)}."
        )
    return _LANGUAGES[language](edtf)


def unbroken(words: str) -> str:
    """Words of a date for a narrow column: a line may end between two dates, and not within one."""
    return _POINT.sub(lambda found: found[0].replace(" ", "\u00a0"), words)


def _english(edtf: str) -> str:
    if edtf[0] in "[{":
        return _english_set(edtf[1:-1].split(","), "or" if edtf[0] == "[" else "and")
    if "/" in edtf:
        return _english_interval(*edtf.split("/"))
    return _english_point(edtf)


def _english_set(members: list[str], conjunction: str) -> str:
    phrases: list[str] = []
    for member in members:
        start, dots, end = member.partition("..")
        if not dots:
            phrases.append(_english_point(member))
        elif not start:
            phrases.append(f"{_english_point(end)} {conjunction} earlier")
        elif not end:
            phrases.append(f"{_english_point(start)} {conjunction} later")
        else:
            phrases.append(_english_interval(start, end))
    if len(phrases) > 2:
        return f"{', '.join(phrases[:-1])}, {conjunction} {phrases[-1]}"
    return f" {conjunction} ".join(phrases)


def _english_interval(start: str, end: str) -> str:
    if start == "..":
        return f"until {_english_point(end)}"
    if end == "..":
        return f"from {_english_point(start)}"
    first = _shared_unsaid(start, end) or (_english_point(start) if start else "an unknown date")
    last = _english_point(end) if end else "an unknown date"
    return last if start == end else f"{first} to {last}"


def _shared_unsaid(start: str, end: str) -> str:
    """Words for the start of an interval without the month and year that its end repeats; empty where none may go."""
    first, last = start.split("-"), end.split("-")
    plain = f"{start}{end}".replace("-", "").isdecimal()
    if not plain or len(first) != len(last) or len(first) == 1 or first[0] != last[0]:
        return ""
    first_unit, last_unit = int(first[1]), int(last[1])
    if len(first) == 3:
        day = str(int(first[2]))
        return day if first_unit == last_unit else f"{day} {MONTHS[first_unit - 1]}"
    if (first_unit in SEASONS) != (last_unit in SEASONS) or WINTER in (first_unit, last_unit):
        return ""
    return SEASONS[first_unit] if first_unit in SEASONS else MONTHS[first_unit - 1]


def _english_point(text: str) -> str:
    plain = text.rstrip("?~%")
    qualifier = text[len(plain) :]
    words = _english_plain(plain)
    if qualifier in ("~", "%"):
        words = f"about {words}"
    if qualifier in ("?", "%"):
        words = f"{words} (uncertain)"
    return words


def _english_plain(text: str) -> str:
    year, *rest = text.split("-")
    if not rest:
        return _english_year(year)
    year = year.lstrip("0")
    if rest[-1] == "XX":
        unit = "day" if len(rest) == 2 else "month"
        whole = year if rest[0] == "XX" else f"{MONTHS[int(rest[0]) - 1]} {year}"
        return f"a {unit} in {whole}"
    month = int(rest[0])
    if month == WINTER:
        return f"{SEASONS[month]} {year}–{int(year) + 1}"
    if month in SEASONS:
        return f"{SEASONS[month]} {year}"
    day = f"{int(rest[1])} " if len(rest) == 2 else ""
    return f"{day}{MONTHS[month - 1]} {year}"


def _english_year(year: str) -> str:
    if "X" not in year:
        return year.lstrip("0")
    first, last = year.replace("X", "0").lstrip("0"), year.replace("X", "9").lstrip("0")
    if year.endswith("XX") or first.endswith("00"):
        return f"the years {first} to {last}"
    return f"the {first}s"


_LANGUAGES: Mapping[str, Callable[[str], str]] = MappingProxyType({"en": _english})
