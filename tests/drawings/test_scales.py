"""Scales of numbers: round ticks, places in percent, and zero wherever lengths are compared."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalmyk_site.drawings.scales import Scale, scale_around, scale_from_zero

NUMBERS = st.decimals(min_value=0, max_value=10**18, places=2, allow_nan=False, allow_infinity=False)
TICKS = st.integers(min_value=2, max_value=8)


def ticks(scale: Scale) -> list[str]:
    return [format(tick, "f") for tick in scale.ticks]


@pytest.mark.parametrize(
    ("values", "count", "expected"),
    [
        (["93139"], 6, ["0", "20000", "40000", "60000", "80000", "100000"]),
        (["93139"], 3, ["0", "50000", "100000"]),
        (["9.3"], 6, ["0", "2", "4", "6", "8", "10"]),
        (["0.3"], 4, ["0", "0.1", "0.2", "0.3"]),
        (["100"], 2, ["0", "100"]),
        (["0"], 4, ["0", "0.5", "1"]),
        ([], 3, ["0", "0.5", "1"]),
    ],
)
def test_lengths_begin_at_zero_and_end_at_a_round_number(values: list[str], count: int, expected: list[str]):
    assert ticks(scale_from_zero(map(Decimal, values), count)) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["16017", "16594", "17696"], ["15500", "16000", "16500", "17000", "17500", "18000"]),
        (["17", "19", "17.2"], ["16", "17", "18", "19", "20"]),
        (["10", "30"], ["0", "10", "20", "30"]),
        (["10000", "10000"], ["0", "2000", "4000", "6000", "8000", "10000"]),
        (["0", "3"], ["0", "1", "2", "3"]),
    ],
)
def test_places_that_lie_close_have_a_stretch_of_their_own(values: list[str], expected: list[str]):
    assert ticks(scale_around(map(Decimal, values), 6)) == expected


def test_a_place_is_a_percentage_of_the_width():
    scale = scale_from_zero([Decimal(100)], 6)
    assert [scale.place(Decimal(value)) for value in (0, 25, 100, 130)] == [0, 25, 100, 100]


@given(st.lists(NUMBERS, min_size=1, max_size=6), TICKS)
def test_whatever_is_shown_lies_on_the_scale_in_its_order(values: list[Decimal], count: int):
    for scale in (scale_from_zero(values, count), scale_around(values, count)):
        assert scale.low <= min(values)
        assert max(values) <= scale.high
        places = [scale.place(value) for value in sorted(values)]
        assert places == sorted(places)
        assert all(0 <= place <= 100 for place in places)


@given(st.lists(NUMBERS, min_size=1, max_size=6), TICKS)
def test_ticks_are_few_unlike_even_and_reach_from_end_to_end(values: list[Decimal], count: int):
    for scale in (scale_from_zero(values, count), scale_around(values, count)):
        assert 2 <= len(scale.ticks) <= max(count, 2)
        assert (scale.ticks[0], scale.ticks[-1]) == (scale.low, scale.high)
        steps = {later - earlier for earlier, later in pairwise(scale.ticks)}
        assert len(steps) == 1
        assert steps.pop().normalize().as_tuple().digits in ((1,), (2,), (5,))


@given(st.lists(NUMBERS, min_size=1, max_size=6), TICKS)
def test_lengths_always_begin_at_zero(values: list[Decimal], count: int):
    assert scale_from_zero(values, count).begins_at_zero
