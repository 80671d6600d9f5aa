"""Drawings of estimates, of sums and of values by date: which marks there are, and where."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalmyk_site.drawings.estimates import Entry, estimates_sheet
from kalmyk_site.drawings.label_lines import Piece
from kalmyk_site.drawings.parts import Step, parts_sheet
from kalmyk_site.drawings.scales import Scale
from kalmyk_site.drawings.series import Dated, series_sheet
from kalmyk_site.drawings.sheet import LINE, Sheet

WIDTHS = (19.0, 41.0)


def show(value: Decimal) -> str:
    return f"{value:,f}"


def no_note(_scale: Scale, *_: object) -> Iterable[Piece]:
    return (Piece("in people"),)


def entry(low: int | None, high: int | None = None, *, rounds: int | None = None, exact: bool = True) -> Entry:
    number = low if low is not None else high
    return Entry(
        (Piece(f"{number}", strong=True),),
        None if low is None else Decimal(low),
        Decimal(low) if exact and low is not None else None if high is None else Decimal(high),
        exact,
        "given",
        rounds,
    )


def words(sheet: Sheet) -> list[str]:
    return ["".join(piece.text for piece in text.words) for text in sheet.texts]


def of(value: int, time: float | None) -> Dated:
    return Dated(entry(value), time, "no date" if time is None else f"{time:g}")


def sum_of(*steps: tuple[int, str] | tuple[int, str, bool]) -> list[Step]:
    return [
        Step((Piece(f"line {number}", strong=True),), f"{step[0]:,}", Decimal(step[0]), step[1], len(step) > 2)  # pyright: ignore[reportArgumentType] - a kind of mark
        for number, step in enumerate(steps, 1)
    ]


# Estimates -------------------------------------------------------------------------------------------------------


def test_a_value_is_a_dot_and_what_rounds_it_a_band_below_joined_to_it():
    sheet = estimates_sheet([entry(16017), entry(16594), entry(15500, 16500, rounds=0, exact=False)], 41, show, no_note)
    assert words(sheet)[:3] == ["16017", "15500", "16594"]
    assert [dot.x for dot in sheet.dots] == sorted(dot.x for dot in sheet.dots)
    [band] = sheet.bars
    [join] = [stroke for stroke in sheet.strokes if stroke.kind == "join"]
    assert band.kind == "band"
    assert join.x1 == join.x2 == sheet.dots[0].x
    assert (join.y1, join.y2) == (sheet.dots[0].y, pytest.approx(band.y + band.height / 2, abs=0.01))
    assert band.x < join.x1 < band.x + band.width


def test_a_bound_without_end_is_open_on_that_side():
    sheet = estimates_sheet([entry(16000, None, exact=False), entry(None, 17000, exact=False)], 41, show, no_note)
    assert [opening.side for opening in sheet.openings] == ["right", "left"]
    assert sheet.bars[0].x + sheet.bars[0].width == 100
    assert sheet.bars[1].x == 0


def test_nothing_is_less_than_nothing_so_an_upper_bound_ends_at_zero():
    sheet = estimates_sheet([entry(100), entry(None, 500, exact=False)], 41, show, no_note)
    assert sheet.openings == []
    assert sheet.bars[0].x == 0


def test_what_rounds_what_rounds_has_its_row_too():
    sheet = estimates_sheet([entry(1, rounds=1), entry(2, rounds=0)], 41, show, no_note)
    assert len(sheet.dots) == 2


# Sums ------------------------------------------------------------------------------------------------------------


def test_each_bar_begins_where_the_one_before_ends_and_the_rest_fills_the_whole():
    steps = sum_of((60, "given"), (30, "given"), (10, "missing"), (100, "given", True))
    sheet = parts_sheet(steps, 41, show, [Piece("in people")])
    assert [(bar.x, bar.width, bar.kind) for bar in sheet.bars] == [
        (0, 60, "given"),
        (60, 30, "given"),
        (90, 10, "missing"),
        (0, 100, "given"),
    ]
    assert [text.words[0].text for text in sheet.texts if text.anchor == "end"][:4] == ["60", "30", "10", "100"]


def test_a_sum_that_comes_to_more_passes_the_line_of_what_it_is_measured_by():
    steps = sum_of((60, "given"), (40, "given"), (100, "worked out", True), (80, "given", True), (20, "worked out"))
    sheet = parts_sheet(steps, 41, show, [Piece("in people")], Decimal(80))
    [limit] = [stroke for stroke in sheet.strokes if stroke.kind == "limit"]
    assert limit.x1 == limit.x2 == 80
    assert sheet.bars[1].x + sheet.bars[1].width == 100
    assert (sheet.bars[-1].x, sheet.bars[-1].width) == (80, 20)
    assert (limit.y1, limit.y2) == (0, pytest.approx(sheet.bars[-1].y + sheet.bars[-1].height, abs=0.01))


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=12), st.integers(0, 10**9))
def test_bars_and_rest_come_to_the_whole(parts: list[int], rest: int):
    whole = sum(parts) + rest
    steps = sum_of(*((part, "given") for part in parts), (rest, "missing"), (whole, "given", True))
    sheet = parts_sheet(steps, 19, show, [Piece("in people")])
    assert sum(bar.width for bar in sheet.bars[:-1]) == pytest.approx(sheet.bars[-1].width, abs=0.01 * len(steps))


# Values by date --------------------------------------------------------------------------------------------------


def test_equal_spans_of_time_are_equal_distances():
    dated = [of(10, 1900), of(20, 1910), of(30, 1930)]
    dots = series_sheet(dated, 41, show, no_note).dots
    assert dots[2].y - dots[1].y == pytest.approx(2 * (dots[1].y - dots[0].y), abs=0.02)


def test_what_has_no_date_stands_below_a_rule_at_the_edge():
    sheet = series_sheet([of(10, None), of(20, 1910)], 41, show, no_note)
    known, undated = sheet.dots
    [rule, _axis] = [stroke for stroke in sheet.strokes if stroke.kind == "scale" and stroke.x2 - stroke.x1 == 100]
    assert known.y < rule.y1 < undated.y
    assert words(sheet)[:4] == ["1910", "20", "no date", "10"]


def test_each_date_is_a_line_across_the_drawing_that_is_named_once_and_has_its_values_below_it():
    sheet = series_sheet([of(10, 1900), of(20, 1900), of(30, 1910)], 41, show, no_note)
    first, second = [stroke.y1 for stroke in sheet.strokes if stroke.kind == "grid" and stroke.x2 - stroke.x1 == 100]
    assert words(sheet)[:5] == ["1900", "10", "20", "1910", "30"]
    assert [first < dot.y < second for dot in sheet.dots] == [True, True, False]
    assert first < sheet.texts[0].y < second < sheet.texts[3].y < sheet.dots[2].y


def test_dates_that_begin_together_are_each_named():
    year, month = Dated(entry(10), 1900.0, "1900"), Dated(entry(20), 1900.0, "January 1900")
    sheet = series_sheet([year, month, of(30, 1910)], 41, show, no_note)
    assert words(sheet)[:6] == ["1900", "10", "January 1900", "20", "1910", "30"]


def test_nothing_joins_one_dot_to_the_next():
    sheet = series_sheet([of(10, 1900), of(20, 1910)], 41, show, no_note)
    heights = [dot.y for dot in sheet.dots]
    assert [stroke for stroke in sheet.strokes if {stroke.y1, stroke.y2} & set(heights)] == []


def test_dates_too_unevenly_spread_follow_in_order_and_say_so():
    told: list[bool] = []

    def note(_scale: Scale, true_to_time: bool) -> Iterable[Piece]:
        told.append(true_to_time)
        return ()

    even = [of(10, 1900), of(20, 1920)]
    series_sheet(even, 41, show, note)
    sheet = series_sheet([*even, of(30, 1920.1)], 41, show, note)
    assert told == [True, False]
    assert [dot.y for dot in sheet.dots] == sorted(dot.y for dot in sheet.dots)


# All of them -----------------------------------------------------------------------------------------------------


@given(
    st.lists(st.tuples(st.integers(0, 10**9), st.none() | st.integers(1, 2000)), min_size=1, max_size=10),
    st.sampled_from(WIDTHS),
)
def test_marks_lie_within_the_drawing_and_lines_of_words_below_one_another(
    values: list[tuple[int, int | None]], width: float
):
    entries = [entry(value) for value, _ in values]
    steps = sum_of(*((value, "given") for value, _ in values), (sum(value for value, _ in values), "given", True))
    for sheet in (
        estimates_sheet(entries, width, show, no_note),
        series_sheet([of(value, time) for value, time in values], width, show, no_note),
        parts_sheet(steps, width, show, [Piece("in people")]),
    ):
        assert all(0 <= dot.x <= 100 and 0 <= dot.y <= sheet.height for dot in sheet.dots)
        assert all(bar.x >= 0 and bar.x + bar.width <= 100.01 for bar in sheet.bars)
        assert all(0 <= x <= 100 for stroke in sheet.strokes for x in (stroke.x1, stroke.x2))
        assert all(0 <= text.y <= sheet.height for text in sheet.texts)
        lines = sorted({text.y for text in sheet.texts})
        assert all(later - earlier > LINE - 0.02 for earlier, later in pairwise(lines))
