"""Values by date: time runs downwards, values from left to right, and nothing joins one dot to the next.

Between two dates nothing is known, so nothing is drawn. Equal spans of time are equal distances, as long as that does
not leave the drawing mostly empty; then the rows only follow in order, and the drawing says so. What has no date stands
below a rule at the edge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Final

from kalmyk_site.drawings.estimates import Entry, draw_entry, scale_of
from kalmyk_site.drawings.label_lines import Piece
from kalmyk_site.drawings.scales import Scale, scale_from_zero
from kalmyk_site.drawings.sheet import GAP, LINE, Sheet, Stroke

_EMPTIEST: Final = 3
"""How many times as high as its rows a drawing may become for the sake of its time."""

TIME_AT: Final = -3.0
"""Where the line of time stands, in percent: in the margin at the left."""


@dataclass(frozen=True, slots=True)
class Dated:
    """One estimate with its date."""

    entry: Entry
    time: float | None
    """Years since the beginning of our era, with fractions; None where the date is not known."""


def series_sheet(
    dated: Sequence[Dated],
    width: float,
    show: Callable[[Decimal], str],
    note: Callable[[Scale, bool], Iterable[Piece]],
) -> Sheet:
    """Draw values by date.

    Args:
        dated: In any order; those of one date keep theirs.
        width: Of the narrowest place for which the words are broken, in em.
        show: Writes a number on the scale.
        note: What the scale says of itself, told whether the distances between dates are true.
    """
    known = sorted((each for each in dated if each.time is not None), key=lambda each: each.time or 0)
    groups = [(time or 0.0, list(members)) for time, members in groupby(known, key=lambda each: each.time)]
    undated = [each for each in dated if each.time is None]
    scale = scale_of([each.entry for each in dated], width, show, scale_from_zero)
    heights = [_height_of(members, width) for _, members in groups]
    tops = _tops([time for time, _ in groups], heights)
    true_to_time = tops is not None
    sheet = Sheet(width)
    for number, (_, members) in enumerate(groups):
        if tops is not None:
            sheet.height = tops[number]
        y = round(sheet.height + LINE / 2, 2)
        sheet.strokes.append(Stroke(TIME_AT, y, TIME_AT / 3, y, "scale"))
        _draw(sheet, scale, members)
    if groups:
        first, last = LINE / 2, round((tops[-1] if tops else sheet.height - heights[-1]) + LINE / 2, 2)
        sheet.strokes.append(Stroke(TIME_AT, first, TIME_AT, last, "scale" if true_to_time else "join"))
    if undated:
        sheet.strokes.append(Stroke(0, sheet.height, 100, sheet.height, "scale"))
        sheet.gap()
        _draw(sheet, scale, undated)
    sheet.axis(scale, [show(tick) for tick in scale.ticks], note(scale, true_to_time))
    return sheet


def _draw(sheet: Sheet, scale: Scale, members: Iterable[Dated]) -> None:
    for each in members:
        sheet.label(each.entry.label)
        draw_entry(sheet, scale, each.entry, sheet.strip())
        sheet.gap()


def _height_of(members: Iterable[Dated], width: float) -> float:
    measured = Sheet(width)
    for each in members:
        measured.label(each.entry.label)
        measured.strip()
        measured.gap()
    return measured.height


def _tops(times: Sequence[float], heights: Sequence[float]) -> list[float] | None:
    """Where each date's rows begin, true to time; None where that would leave the drawing mostly empty."""
    if len(times) < 2:
        return [0.0] * len(times)
    scale = max(height / (later - earlier) for (earlier, later), height in zip(pairwise(times), heights, strict=False))
    tops = [round((time - times[0]) * scale, 2) for time in times]
    return tops if tops[-1] + heights[-1] <= _EMPTIEST * (sum(heights) + GAP) else None
