"""Marks: what each form of a date looks like on a scale."""

from __future__ import annotations

import pytest

from kalmyk_site.drawings.time_marks import Shape, has_place, is_within, sign_of
from kalmyk_site.drawings.time_scale import Window
from kalmyk_site.records.dates import parse_date

DECADE = Window.of(parse_date("1943-01-01/1952-12-31"))


def told(shape: Shape) -> str:
    """A shape in words: form, first and last day of the decade in tenths of a year, doubt, open sides."""
    form = "hollow " * shape.doubtful + shape.form
    place = f"{10 * shape.start:.1f}" if shape.form == "tick" else f"{10 * shape.start:.1f} to {10 * shape.end:.1f}"
    sides = [f"{name} {side}" for name, side in (("begins", shape.begins), ("ends", shape.ends)) if side != "here"]
    return ", ".join([f"{form} {place}", *sides])


@pytest.mark.parametrize(
    ("date", "mark"),
    [
        ("1943-12-28", ["tick 1.0"]),
        ("1943-12-28?", ["hollow tick 1.0"]),
        ("1945-07-02~", ["hollow tick 2.5"]),
        ("1944", ["bar 1.0 to 2.0"]),
        ("1944?", ["hollow bar 1.0 to 2.0"]),
        ("1944-21", ["bar 1.2 to 1.4"]),
        ("1944-10", ["bar 1.7 to 1.8"]),
        ("194X", ["bar 0.0 to 7.0, begins outside"]),
        ("1944/1945", ["bar 1.0 to 3.0"]),
        ("1944-01-01/1944-01-01", ["tick 1.0"]),
        ("1940/1945?", ["hollow bar 0.0 to 3.0, begins outside"]),
        ("1950/1960", ["bar 7.0 to 10.0, ends outside"]),
        ("1944/..", ["bar 1.0 to 10.0, ends open"]),
        ("../1944", ["bar 0.0 to 2.0, begins open"]),
        ("1930/..", ["bar 0.0 to 10.0, begins outside, ends open"]),
        ("1944/", ["bar 1.0 to 2.0, ends unknown"]),
        ("/1944", ["bar 1.0 to 2.0, begins unknown"]),
        ("[1944-01-01,1946]", ["hollow tick 1.0", "hollow bar 3.0 to 4.0"]),
        ("[1944-02-24,1944-02-25]", ["hollow tick 1.1", "hollow tick 1.2"]),
        ("[1930,1946]", ["hollow bar 3.0 to 4.0"]),
        ("[1944..1945,1948]", ["hollow bar 1.0 to 3.0", "hollow bar 5.0 to 6.0"]),
        ("{1944,1946}", ["bar 1.0 to 2.0", "bar 3.0 to 4.0"]),
        ("{1946,1944?}", ["hollow bar 1.0 to 2.0", "hollow bar 3.0 to 4.0"]),
    ],
)
def test_each_form_of_a_date_has_its_mark(date: str, mark: list[str]):
    sign = sign_of(parse_date(date), DECADE)

    assert sign is not None
    assert [told(shape) for shape in sign.shapes] == mark


@pytest.mark.parametrize("date", ["1942", "1953-01-01", "../1942", "1953/..", "[1930,1960]", "/1942", "1953/"])
def test_what_lies_outside_the_window_has_no_mark(date: str):
    assert sign_of(parse_date(date), DECADE) is None


@pytest.mark.parametrize(
    ("date", "joined", "choices"),
    [
        ("1944", "", 0),
        ("[1944,1946]", "or", 2),
        ("[1930,1946]", "or", 2),
        ("{1944,1946}", "and", 0),
        ("[1944..1946]", "", 1),
    ],
)
def test_the_dates_of_a_set_are_joined(date: str, joined: str, choices: int):
    sign = sign_of(parse_date(date), DECADE)

    assert sign is not None
    assert (sign.joined_by, sign.choices) == (joined, choices)


@pytest.mark.parametrize(
    ("date", "place", "within"),
    [
        ("1943-12-28", True, True),
        ("1943-12-28/1943-12-31", True, True),
        ("1943-12-31/1944-01-03", True, False),
        ("1944-01", False, False),
        ("1943", False, False),
        ("1943-12-28/..", True, False),
        ("1943/..", False, False),
        ("1943-12-20/", False, False),
        ("[1943-12-28,1943-12-30]", True, True),
        ("[1943-12-28,1945]", False, False),
    ],
)
def test_a_date_has_its_place_among_days_only_if_it_is_dated_to_days(date: str, place: bool, within: bool):
    week = Window.of(parse_date("1943-12-26/1944-01-01"))

    assert (has_place(parse_date(date), week), is_within(parse_date(date), week)) == (place, within)
