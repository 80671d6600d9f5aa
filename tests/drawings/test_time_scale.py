"""Time scales: places of days, and lines with names that have room."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from kalmyk_site.drawings.lettering import text_width, wrap
from kalmyk_site.drawings.time_scale import Window, scale_of
from kalmyk_site.records.dates import parse_date

WEEK = Window(date(1943, 12, 26), date(1944, 1, 1))


def window(text: str) -> Window:
    return Window.of(parse_date(text))


def test_every_day_is_as_wide_as_every_other():
    assert WEEK.days == 7
    assert [round(7 * WEEK.start_of(date(1943, 12, day)), 6) for day in (26, 27, 31)] == [0, 1, 5]
    assert WEEK.end_of(date(1944, 1, 1)) == 1


@pytest.mark.parametrize(
    ("when", "width", "unit", "named"),
    [
        ("1830/2012", 288, "year", "1850 1900 1950 2000"),
        ("1630/2012", 288, "year", "1700 1800 1900"),
        ("1630/2012", 980, "year", "1650 1675 1700 1725 1750 1775 1800 1825 1850 1875 1900 1925 1950 1975 2000"),
        ("1941/1960", 980, "year", " ".join(map(str, range(1941, 1961)))),
        ("1941/1944", 1100, "year", "1941 1942 1943 1944"),
        ("1941/1960", 288, "year", "1945 1950 1955"),
        ("1943-10/1943-12", 700, "month", "October 1943 November 1943 December 1943"),
        ("1943-10/1944-03", 400, "month", "October 1943 January 1944"),
        ("1943-12-26/1944-01-01", 630, "day", "26 27 28 29 30 31 1"),
        ("1943-12-01/1943-12-31", 288, "day", "1 6 11 16 21 26 31"),
        ("0001/9999", 700, "year", "1000 2000 3000 4000 5000 6000 7000 8000 9000"),
    ],
)  # fmt: skip
def test_a_scale_names_as_many_lines_as_have_room(when: str, width: int, unit: str, named: str):
    scale = scale_of(window(when), width)

    assert (scale.unit, " ".join(line.name for line in scale.lines if line.name)) == (unit, named)
    ends = [
        (width - text_width(line.name), width)
        if line.at_edge
        else (line.at * width, line.at * width + text_width(line.name))
        for line in scale.lines
        if line.name
    ]
    assert all(end < start for (_, end), (start, _) in pairwise(ends))
    assert all(end <= width for _, end in ends)


def test_a_scale_of_days_names_the_months_below_them():
    assert [(line.name, round(line.at, 3)) for line in scale_of(WEEK, 1100).months] == [
        ("December 1943", 0),
        ("January 1944", 0.857),
    ]


@pytest.mark.parametrize(("width", "at_edge"), [(288, True), (630, True), (1100, False)])
def test_the_last_month_is_named_at_the_edge_where_its_name_would_leave_the_drawing(width: int, at_edge: bool):
    first, last = scale_of(WEEK, width).months

    assert (first.name, first.at_edge) == ("December 1943", False)
    assert (last.name, last.at_edge) == ("January 1944", at_edge)


def test_of_years_that_do_not_all_have_a_line_none_stands_without_a_name():
    for width in (288, 630, 980, 1100):
        assert all(line.name for line in scale_of(window("1630/2012"), width).lines)


def test_lines_without_a_name_stand_for_the_single_years():
    scale = scale_of(window("1941/1960"), 630)

    assert (scale.step, len(scale.lines)) == (1, 20)
    assert [line.name for line in scale.lines[:4]] == ["", "1942", "", "1944"]


def test_words_break_into_lines_that_fit():
    assert wrap("no dated event", 1000) == ("no dated event",)
    assert wrap("no dated event", 80) == ("no dated", "event")
    assert wrap("no dated event", 5) == ("no", "dated", "event")
    assert wrap("", 80) == ()


def test_letters_with_accents_are_as_wide_as_without_and_unknown_ones_are_wide():
    assert text_width("Hammarskjo\u0308ld") == text_width("Hammarskjöld") == text_width("Hammarskjold")
    assert text_width("Элст") == 4 * 15
