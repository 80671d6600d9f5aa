"""Dates as records write them: EDTF, read into the first and the last day that the text allows.

The form is the Library of Congress specification of 4 February 2019: Level 0 and Level 1 and the sets of Level 2,
without times of day and without years that are negative or have more than four digits. Years are those of the proleptic
Gregorian calendar, from 0001 to 9999.

Which days a single date allows stands in `date_bounds.py`, how a date is said in words in `date_words.py`, how prose
writes dates in `written_dates.py`, and what a mistaken text may have meant in `date_guesses.py`. They know text and
days only; this module puts them together.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, PydanticKnownError, core_schema

from kalmyk_site.records.date_bounds import ACCEPTED_FORMS, DateError, Precision, read_bounds, shortened
from kalmyk_site.records.date_guesses import guess_dates
from kalmyk_site.records.date_words import words_for_date
from kalmyk_site.records.json_forms import date_form
from kalmyk_site.records.written_dates import find_written_dates

__all__ = ["ACCEPTED_FORMS", "DateError", "EdtfDate", "Precision", "WrittenDate", "dates_in_text", "parse_date"]

LONGEST_TEXT = 500
"""Characters that a date may have; room for a set of more than forty days."""


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date of any precision, an interval or a set of dates. Made by `parse_date`; equal when written alike."""

    text: str
    """The date in EDTF, as written; EDTF has one spelling for each date."""

    earliest: date = field(compare=False)
    """First day that the text allows; `date.min` where the start is open or unknown."""

    latest: date = field(compare=False)
    """Last day that the text allows, included; `date.max` where the end is open or unknown."""

    precision: Precision = field(compare=False)
    """The finest unit that the date fixes, or that it is an interval or a set."""

    is_uncertain: bool = field(default=False, compare=False)
    """Whether `?` or `%` stands at the date, at an end of the interval or at a member of the set."""

    is_approximate: bool = field(default=False, compare=False)
    """Whether `~` or `%` stands there."""

    start: EdtfDate | None = field(default=None, compare=False, repr=False)
    """The first date of an interval; nothing where that is open or unknown, and for what is no interval."""

    end: EdtfDate | None = field(default=None, compare=False, repr=False)
    """The last date of an interval; nothing where that is open or unknown, and for what is no interval."""

    alternatives: tuple[EdtfDate, ...] = field(default=(), compare=False, repr=False)
    """What a set `[a,b]` has, of which one is right; a run `a..b` in it stands as the interval `a/b`."""

    members: tuple[EdtfDate, ...] = field(default=(), compare=False, repr=False)
    """What a set `{a,b}` has, all of which are meant; a run `a..b` in it stands as the interval `a/b`."""

    def __str__(self) -> str:
        """The date in EDTF."""
        return self.text

    @property
    def is_day(self) -> bool:
        """Whether this is a single certain day."""
        return self.precision == "day" and not self.is_uncertain and not self.is_approximate

    @property
    def is_interval(self) -> bool:
        """Whether this is an interval, `a/b`."""
        return self.precision == "interval"

    @property
    def is_one_of(self) -> bool:
        """Whether this is a set of which one date is right, `[a,b]`."""
        return bool(self.alternatives)

    @property
    def open_start(self) -> bool:
        """Whether the date has no first day: `../1944`, `[..1944]`."""
        return self.text.startswith(("../", "[..", "{.."))

    @property
    def unknown_start(self) -> bool:
        """Whether there was a first day which nobody knows: `/1944`."""
        return self.text.startswith("/")

    @property
    def sort_key(self) -> tuple[date, int, str]:
        """Order of time: by first day; of two that begin together the wider first; then by text."""
        return (self.earliest, -self.latest.toordinal(), self.text)

    @property
    def spans(self) -> tuple[tuple[date, date], ...]:
        """The runs of days that the date allows, in order, first and last day included; more than one for sets only."""
        dates = self.alternatives or self.members
        if not dates:
            return ((self.earliest, self.latest),)
        runs: list[tuple[date, date]] = []
        for first, last in sorted((each.earliest, each.latest) for each in dates):
            if runs and first.toordinal() <= runs[-1][1].toordinal() + 1:
                runs[-1] = (runs[-1][0], max(runs[-1][1], last))
            else:
                runs.append((first, last))
        return tuple(runs)

    def overlaps(self, other: EdtfDate) -> bool:
        """Whether some day is allowed by both. Of a set only the days of its dates count, not those between them."""
        return any(a <= d and c <= b for a, b in self.spans for c, d in other.spans)

    def words(self, language: str = "en") -> str:
        """The date in words: "28 to 31 December 1943", "about 1943", "18 April 1953 or 18 April 1955".

        Raises:
            LookupError: there are no words for dates in this language (a BCP 47 tag; so far `en` alone).
        """
        return words_for_date(self.text, language)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """A field of this type reads text and writes it back."""
        return core_schema.no_info_plain_validator_function(
            _read_field,
            json_schema_input_schema=core_schema.str_schema(),
            serialization=core_schema.to_string_ser_schema(),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Text, for editors that complete and check records."""
        return date_form(LONGEST_TEXT)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as English prose writes it."""

    text: str
    """The words: "28–31 December 1943"."""

    start: int
    """Offset of the first character in the prose, from 0."""

    end: int
    """Offset behind the last character."""

    date: EdtfDate
    """What the words say."""


def parse_date(text: str) -> EdtfDate:
    """Read a date as records write it.

    Args:
        text: EDTF without spaces: a date, an interval or a set, see `ACCEPTED_FORMS`.

    Returns:
        The date with the first and last day that the text allows, both included.

    Raises:
        DateError: `text` has another form, names a day that does not exist, or an interval ends before it begins.

    Source:
        Library of Congress, Extended Date/Time Format Specification, 4 February 2019; ISO 8601-2:2019.
    """
    try:
        return _parse(text)
    except DateError as error:
        # A fault in one date of an interval or a set is reported with that date and the whole.
        is_whole = error.value == shortened(text)
        reason = error.reason if is_whole else f"holds {error.value!r}, which {error.reason}"
        raise DateError(text, reason, _suggestion(text)) from None


def dates_in_text(text: str, assumed_year: int | None = None) -> list[WrittenDate]:
    """Find the dates that English prose writes, in the order of the text.

    Args:
        text: Prose without marks: "28 December 1943", "28–31 December", "1944–1948", "spring 1953", "the 1630s".
        assumed_year: Year, 1 to 9999, of days and months written without one. Without it they are left out.

    Returns:
        The dates, none within another. Forms read and left out are listed in `written_dates.py`.
    """
    return [
        WrittenDate(text[found.start : found.end], found.start, found.end, _parse(found.edtf))
        for found in find_written_dates(text, assumed_year)
    ]


def _read_field(value: object) -> EdtfDate:
    if isinstance(value, EdtfDate):
        return value
    if not isinstance(value, str):
        raise PydanticKnownError("string_type")
    try:
        return parse_date(value)
    except DateError as error:
        context = {"reason": error.reason, "expected": error.expected, "suggestion": error.suggestion}
        raise PydanticCustomError("date-invalid", "{message}", {"message": str(error), **context}) from None


def _suggestion(text: str) -> str:
    for guess in guess_dates(text):
        try:
            return _parse(guess).text
        except DateError:
            continue
    return ""


def _parse(text: str) -> EdtfDate:
    if len(text) > LONGEST_TEXT:
        raise DateError(text, f"has {len(text):,} characters; a date has at most {LONGEST_TEXT}")
    if text.startswith(("[", "{")):
        return _parse_set(text)
    if "/" in text:
        return _parse_interval(text)
    return _read_point(text)


def _parse_set(text: str) -> EdtfDate:
    if text[-1] != ("]" if text[0] == "[" else "}"):
        raise DateError(text, "is a set without its closing bracket")
    texts = text[1:-1].split(",")
    if len(texts) == 1 and ".." not in text:
        raise DateError(text, "is a set of fewer than two dates")
    for place, member in enumerate(texts):
        if (member.startswith("..") and place > 0) or (member.endswith("..") and place < len(texts) - 1):
            raise DateError(text, "has an open run in the middle; '..' opens a set at its beginning or its end")
    dates = tuple(_parse_run(member) if ".." in member else _read_point(member) for member in texts)
    if len(set(dates)) < len(dates):
        raise DateError(text, "is a set that names a date twice")
    return EdtfDate(
        text,
        min(each.earliest for each in dates),
        max(each.latest for each in dates),
        "set",
        is_uncertain=any(each.is_uncertain for each in dates),
        is_approximate=any(each.is_approximate for each in dates),
        alternatives=dates if text[0] == "[" else (),
        members=dates if text[0] == "{" else (),
    )


def _parse_run(text: str) -> EdtfDate:
    """Read `1670..1672`, `..1760` or `1760..` as the interval that it means."""
    start, _, end = text.partition("..")
    try:
        run = _parse_interval(f"{start or '..'}/{end or '..'}")
    except DateError as error:
        raise DateError(text, error.reason) from None
    if run.start and run.end and run.start.precision != run.end.precision:
        raise DateError(text, "is a run between dates of different precision")
    return run


def _parse_interval(text: str) -> EdtfDate:
    texts = text.split("/")
    if len(texts) > 2:
        raise DateError(text, "has more than one '/'; an interval has two ends")
    start, end = (None if each in ("", "..") else _read_point(each) for each in texts)
    if start is None and end is None:
        raise DateError(text, "names no date; an interval has one on at least one side")
    earliest = start.earliest if start else date.min
    latest = end.latest if end else date.max
    if earliest > latest:
        raise DateError(text, "ends before it begins")
    return EdtfDate(
        text,
        earliest,
        latest,
        "interval",
        is_uncertain=any(each.is_uncertain for each in (start, end) if each),
        is_approximate=any(each.is_approximate for each in (start, end) if each),
        start=start,
        end=end,
    )


def _read_point(text: str) -> EdtfDate:
    return EdtfDate(text, *read_bounds(text))
