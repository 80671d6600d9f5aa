"""Tracks: marks side by side, heaps where there is no room, names spread beside their marks."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kalmyk_site.drawings.tracks import Extent, pack, spread


def extents(*spans: tuple[float, float]) -> list[Extent]:
    return [Extent(key, start, end) for key, (start, end) in enumerate(spans)]


def test_marks_that_do_not_touch_share_a_track():
    packing = pack(extents((0, 5), (5, 9), (20, 30)), 3)

    assert (packing.tracks, packing.count, packing.heaps) == ({0: 0, 1: 0, 2: 0}, 1, ())


def test_marks_that_touch_stand_in_tracks_of_their_own_and_the_longer_one_first():
    assert pack(extents((0, 5), (0, 50), (3, 9)), 3).tracks == {1: 0, 0: 1, 2: 2}


def test_what_finds_no_room_is_counted_in_heaps_of_three_px():
    packing = pack(extents((10, 20), (10, 20), (11, 20), (14, 20), (19, 22)), 1)

    assert [(heap.start, heap.end, heap.keys) for heap in packing.heaps] == [
        (9, 12, (1, 2)),
        (12, 15, (3,)),
        (18, 21, (4,)),
    ]
    assert packing.count == 2


def test_marks_of_the_first_rank_choose_before_all_others():
    assert pack(extents((0, 20), (5, 9)), 1, first={1}).tracks == {1: 0}
    assert pack(extents((0, 4), (5, 9), (9, 12)), 1, first={1}).tracks == {0: 0, 1: 0, 2: 0}


@given(
    st.lists(st.tuples(st.integers(0, 200), st.integers(1, 60)), max_size=60),
    st.sets(st.integers(0, 59), max_size=20),
    st.integers(1, 5),
)
def test_no_two_marks_of_a_track_touch_and_none_is_lost(spans: list[tuple[int, int]], first: set[int], tracks: int):
    marks = extents(*((start, start + length) for start, length in spans))

    packing = pack(marks, tracks, first)

    for track in range(tracks):
        inside = sorted((marks[key].start, marks[key].end) for key, at in packing.tracks.items() if at == track)
        assert all(end <= start for (_, end), (start, _) in pairwise(inside))
    assert sorted([*packing.tracks, *(key for heap in packing.heaps for key in heap.keys)]) == list(range(len(marks)))


def test_ten_thousand_marks_on_one_spot_make_one_heap():
    packing = pack(extents(*[(50, 52)] * 10_000), 8)

    assert (len(packing.tracks), [len(heap.keys) for heap in packing.heaps]) == (8, [9_992])


def test_names_stand_at_their_marks_where_they_can():
    assert spread([10, 50, 90], [20, 20, 20], 200) == (10, 50, 90)


def test_names_that_would_meet_make_room_to_both_sides():
    assert spread([50, 52, 54], [20, 20, 20], 200) == (32, 52, 72)


def test_names_stay_within_the_drawing():
    assert spread([-8, 0], [20, 20], 100) == (0, 20)
    assert spread([95, 99], [20, 20], 100) == (60, 80)


@given(st.lists(st.tuples(st.floats(-10, 300), st.integers(1, 40)), max_size=25))
def test_no_name_lies_on_another(things: list[tuple[float, int]]):
    things.sort()
    sizes = [size for _, size in things]
    last = float(max(300, sum(sizes)))

    places = spread([wish for wish, _ in things], sizes, last)

    ends = [place + size for place, size in zip(places, sizes, strict=True)]
    assert all(end <= start + 1e-6 for end, start in zip(ends, places[1:], strict=False))
    assert all(place >= 0 and end <= last + 1e-6 for place, end in zip(places, ends, strict=True))
