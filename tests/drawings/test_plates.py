"""Plates: circles true to numbers, what stands below the map, and shares of its size."""

from __future__ import annotations

import math
import re

import pytest

from kalmyk_site.drawings.basemap import Plane
from kalmyk_site.drawings.clipping import Box
from kalmyk_site.drawings.lettering import SIZE
from kalmyk_site.drawings.plates import (
    NARROW,
    WIDE,
    WIDEST,
    Beside,
    Plate,
    Spot,
    circle_radius,
    make_plate,
    narrow_windows,
    round_amount,
)
from kalmyk_site.drawings.projection import Albers, Extent
from tests.conftest import ROOT

EXTENT = Extent(40, 105, 43, 69)
PLANE = Plane(Albers.for_extent(EXTENT), 4)
WINDOW = PLANE.window(EXTENT)
SPOTS = (
    Spot(73, 55, ("One", "400"), amount=400),
    Spot(83, 55, ("Two", "100"), amount=100),
    Spot(44, 46, ("Start",), shape="square"),
)


def plate(width: int, *spots: Spot, beside: tuple[Beside, ...] = ()) -> Plate:
    return make_plate(PLANE, [WINDOW], width, spots, largest=400, radius=40, beside=beside)


def test_the_area_of_a_circle_is_as_its_number():
    big, small = plate(WIDE, *SPOTS).circles
    assert math.pi * big.radius**2 == pytest.approx(4 * math.pi * small.radius**2, rel=1e-3)
    assert circle_radius(100, 400, 40) == 20


def test_a_circle_below_the_map_has_the_scale_of_those_on_it():
    made = plate(WIDE, *SPOTS, beside=(Beside(100, "100 without a place", "doubtful"), Beside(400, "400", "hollow")))
    missing, scale = made.below
    pixels = WIDE / WINDOW.width
    assert (missing.radius, scale.radius) == (20, 40)
    assert made.circles[0].radius * pixels == pytest.approx(scale.radius, abs=0.01)
    assert missing.y - missing.radius > made.map_height
    assert scale.y + scale.radius <= made.height
    assert scale.x - scale.radius > missing.x + missing.radius


def test_what_finds_no_room_in_a_row_stands_in_the_next():
    long = tuple(Beside(100, "A line of words that is rather long", "hollow") for _ in range(2))
    one, two = plate(NARROW, *SPOTS, beside=long).below
    assert (one.x, two.y > one.y) == (two.x, True)


def test_the_larger_circle_is_drawn_first():
    assert [circle.radius for circle in plate(WIDE, SPOTS[1], SPOTS[0]).circles] == sorted(
        (circle.radius for circle in plate(WIDE, *SPOTS).circles), reverse=True
    )


def test_marks_and_names_have_their_place_in_shares_of_the_plate():
    made = plate(WIDE, *SPOTS)
    x, y = PLANE.place(44, 46)
    [square] = [words for words in made.words if words.mark]
    assert square.mark == ("square", "solid")
    assert square.x == pytest.approx(100 * (x - WINDOW.left) / WINDOW.width, abs=0.01)
    assert square.y == pytest.approx(100 * (y - WINDOW.top) / WINDOW.height, abs=0.01)
    assert [[line for line, _, _ in words.lines] for words in made.words] == [["One", "400"], ["Two", "100"], ["Start"]]


def test_a_narrow_plate_shows_all_marks_and_is_the_lowest_in_which_names_find_room():
    windows = list(narrow_windows(PLANE, SPOTS, WINDOW))
    made = make_plate(PLANE, windows, NARROW, SPOTS, largest=400, radius=17)
    assert made.window == windows[0]
    assert [window.height for window in windows] == sorted(window.height for window in windows)
    assert all(made.window.holds(PLANE.place(spot.longitude, spot.latitude)) for spot in SPOTS)


def test_a_single_mark_has_some_land_around_it():
    [first, *_] = narrow_windows(PLANE, SPOTS[:1], WINDOW)
    assert first.width == WINDOW.width / 3


@pytest.mark.parametrize(
    ("largest", "shown"),
    [(24_352, 10_000), (8_353, 2_000), (9, 2), (10, 5), (2, 1), (1, 1), (0.5, 1), (100_000, 50_000)],
)
def test_the_scale_is_shown_by_a_round_number(largest: float, shown: int):
    assert round_amount(largest) == shown


def test_the_styles_show_a_plate_as_wide_as_it_is_drawn():
    tokens = (ROOT / "kalmyk_site/templates/assets/styles/tokens.css").read_text(encoding="utf-8")
    widths = {name: float(rem) * 16 for name, rem in re.findall(r"--(map[\w-]*): ([\d.]+)rem", tokens)}
    assert widths == {"map": WIDE, "map-narrow": WIDEST, "map-least": NARROW}
    assert f"--size-small: {SIZE / 16}rem" in tokens


def test_a_plate_needs_a_window():
    with pytest.raises(ValueError, match="needs a window"):
        make_plate(PLANE, [], WIDE, SPOTS)


def test_boxes_know_what_they_share():
    assert Box(0, 0, 10, 10).overlap(Box(5, 5, 20, 8)) == 15
    assert Box(0, 0, 10, 10).overlap(Box(10, 0, 20, 10)) == 0
