"""EDTF dates: what the accepted forms mean, how they read in words, how they are ordered, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from kalmyk_site.records.date_words import unbroken
from kalmyk_site.records.dates import LONGEST_TEXT, DateError, EdtfDate, parse_date

MIN, MAX = "0001-01-01", "9999-12-31"

# The examples of the Library of Congress specification (2019-02-04) for what is covered, in its order. Marked with a
# star: not an example there, but the same form.
SPECIFICATION = [
    # text, first day, last day, precision, in words
    # Level 0
    ("1985-04-12", "1985-04-12", "1985-04-12", "day", "12 April 1985"),
    ("1985-04", "1985-04-01", "1985-04-30", "month", "April 1985"),
    ("1985", "1985-01-01", "1985-12-31", "year", "1985"),
    ("1964/2008", "1964-01-01", "2008-12-31", "interval", "1964 to 2008"),
    ("2004-06/2006-08", "2004-06-01", "2006-08-31", "interval", "June 2004 to August 2006"),
    ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-08", "interval", "1 February 2004 to 8 February 2005"),
    ("2004-02-01/2005-02", "2004-02-01", "2005-02-28", "interval", "1 February 2004 to February 2005"),
    ("2004-02-01/2005", "2004-02-01", "2005-12-31", "interval", "1 February 2004 to 2005"),
    ("2005/2006-02", "2005-01-01", "2006-02-28", "interval", "2005 to February 2006"),
    # Level 1: seasons
    ("2001-21", "2001-03-01", "2001-05-31", "season", "spring 2001"),
    ("2001-22", "2001-06-01", "2001-08-31", "season", "summer 2001"),  # *
    ("2001-23", "2001-09-01", "2001-11-30", "season", "autumn 2001"),  # *
    ("2001-24", "2001-12-01", "2002-02-28", "season", "winter 2001–2002"),  # *
    ("1943-24", "1943-12-01", "1944-02-29", "season", "winter 1943–1944"),  # *
    # Level 1: qualification
    ("1984?", "1984-01-01", "1984-12-31", "year", "1984 (uncertain)"),
    ("2004-06~", "2004-06-01", "2004-06-30", "month", "about June 2004"),
    ("2004-06-11%", "2004-06-11", "2004-06-11", "day", "about 11 June 2004 (uncertain)"),
    # Level 1: unspecified digits
    ("201X", "2010-01-01", "2019-12-31", "decade", "the 2010s"),
    ("20XX", "2000-01-01", "2099-12-31", "century", "the years 2000 to 2099"),
    ("2004-XX", "2004-01-01", "2004-12-31", "year", "a month in 2004"),
    ("1985-04-XX", "1985-04-01", "1985-04-30", "month", "a day in April 1985"),
    ("1985-XX-XX", "1985-01-01", "1985-12-31", "year", "a day in 1985"),
    # Level 1: open and unknown ends
    ("1985-04-12/..", "1985-04-12", MAX, "interval", "from 12 April 1985"),
    ("1985-04/..", "1985-04-01", MAX, "interval", "from April 1985"),
    ("1985/..", "1985-01-01", MAX, "interval", "from 1985"),
    ("../1985-04-12", MIN, "1985-04-12", "interval", "until 12 April 1985"),
    ("../1985-04", MIN, "1985-04-30", "interval", "until April 1985"),
    ("../1985", MIN, "1985-12-31", "interval", "until 1985"),
    ("1985-04-12/", "1985-04-12", MAX, "interval", "12 April 1985 to an unknown date"),
    ("1985-04/", "1985-04-01", MAX, "interval", "April 1985 to an unknown date"),
    ("1985/", "1985-01-01", MAX, "interval", "1985 to an unknown date"),
    ("/1985-04-12", MIN, "1985-04-12", "interval", "an unknown date to 12 April 1985"),
    ("/1985-04", MIN, "1985-04-30", "interval", "an unknown date to April 1985"),
    ("/1985", MIN, "1985-12-31", "interval", "an unknown date to 1985"),
    # Level 1: intervals between qualified dates and seasons
    ("1984~/2004-06", "1984-01-01", "2004-06-30", "interval", "about 1984 to June 2004"),
    ("1984/2004-06~", "1984-01-01", "2004-06-30", "interval", "1984 to about June 2004"),
    ("1984?/2004%", "1984-01-01", "2004-12-31", "interval", "1984 (uncertain) to about 2004 (uncertain)"),
    ("1984-06-02?/", "1984-06-02", MAX, "interval", "2 June 1984 (uncertain) to an unknown date"),
    ("1953-21/1953-23", "1953-03-01", "1953-11-30", "interval", "spring to autumn 1953"),  # *
    # Level 2: sets
    ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31", "set", "1667, 1668, or 1670 to 1672"),
    ("[..1760-12-03]", MIN, "1760-12-03", "set", "3 December 1760 or earlier"),
    ("[1760-12..]", "1760-12-01", MAX, "set", "December 1760 or later"),
    ("[1760-01,1760-12..]", "1760-01-01", MAX, "set", "January 1760 or December 1760 or later"),
    ("[1667,1760-12]", "1667-01-01", "1760-12-31", "set", "1667 or December 1760"),
    ("[..1984]", MIN, "1984-12-31", "set", "1984 or earlier"),
    ("{1667,1668,1670..1672}", "1667-01-01", "1672-12-31", "set", "1667, 1668, and 1670 to 1672"),
    ("{1960,1961-12}", "1960-01-01", "1961-12-31", "set", "1960 and December 1961"),
    ("{..1984}", MIN, "1984-12-31", "set", "1984 and earlier"),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "precision", "words"), SPECIFICATION)
def test_example_of_the_specification(text: str, earliest: str, latest: str, precision: str, words: str) -> None:
    """A date has the first and the last day that its text allows, a precision, and words."""
    parsed = parse_date(text)

    assert (parsed.earliest.isoformat(), parsed.latest.isoformat(), parsed.precision) == (earliest, latest, precision)
    assert parsed.words() == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1943-12-28/1943-12-31", "28 to 31 December 1943"),
        ("1937-09-27/1937-10-03", "27 September to 3 October 1937"),
        ("1943-12-28/1944-01-03", "28 December 1943 to 3 January 1944"),
        ("1937-09/1937-10", "September to October 1937"),
        ("1943-10/1944-01", "October 1943 to January 1944"),
        ("1943-10/1943-12-28", "October 1943 to 28 December 1943"),
        ("1943-10?/1943-12", "October 1943 (uncertain) to December 1943"),
        ("1943-12-XX/1943-12-28", "a day in December 1943 to 28 December 1943"),
        ("1943-23/1943-24", "autumn 1943 to winter 1943–1944"),
        ("192X/193X", "the 1920s to the 1930s"),
        ("1943/1943", "1943"),
    ],
)
def test_interval_says_once_what_its_ends_share(text: str, words: str) -> None:
    """Month and year are said once where both ends have them and are equally exact."""
    assert parse_date(text).words() == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("163X", "the 1630s"),
        ("190X", "the years 1900 to 1909"),
        ("19XX", "the years 1900 to 1999"),
    ],
)
def test_words_never_say_the_1900s(text: str, words: str) -> None:
    """Ten years from 1900 and a hundred are told apart, because "the 1900s" means either."""
    assert parse_date(text).words() == words


def test_two_possible_days_are_both_said() -> None:
    assert parse_date("[1953-04-18,1955-04-18]").words() == "18 April 1953 or 18 April 1955"


def test_words_in_a_language_without_words_are_refused() -> None:
    with pytest.raises(LookupError, match="'xal'"):
        parse_date("1943").words("xal")


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1944-02", "1944-02-01", "1944-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2000-02-29", "2000-02-29", "2000-02-29"),
        ("0001", MIN, "0001-12-31"),
        ("9999-24", "9999-12-01", MAX),
    ],
)
def test_calendar_is_gregorian_from_year_1_to_9999(text: str, earliest: str, latest: str) -> None:
    """Leap years follow the Gregorian rule; the last winter ends with the calendar."""
    parsed = parse_date(text)

    assert (parsed.earliest.isoformat(), parsed.latest.isoformat()) == (earliest, latest)


REFUSED = [
    # text, part of the reason, suggestion
    ("", "is empty", ""),
    (" 1943", "has a space", "1943"),
    ("1943\n", "has a space", "1943"),
    ("١٩٤٣", "other than ASCII", "1943"),
    ("1943–12–28", "other than ASCII", "1943-12-28"),
    ("194u", "capital X", "194X"),
    ("19uu", "capital X", "19XX"),
    ("1943-uu", "capital X", "1943-XX"),
    ("1984?~", "qualifier inside", "1984%"),
    ("1943?-12-28", "qualifier inside", "1943-12-28?"),
    ("1984/open", "holds 'open'", "1984/.."),
    ("unknown/1984", "holds 'unknown'", "/1984"),
    ("1943-13", "has the month 13", ""),
    ("1943-00", "has the month 00", ""),
    ("1953-25", "has the month 25", ""),
    ("1943-02-30", "has the day 30; that month has the days 01 to 28", ""),
    ("1943-12-00", "has the day 00", ""),
    ("1953-21-03", "a day in a season", ""),
    ("1943-XX-28", "larger unit open", ""),
    ("156X-12-25", "larger unit open", ""),
    ("0000", "year 0000", ""),
    ("000X", "year 0000", ""),
    ("-0043", "negative year", ""),
    ("Y17000", "more than four digits", ""),
    ("19430", "more than four digits", ""),
    ("943", "fewer than four digits", "0943"),
    ("19431228", "no hyphens", "1943-12-28"),
    ("1943-1-5", "is not a date", "1943-01-05"),
    ("1943-12-28T10:00:00", "time of day", "1943-12-28"),
    ("28.12.1943", "is not a date", "1943-12-28"),
    ("12/28/1943", "more than one '/'", "1943-12-28"),
    ("05/06/1943", "more than one '/'", ""),  # May or June: no guess
    ("1944/1943", "ends before it begins", "1943/1944"),
    ("1943-12-28/1943-12-01", "ends before it begins", "1943-12-01/1943-12-28"),
    ("1943-1944", "joins two years", "1943/1944"),
    ("1944-48", "has the month 48", "1944/1948"),
    ("1943-12-28/31", "holds '31'", "1943-12-28/1943-12-31"),
    ("1943-12-28/1943-02-30", "holds '1943-02-30', which has the day 30", ""),
    ("1943/1944/1945", "more than one '/'", ""),
    ("../..", "names no date", ""),
    ("/", "names no date", ""),
    ("1670..1672", "outside a set", "1670/1672"),
    ("[1953]", "fewer than two dates", "1953"),
    ("[]", "fewer than two dates", ""),
    ("[1953,1953]", "names a date twice", ""),
    ("[1953,1955", "without its closing bracket", "[1953,1955]"),
    ("[1953, 1955]", "has a space", "[1953,1955]"),
    ("[1953/1954,1956]", "holds '1953/1954'", "[1953..1954,1956]"),
    ("[1672..1670,1680]", "ends before it begins", ""),
    ("[1670..1672-03]", "different precision", ""),
    ("[1953,..1955]", "open run in the middle", ""),
    ("28 December 1943", "has a space", "1943-12-28"),
    ("28–31 December 1943", "has a space", "1943-12-28/1943-12-31"),
    ("about 1943", "has a space", "1943~"),
    ("c. 1943?", "has a space", "1943%"),
    ("until January 1944", "has a space", "../1944-01"),
    ("since 1944", "has a space", "1944/.."),
    ("1953 or 1955", "has a space", "[1953,1955]"),
    ("the 1630s", "has a space", "163X"),
    ("spring 1953", "has a space", "1953-21"),
    ("never", "is not a date", ""),
]


@pytest.mark.parametrize(("text", "reason", "suggestion"), REFUSED)
def test_refused_text(text: str, reason: str, suggestion: str) -> None:
    """What is no date is refused with a reason and, where one can be guessed, with what may have been meant."""
    with pytest.raises(DateError) as caught:
        parse_date(text)

    assert reason in caught.value.reason
    assert caught.value.suggestion == suggestion


def test_message_names_the_value_the_guess_and_the_accepted_forms() -> None:
    with pytest.raises(DateError) as caught:
        parse_date("194u")

    message = str(caught.value)
    assert message.startswith("'194u' marks an unspecified digit in an old way")
    assert "Did you mean '194X'?" in message
    assert "Accepted forms: 1926, 1926-05, 1926-05-14, " in message


@pytest.mark.parametrize("text", ["9" * 100_000, "[" + "1943," * 50_000, "u" * 100_000, "[" * 100_000])
def test_absurd_length_is_refused_and_shortened_in_the_message(text: str) -> None:
    with pytest.raises(DateError, match=f"a date has at most {LONGEST_TEXT}") as caught:
        parse_date(text)

    assert len(caught.value.value) == 60


def test_control_characters_do_not_reach_the_message() -> None:
    with pytest.raises(DateError) as caught:
        parse_date("[1943,\x1b[31m\n]")

    assert str(caught.value).isprintable()


def test_order_is_by_first_day_then_the_wider_then_text() -> None:
    """A year stands before its January, an open start before everything."""
    ordered = ["../1944", "1630-05", "1943", "1943-01", "1943-01-01", "1943-01-01?", "1943-12-28/1943-12-31", "1944/.."]

    assert [each.text for each in sorted(map(parse_date, reversed(ordered)), key=lambda each: each.sort_key)] == ordered


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("1943-12-28", "1943", True),
        ("1943-12-28/1943-12-31", "1943-12-31", True),
        ("1943-12-28/1943-12-31", "1944", False),
        ("1943-24", "1944-02-29", True),
        ("1944/..", "2008-04-02", True),
        ("../1926", "1927", False),
        ("[1953-04-18,1955-04-18]", "1955-04", True),
        ("[1953-04-18,1955-04-18]", "1954", False),
        ("{1943,1945}", "1944", False),
    ],
)
def test_overlap_is_a_day_that_both_allow(one: str, other: str, overlap: bool) -> None:
    """Days between the dates of a set are not allowed by it. Overlap goes both ways."""
    assert parse_date(one).overlaps(parse_date(other)) is overlap
    assert parse_date(other).overlaps(parse_date(one)) is overlap


def test_years_of_a_set_that_follow_each_other_are_one_run_of_days() -> None:
    assert parse_date("{1943,1944}").spans == ((date(1943, 1, 1), date(1944, 12, 31)),)
    assert len(parse_date("[1953-04-18,1955-04-18]").spans) == 2


def test_set_of_alternatives_gives_each() -> None:
    """A run in a set stands among the alternatives as the interval that it means."""
    parsed = parse_date("[1667,1670..1672]")

    assert parsed.is_one_of
    assert parsed.precision == "set"
    assert [each.text for each in parsed.alternatives] == ["1667", "1670/1672"]
    assert parsed.members == ()


def test_set_of_all_gives_its_members() -> None:
    parsed = parse_date("{1960,1961-12}")

    assert parsed.precision == "set"
    assert not parsed.is_one_of
    assert [each.text for each in parsed.members] == ["1960", "1961-12"]


def test_open_and_unknown_starts_are_told_apart() -> None:
    """Both have the bound of the calendar; only an open start says that the thing has always been."""
    assert parse_date("1944/..").latest == parse_date("1944/").latest == date.max
    assert parse_date("../1944").open_start
    assert parse_date("/1944").unknown_start
    assert parse_date("[..1944]").open_start


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [
        ("1943-12-28", False, False),
        ("1953-01-19?", True, False),
        ("163X~", False, True),
        ("1953-21%", True, True),
        ("1984~/2004?", True, True),
        ("[1953,1955?]", True, False),
    ],
)
def test_doubt_at_one_date_is_doubt_of_the_whole(text: str, uncertain: bool, approximate: bool) -> None:
    """A qualifier at one end of an interval or at one date of a set counts for all of it."""
    parsed = parse_date(text)

    assert (parsed.is_uncertain, parsed.is_approximate) == (uncertain, approximate)


@pytest.mark.parametrize(
    ("text", "is_day"), [("1943-12-28", True), ("1953-01-19?", False), ("1943-12-XX", False), ("1943-12", False)]
)
def test_day_is_single_and_certain(text: str, is_day: bool) -> None:
    assert parse_date(text).is_day is is_day


class Record(BaseModel):
    """A record with a date, as pydantic reads it."""

    date: EdtfDate


def test_field_reads_text_and_writes_it_back() -> None:
    record = Record.model_validate({"date": "1943-12-28/1943-12-31"})

    assert record.date.earliest == date(1943, 12, 28)
    assert Record(date=record.date) == record
    assert record.model_dump_json() == '{"date":"1943-12-28/1943-12-31"}'


@pytest.mark.parametrize(
    ("value", "code"), [("194u", "date-invalid"), (1943, "string_type"), (["1953"], "string_type")]
)
def test_field_reports_what_is_no_date(value: object, code: str) -> None:
    """A wrong text has a code of its own and its suggestion; a value that is no text is of the wrong type."""
    with pytest.raises(ValidationError) as caught:
        Record.model_validate({"date": value})

    [error] = caught.value.errors()
    assert error["type"] == code
    if value == "194u":
        assert error["msg"].startswith("'194u' marks")
        assert error.get("ctx", {})["suggestion"] == "194X"


@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_field_is_text_in_the_schema_or_a_year_that_editors_take_for_a_number(mode: str) -> None:
    schema = Record.model_json_schema(mode="validation" if mode == "validation" else "serialization")

    assert schema["properties"]["date"]["type"] == ["string", "integer"]


# Properties that hold for every date. Fixed seeds and no database: a test run writes nothing and repeats itself.
steady = settings(derandomize=True, database=None, deadline=None, max_examples=150)

days = st.dates(date(1, 1, 1), date(9999, 12, 31)).map(date.isoformat)
points = st.one_of(
    days,
    days.map(lambda day: day[:7]),
    days.map(lambda day: day[:4]),
    days.filter(lambda day: day >= "0010").map(lambda day: f"{day[:3]}X"),
    st.tuples(days, st.integers(21, 24)).map(lambda pair: f"{pair[0][:4]}-{pair[1]}"),
    st.tuples(days, st.sampled_from("?~%")).map("".join),
)


def _is_date(text: str) -> bool:
    try:
        parse_date(text)
    except DateError:
        return False
    return True


any_dates = st.one_of(
    points,
    points.flatmap(lambda point: st.sampled_from([f"../{point}", f"{point}/..", f"/{point}", f"{point}/"])),
    st.tuples(points, points).map("/".join).filter(_is_date),
    st.lists(points, min_size=2, max_size=4, unique=True).map(lambda each: f"[{','.join(each)}]"),
    st.lists(points, min_size=2, max_size=4, unique=True).map(lambda each: f"{{{','.join(each)}}}"),
).map(parse_date)


@steady
@given(any_dates)
def test_every_date_reads_back_from_its_text(parsed: EdtfDate) -> None:
    """The text says everything, begins no later than it ends, and has words."""
    assert parse_date(str(parsed)) == parsed
    assert parsed.earliest <= parsed.latest
    assert parsed.words()


@steady
@given(any_dates, any_dates)
def test_relations_agree_with_each_other(one: EdtfDate, other: EdtfDate) -> None:
    """Overlap is symmetric, and a date overlaps itself."""
    assert one.overlaps(other) == other.overlaps(one)
    assert one.overlaps(one)


@steady
@given(st.text(max_size=100) | st.text("0123456789Xu-/.,[]{}?~% ", max_size=30))
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    """No text does anything else, and what is suggested is a date."""
    suggestion = ""
    try:
        parse_date(text)
    except DateError as error:
        suggestion = error.suggestion

    assert not suggestion or _is_date(suggestion)


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("28 December 1996 or 29 December 1996", ["28 December 1996", "or", "29 December 1996"]),
        ("28 to 31 December 1943", ["28", "to", "31 December 1943"]),
        ("about December 1942 (uncertain)", ["about", "December 1942", "(uncertain)"]),
        ("winter 1943–1944", ["winter 1943–1944"]),
        ("the 1630s to 1940", ["the", "1630s", "to", "1940"]),
    ],
)
def test_a_line_ends_between_two_dates_and_not_within_one(words: str, lines: list[str]):
    assert unbroken(words).split(" ") == [line.replace(" ", "\u00a0") for line in lines]
