"""Flags: no text on another, no pole through a text, at the least width and at every greater one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kalmyk_site.drawings.flags import OFFSET, Flag, Label, place_flags
from kalmyk_site.drawings.lettering import text_width


def labels(*places: float, text: str = "a name of some length") -> list[Label]:
    return [Label(key, at, text, (key,)) for key, at in enumerate(places)]


def text_of(flag: Flag, width: float) -> tuple[float, float]:
    pole, needed = flag.at * width, text_width(flag.text) + OFFSET
    return (pole - needed, pole - OFFSET) if flag.left else (pole + OFFSET, pole + needed)


def faults(flags: Sequence[Flag], width: float) -> list[str]:
    """What is wrong: texts that meet or leave the drawing, poles that run through a text."""
    found = [flag.text for flag in flags if text_of(flag, width)[0] < 0 or text_of(flag, width)[1] > width]
    for one, other in combinations(flags, 2):
        (start, end), (begin, stop) = text_of(one, width), text_of(other, width)
        if one.row == other.row and start < stop and begin < end:
            found.append(f"{one} lies on {other}")
        for above, below in ((one, other), (other, one)):
            left, right = text_of(below, width)
            if above.row > below.row and left < above.at * width < right:
                found.append(f"the pole of {above} runs through {below}")
    return found


def test_of_marks_close_together_the_earliest_has_the_highest_flag():
    assert [(flag.key, flag.row) for flag in place_flags(labels(0.1, 0.11, 0.12), 1000, 5)] == [(0, 2), (1, 1), (2, 0)]


def test_marks_far_apart_share_a_row():
    assert [flag.row for flag in place_flags(labels(0, 0.4, 0.8), 1000, 5)] == [0, 0, 0]


def test_a_flag_at_the_end_hangs_to_the_left():
    assert [flag.left for flag in place_flags(labels(0.5, 1), 1000, 5)] == [False, True]


def test_many_flags_hang_to_both_sides_so_that_they_need_fewer_rows():
    flags = place_flags(labels(0.48, 0.49, 0.5, 0.51, 0.52, 0.53), 1000, 9)

    assert [flag.left for flag in flags] == [True, True, True, False, False, False]
    assert max(flag.row for flag in flags) == 2


def test_where_there_is_no_room_the_least_is_left_out():
    crowd = [Label(key, 0.5, "a name of some length", (rank,)) for key, rank in enumerate((3, 1, 2))]

    assert {flag.key for flag in place_flags(crowd, 1000, 2)} == {1, 2}


def test_a_text_wider_than_the_drawing_and_one_without_words_are_left_out():
    assert place_flags([*labels(0.5, text="x" * 200), *labels(0.5, text="")], 1000, 5) == ()


@settings(max_examples=150, deadline=None)
@given(
    places=st.lists(st.floats(0, 1), max_size=14),
    texts=st.lists(st.text("abc WM", max_size=24), min_size=14, max_size=14),
    rows=st.integers(0, 7),
)
def test_nothing_meets_at_any_width(places: list[float], texts: list[str], rows: int):
    asked = [Label(key, at, texts[key], (-key,)) for key, at in enumerate(places)]

    flags = place_flags(asked, 630, rows)

    assert all(flag.row < rows for flag in flags)
    assert [fault for width in (630, 704, 960, 1100) for fault in faults(flags, width)] == []


@pytest.mark.parametrize("rows", [1, 3, 7])
def test_the_order_in_which_labels_are_given_changes_nothing(rows: int):
    asked = labels(0.1, 0.11, 0.5, 0.52, 0.53, 0.54, 0.9)

    assert place_flags(asked, 800, rows) == place_flags(asked[::-1], 800, rows)
