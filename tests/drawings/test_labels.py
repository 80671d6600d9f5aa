"""Names beside marks: none on another, none on a mark, none beyond the edge."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kalmyk_site.drawings.clipping import Box
from kalmyk_site.drawings.labels import Label, Named, place_labels
from kalmyk_site.drawings.lettering import LINE, text_width

ROOM = Box(0, 0, 640, 400)


def placed(marks: list[Named], bounds: Box = ROOM) -> list[Label]:
    labels = place_labels(marks, bounds)
    assert labels.is_clear
    return [label for label in labels.places if label]


def test_a_lone_mark_has_its_name_beside_it_to_the_right():
    [label] = placed([Named(300, 200, 10, ("Name",))])
    assert (label.alignment, label.leader, label.x) == ("start", None, 316)
    assert label.box.top < 200 < label.box.bottom


def test_at_the_right_edge_a_name_stands_to_the_left():
    [label] = placed([Named(630, 200, 5, ("A rather long name",))])
    assert label.alignment == "end"
    assert label.box.right < 625


def test_a_mark_without_a_name_is_kept_free():
    named, bare = Named(300, 200, 5, ("Name",)), Named(325, 200, 14, ())
    labels = place_labels([named, bare], ROOM)
    [label, nothing] = labels.places
    assert nothing is None
    assert label is not None
    assert not label.box.overlap(Box(311, 186, 339, 214))


def test_names_of_marks_that_lie_close_together_make_room_for_one_another():
    labels = placed([Named(300 + 12 * number, 200 + 5 * (number % 2), 8, ("A name", "1,234")) for number in range(4)])
    assert len(labels) == 4
    assert not any(one.box.overlap(other.box) for n, one in enumerate(labels) for other in labels[:n])


def test_where_there_is_no_room_the_labels_say_so():
    crowd = [Named(20 + number, 20, 5, ("A very long name indeed",)) for number in range(9)]
    assert not place_labels(crowd, Box(0, 0, 100, 60)).is_clear


def test_a_name_has_its_lines_below_one_another():
    [label] = placed([Named(300, 200, 5, ("One", "Two", "Three"))])
    assert [round(two - one) for one, two in zip(label.baselines, label.baselines[1:], strict=False)] == [LINE, LINE]


def test_labels_that_fit_at_one_size_fit_when_the_drawing_grows():
    """Two names that pass one another when their marks move apart are no good, though they fit at first."""
    marks = [Named(60 + 20 * n, 100 + 15 * (n % 3), 9, ("A name", "1,234"), grows=True) for n in range(6)]
    sizes = (1.0, 1.25, 1.5, 1.75)
    labels = place_labels(marks, Box(0, 0, 288, 288), sizes)
    assert labels.is_clear
    for size in sizes:
        boxes = [
            label.box.shifted(label.start[0] * (size - 1), label.start[1] * (size - 1))
            for label in labels.places
            if label
        ]
        assert not any(one.overlap(other) for n, one in enumerate(boxes) for other in boxes[:n])


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(st.lists(st.tuples(st.integers(20, 620), st.integers(20, 380)), min_size=1, max_size=7))
def test_what_is_said_to_be_clear_is_clear(points: list[tuple[int, int]]):
    marks = [Named(x, y, 6, ("Some name",)) for x, y in points]
    labels = place_labels(marks, ROOM)
    boxes = [label.box for label in labels.places if label]
    apart = not any(one.overlap(other) for n, one in enumerate(boxes) for other in boxes[:n])
    within = all(box.overlap(ROOM) == pytest.approx(box.width * box.height) for box in boxes)
    assert len(boxes) == len(points)
    assert (apart and within) or not labels.is_clear


def test_the_same_marks_get_the_same_labels():
    marks = [Named(100 + 37 * n % 300, 100 + 53 * n % 200, 7, (f"Name {n}",)) for n in range(8)]
    assert place_labels(marks, ROOM) == place_labels(list(marks), ROOM)


def test_wide_letters_take_more_room_than_narrow_ones():
    assert text_width("ill") < text_width("abc") < text_width("WMW")
    assert text_width("и\u0306") == text_width("и")
    assert text_width("日本") == 30
