"""Time strips: several windows of time one below the other, each tied to its place in the one above.

Places along a strip are shares of its width, in percent, so that text keeps its size at every width; heights are px.
A strip is made of lanes. In a lane ticks and short bars stand on a line, long bars hang below it, and flags rise above
with the names of what matters most. What has no room of its own is counted in heaps, so that a strip of ten thousand
events is as large as its width, not as their number; the work grows with their number alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final

from kalmyk_site.drawings.flags import OFFSET, Flag, Label, place_flags
from kalmyk_site.drawings.lettering import ROW, text_width, wrap
from kalmyk_site.drawings.time_marks import Shape, Side, Sign, has_place, is_within, sign_of
from kalmyk_site.drawings.time_scale import Scale, Window, scale_of
from kalmyk_site.drawings.tracks import Extent, Packing, pack
from kalmyk_site.records.dates import EdtfDate

STUB: Final = 36
"""Px of a bar whose end nobody knows."""

OR_ROOM: Final = 24
"""Px that the "or" between two marks needs; with less between them there is none."""

_SHORT: Final = 12
"""Px up to which a bar stands among the ticks."""

_GAP: Final = 8
_BELOW: Final = 14
"""What a line of words needs below bars, px: the room of a row without that of its lower lengths."""

_TITLE: Final = ROW + 6
_NAMES: Final = 22
"""Px below a scale's line that its names take."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One event, as far as it is drawn."""

    key: int
    date: EdtfDate
    lanes: tuple[int, ...]
    """Numbers of its lanes; it is named in the first."""

    label: str = ""
    """What a flag says; without one it is a mark alone."""

    weight: int = 0
    """How much it matters that it is named."""

    whole: bool = False
    """Whether others are part of it and it is part of none."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much a drawing may hold."""

    width: int
    """Least width in px."""

    rows: int
    """Rows of flags in each lane."""

    flags: int
    """Flags in each strip."""

    standing: int = 8
    """Tracks of standing marks."""

    hanging: int = 4
    """Tracks of hanging bars."""

    tick: int = 10
    """Height of a day's mark in px."""

    bar: int = 4
    """Height of a bar in px."""

    funnel: int = 34
    """Px between two strips."""

    lanes: bool = True
    """Whether there is a lane for each theme, and room for a title above each strip and for words between marks."""

    @property
    def standing_pitch(self) -> int:
        """Px from one track of standing marks to the next."""
        return self.tick + 3

    @property
    def hanging_pitch(self) -> int:
        """Px from one track of hanging bars to the next."""
        return self.bar + (5 if self.lanes else 3)


@dataclass(frozen=True, slots=True)
class Piece:
    """One shape in its place."""

    form: str
    """`tick` or `bar`."""

    x: float
    """In percent of the width; of a tick its middle."""

    width: float
    y: int
    height: int
    doubtful: bool
    begins: Side
    ends: Side


@dataclass(frozen=True, slots=True)
class Join:
    """The line that joins two dates of a set."""

    start: float
    end: float
    y: float


@dataclass(frozen=True, slots=True)
class Word:
    """The word that joins the dates of a set."""

    x: float
    """Its middle, in percent."""

    y: float


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands for one event in one lane."""

    key: int
    pieces: tuple[Piece, ...]
    joins: tuple[Join, ...] = ()
    words: tuple[Word, ...] = ()
    """Empty where all dates of a set are meant, and where they leave no room for a word."""


@dataclass(frozen=True, slots=True)
class Pole:
    """A flag with the place of its text and its pole."""

    key: int
    x: float
    y: int
    """Base line of the text."""

    top: int
    foot: int
    text: str
    left: bool


@dataclass(frozen=True, slots=True)
class Crowd:
    """A heap of marks that cannot be told apart."""

    x: float
    width: float
    y: int
    height: int
    count: int


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane of a strip."""

    number: int
    """Its number among the themes; -1 for a strip that has only one."""

    title_y: int
    line: int
    """Where its marks stand."""

    marks: tuple[Mark, ...]
    poles: tuple[Pole, ...]
    crowds: tuple[Crowd, ...]


@dataclass(frozen=True, slots=True)
class EmptyDay:
    """A day of which nothing is told."""

    day: date
    x: float
    """Its middle, in percent."""

    lines: tuple[tuple[str, int], ...]
    """Words, with the base line of each."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a scale, in percent, with the name to the right of it."""

    x: float
    name: str
    at_edge: bool
    """Whether the name ends at the edge of the drawing instead."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One window of time."""

    window: Window
    top: int
    title_y: int
    lanes: tuple[Lane, ...]
    axis: int
    """Where the line of the scale lies."""

    bottom: int
    scale: Scale
    lines: tuple[Line, ...]
    months: tuple[Line, ...]
    empty_days: tuple[EmptyDay, ...]
    inner: tuple[float, float] | None
    """What of it the next strip shows, in percent."""


@dataclass(frozen=True, slots=True)
class Strips:
    """All strips."""

    strips: tuple[Strip, ...]
    height: int

    @property
    def named(self) -> frozenset[int]:
        """Keys of the events that have a flag."""
        return frozenset(pole.key for strip in self.strips for lane in strip.lanes for pole in lane.poles)

    @property
    def crowded(self) -> bool:
        """Whether some marks had no room of their own."""
        return any(lane.crowds for strip in self.strips for lane in strip.lanes)


def draw_strips(
    happenings: Sequence[Happening],
    windows: Sequence[tuple[Window, str]],
    titles: Sequence[str],
    room: Room,
    nothing: str = "",
) -> Strips:
    """Strips for `windows`, from the widest to the narrowest.

    Args:
        happenings: The events, in order of time.
        windows: Each within the one before it, with its title.
        titles: Titles of the lanes, which the second strip has, or the only one.
        room: How much the drawing may hold.
        nothing: What a day says of which nothing is told.
    """
    strips: list[Strip] = []
    top = 0
    for number, (window, title) in enumerate(windows):
        inner = windows[number + 1][0] if number + 1 < len(windows) else None
        laned = titles if room.lanes and number == lane_strip(len(windows)) else ()
        shown = shown_in(happenings, window, widest=number == 0)
        strip = _strip(shown, window, title, inner, laned, room if laned else _low(room), top, nothing)
        strips.append(strip)
        top = strip.bottom + room.funnel
    return Strips(tuple(strips), strips[-1].bottom if strips else 0)


def _low(room: Room) -> Room:
    """Room for a strip without lanes: it gives the whole or a detail, and must not outgrow the one with the lanes."""
    return replace(room, rows=min(room.rows, 6), standing=min(room.standing, 5))


def lane_strip(count: int) -> int:
    """Which of several strips has the lanes."""
    return min(1, count - 1)


def shown_in(happenings: Sequence[Happening], window: Window, *, widest: bool) -> list[Happening]:
    """The events that a strip shows: those of its size, and in the widest one whatever reaches into it."""
    of_its_size = [each for each in happenings if widest or has_place(each.date, window)]
    return [each for each in of_its_size if sign_of(each.date, window) is not None]


def worth_naming(happenings: Sequence[Happening], inner: Window | None, most: int) -> list[Happening]:
    """The events that a strip names: what the next strip tells of is named there, but for a whole of several parts."""
    wanted = [
        each for each in happenings if each.label and (inner is None or each.whole or not is_within(each.date, inner))
    ]
    return sorted(wanted, key=lambda each: (-each.weight, each.key))[:most]


def _strip(
    happenings: Sequence[Happening],
    window: Window,
    title: str,
    inner: Window | None,
    titles: Sequence[str],
    room: Room,
    top: int,
    nothing: str,
) -> Strip:
    named = {each.key for each in worth_naming(happenings, inner, room.flags)}
    lanes: list[Lane] = []
    begin = top + (_TITLE if title and room.lanes else 0)
    y = begin
    members: list[list[Happening]] = [[] for _ in titles] or [[]]
    for each in happenings:
        for lane in each.lanes if titles else (0,):
            members[lane].append(each)
    for number, inside in enumerate(members):
        naming = {each.key for each in inside if each.key in named and (not titles or each.lanes[0] == number)}
        # Without lanes the strip's own title stands among the flags.
        above = titles[number] if titles else "" if room.lanes else title
        lane, y = _lane(inside, window, inner, naming, number if titles else -1, above, room, y)
        lanes.append(lane)
    scale = scale_of(window, room.width)
    said = _that_fit_a_day(nothing, window, room.width) if scale.unit == "day" else ()
    untold = _untold_days(happenings, window) if said else ()
    # Below the bars of what only passes over such a day.
    below = _BELOW + (len(said) - 1) * ROW if untold and any(lane.marks for lane in lanes) else 0
    y = max(y + below, begin + 2 * ROW * bool(untold))
    return Strip(
        window=window,
        top=top,
        title_y=top + ROW - 5 if room.lanes else lanes[0].title_y,
        lanes=tuple(lanes),
        axis=y,
        bottom=y + _NAMES + (ROW if scale.months else 0),
        scale=scale,
        lines=tuple(Line(percent(line.at), line.name, line.at_edge) for line in scale.lines),
        months=tuple(Line(percent(line.at), line.name, line.at_edge) for line in scale.months),
        empty_days=tuple(_empty_days(untold, window, y, said)),
        inner=(percent(window.start_of(inner.first)), percent(window.end_of(inner.last))) if inner else None,
    )


def _lane(
    happenings: Sequence[Happening],
    window: Window,
    inner: Window | None,
    naming: set[int],
    number: int,
    title: str,
    room: Room,
    top: int,
) -> tuple[Lane, int]:
    """A lane that begins at `top`, and where it ends."""
    signs = {each.key: sign for each in happenings if (sign := sign_of(each.date, window)) is not None}
    # What the next strip tells in detail is joined by a word there.
    worded = frozenset(
        each.key for each in happenings if room.lanes and (inner is None or not is_within(each.date, inner))
    )
    standing = [key for key, sign in signs.items() if sign.joined_by or _length(sign, room.width) <= _SHORT]
    stands = frozenset(standing)
    up = pack([_extent(key, signs[key], room.width) for key in standing], room.standing, naming)
    down = pack(
        [_extent(key, sign, room.width) for key, sign in signs.items() if key not in stands], room.hanging, naming
    )
    asked = [
        Label(each.key, signs[each.key].known, each.label, (-each.weight, each.key))
        for each in happenings
        if each.key in naming and (each.key in up.tracks or each.key in down.tracks)
    ]
    flags = place_flags(asked, room.width, room.rows)
    rows = max((flag.row + 1 for flag in flags), default=0)
    title_row = _title_row(title, flags, room.width, rows) if title else -1
    rows = max(rows, title_row + 1)
    line = top + rows * ROW + (4 if rows else 0) + up.count * room.standing_pitch
    bottom = line + 4 + down.count * room.hanging_pitch + _GAP if down.count else line + _GAP
    marks: list[Mark] = []
    words: list[Word] = []
    for key, sign in signs.items():
        if key in up.tracks or key in down.tracks:
            marks.append(_mark(key, sign, _y_of(key, up, down, line, room), room, words if key in worded else None))
            words += marks[-1].words
    tops = {mark.key: min(piece.y for piece in mark.pieces[:1]) for mark in marks}
    poles = tuple(
        Pole(
            key=flag.key,
            x=percent(flag.at),
            y=top + (rows - flag.row) * ROW - 5,
            top=top + (rows - flag.row - 1) * ROW + 2,
            foot=tops[flag.key],
            text=flag.text,
            left=flag.left,
        )
        for flag in flags
    )
    crowds = tuple(_crowds(up, down, line, room))
    return Lane(number, top + (rows - title_row) * ROW - 5, line, tuple(marks), poles, crowds), bottom


def _title_row(title: str, flags: Sequence[Flag], width: float, rows: int) -> int:
    """The highest row that is used, or the one above it where the lane's title would touch a flag."""
    end = text_width(title) + 2 * OFFSET
    lowest = max(rows - 1, 0)
    for flag in flags:
        pole = flag.at * width
        begin = pole - text_width(flag.text) - OFFSET if flag.left else pole
        if begin < end:
            lowest = max(lowest, flag.row + 1)
    return lowest


def _length(sign: Sign, width: float) -> float:
    """Length in px of a mark without its open ends."""
    open_ended = any(side in ("open", "unknown") for shape in sign.shapes for side in (shape.begins, shape.ends))
    return width if open_ended else (sign.end - sign.start) * width


def _extent(key: int, sign: Sign, width: float) -> Extent:
    """What a mark takes with a little air."""
    start, end = sign.start * width, sign.end * width
    first, last = sign.shapes[0], sign.shapes[-1]
    if first.form == "tick":
        start -= 2.5
    if last.form == "tick":
        end += 2.5
    if any(shape.ends == "unknown" for shape in sign.shapes):
        end = max(end, start + STUB)
    if any(shape.begins == "unknown" for shape in sign.shapes):
        start = min(start, end - STUB)
    return Extent(key, start - 1, end + 2)


def _word(one: Shape, two: Shape, y: float, width: float, others: Sequence[Word]) -> Word | None:
    """The "or" between two dates, clear of both and of the words of other tracks; None where it finds no room."""
    start, end = one.end * width, two.start * width
    for at in ((start + end) / 2 + shift for shift in (0, -OR_ROOM, OR_ROOM)):
        between = min(at - start, end - at) >= OR_ROOM / 2
        if between and all(abs(at - other.x * width / 100) >= OR_ROOM or abs(y - other.y) >= ROW for other in others):
            return Word(percent(at / width), y)
    return None


def _y_of(key: int, up: Packing, down: Packing, line: int, room: Room) -> tuple[int, bool]:
    if key in up.tracks:
        return line - up.tracks[key] * room.standing_pitch - room.tick, True
    return line + 4 + down.tracks[key] * room.hanging_pitch, False


def _mark(key: int, sign: Sign, place: tuple[int, bool], room: Room, others: Sequence[Word] | None) -> Mark:
    """A mark; `others` are the words that its own must be clear of, None where it has none."""
    y, stands = place
    drop = room.tick - room.bar if stands else 0
    pieces = tuple(
        Piece(
            form=shape.form,
            x=percent(shape.start),
            width=percent(shape.end - shape.start),
            y=y if shape.form == "tick" else y + drop,
            height=room.tick if shape.form == "tick" else room.bar,
            doubtful=shape.doubtful,
            begins=shape.begins,
            ends=shape.ends,
        )
        for shape in sign.shapes
    )
    if not sign.joined_by:
        return Mark(key, pieces)
    middle = y + drop + room.bar / 2
    joins: list[Join] = []
    words: list[Word] = []
    for one, two in pairwise(sign.shapes):
        joins.append(Join(percent(one.end), percent(two.start), middle))
        if others is not None and sign.joined_by == "or":
            word = _word(one, two, middle + 3, room.width, [*others, *words])
            words += [word] if word else []
    return Mark(key, pieces, tuple(joins), tuple(words))


def _crowds(up: Packing, down: Packing, line: int, room: Room) -> Iterator[Crowd]:
    for packing, y, height in (
        (up, line - (up.count - 1) * room.standing_pitch - room.tick, room.tick),
        (down, line + 4 + (down.count - 1) * room.hanging_pitch, room.bar),
    ):
        for heap in packing.heaps:
            start, end = heap.start / room.width, heap.end / room.width
            yield Crowd(percent(start), percent(end - start), y, height, len(heap.keys))


def _untold_days(happenings: Sequence[Happening], window: Window) -> tuple[date, ...]:
    """The days of a window on which nothing is dated: what lasts over a day does not tell of it, but of its ends."""
    told = {end for each in happenings for span in each.date.spans for end in span}
    days = map(date.fromordinal, range(window.first.toordinal(), window.last.toordinal() + 1))
    return tuple(day for day in days if day not in told)


def _that_fit_a_day(words: str, window: Window, width: float) -> tuple[str, ...]:
    """Words as lines that a day of a window has room for; none where it has not."""
    lines = tuple(wrap(words, width / window.days - 2 * OFFSET))
    return lines if all(text_width(line) <= width / window.days for line in lines) else ()


def _empty_days(days: Iterable[date], window: Window, axis: int, lines: Sequence[str]) -> Iterator[EmptyDay]:
    above = axis - _GAP - (len(lines) - 1) * ROW
    for day in days:
        yield EmptyDay(
            day,
            percent((window.start_of(day) + window.end_of(day)) / 2),
            tuple((line, above + number * ROW) for number, line in enumerate(lines)),
        )


def percent(share: float) -> float:
    """A share in percent, with as many digits as a screen can show."""
    return round(100 * share, 3)
