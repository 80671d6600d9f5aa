"""Time column: one window of time that runs downwards, for small screens.

The lanes stand beside each other at the left, each as wide as its marks need; the names stand at the right, each as
near to its mark as the others allow, with a thin line between them. All places are px: the column is as wide as the
smallest screen, and as high as its names and its years need.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Final

from kalmyk_site.drawings.lettering import LINE, ROW, text_width, wrap
from kalmyk_site.drawings.time_marks import Side, Sign, sign_of
from kalmyk_site.drawings.time_scale import Scale, Window, scale_of
from kalmyk_site.drawings.time_strips import STUB, Happening, shown_in, worth_naming
from kalmyk_site.drawings.tracks import Extent, Heap, pack, spread

WIDTH: Final = 288
"""Px: the smallest screen without its edges."""

_TRACK: Final = 7
"""Px from one track of a lane to the next."""

_TRACKS: Final = 3
_BAR: Final = 4
"""Width of a bar in px."""

_LANE_GAP: Final = 6
_FAN: Final = 16
"""Px between the lanes and the names, in which the lines spread."""

_LABEL_GAP: Final = 5
_UNIT: Final = 52
"""Px of a year, a month or a day, if that makes no more than `_HIGHEST`."""

_LOWEST, _HIGHEST = 320, 1240
_TICK: Final = 7
"""Width of a day's mark in px."""


@dataclass(frozen=True, slots=True)
class ColumnPiece:
    """One shape in its place, in px."""

    form: str
    x: float
    width: float
    y: float
    """Where it begins; of a tick its middle."""

    height: float
    doubtful: bool
    begins: Side
    ends: Side


@dataclass(frozen=True, slots=True)
class ColumnMark:
    """What stands for one event in one lane."""

    key: int
    lane: int
    pieces: tuple[ColumnPiece, ...]
    joins: tuple[tuple[float, float, float], ...]
    """Lines between the dates of a set: across, from, to."""


@dataclass(frozen=True, slots=True)
class ColumnLabel:
    """The name of one event."""

    key: int
    lane: int
    x: int
    lines: tuple[tuple[str, float], ...]
    """Words with the base line of each."""

    leader: str
    """Path of the line from the mark."""


@dataclass(frozen=True, slots=True)
class ColumnTitle:
    """The title of a lane, above it."""

    x: float
    lines: tuple[tuple[str, float], ...]
    top: float
    """Where the line from the title down to the lane begins."""


@dataclass(frozen=True, slots=True)
class ColumnLane:
    """Where a lane stands."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class ColumnHeap:
    """Marks that cannot be told apart."""

    x: float
    y: float
    height: float
    count: int


@dataclass(frozen=True, slots=True)
class Column:
    """The whole column."""

    window: Window
    top: int
    """Where its time begins, in px."""

    bottom: int
    height: int
    scale: Scale
    names: tuple[tuple[float, str], ...]
    """Lines of the scale with their names."""

    lanes: tuple[ColumnLane, ...]
    titles: tuple[ColumnTitle, ...]
    marks: tuple[ColumnMark, ...]
    heaps: tuple[ColumnHeap, ...]
    labels: tuple[ColumnLabel, ...]
    left: int
    """Where the lanes begin."""

    right: float
    """Where the lanes end."""


@dataclass(frozen=True)
class _Lanes:
    """The lanes for one height."""

    lanes: tuple[ColumnLane, ...]
    tracks: tuple[dict[int, int], ...]
    heaps: tuple[tuple[Heap, ...], ...]

    @property
    def right(self) -> float:
        return self.lanes[-1].x + self.lanes[-1].width


def draw_column(
    happenings: Sequence[Happening],
    window: Window,
    inner: Window | None,
    titles: Sequence[str],
    names: int,
    *,
    widest: bool,
) -> Column:
    """The column for `window`.

    Args:
        happenings: The events, in order of time.
        window: The days that it shows.
        inner: What another drawing shows in detail; events within it are named there.
        titles: Titles of the lanes; none for a single lane without one.
        names: Events that are named at most.
        widest: Whether no other drawing shows more.
    """
    shown = shown_in(happenings, window, widest=widest)
    signs = {each.key: sign for each in shown if (sign := sign_of(each.date, window)) is not None}
    members: list[list[Happening]] = [[] for _ in titles] or [[]]
    for each in shown:
        for lane in each.lanes if titles else (0,):
            members[lane].append(each)
    named = sorted(worth_naming(shown, inner, names), key=lambda each: (signs[each.key].known, each.key))
    keys = frozenset(each.key for each in named)
    least = _least_height(window)
    scale = scale_of(window, least)
    left = int(max((text_width(line.name) for line in scale.lines), default=0)) + 8

    lanes = _lanes(members, signs, keys, least, left)
    sizes = [_label_height(each.label, lanes) for each in named]
    span = max(least, sum(sizes))
    lanes = _lanes(members, signs, keys, span, left)
    x = int(lanes.right) + _FAN

    column_titles, top = _titles(titles, lanes)
    wanted = [signs[each.key].known * span - ROW / 2 for each in named]
    places = spread(wanted, sizes, span)
    labels = tuple(
        _label(each, each.lanes[0] if titles else 0, signs[each.key], place, lanes, x, top, span)
        for each, place in zip(named, places, strict=True)
    )
    marks = tuple(
        _mark(each, number, signs[each.key], lanes, top, span)
        for number, inside in enumerate(members)
        for each in inside
        if each.key in lanes.tracks[number]
    )
    return Column(
        window=window,
        top=top,
        bottom=top + int(span),
        height=top + int(span) + 4,
        scale=scale,
        names=tuple((_px(top + line.at * span), line.name) for line in scale.lines),
        lanes=lanes.lanes,
        titles=column_titles,
        marks=marks,
        heaps=tuple(_heaps(lanes, top)),
        labels=labels,
        left=left,
        right=lanes.right,
    )


def _least_height(window: Window) -> int:
    units = {"year": window.days / 365, "month": window.days / 30, "day": window.days}[window.unit]
    return int(max(_LOWEST, min(_HIGHEST, units * _UNIT)))


def _lanes(
    members: Sequence[Sequence[Happening]], signs: dict[int, Sign], named: Set[int], span: float, left: int
) -> _Lanes:
    x = float(left)
    lanes: list[ColumnLane] = []
    tracks: list[dict[int, int]] = []
    heaps: list[tuple[Heap, ...]] = []
    for inside in members:
        packing = pack([_extent(each.key, signs[each.key], span) for each in inside], _TRACKS, named)
        width = max(packing.count, 1) * _TRACK
        lanes.append(ColumnLane(x, width))
        tracks.append(packing.tracks)
        heaps.append(packing.heaps)
        x += width + _LANE_GAP
    return _Lanes(tuple(lanes), tuple(tracks), tuple(heaps))


def _extent(key: int, sign: Sign, span: float) -> Extent:
    start, end = sign.start * span, sign.end * span
    if any(shape.ends == "unknown" for shape in sign.shapes):
        end = max(end, start + STUB)
    if any(shape.begins == "unknown" for shape in sign.shapes):
        start = min(start, end - STUB)
    return Extent(key, start - 2.5, max(end, start) + 3.5)


def _label_height(text: str, lanes: _Lanes) -> float:
    return len(wrap(text, WIDTH - lanes.right - _FAN)) * LINE + _LABEL_GAP


def _titles(titles: Sequence[str], lanes: _Lanes) -> tuple[tuple[ColumnTitle, ...], int]:
    """Titles as flags, the first lane's highest, and where the lanes begin below them."""
    y = 0
    placed: list[ColumnTitle] = []
    for title, lane in zip(titles, lanes.lanes, strict=bool(titles)):
        x = lane.x + _TRACK / 2
        lines = wrap(title, WIDTH - x - 4)
        placed.append(ColumnTitle(x, tuple((line, y + 15 + ROW * row) for row, line in enumerate(lines)), y + 2))
        y += ROW * len(lines)
    return tuple(placed), y + _LABEL_GAP if placed else 0


def _track_x(lanes: _Lanes, lane: int, key: int) -> float:
    return lanes.lanes[lane].x + lanes.tracks[lane].get(key, 0) * _TRACK


def _label(
    each: Happening, lane: int, sign: Sign, place: float, lanes: _Lanes, x: int, top: int, span: float
) -> ColumnLabel:
    y = top + place
    words = wrap(each.label, WIDTH - x)
    lines = tuple((line, _px(y + 15 + row * LINE)) for row, line in enumerate(words))
    inside = _BAR / 2 if sign.shapes[0].form == "bar" else 0
    mark = top + sign.known * span + (-inside if sign.shapes[0].begins == "unknown" else inside)
    start = _track_x(lanes, lane, each.key) + _TICK
    leader = f"M{_px(start)} {_px(mark)}H{_px(lanes.right + 2)}L{x - 4} {_px(y + 10)}"
    return ColumnLabel(each.key, lane, x, lines, leader)


def _mark(each: Happening, lane: int, sign: Sign, lanes: _Lanes, top: int, span: float) -> ColumnMark:
    x = _track_x(lanes, lane, each.key)
    middle = x + _TRACK / 2
    pieces = tuple(
        ColumnPiece(
            form=shape.form,
            x=x if shape.form == "tick" else middle - _BAR / 2,
            width=_TICK if shape.form == "tick" else _BAR,
            y=_px(top + shape.start * span),
            height=_px((shape.end - shape.start) * span),
            doubtful=shape.doubtful,
            begins=shape.begins,
            ends=shape.ends,
        )
        for shape in sign.shapes
    )
    joins = tuple(
        (middle, _px(top + one.end * span), _px(top + two.start * span))
        for one, two in zip(sign.shapes, sign.shapes[1:], strict=False)
        if sign.joined_by
    )
    return ColumnMark(each.key, lane, pieces, joins)


def _heaps(lanes: _Lanes, top: int) -> Iterator[ColumnHeap]:
    for lane, heaps in zip(lanes.lanes, lanes.heaps, strict=True):
        for heap in heaps:
            x = lane.x + lane.width - _TRACK / 2 - _BAR / 2
            yield ColumnHeap(x, top + heap.start, heap.end - heap.start, len(heap.keys))


def _px(value: float) -> float:
    return round(value, 1)
