"""Dates in English prose: which are found, where, and what is left alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kalmyk_site.records.dates import dates_in_text, parse_date

FOUND = [
    # prose, the words found, the date
    ("On 28 December 1943 they", "28 December 1943", "1943-12-28"),
    ("on the 28th of December, 1943", "28th of December, 1943", "1943-12-28"),
    ("on December 28, 1943.", "December 28, 1943", "1943-12-28"),
    ("28 Dec. 1943", "28 Dec. 1943", "1943-12-28"),
    ("on 28\nDecember 1943", "28\nDecember 1943", "1943-12-28"),
    ("written 1943-12-28 in the list", "1943-12-28", "1943-12-28"),
    ("approved in October 1943.", "October 1943", "1943-10"),
    ("in mid-August 1942,", "August 1942", "1942-08"),
    ("in 1943, before", "1943", "1943"),
    ("the 1939 census", "1939", "1939"),
    ("in the Spring of 1953", "Spring of 1953", "1953-21"),
    ("in spring 1953", "spring 1953", "1953-21"),
    ("the fall of 1953", "fall of 1953", "1953-23"),
    ("the winter of 1943–44", "winter of 1943–44", "1943-24"),
    ("winter 1943/1944", "winter 1943/1944", "1943-24"),
    ("in the winter of 1943", "winter of 1943", "[1942-24,1943-24]"),
    ("in the 1630s", "the 1630s", "163X"),
    ("a 1940's building", "1940's", "194X"),
    ("the 1900s", "the 1900s", "19XX"),
    # ranges
    ("on 28–31 December 1943", "28–31 December 1943", "1943-12-28/1943-12-31"),
    ("28-31 December 1943", "28-31 December 1943", "1943-12-28/1943-12-31"),
    ("28 to 31 December 1943", "28 to 31 December 1943", "1943-12-28/1943-12-31"),
    ("the night of 27/28 December 1943", "27/28 December 1943", "1943-12-27/1943-12-28"),
    ("April 18–24, 1955", "April 18–24, 1955", "1955-04-18/1955-04-24"),
    ("April 2nd - May 15th, 2008", "April 2nd - May 15th, 2008", "2008-04-02/2008-05-15"),
    ("2 April to 15 May 2008", "2 April to 15 May 2008", "2008-04-02/2008-05-15"),
    ("28 December 1943 to 3 January", "28 December 1943 to 3 January", "1943-12-28/1944-01-03"),
    ("28 December to 3 January 1944", "28 December to 3 January 1944", "1943-12-28/1944-01-03"),
    ("September to October 1937", "September to October 1937", "1937-09/1937-10"),
    ("October 1943 to January 1944", "October 1943 to January 1944", "1943-10/1944-01"),
    ("spring to autumn 1953", "spring to autumn 1953", "1953-21/1953-23"),
    ("1944–1948", "1944–1948", "1944/1948"),
    ("from 1944 to 1948", "1944 to 1948", "1944/1948"),
    ("between 1944 and 1948", "1944 and 1948", "1944/1948"),
    ("in 1941–45", "1941–45", "1941/1945"),
    ("between the 1930s and the 1950s", "the 1930s and the 1950s", "193X/195X"),
]


@pytest.mark.parametrize(("prose", "words", "edtf"), FOUND)
def test_date_is_found_with_its_place(prose: str, words: str, edtf: str) -> None:
    """A date is found in prose with the very words that say it."""
    [found] = dates_in_text(prose)

    assert (found.text, str(found.date)) == (words, edtf)
    assert prose[found.start : found.end] == words


@pytest.mark.parametrize(
    ("prose", "dates"),
    [
        ("18 April 1953 or 18 April 1955", ["1953-04-18", "1955-04-18"]),
        ("28 and 31 December 1943", ["1943-12-28", "1943-12-31"]),
        ("28, 29 and 31 December 1943", ["1943-12-28", "1943-12-29", "1943-12-31"]),
        ("October, November and December 1943", ["1943-10", "1943-11", "1943-12"]),
        ("December and January 1944", ["1943-12", "1944-01"]),
        ("in 1943 and 1944", ["1943", "1944"]),
        ("fell from 75% in 1926 to 45% in 1989", ["1926", "1989"]),
        ("Order No. 12, 28 December 1943", ["1943-12-28"]),
        ("1948 to 1944", ["1948", "1944"]),
    ],
)
def test_list_is_several_dates(prose: str, dates: list[str]) -> None:
    """Listed dates are separate, each completed from the next; so are two that would be a range backwards."""
    assert [str(found.date) for found in dates_in_text(prose)] == dates


@pytest.mark.parametrize(
    "prose",
    [
        "93,139 people in 46 trains",
        "1,943 people",
        "Resolution No. 1432",
        "Resolution 1432/425",
        "pp. 1926–1928",
        "$1943",
        "ISBN 978-1943-22",
        "30 February 1943",
        "31 April",
        "they may march in spring and fall",
        "28 to 31 December",
        "December",
        "3 and 4",
    ],
)
def test_what_is_no_date_is_left_alone(prose: str) -> None:
    """Counts, numbers of documents and pages, days that do not exist, and dates whose year nobody says."""
    assert dates_in_text(prose) == []


@pytest.mark.parametrize(
    ("prose", "edtf"),
    [
        ("28 to 31 December", "1943-12-28/1943-12-31"),
        ("28 December to 3 January", "1943-12-28/1944-01-03"),
        ("December 28", "1943-12-28"),
        ("in December", "1943-12"),
        ("December 1944", "1944-12"),
    ],
)
def test_missing_year_is_the_assumed_one(prose: str, edtf: str) -> None:
    """The caller's year completes a date that has none, and changes none that has."""
    [found] = dates_in_text(prose, assumed_year=1943)

    assert str(found.date) == edtf


@pytest.mark.parametrize(("year", "dates"), [(1, ["0001-12-28/0002-01-03"]), (9999, ["9999-12-28"])])
def test_assumed_year_may_be_the_first_or_the_last(year: int, dates: list[str]) -> None:
    """A day that would fall behind the end of the calendar is no date."""
    found = dates_in_text("28 December to 3 January", assumed_year=year)

    assert [str(each.date) for each in found] == dates


@pytest.mark.parametrize(
    "edtf",
    [
        "1943-12-28",
        "1943-12",
        "1943",
        "163X",
        "1953-21",
        "1943-24",
        "1943-12-28/1943-12-31",
        "1937-09-27/1937-10-03",
        "1943-10/1944-01",
        "1953-21/1953-23",
        "192X/193X",
        "1943-23/1943-24",
    ],
)
def test_words_of_a_date_are_read_back(edtf: str) -> None:
    """What the archive prints for a date, prose may repeat, and it is understood as that date."""
    [found] = dates_in_text(parse_date(edtf).words())

    assert str(found.date) == edtf


numbers = ["28", "31", "3rd", "44", "1943", "1944", "1000", "2099", "1943-12-28", "the 1630s"]
names = ["December", "May", "spring", "winter", "30 February"]
signs = [", ", " and ", " to ", "–", "-", "/", " of ", " ", "\n", ".", "between ", "No. ", "p. "]
pieces = st.sampled_from(numbers + names + signs)


@settings(derandomize=True, database=None, deadline=None, max_examples=300)
@given(st.lists(pieces, max_size=14).map("".join), st.none() | st.integers(1, 9999))
def test_any_prose_gives_dates_in_order(prose: str, assumed_year: int | None) -> None:
    """Whatever is strung together, the dates found are dates, stand in order and do not overlap."""
    end = 0
    for found in dates_in_text(prose, assumed_year):
        assert end <= found.start < found.end
        assert prose[found.start : found.end] == found.text
        end = found.end


@pytest.mark.parametrize(
    "piece", ["28 ", "1943–", "28, ", "the ", "   ", "1943 through   the   ", "28th of ", "winter 1943–"]
)
def test_cost_grows_with_the_length_of_the_prose_alone(piece: str) -> None:
    """Repetition makes no search explode; a quadratic one would take minutes for this length."""
    prose = (piece * 30_000)[:30_000]
    started = time.perf_counter()
    dates_in_text(prose, 1943)

    assert time.perf_counter() - started < 5
