"""Written dates: where English prose names a date, and which.

Read are "28 December 1943", "December 28, 1943", "the 28th of December 1943", "December 1943", "spring of 1953",
"winter 1943–44", "the 1630s", "1943-12-28" and "1943" (1000 to 2099); ranges of these with a hyphen, an en dash, a
slash, "to", "through", "until" or "between … and …"; and lists. What the first of a range or list leaves out, because
the next says it, is taken from there: "28 to 31 December", "October to November 1943", and "28 and 31 December 1943",
which are two dates. "1941–45" is a range of years. "Winter 1943" may mean either winter of that year: one of the two.

Left out are days that do not exist, seasons and numbers alone, and years that a sign marks as another number
("No. 1432", "p. 1943", "$1943"). Words such as "about", "early" or "until" before a date belong to the sentence.

The result is text: offsets into the prose and EDTF that is always valid.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR
from itertools import pairwise
from typing import NamedTuple

from kalmyk_site.records.date_words import MONTHS, SEASONS, WINTER

_YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
_DECADE = r"(?:1[0-9]{2}|20[0-9])0"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
_MONTH = rf"(?:{'|'.join(MONTHS)}|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_SEASON = r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all)"
_GAP = r"\s{1,3}"
_OF = rf",?{_GAP}(?:of{_GAP})?"

# The alternatives are tried in this order: what says more stands first. Every repetition is bounded, so that no prose
# makes the search slow; the first characters that a date may have are named first because most characters are others.
_POINT = re.compile(
    rf"""(?=[0-9ADFJMNOSTWafstw])(?<![0-9A-Za-z_])(?<![0-9][.,])(?:
      (?P<iso>{_YEAR}-[0-9]{{2}}-[0-9]{{2}})
    | (?P<day>{_DAY}){_GAP}(?:of{_GAP})?(?P<day_month>{_MONTH})(?:{_OF}(?P<day_year>{_YEAR}))?
    | (?P<us_month>{_MONTH}){_GAP}(?P<us_day>{_DAY})
      (?:\s?[-–]\s?(?P<us_last>{_DAY}))?(?:,?{_GAP}(?P<us_year>{_YEAR}))?
    | [Ww]inter{_OF}(?P<winter_year>{_YEAR})(?P<winter_end>[-–/](?:[0-9]{{2}}){{1,2}})?
    | (?P<month>{_MONTH}|{_SEASON}){_OF}(?P<month_year>{_YEAR})
    | (?P<month_alone>{"|".join(MONTHS)}|{_SEASON}|[Ww]inter)
    | (?:[Tt]he{_GAP})?(?P<decade>{_DECADE})['’]?s
    | (?P<year>{_YEAR})
    | (?P<number>[0-9]{{1,2}})(?:st|nd|rd|th)?
    )(?![0-9A-Za-z_])(?![.,][0-9])""",
    re.VERBOSE,
)
_TIGHT_DASH = re.compile(r"[-–/]")
_RANGE = re.compile(rf"\s{{0,3}}[-–/]\s{{0,3}}|{_GAP}(?:to|through|until|till){_GAP}(?:the{_GAP})?")
_AND = re.compile(rf"{_GAP}and{_GAP}(?:the{_GAP})?")
_LIST = re.compile(rf",?{_GAP}(?:and|or){_GAP}(?:(?:in|on|the){_GAP})?")
_COMMA = re.compile(rf",{_GAP}")
_BETWEEN = re.compile(rf"\b[Bb]etween{_GAP}(?:the{_GAP})?$")
_NUMBER_SIGN = re.compile(r"(?:\b[Nn]os?\.?|№|#|\bpp?\.|[$€£])\s?$")
_LONG_NUMBER_FOLLOWS = re.compile(rf"[-–/](?!{_YEAR}(?![0-9]))[0-9]{{3}}")
_LONGEST_GAP = 20
"""Characters between two dates that may belong together."""

_MONTH_NUMBERS = {name[:3]: number for number, name in enumerate(MONTHS, start=1)}
_SEASON_NUMBERS = {name: number for number, name in SEASONS.items()} | {"fall": 23}


class FoundDate(NamedTuple):
    """A date with its place in the prose."""

    start: int
    """Offset of the first character, from 0."""

    end: int
    """Offset behind the last character."""

    edtf: str
    """The date in EDTF."""


def find_written_dates(text: str, assumed_year: int | None = None) -> list[FoundDate]:
    """Find the dates that English prose writes, in the order of the text, none within another.

    Args:
        text: Prose without marks; line breaks count as spaces.
        assumed_year: Year, 1 to 9999, of days and months written without one. Without it they are left out.
    """
    points = _find_points(text)
    _complete_from_next(text, points)
    _complete_from_previous(text, points, assumed_year)
    return list(_joined(text, [point for point in points if point.is_complete]))


@dataclass(slots=True)
class _Point:
    """A date without range, as far as the prose writes it out."""

    start: int
    end: int
    year: str = ""
    """Four digits, the last of which may be X; empty where the prose leaves the year out."""
    month: int = 0
    """1 to 12, a season 21 to 24, or 0 for none."""
    day: int = 0
    """1 to 31, or 0 for none. A bare number stands here, too: 0 to 99."""
    is_either_winter: bool = False
    """Whether "winter 1943" leaves open which of the two winters of that year is meant."""
    is_completed: bool = False
    """Whether the prose leaves out what the next date says."""

    @property
    def edtf(self) -> str:
        return "-".join([self.year, *(f"{unit:02}" for unit in (self.month, self.day) if unit)])

    @property
    def is_complete(self) -> bool:
        if not self.year or (self.day and not self.month) or not MINYEAR <= self.first[0] <= MAXYEAR:
            return False
        return not self.day or self.day <= monthrange(int(self.year), self.month)[1]

    @property
    def first(self) -> tuple[int, int, int]:
        """The first year, month and day, for comparison."""
        month = (self.month - 20) * 3 if self.month in SEASONS else self.month or 1
        return (int(self.year.replace("X", "0")), month, self.day or 1)

    @property
    def last(self) -> tuple[int, int, int]:
        """The last year, month and day, for comparison."""
        year = int(self.year.replace("X", "9"))
        if self.month == WINTER:
            return (year + 1, 2, 31)
        month = (self.month - 20) * 3 + 2 if self.month in SEASONS else self.month or 12
        return (year, month, self.day or 31)


def _find_points(text: str) -> list[_Point]:
    points: list[_Point] = []
    for match in _POINT.finditer(text):
        if (match["year"] or match["number"]) and _is_other_number(text, match, points):
            continue
        point = _read_point(match)
        if match["iso"] and not (1 <= point.month <= 12 and point.day):
            continue
        if match["us_last"]:
            points.append(_Point(match.start(), match.end("us_day"), "", point.month, point.day))
            point.start, point.day = match.start("us_last"), _day_number(match["us_last"])
        points.append(point)
    return points


def _is_other_number(text: str, match: re.Match[str], points: list[_Point]) -> bool:
    """Whether a sign before a number, or digits tied to it, show that it is neither year nor day."""
    start, end = match.span()
    if _NUMBER_SIGN.search(text, max(0, start - 6), start) or _LONG_NUMBER_FOLLOWS.match(text, end):
        return True
    is_tied = start > 1 and text[start - 1] in "-–/" and text[start - 2].isdecimal()
    return is_tied and not (points and points[-1].end == start - 1)


def _read_point(match: re.Match[str]) -> _Point:
    start, end = match.span()
    if iso := match["iso"]:
        return _Point(start, end, iso[:4], int(iso[5:7]), int(iso[8:]))
    if day := match["day"]:
        return _Point(start, end, match["day_year"] or "", _month_number(match["day_month"]), _day_number(day))
    if day := match["us_day"]:
        return _Point(start, end, match["us_year"] or "", _month_number(match["us_month"]), _day_number(day))
    if year := match["winter_year"]:
        return _Point(start, end, year, WINTER, is_either_winter=not match["winter_end"])
    if month := match["month"] or match["month_alone"]:
        return _Point(start, end, match["month_year"] or "", _month_number(month))
    if decade := match["decade"]:
        return _Point(start, end, f"{decade[:2]}XX" if decade.endswith("00") else f"{decade[:3]}X")
    if number := match["number"]:
        return _Point(start, end, day=int(number))
    return _Point(start, end, match["year"])


def _month_number(name: str) -> int:
    return _SEASON_NUMBERS.get(name.lower()) or _MONTH_NUMBERS[name[:3]]


def _day_number(text: str) -> int:
    return int(text.rstrip("stndrh"))


def _complete_from_next(text: str, points: list[_Point]) -> None:
    """Give days their month and year and months their year where the next date says them."""
    for point, following in reversed(list(pairwise(points))):
        gap = _gap(text, point, following)
        listed = _LIST.fullmatch(gap) or (following.is_completed and _COMMA.fullmatch(gap))
        if point.year or not (listed or _RANGE.fullmatch(gap)):
            continue
        if not point.month and following.month and point.day < following.day:
            point.year, point.month, point.is_completed = following.year, following.month, True
        elif point.month and following.month and following.year:
            point.year, point.is_completed = following.year, True
            if point.first > following.last:
                point.year = f"{int(following.year) - 1:04}"


def _complete_from_previous(text: str, points: list[_Point], assumed_year: int | None) -> None:
    """Give what still lacks a year that of the date from which a range leads to it, or else the assumed one."""
    previous: _Point | None = None
    for point in points:
        gap = _gap(text, previous, point) if previous else ""
        if not point.year and not point.month:
            _read_as_short_year(point, previous, gap)
        elif not point.year and previous and previous.year and previous.month and _RANGE.fullmatch(gap):
            point.year = previous.year
            if point.last < previous.first:
                point.year = f"{int(previous.year) + 1:04}"
        elif not point.year and assumed_year is not None and point.month not in SEASONS:
            point.year = f"{assumed_year:04}"
        previous = point


def _read_as_short_year(point: _Point, previous: _Point | None, gap: str) -> None:
    """Read the 45 of "1941–45"; any other number stays as it is."""
    if not previous or previous.month or not previous.year.isdecimal() or not _TIGHT_DASH.fullmatch(gap):
        return
    has_two_digits = point.end - point.start == 2
    if has_two_digits and point.day > int(previous.year[2:]):
        point.year, point.day = f"{previous.year[:2]}{point.day:02}", 0


def _gap(text: str, point: _Point, following: _Point) -> str:
    """What stands between two dates; the empty string where it is too long to join them."""
    return text[point.end : following.start] if following.start - point.end <= _LONGEST_GAP else ""


def _joined(text: str, points: list[_Point]) -> Iterator[FoundDate]:
    """The dates, two that are the ends of a range as one interval. What ends before it begins is no range."""
    waiting = iter([*pairwise(points), *((point, None) for point in points[-1:])])
    for point, following in waiting:
        if following and point.first <= following.last and _is_range(text, point, following):
            yield FoundDate(point.start, following.end, f"{point.edtf}/{following.edtf}")
            next(waiting)
        elif point.is_either_winter:
            yield FoundDate(point.start, point.end, f"[{int(point.year) - 1:04}-{WINTER},{point.edtf}]")
        else:
            yield FoundDate(point.start, point.end, point.edtf)


def _is_range(text: str, point: _Point, following: _Point) -> bool:
    gap = _gap(text, point, following)
    if _AND.fullmatch(gap):
        return _BETWEEN.search(text, max(0, point.start - _LONGEST_GAP), point.start) is not None
    return _RANGE.fullmatch(gap) is not None
