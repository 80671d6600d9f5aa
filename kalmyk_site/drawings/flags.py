"""Flags: labels above marks, each on a thin pole that leads down to its mark, so that no text touches another.

Rows are counted upwards from the marks. A text hangs at its pole, to the right of it, or to the left where the drawing
ends. No text lies on another, and no pole runs through a text: of marks close together the earliest has the highest
flag. A place is a share of the drawing's width, a text keeps its size, so what is free at the least width is free at
every greater one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kalmyk_site.drawings.lettering import text_width

OFFSET: Final = 4
"""Px between a pole and its text."""

_GAP: Final = 12
"""Least px between two texts of a row."""

_FEW: Final = 3
"""Rows up to which all flags hang to one side."""


@dataclass(frozen=True, slots=True)
class Label:
    """A text that asks for a place."""

    key: int
    at: float
    """Where its mark stands, as a share of the width."""

    text: str
    rank: tuple[int, ...]
    """Of two that have no room together the lower one stays."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A text in its place."""

    key: int
    at: float
    text: str
    row: int
    left: bool
    """Whether the text ends at the pole."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """A label with the side to which it hangs, in px."""

    label: Label
    pole: float
    start: float
    end: float
    left: bool

    @classmethod
    def of(cls, label: Label, width: float, *, left: bool) -> _Wish:
        """To the left or to the right, but never out of the drawing."""
        pole, needed = label.at * width, text_width(label.text) + OFFSET
        if (left and pole >= needed) or pole + needed > width:
            return cls(label, pole, pole - needed, pole - OFFSET, left=True)
        return cls(label, pole, pole + OFFSET, pole + needed, left=False)


@dataclass(frozen=True, slots=True)
class _Placed:
    flag: Flag
    wish: _Wish


def place_flags(labels: Sequence[Label], width: float, rows: int) -> tuple[Flag, ...]:
    """Labels in rows, as many as have room; in order of place.

    All hang to the right if that takes at most `_FEW` rows. Else the earlier ones may hang to the left and the later
    ones to the right, parted where that names most and takes fewest rows.

    Args:
        labels: At most some dozens: the work grows with the fourth power of their number at worst.
        width: Least width of the drawing in px.
        rows: Rows that there are at most.
    """
    fitting = [label for label in labels if label.text and text_width(label.text) + OFFSET <= width]
    ordered = sorted(fitting, key=lambda label: (label.at, label.key))
    best = _without_rivals(ordered, 0, width, rows)
    if len(best) < len(ordered) or _rows(best) > _FEW:
        for split in range(1, len(ordered) + 1):
            found = _without_rivals(ordered, split, width, rows)
            if (len(found), -_rows(found)) > (len(best), -_rows(best)):
                best = found
    return tuple(sorted((each.flag for each in best), key=lambda flag: (flag.at, flag.row, flag.key)))


def _rows(placed: Sequence[_Placed]) -> int:
    return max((each.flag.row + 1 for each in placed), default=0)


def _without_rivals(ordered: Sequence[Label], split: int, width: float, rows: int) -> list[_Placed]:
    """All labels that have room; of those that contend for one the least is left out, and all are placed anew."""
    waiting = [_Wish.of(label, width, left=number < split) for number, label in enumerate(ordered)]
    while True:
        placed, crowded = _place(waiting, rows)
        if not crowded:
            return placed
        waiting.remove(max(crowded, key=lambda wish: (wish.label.rank, wish.label.key)))


def _place(wishes: Sequence[_Wish], rows: int) -> tuple[list[_Placed], list[_Wish]]:
    """Place each in the lowest row that is free; where none is, say which wishes contend for it.

    A flag that hangs to the right is placed before those at its left, whose texts pass above it; one that hangs to the
    left, before those at its right.
    """
    placed: list[_Placed] = []
    for wish in [*reversed([each for each in wishes if not each.left]), *(each for each in wishes if each.left)]:
        row = next((row for row in range(rows) if all(_is_free(row, wish, each) for each in placed)), None)
        if row is None:
            return placed, [wish, *(each.wish for each in placed if _meet(each.wish, wish))]
        flag = Flag(wish.label.key, wish.label.at, wish.label.text, row, wish.left)
        placed.append(_Placed(flag, wish))
    return placed, []


def _meet(one: _Wish, other: _Wish) -> bool:
    return one.start < other.end + _GAP and other.start < one.end + _GAP


def _is_free(row: int, wish: _Wish, other: _Placed) -> bool:
    if other.flag.row == row:
        return not _meet(wish, other.wish)
    if other.flag.row > row:
        return not _runs_through(other.wish, wish)
    return not _runs_through(wish, other.wish)


def _runs_through(one: _Wish, other: _Wish) -> bool:
    """Whether the pole of `one` would run through the text of `other`, or does so in a wider drawing."""
    return min(other.pole, other.start) < one.pole < max(other.pole, other.end)
