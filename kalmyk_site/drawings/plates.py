"""Plates: one map at one width, its marks in place and its labels beside them.

A map comes as a plate for wide windows and one for narrow ones. Outlines and circles grow with the window; names do
not, so a plate gives the place of each label as a share of its width and height and what is written there in pixels.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from kalmyk_site.drawings.basemap import Plane
from kalmyk_site.drawings.clipping import Box, box_around
from kalmyk_site.drawings.labels import Alignment, Label, Labels, Named, place_labels
from kalmyk_site.drawings.lettering import LINE, text_width
from kalmyk_site.drawings.simplification import Point

WIDE: Final = 640
"""Width of a wide plate in pixels, at which it is always shown: `--map` in the styles."""

NARROW: Final = 288
"""Least width of a narrow plate in pixels: that of a window of 320 pixels without its edges."""

WIDEST: Final = 480
"""Greatest width of a narrow plate in pixels: `--map-narrow` in the styles."""

POINT: Final = 5.0
"""Radius of a mark that is not drawn to scale, in pixels at every width."""

_EDGE: Final = 6
"""Paper kept free inside a plate's edge by labels, in pixels."""

_PAD: Final = 30
"""Room of a narrow plate beside its outermost marks, in pixels."""

_HEIGHTS: Final = (0.7, 1.0, 1.3)
"""Heights that a narrow plate can have, as shares of its width."""

_GAP: Final = 12
"""Between the map and what is drawn below it, and between two things there, in pixels."""

Look = Literal["solid", "hollow", "doubtful"]
"""Solid for a point that is the place itself, hollow for what stands for more than a point, dashed for doubt."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Something to be drawn at a point of the globe."""

    longitude: float
    latitude: float
    lines: tuple[str, ...]
    """The lines of its label."""

    amount: float | None = None
    """What the area of its circle stands for; None for a mark that is not drawn to scale."""

    shape: Literal["circle", "square"] = "circle"
    look: Look = "solid"


@dataclass(frozen=True, slots=True)
class Beside:
    """A circle that stands for something without a place, or for the scale; drawn below the map."""

    amount: float
    line: str
    look: Look


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle whose area is true to a number."""

    x: float
    y: float
    radius: float
    look: Look = "hollow"


@dataclass(frozen=True, slots=True)
class Words:
    """A label, or a mark of constant size with its label: a spot given in percent, and what stands there in pixels."""

    x: float
    """Percent of the plate's width."""

    y: float
    """Percent of its height."""

    lines: tuple[tuple[str, float, float], ...]
    """Each line with the place where it begins, measured from the spot."""

    alignment: Alignment
    leader: tuple[float, float, float, float] | None = None
    """From and to, measured from the spot."""

    mark: tuple[str, Look] | None = None
    """Shape and look of a mark at the spot."""


@dataclass(frozen=True, slots=True)
class Plate:
    """A map at one width."""

    width: int
    height: float
    """Of the whole plate, in pixels at the width for which it was made."""

    map_height: float
    """Of the map alone."""

    window: Box
    """What the map shows, in units of its plane."""

    circles: tuple[Circle, ...]
    """On the map, in units of the plane; the largest first, so that it lies below."""

    below: tuple[Circle, ...]
    """Below the map, in pixels."""

    words: tuple[Words, ...]


def shown_sizes(width: int) -> tuple[float, ...]:
    """How many times as large as it is made a plate is shown: a narrow one anything up to its greatest width."""
    steps = 3 if width == NARROW else 0
    return (1.0, *(1 + (WIDEST / NARROW - 1) * step / steps for step in range(1, steps + 1)))


def circle_radius(amount: float, largest: float, radius: float) -> float:
    """Radius of the circle for `amount` where `largest` has the given one: areas are as the numbers."""
    return radius * math.sqrt(amount / largest)


def round_amount(largest: float) -> int:
    """The amount whose circle shows the scale: 1, 2 or 5 with noughts, as large as half of `largest` allows."""
    power = 10 ** math.floor(math.log10(largest / 2)) if largest >= 2 else 1
    return max(step * power for step in (1, 2, 5) if step == 1 or step * power <= largest / 2)


def narrow_windows(plane: Plane, spots: Sequence[Spot], whole: Box) -> Iterator[Box]:
    """The parts of a map that a narrow plate can show, the lowest first: its marks, with room above and below them.

    Args:
        plane: The plane of the map.
        spots: What is drawn on it, at least one.
        whole: What a wide plate shows.
    """
    around = box_around([plane.place(spot.longitude, spot.latitude) for spot in spots])
    width = max(around.width * NARROW / (NARROW - 2 * _PAD), whole.width / 3)
    least = around.height + width * 2 * _PAD / NARROW
    x, y = (around.left + around.right) / 2, (around.top + around.bottom) / 2
    for share in _HEIGHTS:
        height = max(least, width * share)
        yield Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def make_plate(
    plane: Plane,
    windows: Iterable[Box],
    width: int,
    spots: Sequence[Spot],
    *,
    largest: float = 1.0,
    radius: float = 0.0,
    beside: Sequence[Beside] = (),
) -> Plate:
    """A map with its marks and names.

    Args:
        plane: The plane that it is cut from.
        windows: What it can show, in units of the plane: the first in which all names find room is taken, else the
            last.
        width: For which width it is made, in pixels.
        spots: What is drawn on it.
        largest: The amount whose circle has `radius`.
        radius: Radius of the largest circle in pixels.
        beside: What is drawn below the map.
    """
    placed = [plane.place(spot.longitude, spot.latitude) for spot in spots]
    sizes = [POINT if spot.amount is None else circle_radius(spot.amount, largest, radius) for spot in spots]
    layout = _Layout.first_clear(windows, width, spots, placed, sizes)
    window, pixels, map_height = layout.window, layout.pixels, layout.height
    below, notes, height = _strip(beside, width, map_height, largest, radius)
    circles = [
        Circle(round(x, 1), round(y, 1), round(size / pixels, 2))
        for spot, (x, y), size in zip(spots, placed, sizes, strict=True)
        if spot.amount is not None
    ]
    share = _Share(width, height)
    words = [
        share.words(spot, (mark.x, mark.y), label)
        for spot, mark, label in zip(spots, layout.marks, layout.labels.places, strict=True)
        if label or spot.amount is None
    ]
    words += [share.note(place, line) for place, line in notes]
    circles.sort(key=lambda circle: (-circle.radius, circle.x, circle.y))
    return Plate(width, round(height, 1), round(map_height, 1), window, tuple(circles), tuple(below), tuple(words))


def _strip(
    beside: Sequence[Beside], width: int, top: float, largest: float, radius: float
) -> tuple[list[Circle], list[tuple[Point, str]], float]:
    """What is drawn below a map: circles, their words with the places where these begin, and the height of it all."""
    circles: list[Circle] = []
    notes: list[tuple[Point, str]] = []
    if not beside:
        return circles, notes, top
    sizes = [circle_radius(each.amount, largest, radius) for each in beside]
    line_height = max(2 * max(sizes), LINE) + 4
    x, y = 1.0, top + _GAP + line_height / 2
    for each, size in zip(beside, sizes, strict=True):
        taken = 2 * size + 8 + text_width(each.line)
        if x > 1 and x + taken > width:
            x, y = 1.0, y + line_height
        circles.append(Circle(round(x + size, 1), round(y, 1), round(size, 2), each.look))
        notes.append(((x + 2 * size, y), each.line))
        x += taken + 2 * _GAP
    return circles, notes, y + line_height / 2


@dataclass(frozen=True, slots=True)
class _Layout:
    """A window with the labels of what it shows."""

    window: Box
    pixels: float
    """To a unit of the plane."""

    height: float
    """In pixels."""

    marks: list[Named]
    labels: Labels

    @classmethod
    def first_clear(
        cls, windows: Iterable[Box], width: int, spots: Sequence[Spot], placed: Sequence[Point], sizes: Sequence[float]
    ) -> _Layout:
        """The layout of the first window in which all labels find room; of the last one where none is."""
        layout: _Layout | None = None
        for window in windows:
            pixels = width / window.width
            marks = [
                Named(
                    *((x - window.left) * pixels, (y - window.top) * pixels, size, spot.lines),
                    grows=spot.amount is not None,
                )
                for spot, (x, y), size in zip(spots, placed, sizes, strict=True)
            ]
            bounds = Box(0, 0, width, window.height * pixels).grown(-_EDGE)
            labels = place_labels(marks, bounds, shown_sizes(width))
            layout = cls(window, pixels, window.height * pixels, marks, labels)
            if labels.is_clear:
                break
        if layout is None:
            raise ValueError("a plate needs a window")
        return layout


@dataclass(frozen=True, slots=True)
class _Share:
    """Turns places in pixels into shares of a plate."""

    width: float
    height: float

    def words(self, spot: Spot, center: Point, label: Label | None) -> Words:
        start = label.start if label else center
        mark = (spot.shape, spot.look) if spot.amount is None else None
        x, y = self._percent(start)
        if label is None:
            return Words(x, y, (), "start", mark=mark)
        lines = tuple(
            (line, round(label.x - start[0], 1), round(baseline - start[1], 1))
            for line, baseline in zip(spot.lines, label.baselines, strict=True)
        )
        leader = None
        if label.leader:
            (x1, y1), (x2, y2) = label.leader
            leader = (
                *(round(x1 - start[0], 1), round(y1 - start[1], 1)),
                *(round(x2 - start[0], 1), round(y2 - start[1], 1)),
            )
        return Words(x, y, lines, label.alignment, leader, mark)

    def note(self, place: Point, line: str) -> Words:
        return Words(*self._percent(place), ((line, 8, 5.0),), "start")

    def _percent(self, place: Point) -> Point:
        return round(100 * place[0] / self.width, 2), round(100 * place[1] / self.height, 2)
