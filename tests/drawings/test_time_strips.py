"""Strips and column: what is drawn where, and that a drawing is as large as its room, not as its events."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest

from kalmyk_site.drawings.lettering import ROW
from kalmyk_site.drawings.time_column import WIDTH, draw_column
from kalmyk_site.drawings.time_scale import Window
from kalmyk_site.drawings.time_strips import OR_ROOM, Happening, Mark, Room, Strips, draw_strips
from kalmyk_site.records.dates import parse_date

ROOM = Room(630, rows=5, flags=25)
WINDOWS = [(Window.of(parse_date(text)), text) for text in ("1900/1999", "1941/1960", "1943-12-26/1944-01-01")]


def event(key: int, when: str, lane: int = 0, label: str = "", *, whole: bool = False, weight: int = 0) -> Happening:
    return Happening(key, parse_date(when), (lane,), label, weight, whole)


def marks(strips: Strips, strip: int = 0, lane: int = 0) -> list[Mark]:
    return list(strips.strips[strip].lanes[lane].marks)


def test_each_strip_shows_what_is_of_its_size():
    strips = draw_strips(
        [event(0, "1917/1940"), event(1, "1944"), event(2, "1943-12-28"), event(3, "1943-12")], WINDOWS, (), ROOM
    )

    assert [[mark.key for mark in marks(strips, number)] for number in range(3)] == [[0, 1, 2, 3], [1, 2, 3], [2]]


def test_the_second_strip_has_a_lane_for_each_theme_and_an_event_stands_in_each_of_its_own():
    both = Happening(0, parse_date("1944"), (0, 2), "An event")
    strips = draw_strips([both], WINDOWS, ["One", "Two", "Three"], ROOM)

    assert [len(strip.lanes) for strip in strips.strips] == [1, 3, 1]
    lanes = strips.strips[1].lanes
    assert [[mark.key for mark in lane.marks] for lane in lanes] == [[0], [], [0]]
    assert [[pole.text for pole in lane.poles] for lane in lanes] == [["An event"], [], []]


def test_a_day_of_which_nothing_is_told_says_so_even_where_something_lasts_over_it():
    told = [event(0, "1943-12-27"), event(1, "1943-12-28/1943-12-31"), event(2, "1944-01")]
    *_, strip = draw_strips(told, WINDOWS, (), ROOM, nothing="no event").strips

    assert [(empty.day.isoformat(), [words for words, _ in empty.lines]) for empty in strip.empty_days] == [
        ("1943-12-26", ["no event"]),
        ("1943-12-29", ["no event"]),
        ("1943-12-30", ["no event"]),
        ("1944-01-01", ["no event"]),
    ]


@pytest.mark.parametrize("words", ["no event", "nothing of it is told"])
def test_what_an_untold_day_says_stands_below_the_bars_that_pass_over_it(words: str):
    told = [event(0, "1943-12-27"), event(1, "1943-12-28/1943-12-31")]
    *_, strip = draw_strips(told, WINDOWS, (), ROOM, nothing=words).strips

    lowest = max(piece.y + piece.height for lane in strip.lanes for mark in lane.marks for piece in mark.pieces)
    assert min(y for empty in strip.empty_days for _, y in empty.lines) >= lowest + 10


def test_each_strip_knows_which_part_of_it_the_next_one_shows():
    strips = draw_strips([event(0, "1944")], WINDOWS, (), ROOM).strips

    assert [strip.inner and tuple(round(edge, 1) for edge in strip.inner) for strip in strips] == [
        (41.0, 61.0),
        (14.9, 15.0),
        None,
    ]


def test_what_the_next_strip_tells_is_named_there_and_a_whole_in_both():
    told = [event(0, "1943-12-28/1943-12-31", label="Whole", whole=True), event(1, "1943-12-28", label="Part")]
    strips = draw_strips(told, WINDOWS[1:], (), ROOM).strips

    assert [sorted(pole.text for lane in strip.lanes for pole in lane.poles) for strip in strips] == [
        ["Whole"],
        ["Part", "Whole"],
    ]


def test_at_most_so_many_are_named_and_those_that_matter_most():
    told = [event(key, str(1941 + key), label=f"E{key}", weight=key) for key in range(20)]
    [strip] = draw_strips(told, WINDOWS[1:2], (), Room(1100, rows=5, flags=3)).strips

    assert [pole.key for lane in strip.lanes for pole in lane.poles] == [17, 18, 19]


def test_the_word_stands_between_two_dates_and_nowhere_where_they_lie_close_together_or_on_each_other():
    told = [event(0, "[1945,1950]"), event(1, "[1956-02-24,1956-02-25]"), event(2, "[1957-01-01,1957]")]
    strips = draw_strips([*told, event(3, "{1945,1950}")], WINDOWS[1:2], (), ROOM)

    assert {mark.key: len(mark.words) for mark in marks(strips)} == {0: 1, 1: 0, 2: 0, 3: 0}
    assert [len(mark.joins) for mark in marks(strips)] == [1, 1, 1, 1]
    [apart, *_] = sorted(marks(strips), key=lambda mark: mark.key)
    [join], [word] = apart.joins, apart.words
    assert word.x == pytest.approx((join.start + join.end) / 2, abs=0.01)


def test_words_of_two_dates_above_each_other_stand_beside_each_other():
    told = [event(0, "[1945,1950]"), event(1, "[1945-02,1949-12]")]
    strips = draw_strips(told, WINDOWS[1:2], (), ROOM)
    words = [word for mark in marks(strips) for word in mark.words]

    assert len(words) == 2
    assert all(
        abs(one.x - other.x) * ROOM.width / 100 >= OR_ROOM or abs(one.y - other.y) >= ROW
        for one, other in combinations(words, 2)
    )


def test_a_drawing_knows_whether_some_marks_found_no_room():
    same_day = [event(key, "1944-05-05") for key in range(20)]

    assert draw_strips(same_day, WINDOWS, (), ROOM).crowded
    assert not draw_strips(same_day[:3], WINDOWS, (), ROOM).crowded


def test_a_bar_hangs_below_the_line_and_ticks_stand_on_it():
    [strip] = draw_strips([event(0, "1944/1948"), event(1, "1944-05-05")], WINDOWS[1:2], (), ROOM).strips
    [lane] = strip.lanes
    bar, tick = (mark.pieces[0] for mark in sorted(lane.marks, key=lambda mark: mark.key))

    assert bar.y > lane.line
    assert tick.y + tick.height == lane.line


@pytest.mark.parametrize("titles", [(), ("One", "Two")])
def test_ten_thousand_events_make_a_drawing_of_bounded_size(titles: tuple[str, ...]):
    first = date(1941, 1, 1)
    told = [event(key, (first + timedelta(key % 7000)).isoformat(), key % 2, f"Event {key}") for key in range(10_000)]

    strips = draw_strips(told, WINDOWS, titles, ROOM)
    column = draw_column(told, WINDOWS[1][0], None, titles, 25, widest=False)

    drawn = [lane for strip in strips.strips for lane in strip.lanes]
    assert sum(len(lane.marks) + len(lane.crowds) for lane in drawn) < 9 * 630
    assert strips.height < 1500
    for strip, lanes in zip(strips.strips[:2], ([0], range(max(len(titles), 1))), strict=True):
        shown = sum(
            len(strip.lanes[lane].marks) + sum(crowd.count for crowd in strip.lanes[lane].crowds) for lane in lanes
        )
        assert shown == 10_000
    assert len(column.marks) + sum(heap.count for heap in column.heaps) == 10_000
    assert len(column.heaps) < column.height


def test_the_column_stays_within_the_smallest_screen_and_its_names_below_each_other():
    told = [event(key, f"1943-{1 + key % 12:02}", key % 4, f"A name of a certain length {key}") for key in range(24)]
    titles = ["Acts of state", "The people", "A title that is rather long for a lane", "Judgement"]
    column = draw_column(told, WINDOWS[1][0], None, titles, 25, widest=False)

    assert len(column.labels) == 24
    bases = [base for label in column.labels for _, base in label.lines]
    assert all(later - earlier >= 18 for earlier, later in pairwise(bases))
    assert bases[-1] <= column.height
    assert column.labels[0].x - column.right > 0
    assert column.labels[0].x < WIDTH / 2 + 40


def test_nothing_to_draw_makes_empty_strips():
    strips = draw_strips([], WINDOWS, ("One", "Two"), ROOM, nothing="no event")

    assert [len(strip.empty_days) for strip in strips.strips] == [0, 0, 7]
    assert strips.named == frozenset()
